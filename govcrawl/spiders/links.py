"""`scrapy crawl links`: every link on the pages that `scrapy crawl site` stored, each address checked once (D3)."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request

from govcrawl.cms.foreign_use import foreign_use
from govcrawl.cms.likeness import Yardstick, words_of, yardstick
from govcrawl.cms.page_links import PAGE
from govcrawl.errors import GovcrawlError
from govcrawl.items import FactItem, PageItem
from govcrawl.model.fact import LinkChecked, LinksCounted, LinkState
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Site, Target
from govcrawl.spiders.base import Arrival, Loss, Output, Visit, with_www
from govcrawl.spiders.link_answers import SUSPECT, Outcome, outcome
from govcrawl.spiders.link_sources import Found, Neighbours, Place, Sources, read_sources
from govcrawl.spiders.stored_pages import StoredPagesSpider
from govcrawl.store.mongo import Store

EXTERNAL = ("no", "yes")
AGAIN = 2  # retries of what decides on others: the page that cannot exist, and the second look


class AnyHost(Container[str]):
    """All hosts: with `-a external=yes` links out of the register are asked for, too.

    By HEAD only, but for home pages of domains that anybody can register: what they show tells in whose hands they are.
    """

    def __contains__(self, host: object) -> bool:
        return True


@dataclass(slots=True)
class LinksVisit(Visit):
    """The links of one site: what was found, how it turned out, what has to be asked again."""

    found: Sources = field(default_factory=Sources)
    yardsticks: dict[str, Yardstick | None] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    suspects: list[Found] = field(default_factory=list)
    confirming: bool = False
    away: bool = False  # the site itself does not answer
    counted: bool = False

    @property
    def host(self) -> str:
        """The host of the home page."""
        return urlsplit(self.target.url).hostname or ""

    def measure(self, link: Found) -> Yardstick | None:
        """Return what the host of a link answers for addresses that cannot exist, where it is no honest 404."""
        return self.yardsticks.get(urlsplit(link.url).hostname or "")


class LinksSpider(StoredPagesSpider):
    """Goes through stored pages; asks HEAD, then GET where HEAD decides nothing, and failures once more at the end."""

    name = "links"
    job = "links"
    # What failed is asked again at the end of the visit, with a page beside it that shows that the site is there.
    # All links of a site under way are in memory.
    custom_settings = {"RETRY_TIMES": 0, "LINKS_PER_SITE": 3000, "TARGETS_AT_ONCE": 16}  # noqa: RUF012

    def __init__(self, *args: Any, external: str = "no", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accept({"external": external})
        self.external = external == "yes"

    @classmethod
    def accept(cls, arguments: Mapping[str, str]) -> None:
        """Raise GovcrawlError where `external` cannot be."""
        if (external := arguments.get("external", "no")) not in EXTERNAL:
            raise GovcrawlError(f"external: '{external}' is neither yes nor no; write -a external=yes")

    @cached_property
    def hosts(self) -> Any:
        """All hosts that this job may ask: those of the register, or any."""
        register = self.inspection.register
        operating = [site for site in register.sites if site.operating]
        return AnyHost() if self.external else with_www(frozenset().union(*map(register.hosts, operating)))

    def read(self, store: Store, target: Target, stored: str) -> LinksVisit:
        """Find the links on the pages of a run."""
        assert isinstance(target, Site)
        register = self.inspection.register
        hosts = with_www(register.hosts(target))
        pages = (
            (it, store.body(it.body_sha256))
            for it in store.snapshots(run=stored, target_id=target.id)
            if it.body_sha256
        )
        found = read_sources(target, pages, Neighbours(register, hosts))
        return LinksVisit(target, hosts, found=found)

    def instead(self, page: Page) -> str:
        """Take every answer for what it is: a link leads there, whatever stands there."""
        return ""

    # Asking

    def begin(self, visit: Visit) -> Output:
        """Settle what needs no request, then ask each host for a page that cannot exist, then for its links."""
        assert isinstance(visit, LinksVisit)
        limit = self.settings.getint("LINKS_PER_SITE")
        to_ask: dict[str, list[Found]] = {}
        asked = 0
        for link in visit.found.links:
            if link.place is Place.CLOSED:
                yield self._settle(visit, link, LinkState.DEAD, "closed_site")
            elif link.place is Place.NOWHERE:
                yield self._settle(visit, link, LinkState.DEAD, "malformed")
            elif link.place is Place.EXTERNAL and not self.external:
                yield self._settle(visit, link, LinkState.NOT_CHECKED, "external")
            elif asked >= limit:
                visit.counts["beyond_limit"] += 1
            else:
                asked += 1
                to_ask.setdefault(urlsplit(link.url).hostname or "", []).append(link)
        for host, links in to_ask.items():
            if links[0].place is Place.EXTERNAL:
                for link in links:
                    yield self._ask(visit, link, "HEAD")
            else:
                yield self._missing(visit, host, links)

    def _missing(self, visit: LinksVisit, host: str, links: list[Found]) -> Request:
        name = sha256(f"{self.run_id} {host} {visit.confirming}".encode()).hexdigest()[:16]
        home = visit.target.url if host == visit.host else f"{links[0].url.partition('://')[0]}://{host}/"
        return self.ask(
            visit,
            urljoin(home, f"{name}.html"),
            "missing",
            arrived=lambda page, snapshot: self._measured(visit, host, links, snapshot, page),
            lost=lambda snapshot: self._measured(visit, host, links, snapshot),
            hosts=self.hosts if links[0].place is Place.REGISTERED else visit.hosts,
            max_retry_times=AGAIN,
        )

    def _ask(self, visit: LinksVisit, link: Found, method: str, role: str = "link") -> Request:
        request = self.ask(
            visit,
            link.url,
            role if method == "GET" else f"{role} head",
            arrived=partial(self._answered, visit, link, method),
            lost=lambda snapshot: self._answered(visit, link, method, None, snapshot),
            hosts=visit.hosts if link.place is Place.OWN else self.hosts,
            max_retry_times=AGAIN if role == "confirm" else 0,
        )
        return request.replace(method=method)

    # Answers

    def _measured(
        self, visit: LinksVisit, host: str, links: list[Found], snapshot: Snapshot, page: Page | None = None
    ) -> Output:
        """Ask for the links of a host, now that its answer for what cannot exist is known."""
        silent = not snapshot.status and snapshot.failure in SUSPECT
        if visit.confirming:
            for link in links:
                if silent or snapshot.status >= 500:
                    yield self._settle(visit, link, LinkState.NOT_CHECKED, "unstable")
                else:
                    yield self._ask(visit, link, "GET", "confirm")
            return
        if silent and (host == visit.host or links[0].place is Place.REGISTERED):
            if host == visit.host:
                visit.away, visit.reason = True, snapshot.failure
            for link in links:
                yield self._settle(visit, link, LinkState.NOT_CHECKED, "unstable")
            return
        measure = yardstick(words_of(page.text), visit.found.home_words) if page else None
        visit.yardsticks[host] = measure
        for link in links:
            if link.url in visit.found.words and link.place is Place.OWN:  # the job `site` was there
                like = measure is not None and measure.is_like(visit.found.words[link.url])
                if not like:
                    visit.counts[LinkState.ALIVE] += 1
                    continue
            soft = measure is not None and measure.tells
            yield self._ask(visit, link, "GET" if soft and link.kind == "page" else "HEAD")

    def _answered(self, visit: LinksVisit, link: Found, method: str, page: Page | None, snapshot: Snapshot) -> Output:
        if method == "HEAD" and link.place is Place.EXTERNAL:
            told = outcome(snapshot, head_only=True)
            if told.state is LinkState.ALIVE and _may_have_changed_hands(link):
                yield self._ask(visit, link, "GET")
            else:
                yield from self._told(visit, link, told, snapshot)
            return
        if link.place is Place.EXTERNAL:
            use = foreign_use(page) if page else ""
            if use:
                yield self._settle(visit, link, LinkState.DEAD, use, snapshot)
            else:  # HEAD found it alive, and a page that GET does not show proves nothing of others
                visit.counts[LinkState.ALIVE] += 1
            return
        measure = visit.measure(link)
        may_be_soft = measure is not None and measure.tells and "html" in snapshot.content_type.lower()
        undecided = may_be_soft or not 200 <= snapshot.status < 300
        if method == "HEAD" and undecided and snapshot.failure not in SUSPECT:
            yield self._ask(visit, link, "GET")
            return
        if may_be_soft and measure and page and measure.is_like(words_of(page.text)):
            yield self._settle(visit, link, LinkState.DEAD, "soft_404", snapshot)
            return
        yield from self._told(visit, link, outcome(snapshot), snapshot)

    def _told(self, visit: LinksVisit, link: Found, told: Outcome, snapshot: Snapshot) -> Output:
        """Count a link, or keep it for the end where only a second look can tell."""
        if told.state is LinkState.ALIVE:
            visit.counts[LinkState.ALIVE] += 1
        elif told.suspect and not visit.confirming:
            visit.suspects.append(link)
        elif told.suspect and link.place is not Place.OWN:
            yield self._settle(visit, link, LinkState.NOT_CHECKED, told.reason, snapshot)
        else:
            yield self._settle(visit, link, told.state, told.reason, snapshot)

    def _settle(
        self, visit: LinksVisit, link: Found, state: LinkState, reason: str, snapshot: Snapshot | None = None
    ) -> FactItem:
        visit.counts[state] += 1
        return FactItem(
            (
                LinkChecked(
                    target_id=visit.target.id,
                    url=link.url,
                    page=link.page,
                    anchor=link.anchor,
                    scope=link.scope,
                    kind=link.kind,
                    internal=link.place is Place.OWN,
                    state=state,
                    seen_at=snapshot.seen_at if snapshot else self._moment(),
                    reason=reason,
                    pages=link.pages,
                    snapshot=link.snapshot,
                    answer=snapshot.id if snapshot else "",
                ),
            )
        )

    def finish(self, visit: Visit) -> Output:
        """Ask what failed once more, beside a page of the site that shows that it is there; then tell the numbers."""
        assert isinstance(visit, LinksVisit)
        suspects, visit.suspects = visit.suspects, []
        if suspects and not visit.away:
            visit.confirming = True
            own = [link for link in suspects if link.place is Place.OWN]
            if own:
                yield self._missing(visit, visit.host, own)
            for link in suspects:
                if link.place is not Place.OWN:
                    yield self._ask(visit, link, "HEAD" if link.place is Place.EXTERNAL else "GET", "confirm")
            return
        if not visit.counted:
            visit.counted = True
            yield self._numbers(visit)

    def _numbers(self, visit: LinksVisit) -> FactItem:
        counts, found = visit.counts, visit.found
        visit.failures = counts[LinkState.DEAD]
        visit.observed = bool(found.pages) and not visit.away
        if not visit.reason and not visit.observed:
            visit.reason = "no_pages"
        return FactItem(
            (
                LinksCounted(
                    target_id=visit.target.id,
                    url=visit.target.url,
                    seen_at=self._moment(),
                    pages=found.pages,
                    links=len(found.links),
                    alive=counts[LinkState.ALIVE],
                    dead=counts[LinkState.DEAD],
                    refused=counts[LinkState.REFUSED],
                    not_checked=counts[LinkState.NOT_CHECKED] + counts["beyond_limit"],
                    home_links=found.home_links,
                    beyond_limit=counts["beyond_limit"],
                ),
            )
        )

    def _count_out(
        self, visit: Visit, snapshot: Snapshot, page: Page | None, body: bytes, arrived: Arrival, lost: Loss
    ) -> Output:
        """Keep an answer only where a fact points to it: millions of links that work prove nothing more."""
        outputs: Iterable[Any] = list(super()._count_out(visit, snapshot, page, body, arrived, lost))
        facts = [fact for it in outputs if isinstance(it, FactItem) for fact in it.facts]
        kept = {fact.answer for fact in facts if isinstance(fact, LinkChecked)}
        yield from (it for it in outputs if not isinstance(it, PageItem) or it.snapshot.id in kept)


def _may_have_changed_hands(link: Found) -> bool:
    """Tell whether a link leads to a whole site whose domain anybody can register."""
    parts = urlsplit(link.url)
    return link.kind == PAGE and parts.path in ("", "/") and not (parts.hostname or "").endswith(".gov.cn")
