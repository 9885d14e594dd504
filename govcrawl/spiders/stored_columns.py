"""Jobs that go on from the stored columns of a site: their facts, and the rows that they list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from govcrawl.cms import open_page, read_page
from govcrawl.cms.addresses import looks_like_article
from govcrawl.cms.page_links import PAGE, can_be_asked, page_links
from govcrawl.model.fact import ColumnNamed, ColumnSeen, Fact, TargetVisited
from govcrawl.model.page import Page
from govcrawl.model.reading import PageKind
from govcrawl.spiders.base import Visit
from govcrawl.spiders.stored_pages import StoredPagesSpider
from govcrawl.store.errors import NotStored
from govcrawl.store.mongo import Store

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


class StoredColumnsSpider(StoredPagesSpider):
    """Reads the stored columns of one site after another and asks for a few of the pages that they list."""

    wanted: ClassVar[frozenset[str]] = frozenset()  # classes of the columns that the job goes on from

    def wants(self, fact: Fact) -> bool:
        """Tell whether the job goes on from a fact."""
        return isinstance(fact, Column) and fact.column_class in self.wanted

    def begun_from(self, store: Store) -> dict[str, list[Fact]]:
        """Return, of each site of which the job `site` saw something, the wanted facts by address."""
        inspection = self.inspection
        wanted: dict[str, list[Fact]] = {it: [] for it in super().begun_from(store)}
        for target_id, facts in store.facts(inspection.city, inspection.period.name, inspection.as_of):
            if any(isinstance(it, TargetVisited) and it.job == "site" and not it.observed for it in facts):
                wanted.pop(target_id, None)
            elif target_id in wanted:
                wanted[target_id] = [fact for fact in facts if self.wants(fact)]
        return {key: sorted(found, key=lambda it: str(getattr(it, "url", ""))) for key, found in wanted.items()}


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
