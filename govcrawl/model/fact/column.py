"""Columns (栏目) of a site: lists of entries, and those that are only named."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column (栏目) and its newest entry (V4, A4-A9)."""

    target_id: str
    url: str
    name: str
    state: Observation
    seen_at: datetime
    snapshot: str = ""
    column_class: str = "other"
    level: int = 0
    cadence_days: int | None = None
    excluded: bool = False
    newest: date | None = None
    newest_raw: str = ""
    newest_title: str = ""
    newest_url: str = ""
    rows: int = 0
    dated_rows: int = 0
    cms: str = ""
    reason: str = ""
    listed: tuple[tuple[date, str], ...] = ()  # day and title of its dated rows, kept of surveys (P7) only
    unchanged_since: datetime | None = None  # the page was read that day and confirmed unchanged since


class Whereabouts(StrEnum):
    """What became of a column that a site names and whose entries are not judged."""

    TEXT = "text"  # it shows a text or names, and no list
    OUTSIDE = "outside"  # it leads out of the site
    DEAD = "dead"  # its address is gone
    NOT_ASKED = "not_asked"  # it lies deeper than we go, or beyond the limit of pages


@dataclass(frozen=True, slots=True)
class ColumnNamed:
    """A column that the site names and that is no list of entries: no V4 and no cadence, but it is there (A1-A6)."""

    target_id: str
    url: str
    name: str
    column_class: str
    whereabouts: Whereabouts
    seen_at: datetime
    snapshot: str = ""  # of the page itself, or of the page that names it
