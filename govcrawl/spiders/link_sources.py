"""From the stored pages of a site to its links: each address once, at the place nearest to the home page."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from urllib.parse import urlsplit

from govcrawl.addresses import is_private
from govcrawl.cms import open_page, read_page
from govcrawl.cms.addresses import canonical
from govcrawl.cms.likeness import words_of
from govcrawl.cms.page_links import PageLink, can_be_asked, page_links
from govcrawl.model.fact import LinkScope
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Site, SiteStatus
from govcrawl.register import Register

NEAREST = (LinkScope.HOME, LinkScope.SECOND, LinkScope.OTHER)


class Place(Enum):
    """Where a link leads."""

    OWN = auto()  # a host of the site itself
    REGISTERED = auto()  # another site of the register
    CLOSED = auto()  # a site of the register that is closed
    EXTERNAL = auto()  # out of the register
    NOWHERE = auto()  # an address that nobody outside can open


@dataclass(frozen=True, slots=True)
class Found:
    """A link and where it stands: `page` and its `snapshot`; `pages` is the number of pages it stands on."""

    url: str
    anchor: str
    kind: str
    place: Place
    page: str
    snapshot: str
    scope: LinkScope
    pages: int = 1


@dataclass(slots=True)
class Sources:
    """All links of a site, nearest to the home page first, and the words of its pages by their address."""

    links: list[Found] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    home_words: str = ""
    home_links: int = 0
    pages: int = 0


class Neighbours:
    """The sites of a register as links see them."""

    def __init__(self, register: Register, own: frozenset[str]) -> None:
        self.own = own
        self.operating = {_bare(site.url): site for site in register.sites if site.operating}
        self.closed = {_bare(site.url): site for site in register.sites if site.status is SiteStatus.CLOSED}
        self.hosts = {base.partition("/")[0] for base in self.operating}

    def place(self, url: str) -> Place:
        """Return where an address leads. Of sites that share a host the one with the longest base counts."""
        if not can_be_asked(url):
            return Place.NOWHERE
        host = urlsplit(url).hostname or ""
        bare = _bare(url)
        known = [base for base in (*self.operating, *self.closed) if bare.startswith(base)]
        if known and max(known, key=len) in self.closed:
            return Place.CLOSED
        if host in self.own:
            return Place.OWN
        if bare.partition("/")[0] in self.hosts:
            return Place.REGISTERED
        return Place.NOWHERE if is_private(host) else Place.EXTERNAL


def read_sources(site: Site, stored: Iterable[tuple[Snapshot, bytes]], neighbours: Neighbours) -> Sources:
    """Read every stored page of a site, given with its body."""
    found = Sources()
    pages: list[tuple[Snapshot, tuple[PageLink, ...]]] = []
    home_urls: set[str] = set()
    for snapshot, body in stored:
        if snapshot.failure or not 200 <= snapshot.status < 300 or snapshot.role == "rows":
            continue
        page = open_page(body, snapshot.seen_at, snapshot.url, snapshot.content_type)
        links = page_links(page)
        found.words.setdefault(snapshot.url, words_of(page.text))
        pages.append((snapshot, links))
        if snapshot.role == "home":
            home_urls |= {canonical(snapshot.url), *_refreshed(page, links)}
            found.home_words = found.words[snapshot.url]
    linked = {
        canonical(link.url)
        for snapshot, links in pages
        if canonical(snapshot.url) in home_urls
        for link in links
        if can_be_asked(link.url)
    }
    by_url: dict[str, Found] = {}
    for snapshot, links in pages:
        address = canonical(snapshot.url)
        scope = LinkScope.HOME if address in home_urls else LinkScope.SECOND if address in linked else LinkScope.OTHER
        for link in links:
            by_url[link.url] = _nearest(by_url.get(link.url), link, snapshot, scope, neighbours)
    found.links = sorted(by_url.values(), key=lambda link: NEAREST.index(link.scope))
    found.home_links = sum(1 for link in found.links if link.scope is LinkScope.HOME)
    found.pages = len({snapshot.url for snapshot, _ in pages})
    return found


def _nearest(
    before: Found | None, link: PageLink, snapshot: Snapshot, scope: LinkScope, neighbours: Neighbours
) -> Found:
    if before is None:
        place = neighbours.place(link.url)
        return Found(link.url, link.anchor, link.kind, place, snapshot.url, snapshot.id, scope)
    if NEAREST.index(scope) < NEAREST.index(before.scope):
        before = replace(before, anchor=link.anchor, page=snapshot.url, snapshot=snapshot.id, scope=scope)
    return replace(before, pages=before.pages + 1)


def _refreshed(page: Page, links: tuple[PageLink, ...]) -> set[str]:
    """Return where a home page without links sends its visitors at once: that is the home page."""
    to = "" if links else read_page(page, home=True).refresh_to
    return {canonical(to)} if to else set()


def _bare(url: str) -> str:
    """Return host and path without scheme and `www.`, the path up to its last slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host + (parts.path.rpartition("/")[0] or "") + "/"
