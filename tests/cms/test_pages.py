"""Saved pages written by us: one folder a case, every fact of it asserted, and no date that is not among them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from govcrawl.cms import open_page, read_page
from govcrawl.model.reading import PageRead

PAGES = Path(__file__).resolve().parents[1] / "fixtures" / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/*/facts.json"))


def read(folder: Path) -> PageRead:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    assert meta["origin"] == "synthetic"
    captured_at = datetime.fromisoformat(meta["captured_at"])
    page = open_page((folder / "page.html").read_bytes(), captured_at, meta["url"], meta["content_type"])
    return read_page(page, column_name=meta.get("column_name", ""))


def facts_of(reading: PageRead) -> dict[str, Any]:
    facts: dict[str, Any] = {"kind": reading.kind.value, "refresh_to": reading.refresh_to, "reason": reading.reason}
    if (listing := reading.listing) is not None:
        newest = listing.newest
        facts |= {
            "state": listing.state.value,
            "newest": str(newest.published.day) if newest else None,
            "newest_title": newest.title if newest else "",
            "rows": len(listing.entries),
            "dated_rows": listing.dated_rows,
            "pinned": sum(entry.pinned for entry in listing.entries),
            "complete": listing.complete,
            "next_pages": list(listing.next_pages),
            "data_sources": list(listing.data_sources),
        }
    if (article := reading.article) is not None:
        facts |= {
            "published": str(article.published.day) if article.published.day else None,
            "source": article.source,
            "document_number": article.document_number,
            "conflicts": list(article.conflicts),
            "others": {label: str(read.day) for label, read in article.other_dates},
        }
    return facts


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_facts(folder: Path) -> None:
    wanted = json.loads((folder / "facts.json").read_text("utf-8"))
    found = facts_of(read(folder))
    if "others" in wanted:
        found["others"] = {label: found["others"].get(label) for label in wanted["others"]}
    assert {name: found.get(name) for name in wanted} == wanted
    # No other fact: where no date is expected of a list or an article, none may be there.
    assert found.get("newest") == wanted.get("newest")
    assert found.get("published") == wanted.get("published")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_reasons(folder: Path) -> None:
    reading = read(folder)
    if reading.listing and reading.listing.newest is None:
        assert reading.listing.reason
    if reading.article and reading.article.published.day is None:
        assert reading.article.published.reason
    for entry in reading.listing.entries if reading.listing else ():
        assert (entry.published.day is None) == bool(entry.published.reason)


def test_enough_adversarial_lists() -> None:
    lists = [folder for folder in CASES if "state" in json.loads((folder / "facts.json").read_text("utf-8"))]
    assert len(lists) >= 40
