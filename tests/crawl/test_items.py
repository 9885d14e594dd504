"""Columns of a class that every portal must have: points equal what is planted, and nothing is charged twice."""

from decimal import Decimal

from tests.crawl.conftest import in_cities
from tests.mockgov.items import item_plantings

CODES = {"A1", "A2", "A3", "A4", "A5", "A6", "A9", "B3", "P1"}


def portal_findings(crawled) -> list[dict[str, object]]:
    return [it for it in crawled.findings() if it["kind"] == "portal" and it["code"] in CODES]


@in_cities("boundary", "zhanjiang", "yulin")
def test_points_equal_plantings(crawled):
    findings = portal_findings(crawled)
    assert findings
    found = {
        (it["target_id"], it["code"]): Decimal(str(it["points"]))
        for it in findings
        if it["verdict"] in ("pass", "fail") and Decimal(str(it["points"]))
    }
    assert found == item_plantings(crawled.city, {str(it["target_id"]) for it in findings})


@in_cities("boundary")
def test_what_decides_nothing_is_left_to_a_person_only_where_no_first_level_is_known(crawled):
    left = [(it["target_id"], it["code"]) for it in portal_findings(crawled) if it["verdict"] == "needs_review"]
    deep = [site.target for site in crawled.city.sites if site.name == "辛城区人民政府网"]
    assert left == [(target, "A5") for target in deep]
