"""Cities and sites that several tests of the mock web look at."""

import re
from datetime import date
from pathlib import Path

from tests.mockgov import (
    Dialect,
    Fault,
    MockCity,
    MockColumn,
    MockSite,
    as_of_in,
    city_web,
)
from tests.mockgov.answer import Answer
from tests.mockgov.boards import shows_letters
from tests.mockgov.layouts import columns_of
from tests.mockgov.served import SiteServed

ROOT = Path(__file__).parents[2]
BOUNDARY = Path(__file__).parent / "registers" / "boundary"
REAL_PAGES = ROOT.parent / "shared" / "realpages" / "pages" / "rsj.gzdaozhen.gov.cn"
TODAY = date(2021, 7, 5)
CITIES = ("zhanjiang", "yulin")
NOTICES = (*CITIES, "lincang", "heyuan", "shaoyang")


def city_of(name: str) -> MockCity:
    folder = BOUNDARY if name == "boundary" else ROOT / "seeds" / name
    return city_web(folder, as_of_in(folder))


def site_in(dialect: Dialect, layout: str = "healthy", fault: Fault | None = None) -> MockSite:
    host = f"{dialect}.example.test"
    columns = columns_of(layout, "department_site", host, TODAY)
    return MockSite(
        host, "某市某局", dialect, columns, TODAY, target=f"site/{dialect}", site_code="4408000001", fault=fault
    )


def text_of(site: MockSite, below: str) -> str:
    found = SiteServed(site).answer(site.base + below)
    assert found is not None, below
    return decoded(found)


def decoded(answer: Answer) -> str:
    return answer.body.decode("gbk" if "gb2312" in answer.content_type else "utf-8")


def days_in(html: str) -> list[date]:
    """The full dates that a reader sees, links and metas left out."""
    seen = re.sub(r'(href|title|content)="[^"]*"', "", html)
    return [date(*map(int, found)) for found in re.findall(r"(20\d\d)[-/](\d\d?)[-/](\d\d?)", seen)]


def shows_its_newest(site: MockSite, column: MockColumn) -> bool:
    """Whether the rows show the day that is declared: some boards show when a letter was asked instead (boards.py)."""
    return not (shows_letters(column) and site.dialect in (Dialect.TABLE, Dialect.UCAP))


def record_block(html: str) -> str:
    """What stands between the heading of a column and its side box."""
    return html.split("<h1>", 1)[1].split('<div class="side">', 1)[0]
