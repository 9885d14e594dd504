"""Scores: sums worked out by hand (scores/*.toml), and what holds for all of them."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.review import Review
from govcrawl.model.score import Sampling
from govcrawl.model.target import SiteKind
from govcrawl.rules.judge import judge
from govcrawl.rules.profile import load_profile
from govcrawl.rules.scoring import score, verdict_of
from tests.rules.cases import moment, target_of

AS_OF = date(2021, 7, 5)
NATIONAL = load_profile("national")
SCALE = NATIONAL.scoring.scale_of("portal")
DEDUCTIONS = [item for item in SCALE.caps if not SCALE.is_bonus(item)]
BONUSES = [item for item in SCALE.caps if SCALE.is_bonus(item)]


def finding(code, verdict=None, points=0, more_possible=False) -> Finding:
    verdict = verdict or ("pass" if points >= 0 else "fail")
    proof = (Evidence("u", "s", "t", moment(AS_OF)),)
    return Finding(
        "x", code, Verdict(verdict), f"原因{code}", AS_OF, Decimal(points), proof, more_possible=more_possible
    )


def cases():
    for path in sorted((Path(__file__).parent / "scores").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        for case in table["case"]:
            yield pytest.param(table["profile"], case, id=f"{path.stem}: {case['name']}")


def span(told) -> tuple[Decimal, Decimal]:
    low, high = told if isinstance(told, list) else (told, told)
    return Decimal(low), Decimal(high)


@pytest.mark.parametrize(("profile", "case"), list(cases()))
def test_sums_worked_out_by_hand(profile, case):
    scoring = load_profile(profile).scoring
    scale = scoring.scale_of(case.get("kind", "portal"))
    own = [finding(**row) for row in case.get("findings", ())]
    named = {it.code for it in own}
    rest = [it for it in scale.caps if it not in named and not (it == "L" and named)]
    verdict = {True: "not_applicable", False: "pass"}
    if case.get("rest") != "unsampled":
        own += [finding(item, verdict[scale.is_bonus(item)]) for item in rest]
    services = case.get("services", True)
    found = score(own, scale, services=services, unsampled_opens=scoring.unsampled_opens)
    assert (found.base_low, found.base_high) == span(case["base"])
    assert (found.final_low, found.final_high) == span(case["final"])
    if "bonus" in case:
        assert (found.bonus_low, found.bonus_high) == span(case["bonus"])
    parts = {part.item: part for part in found.parts}
    for item, told in case.get("parts", {}).items():
        assert (parts[item].low, parts[item].high) == span(told)
    assert all(part.reason for part in found.parts if part.low or part.high)
    if "verdict" in case:
        assert verdict_of(found, scale, services=services) is Verdict(case["verdict"])


def test_the_groups_of_the_national_scale_are_those_of_the_indicators():
    sums = {group: sum(cap for item, cap in SCALE.caps.items() if item[0] == group) for group in "ABCDP"}
    assert sums == {"A": 31, "B": 25, "C": 23, "D": 21, "P": 30}


def test_rules_and_scale_name_the_same_caps():
    caps = {rule.code: rule.cap for rule in NATIONAL.rules if hasattr(rule, "cap")}
    assert caps
    assert {code: SCALE.caps[code] for code in caps} == caps


points = st.integers(0, 90).map(lambda tenths: Decimal(tenths) / 10)
verdicts = st.sampled_from(["pass", "fail", "fail", "needs_review", "not_observed", "not_applicable"])


@st.composite
def findings(draw):
    own = []
    for item in draw(st.lists(st.sampled_from(DEDUCTIONS), unique=True)):
        verdict = draw(verdicts)
        cost = draw(points) if verdict == "fail" else 0
        own.append(finding(item, verdict, -cost, draw(st.booleans())))
    own += [
        finding(item, draw(st.sampled_from(["pass", "not_observed"])), draw(points))
        for item in draw(st.lists(st.sampled_from(BONUSES), unique=True))
    ]
    return own


@given(findings(), st.booleans(), st.booleans())
def test_caps_and_gates_hold(own, services, unsampled_opens):
    found = score(own, SCALE, services=services, unsampled_opens=unsampled_opens)
    assert 0 <= found.base_low <= found.base_high <= 100
    assert found.base_low <= found.final_low <= found.final_high <= 130
    for part in found.parts:
        assert part.low <= part.high
        assert max(abs(part.low), abs(part.high)) <= part.cap == SCALE.caps[part.item]
        assert (part.sampling is Sampling.DECIDED) <= (part.low == part.high)
    for base, bonus in ((found.base_low, found.bonus_low), (found.base_high, found.bonus_high)):
        assert not bonus or base > 80


@given(findings(), st.sampled_from(DEDUCTIONS), points)
def test_a_further_fault_never_raises_the_score(own, item, cost):
    """A fault that is priced, on an item that passed or has priced faults already."""
    others = [it for it in own if it.code != item]
    one = next((it for it in own if it.code == item), finding(item))
    if one.verdict is not Verdict.PASS and not one.points:
        return
    worse = replace(one, verdict=Verdict.FAIL, points=one.points - cost) if cost else one
    before, after = score([*others, one], SCALE), score([*others, worse], SCALE)
    assert after.final_low <= before.final_low
    assert after.final_high <= before.final_high


@given(findings(), st.randoms(use_true_random=False))
def test_the_order_of_findings_makes_no_difference(own, random):
    mixed = list(own)
    random.shuffle(mixed)
    first, second = score(own, SCALE), score(mixed, SCALE)
    assert replace(first, parts=()) == replace(second, parts=())


@given(findings())
def test_deciding_what_is_open_stays_in_the_range(own):
    wide = score(own, SCALE)
    decided = [finding(it.code) if it.verdict in (Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED) else it for it in own]
    narrow = score(decided, SCALE)
    assert wide.base_low <= narrow.base_low
    assert narrow.base_high <= wide.base_high


SITE = target_of("portal")


def reviews(*rows):
    return tuple(
        Review(
            SITE.id, code, Verdict(verdict), "人工认定", "张三", AS_OF, points=None if cost is None else Decimal(cost)
        )
        for code, verdict, cost in rows
    )


PASSED = [(code, "pass", None) for code in ("V3", "V4a", "V4b", "V4c")]
# 42 points, the whole of nine items
HEAVY = [
    ("B4", "fail", "-8"), ("C1", "fail", "-7"), ("C4", "fail", "-7"), ("C3", "fail", "-6"), ("A4", "fail", "-5"),
    ("A5", "fail", "-5"), ("D6", "fail", "-4"),
]  # fmt: skip


def test_a_score_below_the_pass_mark_makes_a_portal_unqualified_where_it_decides():
    dossier = Dossier(SITE, AS_OF, reviews=reviews(*PASSED, *HEAVY))
    found, outcome = judge(dossier, NATIONAL)
    assert (outcome.verdict, outcome.failed) == (Verdict.FAIL, ("S",))
    assert outcome.score.base_high == 58
    told = next(it for it in found if it.code == "S")
    assert told.reason.startswith("扣分项得分低于60分（A4 -5、A5 -5、B4 -8")
    assert told.evidence
    found, outcome = judge(dossier, load_profile("zhanjiang"))
    assert (outcome.verdict, outcome.failed) == (Verdict.PASS, ())
    assert outcome.score.base_high == 58


def test_a_veto_ends_it_and_other_kinds_are_not_scored():
    dossier = Dossier(SITE, AS_OF, reviews=reviews(*PASSED, ("V1", "fail", None)))
    assert judge(dossier, NATIONAL)[1].score is None
    department = replace(SITE, kind=SiteKind.DEPARTMENT_SITE)
    assert judge(Dossier(department, AS_OF, reviews=reviews(*PASSED)), NATIONAL)[1].score is None
    assert judge(Dossier(SITE, AS_OF, reviews=reviews(*PASSED)), NATIONAL)[1].score is not None


def test_a_local_extra_with_points_is_a_deduction_and_without_a_veto():
    for cost, expected in (("-2", Verdict.PASS), (None, Verdict.FAIL)):
        dossier = Dossier(SITE, AS_OF, reviews=reviews(*PASSED, ("L1", "fail", cost)))
        assert judge(dossier, load_profile("zhanjiang"))[1].verdict is expected
