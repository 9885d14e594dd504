"""Into the store: bulk writes in a thread, in the order of arrival, all flushed before the job ends."""

import asyncio
import logging
from contextlib import ExitStack, suppress
from functools import partial
from typing import Any, Self

from scrapy.crawler import Crawler

from govcrawl.items import CrawlItem, FactItem, PageItem
from govcrawl.model.snapshot import Snapshot
from govcrawl.store.errors import NotStored, StoreError
from govcrawl.store.mongo import Store, store_of
from govcrawl.store.writer import Writer

logger = logging.getLogger(__name__)

FINISHED = "finished"


class Keep:
    """Opens the run that the spider's facts belong to, keeps what arrives, closes the run when all is done."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.opened = ExitStack()
        self.writer: Writer | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the pipeline for one crawl."""
        return cls(crawler)

    async def open_spider(self) -> None:
        """Open the store and the run; tell the spider which targets the run is through with."""
        await asyncio.to_thread(self._open)
        settings = self.crawler.settings
        # A mongod of our own is never started again under a crawl; somebody's server may be.
        patience = settings.getfloat("STORE_PATIENCE") if settings["MONGO_URI"] else 0.0
        self.writer = Writer(self.store, self.run, patience_seconds=patience, failed=self._failed)

    def _open(self) -> None:
        settings, spider = self.crawler.settings, self._spider
        self.store: Store = self.opened.enter_context(store_of(settings))
        inspection = spider.inspection
        task = (inspection.city, inspection.period.name, spider.job)
        if spider.replays:
            spider.source_runs = self.store.crawled(*task, inspection.as_of)
        self.run = self.store.begin_run(
            *task, inspection.as_of, inspection.only, now=spider.now(), replays=spider.replays
        )
        spider.run_id, spider.resumed = self.run.id, self.run.resumed
        spider.visited = self.store.visited(self.run)
        spider.earlier_runs = self.store.history.visits_before(self.run.id)
        spider.earlier_visit = self.store.history.earlier_visit
        spider.stored = partial(stored_answer, self.store)
        if self.run.resumed and spider.visited:
            logger.info("going on with run %s: %d targets are done", self.run.id, len(spider.visited))

    async def process_item(self, item: CrawlItem) -> CrawlItem:
        """Hand one item to the writer; wait only where MongoDB is far behind."""
        assert self.writer is not None
        if isinstance(item, FactItem) or (isinstance(item, PageItem) and not self._spider.replays):
            with suppress(StoreError):  # told once, by `_failed`; the crawl is being closed
                await self.writer.put(item)
        return item

    async def close_spider(self) -> None:
        """Flush, then leave the run open where targets are missing: the next command goes on with it."""
        spider = self._spider
        if self.writer is None:  # the store never opened: there is nothing to flush
            return
        try:
            await asyncio.to_thread(self.writer.close)
            if spider.part is None and spider.done >= len(spider.targets):
                stats = {"done": spider.done, "unobserved": len(spider.unobserved)}
                await asyncio.to_thread(partial(self.store.finish_run, self.run, FINISHED, stats, now=spider.now()))
        except StoreError as error:
            spider.store_error = str(error)
        finally:
            await asyncio.to_thread(self.opened.close)

    def _failed(self, error: StoreError) -> None:
        """Stop the crawl at the first error of the store: what cannot be kept need not be fetched."""
        self._spider.store_error = str(error)
        engine = self.crawler.engine
        if engine is not None:
            self.closing = asyncio.ensure_future(engine.close_spider_async(reason="store_error"))

    @property
    def _spider(self) -> Any:
        return self.crawler.spider


def stored_answer(store: Store, snapshot_id: str) -> tuple[Snapshot, bytes] | None:
    """Return a stored visit and its body, or None where that visit was never made."""
    try:
        snapshot = store.snapshot(snapshot_id)
        return snapshot, store.body(snapshot.body_sha256) if snapshot.body_sha256 else b""
    except NotStored:
        return None
