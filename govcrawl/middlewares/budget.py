"""No host and no site is asked more often in one run than the settings allow."""

from collections import Counter
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class Budget:
    """Counts requests, redirects and retries among them, by host and by visit; refuses what is over the budget.

    A host that many sites share has one budget for all of them. What is refused counts as not observed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.per_host = crawler.settings.getint("REQUESTS_PER_HOST")
        self.per_site = crawler.settings.getint("REQUESTS_PER_SITE")
        self.hosts: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware for one crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count a request; raise IgnoreRequest("over_budget") where there is nothing left."""
        host = urlsplit(request.url).hostname or ""
        visit = request.cb_kwargs.get("visit")
        asked = visit.requests if visit else 0
        if self.hosts[host] >= self.per_host or asked >= self.per_site:
            raise IgnoreRequest("over_budget")
        self.hosts[host] += 1
        if visit:
            visit.requests += 1
