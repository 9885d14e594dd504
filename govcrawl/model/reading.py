"""What a reader answers about a page. A reading never judges; the raw words stay beside the value."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from govcrawl.model.marks import MarksRead
from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date, or why there is none. `raw` is the text it was read from, `place` where that text stood.

    `day` is None exactly where `reason` says why. `moment` is the aware time where one was printed.
    """

    day: date | None = None
    moment: datetime | None = None
    raw: str = ""
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list (条目): title, absolute link where the page's URL is known, and its date slot."""

    title: str
    url: str
    published: DateRead
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class ListRead:
    """The record block of a column page. `newest` is the maximum over the date slots, never the first row.

    `complete` is False where older rows could still be newer (an unsorted list with further pages):
    then `next_pages` holds the addresses to look at. `data_sources` are addresses that the page itself
    fetches its rows from (大汉 jpage proxies, JSON lists), for a list that is not observable in the HTML.
    """

    state: Observation
    entries: tuple[Entry, ...] = ()
    newest: Entry | None = None
    reason: str = ""
    complete: bool = True
    next_pages: tuple[str, ...] = ()
    data_sources: tuple[str, ...] = ()

    @property
    def dated_rows(self) -> int:
        """Number of rows whose date was read."""
        return sum(1 for entry in self.entries if entry.published.day)


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """A content page. `other_dates` are labelled dates that are not the publication (成文日期, 生成日期 ...)."""

    title: str
    published: DateRead
    source: str = ""
    document_number: str = ""
    other_dates: tuple[tuple[str, DateRead], ...] = ()
    conflicts: tuple[str, ...] = ()


class PageKind(StrEnum):
    """What a page is, as `scrapy extract` prints it."""

    HOME = "home"
    LIST = "list"
    ARTICLE = "article"
    MESSAGE_BOARD = "message_board"
    GUIDE = "guide"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ColumnLink:
    """A link to a column (栏目) found on a page. `level` 1 is a first-level column; 0 is unknown."""

    url: str
    name: str
    level: int = 0
    parent: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageRead:
    """Everything that was read from one page in one pass."""

    kind: PageKind
    cms: str
    title: str = ""
    listing: ListRead | None = None
    article: ArticleRead | None = None
    column_name: str = ""
    column_type: str = ""
    column_links: tuple[ColumnLink, ...] = ()
    refresh_to: str = ""
    reason: str = ""
    marks: MarksRead | None = None  # None: the answer is no page of a site (a list interface, a redirecting stub)
