"""The writer: nothing that was accepted is lost in silence, and nothing waits for ever."""

import asyncio
import os
import signal
import threading
from itertools import count

import pytest

from govcrawl.store.errors import StoreError, StoreGone
from govcrawl.store.local import local_mongo
from govcrawl.store.mongo import open_store
from govcrawl.store.mongod import Home, mongod_pid
from govcrawl.store.runs import Run
from govcrawl.store.writer import Writer
from tests.store.visits import AS_OF, NOW, Item, begin, column, facts_of, snapshot, visited

RUN = Run("r", "zhanjiang", "2021Q2", "site", AS_OF, (), NOW)
SOON = 20.0


class Gate:
    """Stands for the store where a test must say when, and whether, a write succeeds."""

    def __init__(self, error: Exception | None = None, *, open_now: bool = False) -> None:
        self.batches = []
        self.entered = threading.Event()
        self.open = threading.Event()
        self.error = error
        if open_now:
            self.open.set()

    def write(self, run, visits):
        self.entered.set()
        assert self.open.wait(SOON)
        if self.error:
            raise self.error
        self.batches.append(list(visits))


def items(number):
    return [Item(facts=(column(url=f"http://a.test/{n}"),)) for n in range(number)]


async def put_all(writer, visits):
    for visit in visits:
        await writer.put(visit)


@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 25])
def test_close_writes_everything_in_order(number):
    gate = Gate(open_now=True)
    writer = Writer(gate, RUN, batch_size=10, flush_seconds=SOON)
    visits = items(number)
    asyncio.run(put_all(writer, visits))
    writer.close()
    writer.close()
    assert [visit for batch in gate.batches for visit in batch] == visits
    assert max((len(batch) for batch in gate.batches), default=0) <= 10
    assert (writer.accepted, writer.acknowledged) == (number, number)


def test_a_crawl_is_written_to_mongodb(store):
    run = begin(store)
    writer = Writer(store, run, batch_size=7)
    targets = [f"site/{n}" for n in range(20)]
    visits = [
        Item(snapshot(run, target, target), target.encode(), (column(target), visited(target))) for target in targets
    ]
    asyncio.run(put_all(writer, visits))
    writer.close()
    assert store.visited(run) == set(targets) == set(facts_of(store))
    assert store.body(store.snapshot("site/7").body_sha256) == b"site/7"


def test_a_lonely_visit_is_written_without_waiting_for_a_batch():
    gate = Gate(open_now=True)
    writer = Writer(gate, RUN, batch_size=1000, flush_seconds=0.01)
    asyncio.run(put_all(writer, items(1)))
    assert gate.entered.wait(SOON)
    writer.close()


@pytest.mark.parametrize(
    ("limits", "accepted"),
    [({"capacity": 3}, 3), ({"capacity_bytes": 10_000}, 2)],
    ids=["visits", "bytes"],
)
def test_where_too_much_waits_put_waits_too_and_the_event_loop_goes_on(limits, accepted):
    gate = Gate()
    writer = Writer(gate, RUN, batch_size=1, **limits)
    visits = [Item(body=b"x" * 6000) for _ in range(8)]

    async def crawl():
        putting = [asyncio.create_task(writer.put(visit)) for visit in visits]
        for _ in range(100):
            await asyncio.sleep(0)  # the loop turns while all of them are waiting
        waiting = writer.accepted
        gate.open.set()
        await asyncio.wait_for(asyncio.gather(*putting), SOON)
        return waiting

    assert asyncio.run(crawl()) == accepted
    writer.close()
    assert [id(visit) for batch in gate.batches for visit in batch] == [id(visit) for visit in visits]


class Restarting(Gate):
    """A store that is away for the first `times` writes."""

    def __init__(self, times):
        super().__init__(open_now=True)
        self.times = times

    def write(self, run, visits):
        self.times -= 1
        if self.times >= 0:
            raise StoreGone("server: gone; start it")
        super().write(run, visits)


def test_a_server_that_comes_back_in_time_costs_nothing(monkeypatch):
    monkeypatch.setattr("govcrawl.store.writer._AGAIN_SECONDS", 0.001)
    gate = Restarting(times=3)
    writer = Writer(gate, RUN, patience_seconds=SOON)
    visits = items(5)
    asyncio.run(put_all(writer, visits))
    writer.close()
    assert [visit for batch in gate.batches for visit in batch] == visits


def test_a_server_that_does_not_come_back_is_told_in_the_end(monkeypatch):
    monkeypatch.setattr("govcrawl.store.writer._AGAIN_SECONDS", 0.001)
    writer = Writer(Restarting(times=10**9), RUN, patience_seconds=0.02)
    asyncio.run(put_all(writer, items(1)))
    with pytest.raises(StoreGone):
        writer.close()


@pytest.mark.parametrize("error", [StoreGone("server: gone; start it"), ZeroDivisionError("a fault of ours")])
def test_the_first_error_is_told_once_in_the_event_loop_and_raised_from_then_on(error):
    gate = Gate(error)
    told = []
    writer = Writer(gate, RUN, batch_size=2, capacity=3, failed=lambda one: told.append((one, threading.get_ident())))

    async def crawl():
        putting = [asyncio.create_task(writer.put(visit)) for visit in items(6)]
        for _ in range(20):
            await asyncio.sleep(0)
        gate.open.set()
        answers = await asyncio.wait_for(asyncio.gather(*putting, return_exceptions=True), SOON)
        with pytest.raises(StoreError):
            await writer.put(Item())
        await asyncio.sleep(0)
        return answers

    answers = asyncio.run(crawl())
    assert answers[:3] == [None] * 3
    assert len({id(answer) for answer in answers[3:]} | {id(writer.failure)}) == 1
    assert told == [(writer.failure, threading.get_ident())]
    with pytest.raises(StoreError) as caught:
        writer.close()
    assert caught.value.__notes__ == ["3 visits were not written"]
    assert str(error) in str(caught.value)
    assert writer.acknowledged == 0


def test_a_closed_writer_takes_nothing_more():
    writer = Writer(Gate(open_now=True), RUN)
    writer.close()
    with pytest.raises(StoreError, match="closed"):
        asyncio.run(writer.put(Item()))


def test_one_that_waits_while_the_writer_is_closed_is_told_so():
    gate = Gate()
    writer = Writer(gate, RUN, batch_size=1, capacity=1)

    async def crawl():
        first, second = (asyncio.create_task(writer.put(visit)) for visit in items(2))
        await first
        closing = asyncio.create_task(asyncio.to_thread(writer.close))
        await asyncio.sleep(0)
        assert await asyncio.to_thread(gate.entered.wait, SOON)
        gate.open.set()
        await asyncio.wait_for(closing, SOON)
        return await asyncio.wait_for(asyncio.gather(second, return_exceptions=True), SOON)

    (answer,) = asyncio.run(crawl())
    assert writer.acknowledged == writer.accepted
    assert answer is None or "closed" in str(answer)


@pytest.mark.slow
def test_mongod_killed_in_mid_crawl_is_noticed_in_seconds_and_the_next_run_goes_on(tmp_path):
    told = []

    async def crawl(writer):
        for number in count():
            target = f"site/{number}"
            await writer.put(Item(snapshot(run, target, target), os.urandom(500), (visited(target),)))
            if writer.acknowledged > 300 and (pid := mongod_pid(Home(tmp_path / "mongo"))):
                os.kill(pid, signal.SIGKILL)

    with open_store(state_dir=tmp_path) as store:
        run = begin(store)
        writer = Writer(store, run, batch_size=50, capacity=200, failed=told.append)
        with pytest.raises(StoreGone):
            asyncio.run(asyncio.wait_for(crawl(writer), 60))
        with pytest.raises(StoreGone):
            writer.close()
    assert len(told) == 1
    with local_mongo(tmp_path) as uri, open_store(uri) as store:
        again = begin(store)
        assert again.resumed
        assert {f"site/{n}" for n in range(writer.acknowledged)} <= store.visited(again)
