"""What a browser may ask and bring, for pages whose rows are written by a script."""

import asyncio
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy import Request as ScrapyRequest
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from govcrawl.middlewares.gate import Gate

if TYPE_CHECKING:
    from playwright.async_api import Request  # half a second, and most crawls need no browser

NOWHERE = "http://127.0.0.1:9"  # a closed port of our own machine
NEW_PAGES = ("", "about:blank")
UNUSED_RESOURCES = {"image", "media", "font", "stylesheet"}


class BrowserAnswers:
    """Tells the browser its way out; refuses what it brings from elsewhere, and what is larger than a page."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.way_out: asyncio.Future[dict[str, str]] | None = None
        self.most_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware for one crawl."""
        return cls(crawler)

    async def process_request(self, request: ScrapyRequest) -> None:
        """Tell the browser its way out, which leads to the hosts of this job alone."""
        if request.meta.get("playwright"):
            self.way_out = self.way_out or asyncio.ensure_future(self._open())
            request.meta.setdefault("playwright_context_kwargs", {})["proxy"] = await self.way_out

    async def _open(self) -> dict[str, str]:
        """Return the proxy of the browser, and what it asks past it: a closed port, or a gate before the user's own."""
        spider: Any = self.crawler.spider
        proxy = getproxies().get("http")
        direct = [host for host in sorted(spider.hosts) if not proxy or proxy_bypass(host)]
        server = NOWHERE
        if proxy:
            gate = Gate(spider.hosts, proxy)
            server = await gate.open()
            self.crawler.signals.connect(gate.close, signals.spider_closed, weak=False)
        return {"server": server, "bypass": ",".join(direct)}

    def process_response(self, request: ScrapyRequest, response: Response) -> Response:
        """Return the answer; raise IgnoreRequest where it must not be read."""
        if request.meta.get("playwright"):
            spider: Any = self.crawler.spider
            if urlsplit(response.url).hostname not in request.meta.get("hosts", spider.hosts):
                raise IgnoreRequest("outside_register")
            if len(response.body) > self.most_bytes:
                raise IgnoreRequest("too_large")
        return response


def foreign_or_unused(request: "Request") -> bool:
    """Tell whether a browser's request is to be dropped: pictures, and whatever leaves the page's own host."""
    if request.resource_type in UNUSED_RESOURCES:
        return True
    if request.is_navigation_request() and request.frame.parent_frame is None and request.frame.url in NEW_PAGES:
        return False  # the page that was asked for; where its scripts lead is another matter
    return urlsplit(request.url).hostname != urlsplit(request.frame.url).hostname
