"""All that one answer brings goes to the pipelines together: on its way an item costs Scrapy 0.2 ms, whatever it is."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from govcrawl.items import CrawlItem, GatheredItem


class Gather:
    """Lets requests pass as they come and hands the items of an answer over at its end, as one."""

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield the requests, then all items as one: those, too, that came before a fault of ours."""
        items: list[CrawlItem] = []
        fault: Exception | None = None
        try:
            async for output in result:
                if isinstance(output, Request):
                    yield output
                else:
                    items.append(output)
        except Exception as error:
            fault = error
        if items:
            yield GatheredItem(tuple(items))
        if fault:
            raise fault
