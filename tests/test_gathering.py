"""What one answer brings goes through the pipelines as one item, and loses nothing on the way."""

import asyncio
import logging

import pytest
from scrapy import Request, Spider
from scrapy.core.spidermw import SpiderMiddlewareManager
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from govcrawl.items import FactItem, GatheredItem, PageItem
from govcrawl.middlewares.gather import Gather
from govcrawl.model.snapshot import Snapshot
from govcrawl.pipelines.chain import Chain
from tests.store.visits import NOW


def page(name: str) -> PageItem:
    return PageItem(Snapshot(name, "r1", "t1", f"http://a.test/{name}", "column", NOW, NOW, 200))


async def brought(*outputs):
    for output in outputs:
        yield output


def test_what_came_before_a_fault_of_ours_is_kept():
    async def broken():
        yield page("1")
        raise ZeroDivisionError("a fault of ours")

    async def collect() -> None:
        async for output in Gather().process_spider_output(Response("http://a.test/"), broken()):
            got.append(output)  # noqa: PERF401 -- what came before the fault counts

    got: list[object] = []
    with pytest.raises(ZeroDivisionError):
        asyncio.run(collect())
    assert got == [GatheredItem((page("1"),))]


def gathered(*outputs) -> list[object]:
    async def collect() -> list[object]:
        answer = Response("http://a.test/")
        return [output async for output in Gather().process_spider_output(answer, brought(*outputs))]

    return asyncio.run(collect())


def test_requests_pass_and_items_come_together_in_their_order():
    one, two, three = page("1"), FactItem(()), page("3")
    request = Request("http://a.test/next")
    assert gathered(one, request, two, three) == [request, GatheredItem((one, two, three))]
    assert gathered(request) == [request]
    assert gathered() == []


def test_no_request_is_dropped_on_its_way_for_its_visit_would_never_end():
    settings = Settings()
    settings.setmodule("govcrawl.settings")
    manager = SpiderMiddlewareManager.from_crawler(Crawler(Spider, settings))
    long, foreign = Request(f"http://a.test/{'x' * 3000}"), Request("ftp://b.test/")
    answer = Response("http://a.test/", status=404, request=Request("http://a.test/"))

    async def callback(response, request):
        return [long, foreign]

    async def collect() -> list[object]:
        outputs = await manager.scrape_response_async(callback, answer, answer.request)
        return [output async for output in outputs]

    assert asyncio.run(collect()) == [long, foreign]


class Facts:
    """Turns pages into facts, all but one."""

    def process_item(self, item):
        if item.snapshot and item.snapshot.id == "bad":
            raise ZeroDivisionError("a fault of ours")
        return FactItem((item.snapshot.id,))


class Kept:
    """Keeps what arrives, a turn of the loop later."""

    def __init__(self) -> None:
        self.items: list[FactItem] = []

    async def process_item(self, item):
        await asyncio.sleep(0)
        self.items.append(item)
        return item


def test_no_answer_overtakes_another_where_the_store_is_slow():
    """The last answer of a target brings the fact that closes it: what came before must be kept before."""
    kept = Kept()

    async def both() -> None:
        chain = Chain(kept, crawler=Crawler(Spider))
        first, last = GatheredItem(tuple(map(page, "123"))), GatheredItem((page("last"),))
        await asyncio.gather(chain.process_item_async(first), chain.process_item_async(last))

    asyncio.run(both())
    assert kept.items == [*map(page, "123"), page("last")]


def test_a_fault_of_ours_costs_one_item_and_is_told(caplog):
    kept = Kept()
    chain = Chain(Facts(), kept, crawler=Crawler(Spider))
    given = GatheredItem((page("1"), page("bad"), page("3")))
    with caplog.at_level(logging.ERROR):
        asyncio.run(chain.process_item_async(given))
        asyncio.run(chain.process_item_async(page("4")))
    assert kept.items == [FactItem((name,)) for name in ("1", "3", "4")]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "http://a.test/bad" in caplog.text
    assert "ZeroDivisionError" in caplog.text
