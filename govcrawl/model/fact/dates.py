"""Printed dates and what stands against them (V1e): the rows of a column at each visit, the dates of a content page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RowDate:
    """A row of a list with its printed day; without one, `reason` says why, and `raw` is what is printed."""

    url: str
    title: str
    day: date | None = None
    raw: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RowsSeen:
    """The rows of a column at one visit. A later visit is compared with it, in this period and in later ones."""

    look_back_days: ClassVar[int] = 400
    every_period: ClassVar[bool] = True  # a judgement is given those of earlier periods as well

    target_id: str
    url: str
    name: str
    seen_at: datetime
    snapshot: str = ""
    column_class: str = "other"
    rows: tuple[RowDate, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleDatesSeen:
    """The printed date of a content page beside what else tells its age.

    `named` is the day in its address, `meta` the PubDate of its head, `modified` the server's Last-Modified, `written`
    the printed 成文日期; each None where there is none. `number_year` is the year of the document number (发文字号).
    """

    target_id: str
    url: str
    seen_at: datetime
    title: str = ""
    snapshot: str = ""
    printed: date | None = None
    printed_raw: str = ""
    reason: str = ""
    named: date | None = None
    meta: date | None = None
    modified: date | None = None
    written: date | None = None
    document_number: str = ""
    number_year: int | None = None
