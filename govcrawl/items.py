"""What spiders hand to the pipelines: pages as they came, and readings of targets that are complete."""

from dataclasses import dataclass, field
from datetime import date

from govcrawl.model.fact import Fact, PageRole
from govcrawl.model.marks import MarksRead
from govcrawl.model.outward import OutwardRead
from govcrawl.model.page import Page
from govcrawl.model.post import Comment, FeedRead
from govcrawl.model.reading import ArticleRead, DateRead, ListRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import RegisteredColumn


@dataclass(frozen=True, slots=True)
class PageItem:
    """One visit: the snapshot and its body (empty where no answer came)."""

    snapshot: Snapshot
    body: bytes = b""
    facts: tuple[Fact, ...] = ()


@dataclass(slots=True)
class ListItem:
    """A column or a home page, with every page of it that was read.

    `articles` are the dates of rows that were opened because their own row does not tell the day; `rows_asked`
    counts the rows that were to be opened.
    `rendered` says that the page was looked at once more with its scripts run, `told_none` that what its scripts ask
    answers without a row, `unproved` why an empty list could not be proved.
    `failure` names why the page itself was not seen; then there are no listings.
    `outward` is where a home page leads out of the register and of government.
    """

    target_id: str
    url: str
    name: str
    first: Snapshot
    home: bool = False
    level: int = 0
    column_class: str = "other"
    cms: str = ""
    registered: RegisteredColumn | None = None
    navigation_only: bool = False
    listings: list[ListRead] = field(default_factory=list)
    articles: dict[str, DateRead] = field(default_factory=dict)
    rows_asked: int = 0
    rendered: bool = False
    told_none: bool = False
    unproved: str = ""
    failure: str = ""
    outward: OutwardRead | None = None


@dataclass(slots=True)
class FeedItem:
    """What one mirror showed of an account; `failure` names why it was not seen.

    `comments` are those of pages beside the mirror, each with the snapshot of its page. `asked` is False in a replay.
    """

    target_id: str
    source: str
    snapshot: Snapshot
    feed: FeedRead | None = None
    failure: str = ""
    comments: list[tuple[Snapshot, Comment]] = field(default_factory=list)
    asked: bool = True


@dataclass(frozen=True, slots=True)
class MarksItem:
    """What one page of a site says of itself; `article` is what it was read as where it is a content page."""

    target_id: str
    role: PageRole
    snapshot: Snapshot
    marks: MarksRead
    article: ArticleRead | None = None


@dataclass(frozen=True, slots=True)
class TextItem:
    """Words that an office published, to be examined for error text: a page, or its posts one a line.

    `day` is when they were published, None where that is unknown or they are of several days. Of an attached file
    `page` is the address of the page that hands it out, `title` what its link says; else both are empty.
    """

    target_id: str
    snapshot: Snapshot
    words: Page | str
    day: date | None = None
    page: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentItem:
    """A file that a content page hands out; `words` are those of the link, `page` is the address of the page.

    Its body is read and forgotten: the snapshot holds its SHA-256 alone.
    """

    target_id: str
    snapshot: Snapshot
    body: bytes
    page: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FactItem:
    """Facts that are ready to be kept."""

    facts: tuple[Fact, ...]
    snapshot: Snapshot | None = None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class GatheredItem:
    """All items that one answer brought, in their order."""

    items: tuple["CrawlItem", ...]


CrawlItem = PageItem | ListItem | FeedItem | MarksItem | TextItem | AttachmentItem | FactItem
