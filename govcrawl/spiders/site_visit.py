"""A visit to a website and the drafts of its columns, as the job `site` fills them in."""

from dataclasses import dataclass, field

from govcrawl.cms.addresses import canonical
from govcrawl.items import ListItem
from govcrawl.model.fact import ColumnNamed, PageRole
from govcrawl.model.observation import Observation
from govcrawl.model.reading import ListRead, PageKind, PageRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import RegisteredColumn
from govcrawl.spiders.base import Visit

BY_SCRIPT = "rows_by_script"  # what the list reader says where a script fills the rows in


@dataclass(slots=True)
class SiteVisit(Visit):
    """A visit to a website; `asked` holds the canonical addresses of its columns, `opened` those of its articles.

    `sample` are the articles to open at the end, each behind the lot that it drew; `named` the columns that were
    found and not asked for, by their canonical address.
    """

    asked: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    sample: list[tuple[str, str]] = field(default_factory=list)
    named: dict[str, ColumnNamed] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """A column or home page in the making: what was read of it so far, and how much is still to come."""

    url: str
    name: str = ""
    level: int = 0
    depth: int = 0
    parent: str = ""
    home: bool = False
    registered: RegisteredColumn | None = None
    item: ListItem | None = None
    under_way: int = 1
    further_pages: int = 0
    scripted: bool = False
    title: str = ""  # of its page as it came over HTTP
    opened: set[str] = field(default_factory=set)


def page_role(draft: Draft, reading: PageRead, snapshot: Snapshot) -> PageRole:
    """Return what a page is to its site."""
    # A column may show one text at once; it is a content page where it says so itself.
    titled = reading.marks is not None and any(tag.name == "ArticleTitle" and tag.content for tag in reading.marks.tags)
    if snapshot.role == "row" or (reading.kind is PageKind.ARTICLE and titled and not draft.home):
        return PageRole.ARTICLE
    return PageRole.HOME if draft.home else PageRole.COLUMN


def shows_the_list(draft: Draft, reading: PageRead, snapshot: Snapshot) -> bool:
    """Tell whether what a browser brought is the page of a list: it has rows, or it is an empty frame of the same page.

    A firewall, a captcha or an error page that no reader knows comes under another title, or without the frame.
    """
    assert draft.item is not None
    listing = reading.listing
    if listing is None or listing.entries:
        return listing is not None
    same = canonical(snapshot.url) == canonical(draft.item.first.url) and reading.title == draft.title
    return same and listing.reason in ("blank", BY_SCRIPT)


def needs_scripts(listing: ListRead, draft: Draft) -> bool:
    """Tell whether a list may look otherwise when its scripts have run: an empty one is blank only then."""
    return listing.reason == BY_SCRIPT or (listing.state is Observation.BLANK and draft.scripted)
