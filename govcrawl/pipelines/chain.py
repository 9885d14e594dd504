"""How items go through the pipelines."""

import asyncio
import logging
from inspect import isawaitable
from typing import Any

from scrapy.pipelines import ItemPipelineManager

from govcrawl.items import CrawlItem, GatheredItem

logger = logging.getLogger(__name__)


class Chain(ItemPipelineManager):
    """Takes each of the items that one answer brought through all pipelines; a fault of ours costs that item only.

    One answer at a time, in the order of arrival: the fact that closes a target comes with the last answer of it and
    must not overtake what the others brought, else a crawl that is cut off between would never ask for that again.
    """

    def __init__(self, *pipelines: Any, **named: Any) -> None:
        super().__init__(*pipelines, **named)
        self._turn = asyncio.Lock()

    async def process_item_async(self, item: CrawlItem | GatheredItem) -> CrawlItem | GatheredItem:
        """Take an item, or one gathered item after the other, through the pipelines; return what was given."""
        async with self._turn:
            for each in item.items if isinstance(item, GatheredItem) else (item,):
                try:
                    await self._through(each)
                except Exception:
                    what = getattr(each, "snapshot", None) or each
                    logger.exception("a fault of ours, not kept; report this: %.300s", what)
        return item

    async def _through(self, item: CrawlItem) -> None:
        passing: object = item
        for pipeline in self.methods["process_item"]:
            assert pipeline is not None
            passing = pipeline(passing)
            if isawaitable(passing):
                passing = await passing
