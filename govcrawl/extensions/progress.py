"""Tells how far a job is, as JSON lines on a file descriptor that `scrapy inspect` opened for it."""

import json
import os
from typing import IO, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

INTERVAL_SECONDS = 0.5


class Progress:
    """Writes one line each half second: objects done, objects in all, pages, failures."""

    def __init__(self, crawler: Crawler, stream: IO[str]) -> None:
        self.crawler = crawler
        self.stream = stream
        self.loop = LoopingCall(self.tell)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Attach to the crawler where somebody listens; raise NotConfigured where nobody does."""
        descriptor = crawler.settings.getint("PROGRESS_FD", -1)
        if descriptor < 0:
            raise NotConfigured
        extension = cls(crawler, os.fdopen(descriptor, "w", buffering=1))
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    def opened(self) -> None:
        """Begin to tell."""
        self.loop.start(INTERVAL_SECONDS)

    def closed(self) -> None:
        """Tell the last state."""
        if self.loop.running:
            self.loop.stop()
        self.tell()

    def tell(self) -> None:
        """Write one line; a listener that has gone away ends the telling, not the job."""
        spider: Any = self.crawler.spider
        stats = self.crawler.stats
        assert stats is not None
        line = {
            "job": spider.job,
            "done": spider.done,
            "all": len(spider.targets),
            "pages": stats.get_value("response_received_count", 0),
            "failures": spider.unanswered,
            "unobserved": len(spider.unobserved),
        }
        try:
            self.stream.write(json.dumps(line) + "\n")
        except (BrokenPipeError, ValueError):
            if self.loop.running:
                self.loop.stop()
