"""What a browser may bring, for pages whose rows are written by a script."""

from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from scrapy import Request as ScrapyRequest
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

if TYPE_CHECKING:
    from playwright.async_api import Request  # half a second, and most crawls need no browser

NEW_PAGES = ("", "about:blank")
UNUSED_RESOURCES = {"image", "media", "font", "stylesheet"}


class BrowserAnswers:
    """Refuses what a browser brings from elsewhere, where it followed a redirect, and what is larger than a page."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware for one crawl."""
        return cls(crawler)

    def process_request(self, request: ScrapyRequest) -> None:
        """Tell the browser name and password of a proxy the way it wants to be told."""
        context = request.meta.get("playwright_context_kwargs", {})
        if proxy := context.get("proxy"):
            context["proxy"] = {**proxy, **_proxy(proxy["server"])}

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


def _proxy(server: str) -> dict[str, str]:
    """Return the address of a proxy as the browser takes it: name and password stand apart."""
    parts = urlsplit(server)
    if not parts.username:
        return {"server": server}
    bare = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return {"server": bare, "username": unquote(parts.username), "password": unquote(parts.password or "")}
