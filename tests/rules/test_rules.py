"""Every rule: the cases of its TOML, its documentation, its files."""

import pytest

from govcrawl.model.finding import Verdict
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.local_extra import LocalExtra
from govcrawl.rules.profile import known_profiles, load_profile
from govcrawl.rules.rule import Rule, RuleKind
from tests.rules.cases import LABELS, Case, read_cases

CASES = read_cases()
EXPECTED = {"pass": Verdict.PASS, "inside": Verdict.PASS, "fail": Verdict.FAIL, "outside": Verdict.FAIL}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case):
    rule = next(rule for rule in load_profile(case.profile).rules if rule.code == case.code)
    finding = rule.judge(case.dossier)
    assert finding.verdict == Verdict(case.expect), finding.reason
    assert case.reason in finding.reason
    texts = [evidence.text for evidence in finding.evidence]
    assert set(case.evidence) <= set(texts)
    if case.evidence_count is not None:
        assert len(texts) == case.evidence_count
    if case.points is not None:
        assert finding.points == case.points
    if case.more_possible is not None:
        assert finding.more_possible is case.more_possible
    if finding.verdict is Verdict.FAIL:
        assert finding.evidence
        of_register = rule.kind is RuleKind.REGISTER and not rule.job  # a row of the register is on no page
        # An import leads to its row: no page was seen.
        shown = [it for it in finding.evidence if it.url and (it.snapshot or "（导入：" in it.text)]
        assert of_register or shown == list(finding.evidence)
        assert all(it.text and it.seen_at for it in finding.evidence)
    assert (finding.target_id, finding.code, finding.as_of) == (case.dossier.target.id, case.code, case.dossier.as_of)


@pytest.mark.parametrize("code", rule_types())
def test_a_rule_has_its_cases_under_every_profile(code):
    for profile in known_profiles():
        labels = {case.label for case in CASES if case.code == code and _same(code, case.profile, profile)}
        people = rule_types()[code].left_to_people
        wanted = {label for label in LABELS if EXPECTED.get(label) not in people} | (
            {"needs_review"} if people else set()
        )
        if rule_types()[code].kind is RuleKind.REGISTER and not rule_types()[code].job:
            wanted -= {"not_observed"}  # the register always says
        if issubclass(rule_types()[code], LocalExtra):
            wanted = wanted - {"not_observed"} | {"not_applicable"}  # a local extra that nothing tells is not sampled
        assert labels >= wanted, f"tests/rules/{code}.toml lacks {wanted - labels} under {profile}"
        never = {label for label in labels if EXPECTED.get(label) in people}
        assert not never, f"tests/rules/{code}.toml: {never} is left to people"


def _same(code: str, one: str, other: str) -> bool:
    """Tell whether a rule has the same numbers under two profiles: then the cases of one are those of the other."""
    first, second = (next((it for it in load_profile(name).rules if it.code == code), None) for name in (one, other))
    return first == second


def test_labels_say_what_is_expected():
    assert [str(case) for case in CASES if EXPECTED.get(case.label, case.label) != case.expect] == []


@pytest.mark.parametrize("rule", rule_types().values(), ids=lambda rule: rule.code)
def test_a_rule_is_documented_and_named_by_its_defect(rule: type[Rule]):
    text = rule.__doc__ or ""
    places = [text.find(f"    {heading}:\n") for heading in Rule.HEADINGS]
    assert -1 not in places, f"{rule.__module__}: a heading of {Rule.HEADINGS} is missing"
    assert places == sorted(places)
    assert isinstance(rule.kind, RuleKind)
    assert rule.title
    assert rule.applies_to
    name = "".join(part.title() for part in rule.__module__.rpartition(".")[2].split("_"))
    assert name == rule.__name__


def test_the_national_profile_gives_every_rule_its_numbers():
    assert [rule.code for rule in load_profile("national").rules] == list(rule_types())


def test_no_rule_has_a_number_of_its_own():
    from dataclasses import MISSING, fields

    for rule in rule_types().values():
        assert [field.name for field in fields(rule) if field.default is not MISSING] == []


def test_a_printed_phrase_carries_the_numbers_of_its_profile():
    phrases = {rule.code: rule.printed_phrase() for rule in load_profile("zhanjiang").rules}
    assert phrases["N2a"] == "监测时间点前7天内无更新"
    assert not [phrase for phrase in phrases.values() if "{" in phrase]
