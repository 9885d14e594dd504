"""What holds for the rules of marks whatever stands on the pages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PageMarksSeen, PageRole, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.rules.judge import judge
from govcrawl.rules.profile import load_profile
from tests.rules.marked import TAGS, marked_page
from tests.rules.test_properties import AS_OF, SITE, moment

NATIONAL = load_profile("national")
FIELDS = ("badge", "site_codes", "icp", "police", "sponsors", "contact", "correction", "names", "title", "site_name")
CODES = ("D1", "D2", "D4", "D8")
RULES = {rule.code: rule for rule in NATIONAL.rules if rule.code in CODES}


@st.composite
def pages(draw):
    found: list[PageMarksSeen] = []
    for number in range(draw(st.integers(0, 9))):
        role = draw(st.sampled_from(PageRole))
        lacks = draw(st.lists(st.sampled_from(FIELDS + TAGS[role]), max_size=6))
        hidden = draw(st.sampled_from(["", "", "footer_elsewhere"]))
        found.append(marked_page({"page": role, "lacks": lacks, "footer_hidden": hidden}, str(number), SITE, AS_OF))
    return found


def judged(found, code):
    visit = TargetVisited(SITE.id, "site", moment(AS_OF), observed=True)
    finding = RULES[code].judge(Dossier(SITE, AS_OF, (*found, visit)))
    return finding.verdict, finding.points, finding.reason, finding.evidence


@pytest.mark.parametrize("code", CODES)
@given(found=pages(), order=st.randoms())
def test_order_and_duplicates_do_not_matter(code, found, order):
    mixed = [*found, *found[:3]]
    order.shuffle(mixed)
    assert judged(mixed, code) == judged(found, code)


@pytest.mark.parametrize("code", CODES)
@given(found=pages())
def test_points_come_with_a_fault_and_a_fault_with_evidence(code, found):
    verdict, points, reason, evidence = judged(found, code)
    assert (verdict is Verdict.FAIL) == (points < 0) == (verdict is Verdict.FAIL and bool(evidence))
    assert reason


@given(found=pages())
def test_taking_all_marks_away_never_helps(found):
    seen = [page for page in found if not page.footer_hidden]
    bare = [marked_page({"page": page.page, "lacks": FIELDS}, page.url[-6], SITE, AS_OF) for page in seen]
    for code in ("D2", "D4"):
        assert judged(bare, code)[1] <= judged(seen, code)[1]


@given(found=pages())
def test_deductions_leave_the_verdict_on_the_site_to_the_vetoes(found):
    visit = TargetVisited(SITE.id, "site", moment(AS_OF), observed=True)
    _, without = judge(Dossier(SITE, AS_OF, (visit,)), NATIONAL)
    _, outcome = judge(Dossier(SITE, AS_OF, (*found, visit)), NATIONAL)
    assert replace(outcome, score=None) == replace(without, score=None)
