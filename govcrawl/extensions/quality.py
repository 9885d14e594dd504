"""At the end of a job: did we crawl well? See govcrawl/quality.py for what is asked."""

import asyncio
import logging
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from govcrawl.quality import Limits, complaints, tell_webhook
from govcrawl.store.errors import StoreError
from govcrawl.store.mongo import Store, store_of

logger = logging.getLogger(__name__)


class Quality:
    """Leaves its complaints with the spider: the command prints them and ends with status 1."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Attach to a job that brings a whole run; raise NotConfigured for a part, a replay and what is no job."""
        spider: Any = crawler.spider
        if not hasattr(spider, "inspection") or spider.replays or spider.part is not None:
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    async def closed(self) -> None:
        """Look at what the run brought; one that is to be resumed is looked at when it is whole."""
        spider: Any = self.crawler.spider
        if spider.store_error or spider.done < len(spider.targets):
            return
        settings = self.crawler.settings
        try:
            spider.complaints = await asyncio.to_thread(self._look, spider.run_id, settings)
        except StoreError as error:
            logger.warning("the quality of %s is not known: %s", spider.run_id, error)

    @staticmethod
    def _look(run: str, settings: BaseSettings) -> list[str]:
        with store_of(settings) as store:
            return appraised(store, run, settings)


def appraised(store: Store, run: str, settings: BaseSettings) -> list[str]:
    """Return what is wrong with a run, and tell the webhook where one is set."""
    history = store.history
    figures, before = history.figures(run), history.run_before(run)
    limits = Limits(
        settings.getfloat("QUALITY_UNOBSERVED_SHARE"),
        settings.getfloat("QUALITY_UNDATED_SHARE"),
        settings.getfloat("QUALITY_READER_DROP"),
    )
    told = list(complaints(figures, history.figures(before) if before else None, limits))
    logger.info(
        "%s: %d targets, %d not observed; %d columns, %.0f %% of rows undated; %d complaints",
        run,
        figures.targets,
        figures.unobserved,
        figures.all.columns,
        100 * figures.undated_share,
        len(told),
    )
    if webhook := settings["QUALITY_WEBHOOK"]:
        told += filter(None, [tell_webhook(webhook, figures, told)])
    return told
