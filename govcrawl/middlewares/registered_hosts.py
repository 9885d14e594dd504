"""No request leaves the hosts of the register: not by a link, not by a redirect."""

from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class RegisteredHosts:
    """Refuses requests to hosts that the target of the request does not own."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware for one crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request pass whose host belongs to its target; robots.txt is asked of the hosts of the job only."""
        spider: Any = self.crawler.spider
        if urlsplit(request.url).hostname not in request.meta.get("hosts", spider.hosts):
            raise IgnoreRequest("outside_register")
