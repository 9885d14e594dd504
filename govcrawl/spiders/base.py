"""What every job has in common: its targets, requests that are counted per target, snapshots, the end of a visit."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.cms import open_page
from govcrawl.cms.interstitial import stands_in
from govcrawl.errortext.detectors.personal import veiled
from govcrawl.inspection import Inspection, open_inspection
from govcrawl.items import CrawlItem, FactItem, PageItem
from govcrawl.model.fact import TargetVisited
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Target
from govcrawl.spiders.clock import clock
from govcrawl.spiders.failures import failure_of, failure_of_answer
from govcrawl.spiders.personal import PERSONAL, masked_body
from govcrawl.store.history import EarlierVisit

Output = Iterator[Request | CrawlItem]
Arrival = Callable[[Page, Snapshot], Iterable[Request | CrawlItem]]
Loss = Callable[[Snapshot], Iterable[Request | CrawlItem]]


@dataclass(slots=True)
class Visit:
    """One target in one run. It is over when no request of it is under way any more."""

    target: Target
    hosts: frozenset[str]
    under_way: int = 0
    requests: int = 0  # redirects and retries among them
    pages: int = 0
    failures: int = 0
    observed: bool = False
    reason: str = ""


class JobSpider(Spider):
    """A job over the targets of a register. Subclasses say which targets, what to ask first, what to read."""

    job: ClassVar[str]
    group: ClassVar[str]  # "site" or "account"
    keeps_answers: ClassVar[bool] = (
        False  # True: a resumed run goes by the answers it has, and asks for the others only
    )
    resumed: bool = False  # True: this run goes on after it was cut off
    replays: bool = False  # True: answers come from the store (`scrapy crawl replay`)

    def __init__(
        self,
        city: str = "",
        period: str = "",
        as_of: str = "",
        only: str = "",
        part: str = "",
        inspection: Inspection | None = None,
        **kwargs: Any,
    ) -> None:
        """Open what is asked for, where the command has not opened it already (`inspection`)."""
        super().__init__(**kwargs)
        self.inspection = inspection or open_inspection(city, period, clock(), as_of, only)
        # Of a run that several processes share: a file with the ids of the targets that are this one's.
        self.part = frozenset(Path(part).read_text("utf-8").splitlines()) if part else None
        self.visited: set[str] = set()  # filled by the store: targets that this run is already through with
        self.run_id = ""
        self.earlier_runs: dict[str, str] = {}  # target id -> the run that visited it last
        self.source_runs: dict[str, str] = {}  # of a replay: target id -> the run whose snapshots are read again
        self.done = 0
        self.unanswered = 0  # pages that brought no answer
        self.unobserved: list[str] = []
        self.store_error = ""
        self.complaints: list[str] = []  # what is wrong with the run as a whole

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "JobSpider":
        """Build the spider with the settings that bound a visit."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.pages_per_site = crawler.settings.getint("PAGES_PER_SITE")
        spider.column_depth = crawler.settings.getint("COLUMN_DEPTH")
        spider.room = asyncio.Semaphore(crawler.settings.getint("TARGETS_AT_ONCE"))
        return spider

    earlier_visit: Callable[[str, str], EarlierVisit | None]
    pages_per_site: int
    column_depth: int
    room: asyncio.Semaphore  # bounds memory, and what a killed crawl has to do again

    @classmethod
    def accept(cls, arguments: Mapping[str, str]) -> None:
        """Raise GovcrawlError where the arguments of the command (`-a`) make no sense to this job."""

    @classmethod
    def concerned(cls, inspection: Inspection) -> list[Target]:
        """Return the targets that the job is about, in the order in which it visits them."""
        return [target for target in inspection.targets if target.group == cls.group]

    @cached_property
    def targets(self) -> list[Target]:
        """The targets of the job; of a replay those that have snapshots, of a part those that are this one's."""
        return [
            target
            for target in self.concerned(self.inspection)
            if (not self.replays or target.id in self.source_runs) and (self.part is None or target.id in self.part)
        ]

    @cached_property
    def hosts(self) -> frozenset[str]:
        """All hosts that this job may ask: those of its targets."""
        register = self.inspection.register
        return with_www(frozenset().union(*(register.hosts(target) for target in self.targets)))

    @property
    def reader(self) -> str:
        """The version of what made the facts, where a job carries facts over to a later run."""
        return ""

    @staticmethod
    def now() -> datetime:
        """Return the machine's time, for those the spider hands it to."""
        return clock()

    async def start(self) -> AsyncIterator[Any]:
        """Ask the first page of every target that this run is not through with yet."""
        self.done = sum(1 for target in self.targets if target.id in self.visited)
        for target in self.targets:
            if target.id not in self.visited:
                await self.room.acquire()
                for output in await self.opening(target):
                    yield output

    async def opening(self, target: Target) -> Iterable[Any]:
        """Return the first requests for a target."""
        return self.first(target)

    def first(self, target: Target) -> Output:
        """Yield the first requests for a target, or the fact why it cannot be visited."""
        raise NotImplementedError

    def instead(self, page: Page) -> str:
        """Return the name of what an answer is in place of a page; before posts of accounts stand other things."""
        return stands_in(page) if self.group == "site" else ""

    def kept(self, page: Page, body: bytes) -> bytes:
        """Return the body of a page as it may be kept."""
        return body

    def finish(self, visit: Visit) -> Output:
        """Yield what is known only when the last page of a target is in; asked for more, the visit goes on."""
        yield from ()

    def ask(self, visit: Visit, url: str, role: str, arrived: Arrival, lost: Loss, **meta: Any) -> Request:
        """Return the request for one page of a visit; each page is counted in and counted out once.

        `personal` in `meta` says that it may show personal data of visitors: it is masked before it is read or kept.
        """
        visit.under_way += 1
        return Request(
            url,
            callback=self._arrived,
            errback=self._failed,
            dont_filter=True,  # a visit asks no page twice; the filter would drop requests without a word
            meta={"hosts": visit.hosts, **meta},
            cb_kwargs={"visit": visit, "role": role, "arrived": arrived, "lost": lost},
        )

    def not_visited(self, target: Target, reason: str) -> FactItem:
        """Return the fact that a target could not be asked at all."""
        self._count(target, False)
        self.room.release()
        return FactItem((TargetVisited(target.id, self.job, self._moment(), observed=False, reason=reason),))

    def _arrived(self, response: Response, visit: Visit, role: str, arrived: Arrival, lost: Loss) -> Output:
        seen_at = self._moment(response)
        body = response.body
        if response.meta.get(PERSONAL):
            body = masked_body(body, _header(response, "Content-Type"), seen_at)
        body = veiled(body, seen_at.date())
        page = open_page(body, seen_at, response.url, _header(response, "Content-Type"))
        failure = failure_of_answer(response.status, page.text, told_to_wait="Retry-After" in response.headers)
        failure = failure or self.instead(page)
        body = self.kept(page, body)
        snapshot = self._snapshot(response, visit, role, body, failure)
        yield from self._count_out(visit, snapshot, page, body, arrived, lost)

    def _snapshot(self, response: Response, visit: Visit, role: str, body: bytes, failure: str) -> Snapshot:
        return Snapshot(
            id=self.snapshot_id(visit, asked_url(response.request), role),
            run=self.run_id,
            target_id=visit.target.id,
            url=response.url,
            role=role,
            seen_at=self._moment(response),
            fetched_at=response.meta.get("fetched_at") or clock(),
            status=response.status,
            body_sha256=sha256(body).hexdigest() if body else "",
            body_bytes=len(body),
            content_type=_header(response, "Content-Type"),
            last_modified=_header(response, "Last-Modified"),
            etag=_header(response, "ETag"),
            failure=failure,
        )

    def _failed(self, failure: Failure) -> Output:
        self.unanswered += 1
        request: Request = failure.request  # type: ignore[attr-defined]
        kwargs = request.cb_kwargs
        visit, role = kwargs["visit"], kwargs["role"]
        snapshot = Snapshot(
            id=self.snapshot_id(visit, asked_url(request), role),
            run=self.run_id,
            target_id=visit.target.id,
            url=request.url,
            role=role,
            seen_at=self._moment(),
            fetched_at=clock(),
            failure=failure_of(failure.value or Exception()),
        )
        yield from self._count_out(visit, snapshot, None, b"", kwargs["arrived"], kwargs["lost"])

    def _count_out(
        self, visit: Visit, snapshot: Snapshot, page: Page | None, body: bytes, arrived: Arrival, lost: Loss
    ) -> Output:
        visit.pages += 1
        yield PageItem(snapshot, body)
        try:
            if page is None or snapshot.failure:
                visit.failures += 1
                yield from lost(snapshot)
            else:
                yield from arrived(page, snapshot)
        except Exception:
            # Our own fault must neither end the visit nor be taken for the site's: the page stays unread.
            self.logger.exception("%s: reading failed; the page counts as not observed", snapshot.url)
            visit.failures += 1
            yield from lost(replace(snapshot, failure="our_error"))
        visit.under_way -= 1
        if not visit.under_way:
            yield from self._close(visit)

    def _close(self, visit: Visit) -> Output:
        yield from self.finish(visit)
        if visit.under_way:
            return
        yield self._through(visit)

    def _through(self, visit: Visit) -> FactItem:
        """Return the fact that the job is through with a target, and make room for another."""
        self._count(visit.target, visit.observed)
        self.room.release()
        moment, reader = self._moment(), self.reader
        counted = (visit.observed, visit.pages, visit.failures, visit.reason)
        return FactItem((TargetVisited(visit.target.id, self.job, moment, *counted, reader),))

    def _count(self, target: Target, observed: bool) -> None:
        self.done += 1
        if not observed:
            self.unobserved.append(target.name)

    def _moment(self, response: Response | None = None) -> datetime:
        stored = response.meta.get("seen_at") if response is not None else None
        return stored or self.inspection.moment(clock())

    def snapshot_id(self, visit: Visit, url: str, role: str) -> str:
        """Return the name of a visit to an address: the same in a repeated run, so that nothing is kept twice."""
        run = self.source_runs.get(visit.target.id, self.run_id)
        return sha256("\n".join((run, visit.target.id, role, url)).encode()).hexdigest()[:32]


def asked_url(request: Request | None) -> str:
    """Return the address that was asked first, before any redirect."""
    assert request is not None
    return str(request.meta.get("redirect_urls", [request.url])[0])


def with_www(hosts: frozenset[str]) -> frozenset[str]:
    """Return hosts each with and without `www.`: the same site answers to both."""
    bare = {host.removeprefix("www.") for host in hosts}
    return frozenset(bare | {f"www.{host}" for host in bare})


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
