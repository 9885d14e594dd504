"""`scrapy crawl domain`: the addresses of each host, its home page over IPv6, its answer to a missing page."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy.crawler import Crawler

from govcrawl.addresses import is_private
from govcrawl.cms.sameness import content_of, same_content
from govcrawl.items import FactItem
from govcrawl.model.fact import DomainSeen, Reached
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import SiteStatus, Target
from govcrawl.spiders.base import JobSpider, Output, Visit, with_www
from govcrawl.spiders.clock import clock
from govcrawl.spiders.ipv6 import Opened, open_over_ipv6
from govcrawl.spiders.names import Names, names_of, resolver_at

AT_ONCE = 16  # hosts whose names are asked for at a time
MISSING_PAGE = "govcrawl-no-such-page-4b7d1c.html"  # below the site's own address; no site has it


@dataclass(slots=True)
class Host:
    """What was found out about the host of one target before its pages are asked."""

    name: str
    names: Names
    opened: Opened | None = None  # None: it has no IPv6 address, or nobody may be asked past the proxy
    content: frozenset[str] = frozenset()  # of the home page over IPv6


@dataclass(slots=True)
class DomainVisit(Visit):
    """A visit to the home page of a host and to a page that does not exist."""

    host: Host = field(default_factory=lambda: Host("", Names(Reached.UNKNOWN)))
    home: str = ""  # the id of its snapshot
    content: frozenset[str] | None = None  # of the home page as the crawl sees it
    missing_page: int = 0


class DomainSpider(JobSpider):
    """Asks `-a resolver=127.0.0.1:5353`, else the machine's own resolver, unless a proxy resolves the names for us.

    Names and IPv6 come first for all hosts: that a host is not reached over IPv6 is held against it only where
    another host of this run was, so that our own lack of IPv6 is never a site's.
    """

    name = "domain"
    job = "domain"
    group = "site"

    def __init__(self, *args: Any, resolver: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resolver_told = bool(resolver)
        self.resolver = resolver_at(resolver)
        self.looked_at: dict[str, Host] = {}
        self.ipv6_works = False

    @classmethod
    def accept(cls, arguments: Mapping[str, str]) -> None:
        """Raise GovcrawlError where `resolver` is no address."""
        resolver_at(arguments.get("resolver", ""))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "DomainSpider":
        """Build the spider with the name it goes by over IPv6 too."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, DomainSpider)
        spider.user_agent = str(crawler.settings["USER_AGENT"])
        return spider

    user_agent: str

    @property
    def targets(self) -> list[Target]:
        """The sites in operation, and those that are closed: a closed site's name must not resolve any more (G6)."""
        sites = [] if self.inspection.only or self.replays else self.inspection.register.sites
        return [*super().targets, *(site for site in sites if site.status is SiteStatus.CLOSED)]

    async def start(self) -> AsyncIterator[Any]:
        """Look at all hosts, then ask their pages."""
        if not self.replays:
            told = [target for target in self.targets if target.id not in self.visited]
            urls = {urlsplit(target.url).hostname or "": target for target in reversed(told)}
            limit = asyncio.Semaphore(AT_ONCE)
            hosts = await asyncio.gather(*(self._look_at(name, target, limit) for name, target in urls.items()))
            self.looked_at = {host.name: host for host in hosts}
            self.ipv6_works = any(host.opened and host.opened.connected for host in hosts)
        async for output in super().start():
            yield output

    async def _look_at(self, name: str, target: Target, limit: asyncio.Semaphore) -> Host:
        url = target.url
        proxied = urlsplit(url).scheme in getproxies() and not proxy_bypass(name)
        if proxied and not self.resolver_told:
            return Host(name, Names(Reached.UNKNOWN, reason="behind_proxy"))
        async with limit:
            host = Host(name, await names_of(name, self.resolver))
            if host.names.ipv6 and target.operating:
                host.opened = await asyncio.to_thread(self._open, url, host.names.ipv6[0])
                if host.opened.page:
                    host.content = content_of(host.opened.page)
            return host

    def _open(self, url: str, address: str) -> Opened:
        if is_private(address) and not self.settings.getbool("PRIVATE_ADDRESSES"):
            return Opened(connected=False, failure="private_address")
        return open_over_ipv6(url, address, self.user_agent, self.inspection.moment(clock()))

    def first(self, target: Target) -> Output:
        """Ask for the home page."""
        if self.replays:  # the name system of that day cannot be asked again
            yield self.not_visited(target, "not_replayable")
            return
        host = self.looked_at[urlsplit(target.url).hostname or ""]
        visit = DomainVisit(target, with_www(self.inspection.register.hosts(target)), host=host)
        if not target.operating:  # nobody is asked behind a closed name
            visit.observed, visit.reason = host.names.resolved is not Reached.UNKNOWN, host.names.reason
            yield from self._close(visit)
            return
        yield self.ask(visit, target.url, "home", partial(self._home, visit), partial(self._no_home, visit))

    def _home(self, visit: DomainVisit, page: Page, snapshot: Snapshot) -> Output:
        visit.home, visit.observed = snapshot.id, True
        visit.content = content_of(page)
        url = urljoin(visit.target.url, MISSING_PAGE)
        yield self.ask(
            visit, url, "missing", lambda _, snapshot: self._missing(visit, snapshot), partial(self._missing, visit)
        )

    def _no_home(self, visit: DomainVisit, snapshot: Snapshot) -> Output:
        visit.home, visit.reason = snapshot.id, snapshot.failure
        visit.observed = visit.host.names.resolved is not Reached.UNKNOWN
        yield from ()

    def _missing(self, visit: DomainVisit, snapshot: Snapshot) -> Output:
        if not snapshot.failure or snapshot.failure.startswith("http_"):
            visit.missing_page = snapshot.status
        yield from ()

    def finish(self, visit: Visit) -> Output:
        """Say what the host is like."""
        assert isinstance(visit, DomainVisit)
        names, (over_ipv6, reason) = visit.host.names, self._over_ipv6(visit.host)
        same = same_content(visit.content, visit.host.content) if visit.content else None
        yield FactItem(
            (
                DomainSeen(
                    target_id=visit.target.id,
                    url=visit.target.url,
                    host=visit.host.name,
                    seen_at=self._moment(),
                    resolved=names.resolved,
                    ipv4=names.ipv4,
                    ipv6=names.ipv6,
                    over_ipv6=over_ipv6,
                    same_content=Reached.UNKNOWN if same is None else Reached.YES if same else Reached.NO,
                    missing_page=visit.missing_page,
                    snapshot=visit.home,
                    reason=names.reason or reason,
                ),
            )
        )

    def _over_ipv6(self, host: Host) -> tuple[Reached, str]:
        """Return whether a host was reached over IPv6, and why not or why it is not known."""
        opened = host.opened
        if opened is None:
            return Reached.UNKNOWN, ""
        if opened.connected is None or not (opened.connected or self.ipv6_works):
            return Reached.UNKNOWN, "no_ipv6_here"
        if not opened.failure or opened.failure in ("robots", "redirected_away"):
            return Reached.YES, opened.failure
        return Reached.NO, opened.failure
