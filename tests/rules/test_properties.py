"""What holds for all facts, not only for the cases somebody thought of."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen, CorrectionSeen, Fact, FeedSeen, HomePageSeen, ProbeSeen, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.model.observation import Observation
from govcrawl.rules.judge import is_veto, judge
from govcrawl.rules.profile import load_profile
from tests.rules.cases import moment, target_of

AS_OF = date(2021, 7, 5)
NATIONAL, ZHANJIANG = load_profile("national"), load_profile("zhanjiang")
SITE, ACCOUNT = target_of("portal"), target_of("account")
SEVERITY = {Verdict.PASS: 0, Verdict.NOT_OBSERVED: 1, Verdict.NEEDS_REVIEW: 1, Verdict.FAIL: 2}

days_ago = st.one_of(st.integers(0, 40), st.integers(-2, 500))
states = st.sampled_from(Observation)
classes = st.sampled_from(["dynamic", "notice", "policy", "finance", "service_statistics", "leaders", "other"])


@st.composite
def seen(draw):
    state = draw(states)
    newest = AS_OF - timedelta(days=draw(days_ago)) if state is Observation.DATED else None
    return {"state": state, "newest": newest, "seen_at": moment(AS_OF - timedelta(days=draw(st.integers(0, 3))))}


@st.composite
def sites(draw):
    facts: list[Fact] = [TargetVisited(SITE.id, "site", moment(AS_OF), observed=True)]
    if draw(st.booleans()):
        facts.append(HomePageSeen(SITE.id, SITE.url, navigation_only=draw(st.booleans()), **draw(seen())))
    facts += [
        ColumnSeen(
            SITE.id,
            f"{SITE.url}{number}/",
            f"栏目{number}",
            column_class=draw(classes),
            level=draw(st.integers(0, 2)),
            cadence_days=draw(st.sampled_from([None, None, 30])),
            excluded=draw(st.integers(0, 5)) == 0,
            **draw(seen()),
        )
        for number in range(draw(st.integers(0, 14)))
    ]
    return Dossier(SITE, AS_OF, tuple(facts))


@st.composite
def accounts(draw):
    facts: list[Fact] = [TargetVisited(ACCOUNT.id, "feed", moment(AS_OF), observed=draw(st.integers(0, 4)) > 0)]
    facts += [
        FeedSeen(ACCOUNT.id, f"http://m.test/{n}", f"m{n}", **draw(seen())) for n in range(draw(st.integers(0, 3)))
    ]
    return Dossier(ACCOUNT, AS_OF, tuple(facts))


@st.composite
def probed(draw):
    """A week of probes, more or less of them, some of which failed in one way or another."""
    failures = st.sampled_from(
        ["", "", "", "dns", "timeout", "tls", "blocked", "offline", "http_500", "redirected_away"]
    )
    facts: list[Fact] = []
    for ago in range(8):
        number = draw(st.sampled_from([19, 20, 20, 21]))
        bad = draw(st.lists(failures, max_size=3))
        for minute, failure in enumerate(bad + [""] * (number - len(bad))):
            at = moment(AS_OF - timedelta(days=ago)) + timedelta(minutes=minute)
            waited = draw(st.sampled_from([14.0, 15.0])) if failure == "timeout" else None
            facts.append(ProbeSeen(SITE.id, SITE.url, at, not failure, f"{ago}-{minute}", failure, seconds=waited))
    return Dossier(SITE, AS_OF, (*facts, TargetVisited(SITE.id, "probe", moment(AS_OF), observed=True)))


dossiers = st.one_of(sites(), accounts(), probed())


@given(probed(), st.data())
def test_a_visit_that_opened_never_makes_a_site_fail_nor_one_that_failed_clears_it(dossier, data):
    number = data.draw(st.integers(0, len(dossier.facts) - 2))
    fact = dossier.facts[number]
    other = replace(fact, opened=not fact.opened, failure="dns" if fact.opened else "", seconds=None)
    facts = (*dossier.facts[:number], other, *dossier.facts[number + 1 :])
    before, after = verdicts(dossier)["V2"], verdicts(replace(dossier, facts=facts))["V2"]
    if fact.opened:
        assert not (before is Verdict.FAIL and after is Verdict.PASS)
    else:
        assert not (before is Verdict.PASS and after is Verdict.FAIL)


@given(probed())
def test_what_was_no_visit_changes_no_verdict(dossier):
    ours = [fact for fact in dossier.facts if getattr(fact, "failure", "") in ("blocked", "offline")]
    left = tuple(fact for fact in dossier.facts if fact not in ours)
    assert verdicts(replace(dossier, facts=left))["V2"] is verdicts(dossier)["V2"]


def verdicts(dossier, profile=NATIONAL):
    return {finding.code: finding.verdict for finding in judge(dossier, profile)[0]}


@given(dossiers, st.data())
def test_a_newer_entry_never_makes_anything_stale(dossier, data):
    dated = [n for n, fact in enumerate(dossier.facts) if getattr(fact, "state", None) is Observation.DATED]
    if not dated:
        return
    number = data.draw(st.sampled_from(dated))
    fact = dossier.facts[number]
    newer = replace(fact, newest=fact.newest + timedelta(days=data.draw(st.integers(1, 400))))
    facts = (*dossier.facts[:number], newer, *dossier.facts[number + 1 :])
    before, after = verdicts(dossier), verdicts(replace(dossier, facts=facts))
    assert not [code for code in before if after[code] is Verdict.FAIL and before[code] is not Verdict.FAIL]


@given(accounts())
def test_a_stricter_profile_never_forgives(dossier):
    lenient, strict = verdicts(dossier), verdicts(dossier, ZHANJIANG)
    assert all(SEVERITY[strict[code]] >= SEVERITY[lenient[code]] for code in lenient)


@given(sites(), st.integers(1, 13), st.integers(1, 4))
def test_stricter_numbers_never_forgive(dossier, days, columns):
    for rule in NATIONAL.rules:
        stricter = {"days": days, "dynamic_days": days, "min_columns": columns, "notice_policy_months": 1}
        changes = {name: value for name, value in stricter.items() if hasattr(rule, name)}
        if SITE.kind in rule.applies_to:
            lenient, strict = rule.judge(dossier), replace(rule, **changes).judge(dossier)
            assert SEVERITY[strict.verdict] >= SEVERITY[lenient.verdict]


@given(dossiers, st.randoms(use_true_random=False))
def test_order_and_duplicates_of_facts_make_no_difference(dossier, random):
    facts = [*dossier.facts, *random.choices(dossier.facts, k=3)]
    random.shuffle(facts)
    assert judge(replace(dossier, facts=tuple(facts)), NATIONAL) == judge(dossier, NATIONAL)


@given(dossiers)
def test_any_veto_means_unqualified(dossier):
    findings, outcome = judge(dossier, NATIONAL)
    vetoed = [finding for finding in findings if is_veto(finding, NATIONAL) and finding.verdict is Verdict.FAIL]
    assert bool(vetoed) == (outcome.verdict is Verdict.FAIL)
    assert tuple(finding.code for finding in vetoed) == outcome.failed
    assert all(finding.evidence and finding.reason for finding in vetoed)


@given(dossiers)
def test_an_unseen_page_alone_never_fails_and_seeing_it_never_leaves_the_verdicts(dossier):
    """Facts that saw nothing are replaced one way or the other: a failure before stays one after.

    Not those of mirrors: two sources that agree fail an account although a third one, unseen, might have a newer post.
    """
    unseen = (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE)
    fresh = tuple(
        replace(fact, state=Observation.DATED, newest=AS_OF, seen_at=moment(AS_OF))
        if getattr(fact, "state", None) in unseen
        and not getattr(fact, "navigation_only", False)
        and not isinstance(fact, FeedSeen)
        else fact
        for fact in dossier.facts
    )
    before, after = verdicts(dossier), verdicts(replace(dossier, facts=fresh))
    assert all(after[code] is Verdict.FAIL for code in before if before[code] is Verdict.FAIL)


@given(sites())
def test_no_fault_of_a_column_is_charged_under_two_items(dossier):
    """国办秘函〔2019〕19号: what is charged elsewhere is not charged again under 其他栏目."""
    charged = [
        {piece.url for piece in finding.evidence} - {SITE.url}
        for finding in judge(dossier, NATIONAL)[0]
        if finding.points < 0
    ]
    assert sum(map(len, charged)) == len(set().union(*charged))


@st.composite
def corrected(draw):
    """An export of 找错 made up to ten days before the moment of inspection or after it."""
    made = AS_OF - timedelta(days=draw(st.integers(-5, 10)))
    facts = []
    for row in range(draw(st.integers(0, 6))):
        asked = made - timedelta(days=draw(st.integers(0, 30)))
        waited = draw(st.none() | st.integers(0, (made - asked).days))
        replied = None if waited is None else asked + timedelta(days=waited)
        evasive = draw(st.sampled_from([None, False, True])) if replied else None
        more = {"asked": asked, "replied": replied, "evasive": evasive, "valid": draw(st.integers(0, 5)) > 0}
        facts.append(CorrectionSeen(SITE.id, f"corrections.csv:{row}", moment(made), "找错平台", "李四", made, **more))
    return Dossier(SITE, AS_OF, tuple(facts))


@given(corrected(), st.randoms(use_true_random=False))
def test_corrections_in_any_order_and_a_shorter_term_never_forgives(dossier, random):
    (rule,) = [rule for rule in NATIONAL.rules if rule.code == "D5"]
    found = rule.judge(dossier)
    mixed = [*dossier.facts, *dossier.facts[:2]]
    random.shuffle(mixed)
    assert rule.judge(replace(dossier, facts=tuple(mixed))) == found
    assert replace(rule, workdays=1).judge(dossier).points <= found.points <= 0
    strict = replace(rule, late_answer_counts=True).judge(dossier)
    assert (strict.points < found.points) == ("是否计入由人工认定" in found.reason)
    asked = tuple(replace(fact, replied=fact.asked, evasive=False) for fact in dossier.facts)
    answered = rule.judge(replace(dossier, facts=asked))
    assert answered.verdict is (Verdict.PASS if asked else Verdict.NOT_OBSERVED)
