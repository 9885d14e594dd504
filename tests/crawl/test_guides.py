"""`scrapy crawl guides`: what V6, B4 and B6 say of service guides equals what is planted."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from govcrawl.model.fact import GuidesCounted, GuideSeen
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import ROOT, Crawled
from tests.mockgov import MockGov, as_of_in, city_web
from tests.mockgov.guides import PLATFORM, guide_points, guide_verdicts

# Pages that are asked for: five guides of many, all where some lack much, twice what is dead.
NUMBERS = {"complete": 5, "fourlack": 7, "form": 4, "noform": 3, "none": 0, "allaway": 0, "noservice": 0}
FOLDER, PERIOD = ROOT / "tests" / "mockgov" / "registers" / "guides", "2021Q3"


@pytest.fixture(scope="module")
def served(program_for) -> Iterator[Crawled]:
    """A city of guides to services, its columns found and its guides read."""
    city = city_web(FOLDER, as_of_in(FOLDER, PERIOD))
    with MockGov(city) as web:
        one = Crawled(FOLDER, PERIOD, city, web, program_for(web.proxy_url))
        for job in ("site", "guides"):
            web.log.clear()  # what stays is what the job under test asked
            one.ended[job] = one.program.crawl(job, FOLDER, PERIOD, "-a", f"as_of={one.as_of}")
        yield one


@pytest.fixture(scope="module")
def findings(served) -> dict[tuple[str, str], dict]:
    found = served.program.findings(FOLDER, PERIOD, served.as_of, "national")
    return {(it["target"], it["code"]): it for it in found if it["code"] in ("V6a", "V6b", "V6c", "B4", "B6")}


def test_verdicts_are_those_that_are_planted(served, findings):
    expected = guide_verdicts(served.city) | {("无服务局", code): "not_applicable" for code in ("V6a", "V6b", "V6c")}
    assert {key: it["verdict"] for key, it in findings.items() if key[1].startswith("V")} == expected


def test_points_are_those_that_are_planted(served, findings):
    portals = {it["target_id"] for it in findings.values() if it["kind"] == "portal"}
    expected = guide_points(served.city, portals)
    assert {key: Decimal(str(findings[key]["points"])) for key in expected} == expected
    assert {key for key in expected if findings[key]["verdict"] == "fail"} == {k for k, p in expected.items() if p}
    assert {key for key in expected if findings[key]["verdict"] == "pass"} == {k for k, p in expected.items() if not p}


def test_every_fault_is_shown_with_its_page_and_its_words(findings):
    for finding in findings.values():
        if finding["verdict"] == "fail":
            assert finding["evidence"], finding
            assert all(it["url"].startswith("http://") and it["snapshot"] for it in finding["evidence"])
    assert "缺收费标准、办理时间、联系电话、办理流程" not in findings["五个缺三类区人民政府网", "B4"]["reason"]
    assert "法律、法规规定的其他材料" in findings["表述模糊区人民政府网", "B4"]["reason"]
    assert "表格链接打不开" in findings["表格失效区人民政府网", "B6"]["reason"]
    assert PLATFORM in findings["导航到平台局", "V6a"]["reason"]


def test_news_beside_a_hub_is_no_guide(served):
    environment = served.program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        facts = dict(store.facts(FOLDER.name, PERIOD, served.city.as_of))
    names = {site.target: site.name for site in served.city.sites}
    counted = {names[key]: it for key, own in facts.items() for it in own if isinstance(it, GuidesCounted)}
    assert (counted["无指南区人民政府网"].columns, counted["无指南区人民政府网"].guides) == (1, 0)
    assert counted["齐全区人民政府网"].guides == 6
    assert counted["部分在站外局"].outside == 1
    columns = {it.column for own in facts.values() for it in own if isinstance(it, GuideSeen)}
    assert columns == {"办事指南"}


def test_a_guide_is_asked_once_and_nobody_outside_the_register_is(served):
    ended = served.ended["guides"]
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert {it.host for it in served.web.log} <= set(served.web.hosts)
    of_host = {host: [it.path for it in served.web.log if it.host == f"{host}.guides.test"] for host in NUMBERS}
    pages = {host: [path for path in asked if path != "/robots.txt"] for host, asked in of_host.items()}
    assert {host: len(asked) for host, asked in pages.items()} == NUMBERS
    assert all(len(asked) == len(set(asked)) for asked in pages.values())
