"""The browser for pages whose rows are written by a script: found on the machine, started when first needed."""

import os
import shutil
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from playwright.async_api import Browser, Error, ProxySettings, Request
from scrapy import Request as ScrapyRequest
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy_playwright.provider import PlaywrightBrowserProvider

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
# A closed port of our own machine: where everything goes that the browser sends to its maker by itself. What a page
# may ask is said by the context of the page (see `SiteSpider.rendered`).
NOWHERE: ProxySettings = {"server": "http://127.0.0.1:9"}
QUIET = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--js-flags=--max-old-space-size=512",  # megabytes; a script that wants more ends its page, not the machine
    "--autofill-server-url=http://127.0.0.1:9/",  # the one that a page with a form sets off
)
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


class FoundBrowser(PlaywrightBrowserProvider):
    """A Chromium: $GOVCRAWL_CHROMIUM, then Playwright's own, then what stands on PATH.

    Nothing is started before the first page that needs it: most crawls never do.
    """

    async def start(self) -> None:
        """Wait: the driver is started with the browser."""

    async def launch_browser(self) -> Browser:
        """Start the browser; raise IgnoreRequest("needs_browser") where the machine has none."""
        if self.playwright is None:
            await super().start()
        assert self.browser_type is not None
        path = executable(self.browser_type.executable_path)
        if path is None:
            raise IgnoreRequest("needs_browser")
        try:
            return await self.browser_type.launch(
                executable_path=path,
                args=list(QUIET),
                proxy=NOWHERE,
                chromium_sandbox=os.geteuid() != 0,
            )
        except Error as error:
            raise IgnoreRequest("needs_browser") from error


def executable(own: str) -> str | None:
    """Return the path of a Chromium, None where the machine has none; `own` is where Playwright keeps its own."""
    chosen = os.environ.get("GOVCRAWL_CHROMIUM")
    if chosen:
        return chosen
    if Path(own).exists():
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def foreign_or_unused(request: Request) -> bool:
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
