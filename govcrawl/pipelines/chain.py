"""How items go through the pipelines."""

import logging
from inspect import isawaitable

from scrapy.pipelines import ItemPipelineManager

from govcrawl.items import CrawlItem, GatheredItem

logger = logging.getLogger(__name__)


class Chain(ItemPipelineManager):
    """Takes each of the items that one answer brought through all pipelines; a fault of ours costs that item only."""

    async def process_item_async(self, item: CrawlItem | GatheredItem) -> CrawlItem | GatheredItem:
        """Take an item, or one gathered item after the other, through the pipelines; return what was given."""
        for each in item.items if isinstance(item, GatheredItem) else (item,):
            try:
                await self._through(each)
            except Exception:
                logger.exception("a fault of ours, not kept; report this: %.300s", getattr(each, "snapshot", each))
        return item

    async def _through(self, item: CrawlItem) -> None:
        passing: object = item
        for pipeline in self.methods["process_item"]:
            assert pipeline is not None
            passing = pipeline(passing)
            if isawaitable(passing):
                passing = await passing
