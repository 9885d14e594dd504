"""Pages to read: everything in them is made up here."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

FIXTURES = Path(__file__).parents[1] / "fixtures" / "feeds"
CAPTURED = datetime(2021, 7, 5, 9, 30, tzinfo=CHINA_TIME)

PageMaker = Callable[..., Page]


@pytest.fixture
def page() -> PageMaker:
    def make(text: str, captured_at: datetime = CAPTURED, url: str | None = "http://mirror.test/a/") -> Page:
        return Page(text, captured_at, url)

    return make


@pytest.fixture
def saved(page: PageMaker) -> PageMaker:
    def make(name: str, captured_at: datetime = CAPTURED, url: str | None = "http://mirror.test/a/") -> Page:
        return page((FIXTURES / name).read_text("utf-8"), captured_at, url)

    return make
