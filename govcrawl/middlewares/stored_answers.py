"""For `scrapy crawl replay`: every answer comes from the store, none from the web."""

import asyncio
from datetime import datetime
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import HtmlResponse, Response


class StoredAnswers:
    """Answers requests with the snapshots of an earlier run, so that a repaired reader corrects its facts."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Attach only to a spider that replays; raise NotConfigured for the others."""
        if not getattr(crawler.spider, "replays", False):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> Response:
        """Return the stored answer; raise IgnoreRequest where there is none."""
        spider: Any = self.crawler.spider
        visit = request.cb_kwargs.get("visit")
        if visit is None:
            raise IgnoreRequest("not_stored")  # robots.txt was obeyed when the page was fetched
        name = spider.snapshot_id(visit, request.url, request.cb_kwargs["role"])
        found = await asyncio.to_thread(spider.stored, name)
        if found is None:
            raise IgnoreRequest("not_stored")
        snapshot, body = found
        if snapshot.failure and not snapshot.status:
            raise IgnoreRequest(snapshot.failure)
        seen_at: datetime = snapshot.seen_at
        request.meta["seen_at"] = seen_at
        return HtmlResponse(
            snapshot.url,
            status=snapshot.status,
            headers={
                "Content-Type": snapshot.content_type,
                "ETag": snapshot.etag,
                "Last-Modified": snapshot.last_modified,
            },
            body=body,
            request=request,
        )
