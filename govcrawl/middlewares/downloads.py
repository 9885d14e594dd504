"""The download handler of both schemes: Scrapy's own, the browser's where a request asks for it."""

from scrapy import Request
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from govcrawl.wire import request_sent


class Downloads(ScrapyPlaywrightDownloadHandler):
    """Tells when a request really goes out."""

    async def download_request(self, request: Request) -> Response:
        """Fetch a page."""
        self._crawler.signals.send_catch_log(signal=request_sent, request=request)
        return await super().download_request(request)
