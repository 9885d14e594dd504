"""`scrapy crawl guides`: what V6, B4 and B6 say of service guides equals what is planted."""

from decimal import Decimal

import pytest

from govcrawl.model.fact import GuidesCounted, GuideSeen
from govcrawl.model.target import Site, SiteKind
from govcrawl.spiders.guides import lists_guides
from tests.crawl.conftest import in_cities
from tests.mockgov.guides import PLATFORM, guide_points, guide_verdicts

# Pages that are asked for: five guides of many, all where some lack much, twice what is dead.
NUMBERS = {"complete": 5, "fourlack": 7, "form": 4, "noform": 3, "none": 0, "allaway": 0, "noservice": 0}
CODES = ("V6a", "V6b", "V6c", "B4", "B6")


@pytest.fixture(scope="module")
def findings(sampled) -> dict[tuple[str, str], dict]:
    return {key: it for key, it in sampled.items() if key[1] in CODES}


@in_cities("samples")
def test_verdicts_are_those_that_are_planted(crawled, findings):
    expected = guide_verdicts(crawled.city)
    without = {name for (name, code), it in findings.items() if (code, it["verdict"]) == ("V6a", "not_applicable")}
    assert "无服务局" in without
    assert not {name for name in without if any(site.guides for site in crawled.city.sites if site.name == name)}
    expected |= {(name, code): "not_applicable" for name in without for code in ("V6a", "V6b", "V6c")}
    assert {key: it["verdict"] for key, it in findings.items() if key[1].startswith("V")} == expected


@in_cities("samples")
def test_points_are_those_that_are_planted(crawled, findings):
    portals = {it["target_id"] for it in findings.values() if it["kind"] == "portal"}
    expected = guide_points(crawled.city, portals)
    assert {key: Decimal(str(findings[key]["points"])) for key in expected} == expected
    assert {key for key in expected if findings[key]["verdict"] == "fail"} == {k for k, p in expected.items() if p}
    assert {key for key in expected if findings[key]["verdict"] == "pass"} == {k for k, p in expected.items() if not p}


@in_cities("samples")
def test_every_fault_is_shown_with_its_page_and_its_words(findings):
    for finding in findings.values():
        if finding["verdict"] == "fail":
            assert finding["evidence"], finding
            assert all(it["url"].startswith("http://") and it["snapshot"] for it in finding["evidence"])
    assert "缺收费标准、办理时间、联系电话、办理流程" not in findings["五个缺三类区人民政府网", "B4"]["reason"]
    assert "法律、法规规定的其他材料" in findings["表述模糊区人民政府网", "B4"]["reason"]
    assert "表格链接打不开" in findings["表格失效区人民政府网", "B6"]["reason"]
    assert PLATFORM in findings["导航到平台局", "V6a"]["reason"]


@in_cities("samples")
def test_news_beside_a_hub_is_no_guide(crawled):
    facts = crawled.facts()
    names = {site.target: site.name for site in crawled.city.sites}
    counted = {names[key]: it for key, own in facts.items() for it in own if isinstance(it, GuidesCounted)}
    assert (counted["无指南区人民政府网"].columns, counted["无指南区人民政府网"].guides) == (1, 0)
    assert counted["齐全区人民政府网"].guides == 6
    assert counted["部分在站外局"].outside == 1
    columns = {it.column for own in facts.values() for it in own if isinstance(it, GuideSeen)}
    assert columns == {"办事指南"}


@in_cities("samples")
def test_a_guide_is_asked_once_and_nobody_outside_the_register_is(crawled):
    ended = crawled.ended["guides"]
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert {it.host for it in crawled.asked["guides"]} <= set(crawled.web.hosts)
    of_host = {
        host: [it.path for it in crawled.asked["guides"] if it.host == f"{host}.samples.test"] for host in NUMBERS
    }
    pages = {host: [path for path in asked if path != "/robots.txt"] for host, asked in of_host.items()}
    assert {host: len(asked) for host, asked in pages.items()} == NUMBERS
    assert all(len(asked) == len(set(asked)) for asked in pages.values())


@pytest.mark.parametrize(
    ("column", "lists"),
    [
        ("办事指南", True),
        ("无表格区办事指南", True),  # the county's name
        ("无表格区人民政府网办事指南", True),
        ("表格下载", False),
        ("无表格区人民政府表格下载", False),
    ],
)
def test_what_a_column_lists_is_told_by_its_own_words_not_by_the_name_of_its_site(column, lists):
    site = Site("无表格区人民政府网", "http://noform.test/", SiteKind.PORTAL, "无表格区", sponsor="无表格区人民政府")
    assert lists_guides(column, site) is lists
