"""What people bring reaches the judgement: of the period it speaks of, with its provenance in the evidence."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from analysis.judge import judge_register
from govcrawl.model.fact import CorrectionSeen, ProbeSeen, ScreenshotTaken
from govcrawl.model.finding import Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.review import Review
from tests.analysis.small_city import AS_OF, GOOD, STALE, ZOMBIE, small_city
from tests.rules.cases import moment

BROUGHT = {"source": "某系统", "imported_by": "李四", "imported_on": AS_OF}


def judged(*imports, reviews=()):
    city = small_city()
    register = replace(city.sources.register, imports=imports, reviews=(*city.sources.register.reviews, *reviews))
    findings, outcomes, _ = judge_register(replace(city.sources, register=register), city.facts.items())
    return {(it.target_id, it.code): it for it in findings}, {it.target_id: it for it in outcomes}


def visits(failed: int) -> list[ProbeSeen]:
    """20 visits on each of the seven days that end with the moment; the first `failed` ran out of time."""
    start = datetime(2021, 6, 29, 8, tzinfo=CHINA_TIME)
    moments = [start + timedelta(days=day, minutes=30 * number) for day in range(7) for number in range(20)]
    return [
        ProbeSeen(
            GOOD.id, f"probes.csv:{row}", at, opened=row > failed, failure="" if row > failed else "timeout",
            seconds=16.0 if row <= failed else 0.5, **BROUGHT,
        )
        for row, at in enumerate(moments, start=1)
    ]  # fmt: skip


def test_another_monitors_visits_decide_reachability_without_a_probe_of_ours():
    found, outcomes = judged(*visits(7))  # 7 of 140 is 5 %, inclusive
    assert found[GOOD.id, "V2"].verdict is Verdict.FAIL
    assert "（导入：某系统，李四 2021-07-05）" in found[GOOD.id, "V2"].evidence[0].text
    assert found[GOOD.id, "V2"].evidence[0].url == "probes.csv:1"
    assert "V2" in outcomes[GOOD.id].failed
    assert judged(*visits(6))[0][GOOD.id, "V2"].verdict is Verdict.PASS
    assert not judged(*visits(7))[0][STALE.id, "V2"].sampled


def test_corrections_of_one_site_leave_the_others_to_a_person():
    late = CorrectionSeen(GOOD.id, "corrections.csv:2", moment(AS_OF), asked=date(2021, 6, 1), **BROUGHT)
    found, _ = judged(late)
    assert found[GOOD.id, "D5"].verdict is Verdict.FAIL
    assert (found[STALE.id, "D5"].verdict, found[STALE.id, "D5"].sampled) == (Verdict.NOT_OBSERVED, True)
    assert not judged()[0][STALE.id, "D5"].sampled


def test_what_was_brought_for_an_earlier_period_does_not_count():
    late = CorrectionSeen(GOOD.id, "corrections.csv:2", moment(AS_OF), asked=date(2021, 6, 1), **BROUGHT)
    found, _ = judged(replace(late, imported_on=date(2021, 3, 31)))
    assert not found[GOOD.id, "D5"].sampled


def test_a_verdict_leads_to_the_screenshot_that_it_names():
    taken = ScreenshotTaken(
        ZOMBIE.id, "screenshots/1.png", moment(AS_OF), **BROUGHT, sha256="ab" * 32, code="N3a", note="无互动菜单"
    )
    verdict = Review(ZOMBIE.id, "N3a", Verdict.FAIL, "无菜单", "王五", AS_OF, "截图：screenshots/1.png")
    found, _ = judged(taken, replace(taken, url="screenshots/2.png"), reviews=[verdict])
    shown = [it for it in found[ZOMBIE.id, "N3a"].evidence if it.text.startswith("截图：")]
    assert [it.url for it in shown] == ["screenshots/1.png"]
    assert shown[0].text == "截图：无互动菜单（导入：某系统，李四 2021-07-05） sha256:abababababab"
