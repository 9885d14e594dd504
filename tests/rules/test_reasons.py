"""Every short name that crawl and readers give as a reason has Chinese words."""

import re
from pathlib import Path

import pytest

from govcrawl.rules.reasons import REASONS, told

ROOT = Path(__file__).parents[2] / "govcrawl"
NAMES = {
    name
    for folder in ("cms", "platforms", "spiders", "pipelines")
    for path in (ROOT / folder).rglob("*.py")
    for name in re.findall(r'(?:reason|failure) ?= ?"([a-z_]{3,})"', path.read_text(encoding="utf-8"))
}


def test_names_are_found_where_they_are_given():
    assert {"no_date", "rows_by_script", "our_error"} <= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_reason_is_told_in_chinese(name):
    assert told(name) != name, f"add {name} to govcrawl/rules/reasons.py"


def test_an_http_status_is_told_with_its_number():
    assert told("http_503") == "返回 HTTP 503"
    assert told("something new") == "something new"
    assert told("") == ""
    assert all(REASONS.values())
