"""`scrapy crawl probe`: one visit to every home page, to see whether it opens (V2). Made to be started often."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from govcrawl.errors import GovcrawlError
from govcrawl.items import FactItem
from govcrawl.model.fact import ProbeSeen
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Target
from govcrawl.rules.remedies import Blame, remedy
from govcrawl.spiders.base import Arrival, JobSpider, Loss, Output, Visit, with_www
from govcrawl.spiders.clock import clock
from govcrawl.spiders.line import Line

TIMEOUT_SECONDS = 15  # V2; a shorter wait would prove nothing
# Behind a proxy these failures are those of the way to the proxy.
TO_PROXY = ("dns", "refused", "unreachable")


@dataclass(slots=True)
class Phases:
    """What could be measured of one visit, filled in by signals. Redirects add up; `headers_at` is a machine time."""

    proxied: bool = False
    waited: float = 0.0
    first_byte_seconds: float | None = None
    seconds: float | None = None
    headers_at: float = 0.0


class ProbeSpider(JobSpider):
    """Visits each home page once a round: `-a repeat=20 -a every=60` is a sitting of 20 rounds, 60 seconds apart."""

    name = "probe"
    job = "probe"
    group = "site"
    # One visit is one visit: nothing is asked again, and an answer after 15 seconds is none.
    custom_settings = {"DOWNLOAD_TIMEOUT": TIMEOUT_SECONDS, "RETRY_ENABLED": False}  # noqa: RUF012

    def __init__(self, *args: Any, repeat: str = "1", every: str = "60", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.repeat, self.every_seconds = _rounds(repeat, every)
        # A probe stands for its own moment, moved to the day of the inspection where that is a day gone by.
        self.moved = self.inspection.as_of - clock().astimezone(CHINA_TIME).date()
        self.in_round = 0  # visits of this round that are not over
        self.round_over = asyncio.Event()
        self.round_over.set()
        self.line: Line[ProbeSeen] = Line(patience_seconds=TIMEOUT_SECONDS)

    @classmethod
    def accept(cls, arguments: Mapping[str, str]) -> None:
        """Raise GovcrawlError where `repeat` or `every` cannot be."""
        _rounds(arguments.get("repeat", "1"), arguments.get("every", "60"))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "ProbeSpider":
        """Build the spider and let it hear when requests and answers pass."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, ProbeSpider)
        crawler.signals.connect(spider._asked, signals.request_reached_downloader)
        crawler.signals.connect(spider._headers, signals.headers_received)
        crawler.signals.connect(spider._downloaded, signals.response_downloaded)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Ask every home page once a round. An earlier run that was cut off spares nobody a visit."""
        if self.replays:  # how long a visit took is not in its snapshot
            for target in self.targets:
                yield self.not_visited(target, "not_replayable")
            return
        visits = [self._visit(target) for target in self.targets]
        began = time.monotonic()
        for number in range(self.repeat):
            await asyncio.sleep(max(0.0, began + number * self.every_seconds - time.monotonic()))
            await self.round_over.wait()  # where the sites of one host take their turns a round may last longer
            self.round_over.clear()
            self.in_round = len(visits)
            for visit in visits:
                visit.under_way -= 1
                yield self._home(visit)

    def _visit(self, target: Target) -> Visit:
        # Rounds that are still to come count as under way: the visit ends with the last of them.
        return Visit(target, with_www(self.inspection.register.hosts(target)), under_way=self.repeat)

    def _home(self, visit: Visit) -> Request:
        phases = Phases()
        return self.ask(
            visit,
            visit.target.url,
            f"probe {clock().isoformat()}",
            arrived=lambda _, snapshot: self._seen(visit, phases, snapshot),
            lost=partial(self._seen, visit, phases),
            phases=phases,
        )

    def _seen(self, visit: Visit, phases: Phases, snapshot: Snapshot) -> Output:
        self.in_round -= 1
        if not self.in_round:
            self.round_over.set()
        failure = "redirected_away" if snapshot.failure == "outside_register" else snapshot.failure
        if phases.proxied and (failure in TO_PROXY or snapshot.status == 407):
            failure = "proxy"
        seconds = phases.seconds
        if failure == "timeout":
            seconds = phases.waited
        seen = ProbeSeen(
            target_id=visit.target.id,
            url=visit.target.url,
            seen_at=snapshot.seen_at,
            opened=not failure,
            snapshot=snapshot.id,
            failure=failure,
            status=snapshot.status,
            first_byte_seconds=phases.first_byte_seconds,
            seconds=seconds,
        )
        ours = bool(failure) and remedy(failure).blame is Blame.OURS
        if ours:
            visit.reason = failure
        visit.observed |= not ours
        now = time.monotonic()
        if phases.first_byte_seconds is not None:
            yield from self._believed(self.line.answered(now))
        if ours or phases.first_byte_seconds is not None:
            yield FactItem((seen,))
        else:
            yield from self._believed(self.line.silent(seen, now - (seconds or 0.0), now))

    def finish(self, visit: Visit) -> Output:
        """With the last target, decide on the failures that no answer of another site stands beside."""
        if self.done + 1 >= len(self.targets):
            yield from self._believed(self.line.ended(alone=len(self.hosts_asked) == 1))

    @property
    def hosts_asked(self) -> set[str]:
        """The hosts of the home pages of this job."""
        return {target.url.partition("://")[2].partition("/")[0] for target in self.targets}

    def _believed(self, told: tuple[list[ProbeSeen], list[ProbeSeen]]) -> Output:
        theirs, ours = told
        facts = (*theirs, *(replace(seen, failure="offline") for seen in ours))
        if facts:
            yield FactItem(facts)

    def _count_out(
        self, visit: Visit, snapshot: Snapshot, page: Page | None, body: bytes, arrived: Arrival, lost: Loss
    ) -> Output:
        """Keep the body of a page that did not open only: 20 home pages a day prove nothing more."""
        if not snapshot.failure:
            snapshot, body = replace(snapshot, body_sha256=""), b""
        yield from super()._count_out(visit, snapshot, page, body, arrived, lost)

    def _moment(self, response: Response | None = None) -> datetime:
        return clock().astimezone(CHINA_TIME) + self.moved

    # Signals: Twisted tells the time to the headers only with names, connecting and TLS in it.

    def _asked(self, request: Request) -> None:
        if phases := request.meta.get("phases"):
            phases.proxied = bool(request.meta.get("proxy"))
            phases.waited += float(request.meta["download_timeout"])

    def _headers(self, request: Request) -> None:
        if phases := request.meta.get("phases"):
            phases.headers_at = time.monotonic()
            phases.first_byte_seconds = float(request.meta["download_latency"])

    def _downloaded(self, request: Request) -> None:
        if (phases := request.meta.get("phases")) and phases.first_byte_seconds is not None:
            hop = phases.first_byte_seconds + time.monotonic() - phases.headers_at
            phases.seconds = (phases.seconds or 0.0) + hop
            phases.waited = phases.seconds


def _rounds(repeat: str, every: str) -> tuple[int, float]:
    """Return number and distance of the rounds. Raises GovcrawlError."""
    if not repeat.isdigit() or int(repeat) < 1:
        raise GovcrawlError(f"repeat: '{repeat}' is no number of rounds; write -a repeat=20")
    try:
        seconds = float(every)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= timedelta(days=1).total_seconds():
        raise GovcrawlError(f"every: '{every}' is no number of seconds between rounds; write -a every=60")
    return int(repeat), seconds
