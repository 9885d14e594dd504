"""Jobs that go on from what `scrapy crawl site` stored: its facts, and the rows that its columns list."""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar

from govcrawl.cms import open_page, read_page
from govcrawl.cms.addresses import looks_like_article
from govcrawl.cms.page_links import PAGE, can_be_asked, page_links
from govcrawl.model.fact import ColumnNamed, ColumnSeen, Fact, TargetVisited
from govcrawl.model.page import Page
from govcrawl.model.reading import PageKind
from govcrawl.model.target import Target
from govcrawl.spiders.base import JobSpider, Output, Visit
from govcrawl.store.errors import NotStored
from govcrawl.store.mongo import Store, store_of

Column = ColumnSeen | ColumnNamed


@dataclass(frozen=True, slots=True)
class Found:
    """What a column lists: a guide, an interpretation, a document.

    `listed` is False for what only stands somewhere on a page without a list, such as news beside the menu of a hub: it
    counts only where it says itself what it is.
    """

    url: str
    title: str
    column: str
    listed: bool = True


@dataclass(slots=True)
class StoredVisit(Visit):
    """A visit that begins with the stored columns of the wanted classes."""

    columns: list[Column] = field(default_factory=list)


class StoredColumnsSpider(JobSpider):
    """Reads the stored columns of one site after another and asks for a few of the pages that they list."""

    group = "site"
    wanted: ClassVar[frozenset[str]] = frozenset()  # classes of the columns that the job goes on from

    def wants(self, fact: Fact) -> bool:
        """Tell whether the job goes on from a fact."""
        return isinstance(fact, Column) and fact.column_class in self.wanted

    @abstractmethod
    def read(self, store: Store, target: Target, facts: list[Any]) -> Visit:
        """Return the visit to a site with what is to be asked, from the facts that are wanted; runs in a thread."""

    @abstractmethod
    def begin(self, visit: Visit) -> Output:
        """Ask for the first pages of a visit."""

    async def start(self) -> AsyncIterator[Any]:
        """Read the stored columns of one site after another, then ask for what is drawn from them."""
        self.done = sum(1 for target in self.targets if target.id in self.visited)
        with ExitStack() as opened:
            store, wanted = await asyncio.to_thread(self._open, opened)
            for target in self.targets:
                if target.id in self.visited:
                    continue
                await self.room.acquire()
                if self.replays or target.id not in wanted:
                    yield self.not_visited(target, "not_replayable" if self.replays else "no_pages")
                    continue
                visit = await asyncio.to_thread(self.read, store, target, wanted[target.id])
                for output in self._begun(visit):
                    yield output

    def _open(self, opened: ExitStack) -> tuple[Store, dict[str, list[Fact]]]:
        """Return the store and, of each site of which the job `site` saw something, the wanted facts by address."""
        settings, inspection = self.settings, self.inspection
        store = opened.enter_context(store_of(settings))
        task = (inspection.city, inspection.period.name)
        wanted: dict[str, list[Fact]] = {it: [] for it in store.crawled(*task, "site", inspection.as_of)}
        for target_id, facts in store.facts(*task, inspection.as_of):
            if any(isinstance(it, TargetVisited) and it.job == "site" and not it.observed for it in facts):
                wanted.pop(target_id, None)
            elif target_id in wanted:
                wanted[target_id] = [fact for fact in facts if self.wants(fact)]
        return store, {key: sorted(found, key=lambda it: str(getattr(it, "url", ""))) for key, found in wanted.items()}

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


def stored_page(store: Store, snapshot_id: str) -> Page | None:
    """Return a stored page, or None where it was lost or is kept no more."""
    try:
        snapshot = store.snapshot(snapshot_id)
        return open_page(store.body(snapshot.body_sha256), snapshot.seen_at, snapshot.url, snapshot.content_type)
    except NotStored:
        return None


def listed(store: Store, column: Column) -> Iterable[Found]:
    """Return what a stored column lists; a column page that is a guide itself is its only one."""
    page = stored_page(store, column.snapshot)
    if page is None:
        return []
    reading = read_page(page, column_name=column.name, dates_only=True)
    if reading.kind is PageKind.GUIDE:
        return [Found(column.url, column.name, column.name)]
    rows = [(it.url, it.title) for it in reading.listing.entries] if reading.listing else []
    of_list = bool(rows)
    if not of_list:
        rows = [(it.url, it.anchor) for it in page_links(page) if it.kind == PAGE and looks_like_article(it.url)]
    return [Found(url, title, column.name, of_list) for url, title in rows if can_be_asked(url)]
