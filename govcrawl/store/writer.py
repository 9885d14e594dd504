"""A thread that writes visits in bulk, off the reactor's critical path."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from govcrawl.store.errors import StoreError, StoreGone
from govcrawl.store.mongo import Store, Visit
from govcrawl.store.runs import Run

logger = logging.getLogger(__name__)

_ITEM_BYTES = 2_000  # what a visit weighs besides its body, roughly
BATCH_BYTES = 8 * 1024 * 1024
_AGAIN_SECONDS = 0.5


class Writer:
    """Writes what it is given, in that order, as soon as `batch_size` visits or `flush_seconds` are full.

    Until then it sleeps: woken for each visit it would take the interpreter from the crawl each time.

    A server that went away is waited for `patience_seconds`: it may be restarting. At most `capacity` visits and
    `capacity_bytes` of bodies (one visit more at most) wait in memory. `failed` is called once, in the event loop, with
    the first error; from then on `put` and `close` raise it.
    """

    def __init__(
        self,
        store: Store,
        run: Run,
        *,
        batch_size: int = 200,
        flush_seconds: float = 1.0,
        capacity: int = 1000,
        capacity_bytes: int = 64 * 1024 * 1024,
        patience_seconds: float = 0.0,
        failed: Callable[[StoreError], None] | None = None,
    ) -> None:
        self.acknowledged = 0  # visits that are in MongoDB's journal
        self.accepted = 0
        self.failure: StoreError | None = None
        self._store = store
        self._run = run
        self._batch_size = batch_size
        self._flush_seconds = flush_seconds
        self._capacity = capacity
        self._capacity_bytes = capacity_bytes
        self._patience_seconds = patience_seconds
        self._failed = failed
        self._waiting: deque[Visit] = deque()
        self._due = Event()  # a batch is full, there is no room, or no more is to come
        self._accepted_bytes = 0
        self._written_bytes = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turn = asyncio.Lock()
        self._freed = asyncio.Event()
        self._closed = False
        self._thread = Thread(target=self._work, name="govcrawl-writer", daemon=True)
        self._thread.start()

    async def put(self, visit: Visit) -> None:
        """Hand over a visit; waits, without holding the event loop, while too much is waiting. Raises StoreError."""
        self._loop = asyncio.get_running_loop()
        async with self._turn:  # first come, first served
            while not self._closed and self.failure is None and not self._has_room():
                self._freed.clear()
                self._due.set()
                await self._freed.wait()
            if self.failure:
                raise self.failure
            if self._closed:
                raise StoreError(f"{self._run.id}: the writer is closed; put every visit before it is closed")
            self.accepted += 1
            self._accepted_bytes += _weight(visit)
            self._waiting.append(visit)
            if self._batch_is_full():
                self._due.set()

    def close(self) -> None:
        """Write everything that was accepted, then end. Raises the StoreError that left something unwritten.

        Blocks for as long as MongoDB takes; in the event loop say `await asyncio.to_thread(writer.close)`.
        """
        self._closed = True
        self._due.set()
        self._thread.join()
        if self.failure:
            raise self.failure

    def _has_room(self) -> bool:
        return self.accepted - self.acknowledged < self._capacity and self._unwritten_bytes < self._capacity_bytes

    def _batch_is_full(self) -> bool:
        return len(self._waiting) >= self._batch_size or self._unwritten_bytes >= BATCH_BYTES

    @property
    def _unwritten_bytes(self) -> int:
        return self._accepted_bytes - self._written_bytes

    def _work(self) -> None:
        try:
            while not self._closed or self._waiting:
                if batch := self._next_batch():
                    self._write(batch)
                    self.acknowledged += len(batch)
                    self._written_bytes += sum(map(_weight, batch))
                    self._tell(self._freed.set)
        except Exception as error:
            failure = error if isinstance(error, StoreError) else StoreError(f"{self._run.id}: {error!r}; report this")
            failure.add_note(f"{self.accepted - self.acknowledged} visits were not written")
            if self._failed:
                self._tell(self._failed, failure)
            self.failure = failure  # after it is told: no `put` that raises ends the loop before
            self._tell(self._freed.set)

    def _write(self, batch: list[Visit]) -> None:
        """Write a batch, again and again while the server is away: what was written already is written the same."""
        deadline: float | None = None
        while True:
            try:
                self._store.write(self._run, batch)
            except StoreGone as error:
                if deadline is None:
                    deadline = time.monotonic() + self._patience_seconds
                    if self._patience_seconds:
                        logger.warning("waiting for MongoDB, nothing is lost: %s", error)
                if time.monotonic() >= deadline:
                    raise
                time.sleep(_AGAIN_SECONDS)
            else:
                return

    def _next_batch(self) -> list[Visit]:
        """Wait for a full batch, the time to flush or the end; return what waits, one batch at most."""
        if not self._closed and not self._batch_is_full():
            self._due.wait(self._flush_seconds)
        self._due.clear()
        batch: list[Visit] = []
        weight = 0
        while self._waiting and len(batch) < self._batch_size and weight < BATCH_BYTES:
            batch.append(self._waiting.popleft())
            weight += _weight(batch[-1])
        return batch

    def _tell(self, what: Callable[..., object], *arguments: object) -> None:
        """Call something in the event loop; a loop that is closed waits for nothing any more."""
        if self._loop:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(what, *arguments)


def _weight(visit: Visit) -> int:
    return _ITEM_BYTES + len(visit.body)
