"""Facts: what was seen, in the past tense, unjudged. The same facts are judged under any profile."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from govcrawl.model.marks import TagRead
from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class HomePageSeen:
    """The home page of a site and the newest information on it (V3)."""

    target_id: str
    url: str
    state: Observation
    seen_at: datetime
    snapshot: str = ""
    newest: date | None = None
    newest_raw: str = ""
    newest_title: str = ""
    newest_url: str = ""
    rows: int = 0
    dated_rows: int = 0
    navigation_only: bool = False
    cms: str = ""
    reason: str = ""


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


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """The posts of an account that one source showed (N2). `source` is the mirror that was read."""

    target_id: str
    url: str
    source: str
    state: Observation
    seen_at: datetime
    snapshot: str = ""
    newest: date | None = None
    newest_raw: str = ""
    newest_title: str = ""
    newest_url: str = ""
    posts: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProbeSeen:
    """One visit to a home page to see whether it opens (V2). Every probe counts, not only those of the newest run.

    `failure` names why the page did not open (see govcrawl.rules.reasons). `first_byte_seconds` is the time until the
    headers of the last answer were in, names resolved and connected included; `seconds` the time until the whole page
    was there, redirects included, or how long was waited in vain. None: not measured.
    """

    look_back_days: ClassVar[int] = 15  # a judgement is given the facts of all runs of so many days

    target_id: str
    url: str
    seen_at: datetime
    opened: bool
    snapshot: str = ""
    failure: str = ""
    status: int = 0
    first_byte_seconds: float | None = None
    seconds: float | None = None


class LinkState(StrEnum):
    """How a link turned out."""

    ALIVE = "alive"
    DEAD = "dead"
    REFUSED = "refused"  # a firewall, a captcha, a login: it says nothing of the link
    NOT_CHECKED = "not_checked"


class LinkScope(StrEnum):
    """On which page a link stands; of several the one nearest to the home page."""

    HOME = "home"
    SECOND = "second"  # a page that the home page leads to
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LinkChecked:
    """A link that was not found alive (D3): where it stands, where it leads, how it turned out.

    `page` is the nearest page it stands on and `snapshot` that page; `pages` on how many it stands; `answer` the
    snapshot of what came back, where anything did. `kind` is page, image or attachment.
    """

    target_id: str
    url: str
    page: str
    anchor: str
    scope: LinkScope
    kind: str
    internal: bool
    state: LinkState
    seen_at: datetime
    reason: str = ""
    pages: int = 1
    snapshot: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LinksCounted:
    """How many pages of a site were gone through and how the different links on them turned out (D3)."""

    target_id: str
    url: str
    seen_at: datetime
    pages: int
    links: int
    alive: int
    dead: int
    refused: int
    not_checked: int
    home_links: int = 0
    beyond_limit: int = 0


class PageRole(StrEnum):
    """What a page is to its site."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class PageMarksSeen:
    """What one page says of itself: marks of its footer and header, and its tags (D1, D2, D4, D8).

    An empty field means that none was seen, which proves something only where `footer_hidden` is empty. `tags` are
    the names of the metas that are there with a content; `faulty` holds marks and tags with a fault, a mark under
    the name of its field.
    """

    target_id: str
    url: str
    page: PageRole
    seen_at: datetime
    snapshot: str = ""
    site_codes: tuple[str, ...] = ()
    icp: tuple[str, ...] = ()
    police: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    contact: str = ""
    badge: str = ""
    correction: str = ""
    site_map: bool = False
    accessible: bool = False
    title: str = ""
    site_name: str = ""  # of the meta SiteName
    names: tuple[str, ...] = ()  # what pictures, headings and logo of the header call the site
    tags: tuple[str, ...] = ()
    faulty: tuple[TagRead, ...] = ()
    footer_hidden: str = ""


class Reached(StrEnum):
    """Whether something answered, or why that is not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DomainSeen:
    """What the name system and both protocols say of a site's host (D10, G5, G6, G19).

    `over_ipv6` is whether the home page opened over IPv6, `same_content` whether it shows the same there as over
    IPv4; both are unknown where our own machine has no IPv6 or a proxy stands between (`reason` says so).
    `missing_page` is the status that the site answers a random path with: 404 is right, 200 a soft 404, 0 unknown.
    """

    target_id: str
    url: str
    host: str
    seen_at: datetime
    resolved: Reached
    ipv4: tuple[str, ...] = ()
    ipv6: tuple[str, ...] = ()
    over_ipv6: Reached = Reached.UNKNOWN
    same_content: Reached = Reached.UNKNOWN
    missing_page: int = 0
    snapshot: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TargetVisited:
    """A job is through with a target. Without this fact a target counts as not observed in that run."""

    target_id: str
    job: str
    seen_at: datetime
    observed: bool
    pages: int = 0
    failures: int = 0
    reason: str = ""


Fact = (
    HomePageSeen
    | ColumnSeen
    | FeedSeen
    | TargetVisited
    | ProbeSeen
    | LinkChecked
    | LinksCounted
    | PageMarksSeen
    | DomainSeen
)
FACT_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (
        HomePageSeen,
        ColumnSeen,
        FeedSeen,
        TargetVisited,
        ProbeSeen,
        LinkChecked,
        LinksCounted,
        PageMarksSeen,
        DomainSeen,
    )
}
