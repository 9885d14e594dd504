"""Counts what a job asks of each host and stores it with the run: requests, bytes, the busiest minute."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.task import LoopingCall

from govcrawl.model.footprint import Footprint
from govcrawl.store.errors import StoreError
from govcrawl.store.mongo import Store, store_of
from govcrawl.wire import asks_to_wait, request_sent

logger = logging.getLogger(__name__)

KEEP_SECONDS = 60.0  # what a killed job does not account for at most
MINUTE = 60.0


@dataclass(slots=True)
class _Host:
    """What one host was asked so far; `minute` holds the machine times of the requests of the last 60 seconds."""

    first: datetime
    last: datetime
    requests: int = 0
    received_bytes: int = 0
    most_per_minute: int = 0
    told_to_wait: int = 0
    minute: deque[float] = field(default_factory=deque)


class Footprints:
    """Writes the figures each minute and at the end. A replay asks nobody and leaves none."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.began = self._spider.now()
        self.hosts: dict[str, _Host] = defaultdict(self._host)
        self.changed: set[str] = set()
        self.opened = ExitStack()
        self.store: Store | None = None
        self.loop = LoopingCall(lambda: deferred_from_coro(self.keep()))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Attach to a job that asks the web; raise NotConfigured for others."""
        if not hasattr(crawler.spider, "inspection") or getattr(crawler.spider, "replays", False):
            raise NotConfigured
        extension = cls(crawler)
        connect = crawler.signals.connect
        connect(extension.spider_opened, signals.spider_opened)
        connect(extension.spider_closed, signals.spider_closed)
        connect(extension.sent, request_sent)
        connect(extension.answered, signals.response_downloaded)
        return extension

    async def spider_opened(self) -> None:
        """Open the store; the run is there by now."""
        self.store = await asyncio.to_thread(self._open)
        self.loop.start(KEEP_SECONDS, now=False)

    async def spider_closed(self) -> None:
        """Write the last figures."""
        if self.loop.running:
            self.loop.stop()
        await self.keep()
        await asyncio.to_thread(self.opened.close)

    def sent(self, request: Request) -> None:
        """Count a request that goes out; of a page in the browser, what its scripts ask for, too."""
        self._count(request.url)
        if request.meta.get("playwright"):
            own = request.url
            request.meta["playwright_page_event_handlers"] = {
                "request": lambda part: None if part.url == own else self._count(part.url),
                "response": lambda part: self._received(part.url, int(part.headers.get("content-length", 0))),
            }

    def answered(self, response: Response, request: Request) -> None:
        """Count what came back."""
        if not request.meta.get("playwright"):
            self._received(request.url, len(response.body))
        if asks_to_wait(response):
            self.hosts[_name(request.url)].told_to_wait += 1

    async def keep(self) -> None:
        """Write what changed; a store that is gone is told of by the one who keeps the pages."""
        if self.store is None:
            return
        changed, self.changed = self.changed, set()
        inspection = self._spider.inspection
        about = (inspection.city, inspection.period.name)
        rows = [self._row(name, self.hosts[name]) for name in sorted(changed)]
        try:
            await asyncio.to_thread(self.store.write_footprints, *about, rows)
        except StoreError as error:
            self.changed |= changed
            if not self._spider.store_error:
                logger.warning("footprint of %d hosts not kept: %s", len(rows), error)

    def _count(self, url: str) -> None:
        if not (name := _name(url)):
            return
        host = self.hosts[name]
        now = time.monotonic()
        host.last = self._spider.now()
        host.requests += 1
        host.minute.append(now)
        while host.minute[0] <= now - MINUTE:
            host.minute.popleft()
        host.most_per_minute = max(host.most_per_minute, len(host.minute))
        self.changed.add(name)

    def _received(self, url: str, received_bytes: int) -> None:
        if name := _name(url):
            self.hosts[name].received_bytes += received_bytes
            self.changed.add(name)

    def _row(self, name: str, host: _Host) -> Footprint:
        spider, engine = self._spider, self.crawler.engine
        assert engine is not None
        return Footprint(
            id=f"{spider.run_id} {self.began.isoformat()} {name}",
            run=spider.run_id,
            job=spider.job,
            host=name,
            user_agent=self.crawler.settings["USER_AGENT"],
            first=host.first,
            last=host.last,
            requests=host.requests,
            received_bytes=host.received_bytes,
            most_per_minute=host.most_per_minute,
            told_to_wait=host.told_to_wait,
            crawl_delay_seconds=engine.downloader.per_slot_settings.get(name, {}).get("delay", 0.0),
        )

    def _open(self) -> Store:
        settings = self.crawler.settings
        return self.opened.enter_context(store_of(settings))

    @property
    def _spider(self) -> Any:
        return self.crawler.spider

    def _host(self) -> _Host:
        now = self._spider.now()
        return _Host(now, now)


def _name(url: str) -> str:
    """Return the host of a web address; a page's scripts may also ask for data: and blob:."""
    parts = urlsplit(url)
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""
