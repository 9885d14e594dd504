"""Marks of footers and tags of pages: the crawl finds the blemishes that are planted, and no others."""

from decimal import Decimal

from tests.crawl.conftest import in_cities
from tests.mockgov.marks import mark_plantings
from tests.mockgov.nouns import Blemish

CODES = {"D1", "D2", "D4", "D8"}


def marked(crawled, *verdicts: str) -> list[dict[str, object]]:
    return [each for each in crawled.findings() if each["code"] in CODES and each["verdict"] in verdicts]


@in_cities("boundary", "zhanjiang", "yulin")
def test_points_equal_plantings(crawled):
    found = {(it["target_id"], it["code"]): Decimal(str(it["points"])) for it in marked(crawled, "fail")}
    assert found == mark_plantings(crawled.city)


@in_cities("boundary", "zhanjiang", "yulin")
def test_nothing_of_a_sound_site_is_left_to_a_person(crawled):
    assert marked(crawled, "needs_review") == []


@in_cities("boundary")
def test_each_fault_shows_the_page_it_was_seen_on(crawled):
    for finding in marked(crawled, "fail"):
        assert finding["evidence"], finding
        for evidence in finding["evidence"]:
            assert evidence["snapshot"]
            assert evidence["url"].startswith("http://")


@in_cities("boundary")
def test_a_footer_in_a_frame_is_not_observed_and_tags_are(crawled):
    framed = [site.target for site in crawled.city.sites if Blemish.FOOTER_IN_FRAME in site.blemishes]
    verdicts = {
        it["code"]: it["verdict"] for it in marked(crawled, "pass", "fail", "not_observed") if it["target_id"] in framed
    }
    assert verdicts == {"D1": "pass", "D2": "not_observed", "D4": "not_observed", "D8": "pass"}


@in_cities("boundary")
def test_sampled_articles_are_the_same_in_every_run(crawled):
    host = next(site.host for site in crawled.city.sites if site.target == "site/4408000017")
    first = {each.path for each in crawled.asked["site"] if each.host == host}
    again = crawled.crawl("site", "-a", "only=4408000017")
    assert again.returncode == 0, again.stderr
    assert {each.path for each in crawled.asked["site"] if each.host == host} == first
