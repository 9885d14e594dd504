"""Exports of the office stand in for the crawl: what they say is judged, as far as they reach."""

from datetime import date

import pytest

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import BoardSeen, MessageSeen, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.model.letter import LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.rules.judge import judge
from govcrawl.rules.profile import load_profile
from tests.rules.cases import moment, target_of

AS_OF = date(2021, 7, 5)
SITE = target_of("portal")
NATIONAL = load_profile("national")


def exported(asked: date, on: date = AS_OF, *, replied: date | None = None) -> MessageSeen:
    status = LetterStatus.REPLIED if replied else LetterStatus.PENDING
    more = {"source": "留言系统", "imported_by": "李主任", "imported_on": on, "status": status}
    return MessageSeen(SITE.id, "messages.csv:2", "", moment(on), asked=asked, replied=replied, **more)


def found(*facts, jobs=()):
    return {it.code: it for it in judge(Dossier(SITE, AS_OF, tuple(facts)), NATIONAL, jobs)[0]}


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        (exported(date(2021, 4, 5)), Verdict.PASS),
        (exported(date(2021, 4, 4)), Verdict.FAIL),
        (exported(date(2021, 1, 1), replied=date(2021, 6, 30)), Verdict.PASS),
        (exported(date(2021, 1, 1), date(2021, 7, 10), replied=date(2021, 7, 6)), Verdict.FAIL),  # after the moment
        (exported(date(2021, 1, 1), date(2021, 4, 5), replied=date(2021, 1, 2)), Verdict.PASS),
        (exported(date(2021, 1, 1), date(2021, 4, 4), replied=date(2021, 1, 2)), Verdict.NOT_OBSERVED),  # too early
        (exported(date(2021, 3, 1), date(2021, 4, 4)), Verdict.NOT_OBSERVED),
    ],
)
def test_an_export_decides_without_a_crawl(message, verdict):
    assert found(message)["V5b"].verdict is verdict


def test_the_evidence_says_who_imported_it_and_when():
    (evidence,) = found(exported(date(2021, 1, 1)))["V5b"].evidence
    assert evidence.url == "messages.csv:2"
    assert "（导入：留言系统，李主任 2021-07-05）" in evidence.text


def test_what_lives_on_the_crawl_stays_unsampled():
    told = found(exported(date(2021, 6, 1)))
    assert {told[code].verdict for code in ("V5a", "C3")} == {Verdict.NOT_APPLICABLE}
    assert "未开展" in told["C3"].reason


def test_an_export_fills_the_gaps_of_the_crawl():
    board = BoardSeen(SITE.id, SITE.url, "留言", moment(AS_OF), Observation.DATED, "b", messages=1, complete=False)
    visit = TargetVisited(SITE.id, "messages", moment(AS_OF), observed=True)
    assert found(board, visit)["V5b"].verdict is Verdict.NOT_OBSERVED
    assert found(board, visit, exported(date(2021, 6, 1)))["V5b"].verdict is Verdict.PASS
