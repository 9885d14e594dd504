"""Rows of a column at one visit after another, and content pages with the marks of their age."""

from datetime import date, datetime, time
from typing import Any

from govcrawl.model.fact import ArticleDatesSeen, Fact, RowDate, RowsSeen
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Target

COLUMN = "http://www.jia.test/tzgg/"


def dated(table: dict[str, Any], row: dict[str, Any], target: Target, as_of: date) -> list[Fact]:
    """`visits` to one column: `on`, `rows` ([address, day] or [address, raw, reason]); `articles` with their fields."""
    visits: list[Fact] = [
        RowsSeen(
            target.id,
            COLUMN,
            "通知公告",
            _moment(visit.get("on", as_of)),
            f"v{number}",
            visit.get("class", "notice"),
            tuple(map(_row, visit["rows"])),
        )
        for number, visit in enumerate(row.get("visits", table.get("visits", ())))
    ]
    articles = [
        ArticleDatesSeen(
            target.id, f"{COLUMN}{number}.html", _moment(as_of), title=f"文章{number}", snapshot=f"a{number}", **article
        )
        for number, article in enumerate(row.get("articles", table.get("articles", ())))
    ]
    return [*visits, *articles]


def _row(told: list[Any]) -> RowDate:
    address, day, *reason = told
    shown = (None, day, reason[0]) if reason else (day, "", "")
    return RowDate(f"{COLUMN}{address}", f"关于{address}的通知", *shown)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(12), CHINA_TIME)
