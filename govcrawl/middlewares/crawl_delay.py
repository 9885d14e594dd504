"""A host whose robots.txt names a Crawl-delay is asked one page at a time, no faster than that."""

import logging
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser


def _briefly(record: logging.LogRecord) -> bool:
    """Leave out the traceback: a host that does not exist has no robots.txt either."""
    record.exc_info = None
    return True


class CrawlDelay:
    """Keeps the delay that a host asks for; a host that asks for more than we can wait is not crawled at all.

    Works behind Scrapy's RobotsTxtMiddleware, which fetches and obeys the rest of robots.txt.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self.least_seconds = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self.most_seconds = crawler.settings.getfloat("CRAWL_DELAY_MAX")
        self.seconds: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware and let it hear of every robots.txt."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.learn, signals.robots_parsed)
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(_briefly)
        return middleware

    def learn(self, robotparser: RobotParser, request: Request) -> None:
        """Note the delay of a host and keep it from the next request on."""
        asked = robotparser.crawl_delay(self.agent)
        if not asked:
            return
        host = urlsplit(request.url).hostname or ""
        seconds = self.seconds[host] = max(asked, self.least_seconds)
        engine: Any = self.crawler.engine
        downloader = engine.downloader
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": seconds, "jitter": 0}
        if slot := downloader.slots.get(host):
            slot.concurrency, slot.delay, slot.jitter = 1, max(slot.delay, seconds), 0

    def process_request(self, request: Request) -> None:
        """Keep AutoThrottle off a delay that was asked for; raise IgnoreRequest where it is longer than we wait."""
        seconds = self.seconds.get(urlsplit(request.url).hostname or "", 0.0)
        if seconds > self.most_seconds:
            raise IgnoreRequest("crawl_delay")
        if seconds:
            request.meta["autothrottle_dont_adjust_delay"] = True
