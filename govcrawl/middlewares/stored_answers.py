"""Answers from the store: all of them in a replay, in a resumed job those that came before it was cut off."""

import asyncio
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import HtmlResponse, Response

from govcrawl.model.snapshot import Snapshot


class StoredAnswers:
    """Answers requests with stored snapshots.

    In a replay (`scrapy crawl replay`) with those of an earlier run, so that a repaired reader corrects its facts. In a
    run that goes on after it was cut off, of jobs that say so (`keeps_answers`), with its own: nobody is asked twice.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Attach to a spider that may need it; raise NotConfigured for the others."""
        if not (getattr(crawler.spider, "replays", False) or getattr(crawler.spider, "keeps_answers", False)):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Return the stored answer; where a replay has none raise IgnoreRequest, else leave the request to the web."""
        spider: Any = self.crawler.spider
        if not spider.replays:
            return await self._own(request, spider) if spider.resumed else None
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
        return _answer(request, snapshot, body)

    async def _own(self, request: Request, spider: Any) -> Response | None:
        """Return what this run was answered before it was cut off; a failure is worth another try."""
        if "visit" not in request.cb_kwargs:
            return None
        name = spider.snapshot_id(request.cb_kwargs["visit"], request.url, request.cb_kwargs["role"])
        found = await asyncio.to_thread(spider.stored, name)
        return _answer(request, *found) if found and found[0].status == 200 and not found[0].failure else None


def _answer(request: Request, snapshot: Snapshot, body: bytes) -> Response:
    request.meta["seen_at"], request.meta["fetched_at"] = snapshot.seen_at, snapshot.fetched_at
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
