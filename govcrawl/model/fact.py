"""Facts: what was seen, in the past tense, unjudged. The same facts are judged under any profile."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from govcrawl.model.guide import GuideBasis
from govcrawl.model.letter import LetterStatus
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
    listed: tuple[tuple[date, str], ...] = ()  # day and title of its dated rows, kept of surveys (P7) only


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
class MessageSeen:
    """One message of a visitor (留言) and its answer, as its board, its own page or an export of the office shows them.

    `url` is the message's own page where it has one, else that of the board, which is `column`. `shown` names which of
    the four fields that must be public were seen: asked, replied, unit, reply (留言时间, 答复时间, 答复单位, 答复内容).
    `sampled` marks those that were drawn for C3; `reason` says why the message's own page was not read. `subject` is
    masked (govcrawl.model.masking), the text itself is not kept, only its SHA-256. `source` is crawl, or what an
    import names; then `url` says where the row stands.
    """

    target_id: str
    url: str
    column: str
    seen_at: datetime
    snapshot: str = ""
    subject: str = ""
    asked: date | None = None
    asked_raw: str = ""
    replied: date | None = None
    replied_raw: str = ""
    published: date | None = None
    replier: str = ""
    status: LetterStatus = LetterStatus.UNKNOWN
    status_raw: str = ""
    shown: tuple[str, ...] = ()
    sampled: bool = False
    text_sha256: str = ""
    valid: bool = True  # False: the office says that it is none to be answered (重复, 无效, 不予受理)
    source: str = "crawl"
    imported_by: str = ""
    imported_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BoardSeen:
    """A channel through which visitors ask and propose (咨询建言渠道), or that none was found (`channel` False).

    `excluded` is the class of a column that the indicator does not count (petition, survey, interview): it was not
    visited. `messages` counts the messages that were seen, `newest` is the newest day on any of them. `complete`
    says that the list was gone through back to the look-back; `unread` counts messages whose own page, needed to
    tell, was not read. `form` and `statistics` say whether the board shows a way to submit and how many messages
    were accepted and answered.
    """

    target_id: str
    url: str
    name: str
    seen_at: datetime
    state: Observation
    snapshot: str = ""
    channel: bool = True
    excluded: str = ""
    messages: int = 0
    newest: date | None = None
    newest_raw: str = ""
    oldest: date | None = None
    statistics: bool = False
    form: bool = False
    complete: bool = True
    unread: int = 0
    pages: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GuideSeen:
    """A guide to a service (办事指南) that was drawn (V6, B4, B6). `place` is its place in the draw, from 0.

    `missing` names the elements it does not tell, `formats` what it says of the form of materials, `vague` its
    phrases that leave open what is to be brought. `reason` says why it was not read, or is not certain to be a guide.
    """

    target_id: str
    url: str
    title: str
    column: str
    place: int
    seen_at: datetime
    snapshot: str = ""
    missing: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    basis: GuideBasis = GuideBasis.NONE
    forms_demanded: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GuidesCounted:
    """How many columns of services a site has, how many guides they list here and elsewhere, how many were opened."""

    target_id: str
    url: str
    seen_at: datetime
    columns: int
    guides: int
    outside: int
    opened: int
    snapshot: str = ""
    outside_url: str = ""


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
    | ColumnNamed
    | FeedSeen
    | TargetVisited
    | ProbeSeen
    | LinkChecked
    | LinksCounted
    | PageMarksSeen
    | DomainSeen
    | GuideSeen
    | GuidesCounted
    | MessageSeen
    | BoardSeen
)
FACT_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (
        HomePageSeen,
        ColumnSeen,
        ColumnNamed,
        FeedSeen,
        TargetVisited,
        ProbeSeen,
        LinkChecked,
        LinksCounted,
        PageMarksSeen,
        DomainSeen,
        GuideSeen,
        GuidesCounted,
        MessageSeen,
        BoardSeen,
    )
}
