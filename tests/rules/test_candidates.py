"""Candidates wait for a person, who decides; no machine fails an object by its wording."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ErrorTextSeen
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.rules.candidates import proposals
from govcrawl.rules.judge import judge
from govcrawl.rules.profile import load_profile
from tests.rules.cases import moment, target_of

AS_OF = date(2021, 7, 5)
SITE, ACCOUNT = target_of("portal"), target_of("account")
GRAVEST = Candidate(3, 7, "台湾政府", "台湾当局", "lexicon/52", Severity.SERIOUS, "据台湾政府称")
TYPO = Candidate(0, 2, "布署", "部署", "lexicon/220", Severity.TYPO, "抓紧布署工作")


def seen(number: int, *candidates: Candidate, target=SITE, days: int = 1) -> ErrorTextSeen:
    at = moment(AS_OF - timedelta(days=days))
    return ErrorTextSeen(target.id, f"http://www.dong.test/{number}.html", at, f"s{number}", candidates=candidates)


def findings(*facts: ErrorTextSeen, target=SITE, reviews=()):
    judged, _ = judge(Dossier(target, AS_OF, facts, reviews), load_profile("national"))
    return {finding.code: finding for finding in judged}


@pytest.mark.parametrize(("target", "code"), [(SITE, "V1"), (ACCOUNT, "N1")])
def test_a_grave_candidate_waits_for_a_person_with_its_evidence(target, code):
    found = findings(seen(1, GRAVEST, TYPO, target=target), target=target)[code]
    assert found.verdict is Verdict.NEEDS_REVIEW
    assert found.reason == "系统提出疑似严重表述错误1处，须人工认定"
    (piece,) = found.evidence
    assert (piece.url, piece.snapshot) == ("http://www.dong.test/1.html", "s1")
    assert piece.text == "疑似严重表述错误“台湾政府”，建议“台湾当局”：据台湾政府称（lexicon/52）"


def test_typos_and_hints_ask_nobody_about_a_veto():
    assert "V1" not in findings(seen(1, TYPO, replace(GRAVEST, severity=Severity.HINT)), seen(2))


def test_a_typo_that_a_person_confirms_fails_nobody():
    review = Review(SITE.id, "E13", Verdict.FAIL, "“布署”应为“部署”", "张三", AS_OF, candidate=TYPO.id)
    judged, outcome = judge(Dossier(SITE, AS_OF, (seen(1, TYPO),), (review,)), load_profile("national"))
    assert {finding.code: finding.verdict for finding in judged}["E13"] is Verdict.FAIL
    assert "E13" not in (*outcome.failed, *outcome.undecided)


def test_one_fault_of_a_template_is_one_with_its_pages():
    facts = [seen(number, GRAVEST) for number in range(7)] + [seen(8, replace(GRAVEST, context="又称台湾政府宣布"))]
    assert [each.pages for each in proposals(Dossier(SITE, AS_OF, tuple(facts)), {Severity.SERIOUS})] == [7, 1]
    found = findings(*facts)["V1"]
    assert "2处" in found.reason
    assert found.evidence[0].text.endswith("，同一问题见于7个页面")


def test_the_last_sight_of_a_page_counts():
    assert "V1" not in findings(seen(1, GRAVEST, days=2), seen(1, days=1))
    assert "V1" in findings(seen(1, days=2), seen(1, GRAVEST, days=1))


@pytest.mark.parametrize("verdict", [Verdict.PASS, Verdict.FAIL])
@pytest.mark.parametrize("code", ["V1", "V1a"])
def test_a_person_decides(code, verdict):
    review = Review(SITE.id, code, verdict, "人工认定", "张三", AS_OF)
    found = findings(seen(1, GRAVEST), reviews=(review,))
    assert found[code].verdict is verdict
    assert len([other for other in found if other.startswith("V1")]) == 1


def test_a_rejected_candidate_is_not_asked_about_again():
    review = Review(SITE.id, "V1a", Verdict.PASS, "引文", "张三", AS_OF, candidate=GRAVEST.id)
    assert "V1" not in findings(seen(1, GRAVEST), reviews=(review,))
    other = replace(GRAVEST, context="又称台湾政府宣布")
    assert "1处" in findings(seen(1, GRAVEST), seen(2, other), reviews=(review,))["V1"].reason
