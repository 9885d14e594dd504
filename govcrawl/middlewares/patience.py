"""A host that asks us to slow down (429, or 503 with Retry-After) is left alone for as long as it says."""

import asyncio
import time
from collections import Counter
from typing import Any, Self

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from govcrawl.wire import asks_to_wait, seconds_asked

_STOPPED = "stopped_while_waiting"
_LEAST_DELAY = 0.001  # seconds; a slot without any delay cannot be held up
_LOOK_SECONDS = 0.5


class Patience:
    """Pauses the host and asks the same page later; what is still refused then is the caller's to name (`blocked`).

    AutoThrottle knows latencies only and would go on at the same pace. Nothing else waits: other hosts go on.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.times = settings.getint("RETRY_AFTER_TIMES") if settings.getbool("RETRY_ENABLED") else 0
        self.unnamed_seconds = settings.getfloat("RETRY_AFTER_UNNAMED")
        self.most_seconds = settings.getfloat("RETRY_AFTER_MAX")
        self.told_to_wait: Counter[str] = Counter()
        self.watching: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware for one crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the same request, to be made after the pause; the answer itself where that was done often enough."""
        key = request.meta.get("download_slot", "")  # none where the answer came from the store
        if not key or not asks_to_wait(response):
            return response
        self.told_to_wait[key] += 1
        asked = seconds_asked(response)
        self._pause(key, min(self.unnamed_seconds if asked is None else asked, self.most_seconds))
        waited = request.meta.get("waited_for_host", 0)
        if waited < self.times and not request.meta.get("dont_retry"):
            return request.replace(dont_filter=True, meta={**request.meta, "waited_for_host": waited + 1})
        request.meta["dont_retry"] = True  # no second retry at once beside this patient one
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Put a request that a stop caught in a pause back among those that the next command makes."""
        return request.replace() if isinstance(exception, IgnoreRequest) and exception.args == (_STOPPED,) else None

    def _pause(self, key: str, seconds: float) -> None:
        slot = self._slots.get(key)
        if slot is None:
            return
        slot.delay = max(slot.delay, _LEAST_DELAY)
        slot.lastseen = max(slot.lastseen, time.monotonic() + seconds)
        if self.watching is None or self.watching.done():
            self.watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        """While a host is paused, see to it that a stop need not wait for the end of the pause."""
        while any(slot.lastseen > time.monotonic() for slot in self._slots.values()):
            await asyncio.sleep(_LOOK_SECONDS)
            if not self.crawler.crawling or getattr(self.crawler.spider, "store_error", None):
                for slot in self._slots.values():
                    while slot.queue and slot.lastseen > time.monotonic():
                        slot.queue.popleft()[1].errback(IgnoreRequest(_STOPPED))
                return

    @property
    def _slots(self) -> dict[str, Slot]:
        engine: Any = self.crawler.engine
        slots: dict[str, Slot] = engine.downloader.slots
        return slots
