"""Columns of a class that every portal must have: points equal what is planted, and nothing is charged twice."""

from decimal import Decimal

import pytest

from tests.mockgov.items import item_plantings

CODES = {"A1", "A2", "A3", "A4", "A5", "A6", "A9", "B3", "P1"}


def portal_findings(one) -> list[dict[str, object]]:
    findings = one.program.findings(one.folder, one.period, one.as_of, "national")
    return [it for it in findings if it["kind"] == "portal" and it["code"] in CODES]


@pytest.mark.parametrize("name", ["boundary", "zhanjiang", "yulin"])
def test_points_equal_plantings(crawled, name):
    one = crawled(name)
    findings = portal_findings(one)
    assert findings
    found = {
        (it["target_id"], it["code"]): Decimal(str(it["points"]))
        for it in findings
        if it["verdict"] in ("pass", "fail") and Decimal(str(it["points"]))
    }
    assert found == item_plantings(one.city, {str(it["target_id"]) for it in findings})


def test_what_decides_nothing_is_left_to_a_person_only_where_no_first_level_is_known(crawled):
    one = crawled("boundary")
    left = [(it["target_id"], it["code"]) for it in portal_findings(one) if it["verdict"] == "needs_review"]
    deep = [site.target for site in one.city.sites if site.name == "辛城区人民政府网"]
    assert left == [(target, "A5") for target in deep]
