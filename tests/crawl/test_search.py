"""`scrapy crawl search`: what D6 says of the search of a site equals what is planted."""

from decimal import Decimal

from tests.crawl.conftest import in_cities
from tests.mockgov.search import PLATFORM, search_verdicts

pytestmark = in_cities("samples")


def test_verdicts_and_points_are_those_that_are_planted(crawled, sampled):
    expected = search_verdicts(crawled.city)
    found = {name: sampled[name, "D6"] for name in expected}
    assert {name: it["verdict"] for name, it in found.items()} == {
        name: verdict for name, (verdict, _) in expected.items()
    }
    known = {name: points for name, (_, points) in expected.items() if points is not None}
    assert {name: Decimal(str(found[name]["points"])) for name in known} == known
    assert Decimal(str(found["搜不到局"]["points"])) == Decimal(-4)
    assert Decimal(-4) < Decimal(str(found["搜到一半局"]["points"])) < Decimal(0)


def test_each_title_that_is_not_found_is_evidence(sampled):
    nothing = sampled["搜不到局", "D6"]
    assert len(nothing["evidence"]) == 4
    assert all(it["url"].startswith("http://searchnothing.samples.test/search.html?q=") for it in nothing["evidence"])
    assert all(it["snapshot"] and "结果首页未见" in it["text"] for it in nothing["evidence"])
    assert "返回 HTTP 500" in sampled["搜索出错局", "D6"]["reason"]
    assert PLATFORM in sampled["站外搜索局", "D6"]["reason"]
    assert sampled["查无入口局", "D6"]["evidence"][0]["url"] == "http://nofind.samples.test/"


def test_at_most_five_requests_a_site_and_none_out_of_the_register(crawled):
    asked = [it for it in crawled.asked["search"] if it.path != "/robots.txt"]
    hosts = {it.host for it in asked}
    assert hosts <= set(crawled.web.hosts)
    assert max(sum(it.host == host for it in asked) for host in hosts) <= 5  # the page of the form, four titles
    assert {it.method for it in asked if it.host == "searchposts.samples.test"} == {"POST"}
    assert not {"searchscript.samples.test", "searchoutside.samples.test", "nofind.samples.test"} & hosts
    assert "Traceback" not in crawled.ended["search"].stderr
