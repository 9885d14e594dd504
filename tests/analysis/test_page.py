"""The page: what it says, that nothing crawled can act in it, and how it behaves in a real Chromium."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from analysis.figures import PrintedFigures
from analysis.frames import county_ranking
from analysis.judgement import Judgement
from analysis.past import Past
from analysis.reports.html import page, web, write_page
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.finding import Verdict
from govcrawl.model.past_fault import PastFault
from govcrawl.model.period import Period
from tests.analysis.cities import seeded
from tests.analysis.small_city import GOOD, STALE, small_city
from tests.analysis.test_notices import ZHANJIANG_STALE, ZHANJIANG_WAITING
from tests.screenshot import DESK, PHONE, chromium, opened

HOSTILE = "</details><script>alert(1)</script><img src=http://evil.test/x onerror=alert(2)>"


def hostile() -> Judgement:
    """A city one of whose columns is named, titled and linked by an attacker."""
    judgement = small_city()
    facts = dict(judgement.facts)
    column = next(fact for fact in facts[STALE.id] if isinstance(fact, ColumnSeen))
    bad = replace(column, name=HOSTILE, newest_title=HOSTILE, url="javascript:alert(3)", reason="")
    facts[STALE.id] = (*facts[STALE.id], bad)
    findings = [
        replace(it, evidence=tuple(replace(piece, url="javascript:alert(4)", text=HOSTILE) for piece in it.evidence))
        for it in judgement.findings
    ]
    past = Past(("2021Q1",), (PastFault("2021Q1", GOOD.id, GOOD.name, "V4b", HOSTILE),))
    return replace(judgement, facts=facts, findings=tuple(findings), past=past)


@pytest.fixture(scope="module")
def zhanjiang():
    return page(seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, ZHANJIANG_WAITING), PrintedFigures())


def without_marks(html: str) -> str:
    """The page without the elements that name its figures."""
    return re.sub(r"</?data[^>]*>", "", html)


def test_the_rates_are_those_of_the_notice(zhanjiang):
    assert re.findall(r'<p class="rate"><data id="f\d+">([^<]+)</data></p>', zhanjiang) == [
        "89.4%",
        "63.6%",
        "100%",
        "96.8%",
        "97.7%",
    ]


def test_counties_are_ranked_by_their_rate_and_share_a_rank(zhanjiang):
    ranking = zhanjiang[zhanjiang.index('class="ranking"') :]
    rows = re.findall(
        r'<td class="number">(\d+)</td><td class="name">([^<]+)</td><td class="number"><b>([^<]+)',
        without_marks(ranking),
    )
    assert rows[0] == ("1", "霞山区", "100%")
    assert rows[4] == ("5", "市直部门", "98.8%")
    assert rows[-1] == ("12", "雷州市", "88.2%")
    assert len(rows) == 12


def test_a_county_where_nothing_is_decided_has_no_rank_and_stands_last():
    """An undecided county is neither the best nor the worst."""
    judgement = small_city()
    outcomes = [
        replace(it, verdict=Verdict.NOT_OBSERVED, failed=()) if judgement.targets[it.target_id].county == "乙县" else it
        for it in judgement.outcomes
        if judgement.targets[it.target_id].operating or it.verdict is Verdict.NOT_APPLICABLE
    ]
    ranking = county_ranking(replace(judgement, outcomes=tuple(outcomes)))
    assert list(ranking["rank"]) == [1, 1, None]
    assert list(ranking.index) == ["municipal", "甲区", "乙县"]


def test_every_object_in_operation_stands_there_failing_ones_first(zhanjiang):
    verdicts = re.findall(r'<details class="object (\w+)"', zhanjiang)
    assert len(verdicts) == 263
    assert verdicts[:10] == ["fail"] * 10
    assert set(verdicts[10:]) == {"pass"}


def test_nothing_of_another_place_is_asked_for(zhanjiang):
    assert not re.findall(r"(?:src|href)=\"(?!data:|https?://[^\"]*\.test/)[^\"]*\"", zhanjiang)
    assert not re.search(r"@import|url\(", zhanjiang)
    assert re.findall(r"<link [^>]*>", zhanjiang) == ['<link rel="icon" href="data:,">']


def test_only_our_own_script_may_run(zhanjiang):
    scripts = re.findall(r"<script>(.*?)</script>", zhanjiang, re.DOTALL)
    assert len(scripts) == 1
    assert f"script-src 'sha256-{b64encode(sha256(scripts[0].encode()).digest()).decode()}'" in zhanjiang


def test_what_was_crawled_is_text_and_never_an_address_that_acts():
    html = page(hostile(), PrintedFigures())
    assert html.count("<script>") == 1
    assert "onerror=alert(2)&gt;" in html
    assert "<img" not in html
    assert 'href="javascript:' not in html


@pytest.mark.parametrize(
    ("url", "shown"),
    [("http://a.test/", True), ("HTTPS://a.test/", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
     ("//a.test/", False), ("", False), ("reviews.csv:3", False)],
)  # fmt: skip
def test_only_web_addresses_become_links(url, shown):
    assert web(url) == (url if shown else "")


def test_days_left_and_what_is_late_stand_beside_each_column():
    html = page(small_city(), PrintedFigures())
    late = re.findall(r'<tr class="late">.*?</tr>', html, re.DOTALL)
    assert len([row for row in late if "通知公告" in row]) == 11
    assert ">-549</td>" in late[0]  # two years old, six months allowed


def test_what_is_undecided_is_shown_with_what_the_rate_may_become():
    html = without_marks(page(small_city(), PrintedFigures()))
    assert "25.0% ~ 50.0%" in html
    assert '<b class="unknown-text">?1</b>' in html


def test_every_text_has_both_languages(zhanjiang):
    assert zhanjiang.count('<span lang="zh-CN">') == zhanjiang.count('<span lang="en">')
    assert '<span lang="en">Ranking of counties</span>' in zhanjiang


def test_the_trend_is_drawn_where_there_is_an_earlier_period():
    judgement = small_city()
    city = judgement.sources.register.city
    first = Period("2021Q1", date(2021, 1, 1), date(2021, 3, 31), date(2021, 3, 31))
    register = replace(judgement.sources.register, city=replace(city, periods={"2021Q1": first, **city.periods}))
    passed = tuple(
        replace(it, verdict=Verdict.PASS) for it in judgement.outcomes if it.verdict is not Verdict.NOT_APPLICABLE
    )
    sources = replace(judgement.sources, register=register)
    html = page(replace(judgement, sources=sources, earlier={"2021Q1": passed}), PrintedFigures())
    assert "2021年第一季度" in html
    [sites] = re.findall(r'<polyline class="sites" points="([^"]*)"', html)
    assert sites.split() == ["40.0,20.0", "560.0,143.9"]  # 100 %, then 33.3 % above an axis that begins at 30 %
    assert "<polyline" not in page(judgement, PrintedFigures())


@pytest.mark.slow
def test_in_a_browser_it_is_silent_switches_searches_and_fits(tmp_path):
    """One real Chromium, the hostile page: no request, no console line, no error, nothing wider than a phone."""
    file = tmp_path / "page.html"
    write_page(file, hostile())
    with chromium() as browser:
        assert browser, "the tests need a Chromium: apt install chromium"
        with opened(browser, file, DESK) as (view, noise):
            title = view.locator("h2").first
            assert title.inner_text() == "总体情况"
            view.click("[data-language=en]")
            assert title.inner_text() == "Overview"
            assert view.evaluate("document.documentElement.lang") == "en"
            shown = view.locator("details.object:visible")
            assert shown.count() == 7
            view.fill("#search", "乙县")
            assert shown.count() == 2
            view.fill("#search", "")
            view.click("button[data-verdict=open]")
            assert shown.count() == 2
            view.click("button[data-verdict='']")
            view.emulate_media(media="print")
            assert view.locator(".tools").is_hidden()
            assert view.locator(".languages").is_hidden()
            assert len(view.pdf(prefer_css_page_size=True)) > 10_000
            assert noise == []
        with opened(browser, file, PHONE) as (view, noise):
            assert view.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            assert noise == []
