"""Jobs that go on from what `scrapy crawl site` stored: one site after another, read in a thread, then asked."""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from typing import Any

from govcrawl.model.target import Target
from govcrawl.spiders.base import JobSpider, Output, Visit
from govcrawl.store.mongo import Store, store_of


class StoredPagesSpider(JobSpider):
    """Reads what is stored of a site, then asks for what follows from it; without stored pages nothing is asked."""

    group = "site"

    def begun_from(self, store: Store) -> Mapping[str, Any]:
        """Return what `read` goes on from, by site: the run in which the job `site` came through with it."""
        return store.crawled(self.inspection.city, self.inspection.period.name, "site", self.inspection.as_of)

    @abstractmethod
    def read(self, store: Store, target: Target, stored: Any) -> Visit:
        """Return the visit to a site with what is to be asked; runs in a thread."""

    @abstractmethod
    def begin(self, visit: Visit) -> Output:
        """Ask for the first pages of a visit."""

    async def start(self) -> AsyncIterator[Any]:
        """Read and ask one site after another; go on where a run was cut off."""
        self.done = sum(1 for target in self.targets if target.id in self.visited)
        with ExitStack() as opened:
            store, stored = await asyncio.to_thread(self._open, opened)
            for target in self.targets:
                if target.id in self.visited:
                    continue
                await self.room.acquire()
                if self.replays or target.id not in stored:
                    yield self.not_visited(target, "not_replayable" if self.replays else "no_pages")
                    continue
                visit = await asyncio.to_thread(self.read, store, target, stored[target.id])
                for output in self._begun(visit):
                    yield output

    def _open(self, opened: ExitStack) -> tuple[Store, Mapping[str, Any]]:
        store = opened.enter_context(store_of(self.settings))
        return store, self.begun_from(store)

    def _begun(self, visit: Visit) -> Output:
        visit.observed = True
        visit.under_way += 1  # until the first are asked
        yield from self.begin(visit)
        visit.under_way -= 1
        if not visit.under_way:
            yield from self._close(visit)

    def lot(self, target: Target, url: str) -> str:
        """Return the lot of a page: chance that comes out the same for a target in a period."""
        return sha256(f"{self.inspection.period.name} {target.id} {url}".encode()).hexdigest()
