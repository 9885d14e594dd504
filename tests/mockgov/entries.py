"""The rows of a column: what it lists on each of its pages, always the same."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.mockgov.boards import FIRST_PLANTED, planted, shows_letters
from tests.mockgov.guides import FIRST_GUIDE, guides
from tests.mockgov.nouns import Fault, Form, MockColumn, MockSite
from tests.mockgov.prose import number, title

ENDLESS_PAGES = 1000
GAP_DAYS = {"dynamic": 1, "notice": 5, "consultation": 6}
CARDS = {
    "leaders": ("主任", "副主任", "党组成员", "总工程师"),
    "organs": ("办公室", "综合科", "法规科", "规划科", "财务科"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its title, its day (None where the row shows none), and the number in its address."""

    title: str
    day: date | None
    ident: int
    pinned: bool = False


def place(site: MockSite) -> str:
    """Return how titles of a site call their place or office."""
    for ending in (
        "人民政府门户网站",
        "人民政府网站",
        "人民政府网",
        "门户网站",
        "网站",
        "信息公开平台",
        "信息公开专栏",
    ):
        if site.name.endswith(ending):
            return site.name.removesuffix(ending) or site.name
    return site.name


def page_count(column: MockColumn) -> int:
    """Return how many list pages a column has."""
    return ENDLESS_PAGES if column.fault is Fault.ENDLESS else column.pages


def entry(site: MockSite, column: MockColumn, index: int, days: int, pinned: bool = False) -> Entry:
    """Return the row at a place of the list, `days` older than the newest."""
    words = (site.host, site.base, column.path, index)
    day = column.newest - timedelta(days=days) if column.newest else None
    shown = None if column.fault is Fault.UNDATED else day
    return Entry(title(column.column_class, place(site), *words), shown, 1_000_000 + number(*words) % 9_000_000, pinned)


def _planted(site: MockSite, column: MockColumn) -> list[Entry]:
    """Return the rows of planted letters, each on the day on which it was asked."""
    return [
        Entry(title("consultation", place(site), "planted", index), asked, FIRST_PLANTED + index)
        for index, (_, asked) in enumerate(planted(site))
    ]


def entries(site: MockSite, column: MockColumn, page: int = 1) -> list[Entry]:
    """Return the rows of one list page, the pinned one first and the others from new to old."""
    if column.form is Form.CARDS:
        names = CARDS.get(column.column_class, CARDS["organs"])
        return [Entry(name, None, 2_000_000 + number(site.host, column.path, name) % 999_999) for name in names]
    if column.form is Form.GUIDES:
        names = (title("guide", place(site), column.path, index) for index in range(len(guides(site))))
        return [Entry(f"{name}（{index + 1}）", None, FIRST_GUIDE + index) for index, name in enumerate(names)]
    if column.newest is None or column.form is Form.TEXT:
        return []
    gap = GAP_DAYS.get(column.column_class, 9)
    first = (page - 1) * column.rows
    rows = [entry(site, column, index, index * gap) for index in range(first, first + column.rows)]
    if page == 1 and shows_letters(column):
        rows = sorted([*rows, *_planted(site, column)], key=lambda row: row.day or date.min, reverse=True)
    return [entry(site, column, -1, 200, pinned=True), *rows] if column.pinned and page == 1 else rows
