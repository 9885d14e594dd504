"""Marks of footers and tags of pages: the crawl finds the blemishes that are planted, and no others."""

from decimal import Decimal

import pytest

from tests.mockgov.marks import mark_plantings
from tests.mockgov.nouns import Blemish

CODES = {"D1", "D2", "D4", "D8"}


def marked(one, *verdicts: str) -> list[dict[str, object]]:
    findings = one.program.findings(one.folder, one.period, one.as_of, "national")
    return [each for each in findings if each["code"] in CODES and each["verdict"] in verdicts]


@pytest.mark.parametrize("name", ["boundary", "zhanjiang", "yulin"])
def test_points_equal_plantings(crawled, name):
    one = crawled(name)
    found = {(it["target_id"], it["code"]): Decimal(str(it["points"])) for it in marked(one, "fail")}
    assert found == mark_plantings(one.city)


@pytest.mark.parametrize("name", ["boundary", "zhanjiang", "yulin"])
def test_nothing_of_a_sound_site_is_left_to_a_person(crawled, name):
    assert marked(crawled(name), "needs_review") == []


def test_each_fault_shows_the_page_it_was_seen_on(crawled):
    for finding in marked(crawled("boundary"), "fail"):
        assert finding["evidence"], finding
        for evidence in finding["evidence"]:
            assert evidence["snapshot"]
            assert evidence["url"].startswith("http://")


def test_a_footer_in_a_frame_is_not_observed_and_tags_are(crawled):
    one = crawled("boundary")
    framed = [site.target for site in one.city.sites if Blemish.FOOTER_IN_FRAME in site.blemishes]
    verdicts = {
        it["code"]: it["verdict"] for it in marked(one, "pass", "fail", "not_observed") if it["target_id"] in framed
    }
    assert verdicts == {"D1": "pass", "D2": "not_observed", "D4": "not_observed", "D8": "pass"}


def test_sampled_articles_are_the_same_in_every_run(crawled):
    one = crawled("boundary")
    asked = [(each.host, each.path) for each in one.web.asked()]
    again = one.program.crawl("site", one.folder, one.period, "-a", "only=4408000017", "-a", f"as_of={one.as_of}")
    assert again.returncode == 0, again.stderr
    host = next(site.host for site in one.city.sites if site.target == "site/4408000017")
    assert {each.path for each in one.web.asked(host)} == {path for asked_host, path in asked if asked_host == host}
