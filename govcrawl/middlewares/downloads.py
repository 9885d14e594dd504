"""The download handler of both schemes: Scrapy's own, the browser's where a request asks for it."""

import asyncio
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from govcrawl.wire import request_sent


class Downloads(HTTP11DownloadHandler):
    """Tells when a request really goes out. The browser's handler is there from the first page that needs it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Scrapy keeps as many connections as one host is asked pages at once: too few for a proxy, which is all hosts.
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")
        self._browser: Any = None
        self._browser_turn = asyncio.Lock()

    async def download_request(self, request: Request) -> Response:
        """Fetch a page."""
        self._crawler.signals.send_catch_log(signal=request_sent, request=request)
        if request.meta.get("playwright"):
            return await (await self._started_browser()).download_request(request)
        return await super().download_request(request)

    async def close(self) -> None:
        """Close the connections, and the browser where it was needed."""
        await super().close()
        if self._browser:
            await self._browser.close()

    async def _started_browser(self) -> Any:
        async with self._browser_turn:
            if not self._browser:
                # Half a second of imports, and most crawls need no browser.
                from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

                browser = ScrapyPlaywrightDownloadHandler(self._crawler)
                await browser._launch()  # what it does by itself where it is there before the crawl starts
                self._browser = browser
        return self._browser
