"""`scrapy crawl attachments`: the files that content pages hand out, read for personal data and error text."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response

from govcrawl.cms import open_page
from govcrawl.cms.page_links import ATTACHMENT, page_links
from govcrawl.items import AttachmentItem, FactItem
from govcrawl.model.fact import ErrorTextSeen
from govcrawl.model.masking import masked
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Target
from govcrawl.spiders.base import Arrival, JobSpider, Loss, Output, Visit, with_www
from govcrawl.store.mongo import Store, store_of

READ = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et")
OF_PAGES = ("row", "sample")  # the roles of content pages in the job `site`
NO_FILE = "no_file"  # a page was answered where the link promised a file


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: its address, the words of its link, and the page that hands it out."""

    url: str
    words: str
    page: str


@dataclass(slots=True)
class AttachmentsVisit(Visit):
    """The files of one site that were drawn."""

    files: list[Attached] = field(default_factory=list)


class AttachmentsSpider(JobSpider):
    """Draws ATTACHMENTS_PER_SITE files from the stored content pages of a site; no other page is asked.

    A file is never kept: it may be the list of persons that it is opened for. What is kept is its SHA-256, and of its
    text the masked candidates.
    """

    name = "attachments"
    job = "attachments"
    group = "site"

    async def start(self) -> AsyncIterator[Any]:
        """Read the stored pages of one site after another and ask for their files."""
        self.done = sum(1 for target in self.targets if target.id in self.visited)
        with ExitStack() as opened:
            store, runs = await asyncio.to_thread(self._open, opened)
            for target in (each for each in self.targets if each.id not in self.visited):
                await self.room.acquire()
                if self.replays or target.id not in runs:
                    yield self.not_visited(target, "not_replayable" if self.replays else "no_pages")
                    continue
                visit = await asyncio.to_thread(self._read, store, target, runs[target.id])
                for output in self._begin(visit):
                    yield output

    def _open(self, opened: ExitStack) -> tuple[Store, dict[str, str]]:
        settings, inspection = self.settings, self.inspection
        store = opened.enter_context(store_of(settings))
        return store, store.crawled(inspection.city, inspection.period.name, "site", inspection.as_of)

    def _read(self, store: Store, target: Target, run: str) -> AttachmentsVisit:
        hosts = with_www(self.inspection.register.hosts(target))
        found: dict[str, Attached] = {}
        for snapshot in store.snapshots(run=run, target_id=target.id):
            if snapshot.role in OF_PAGES and snapshot.body_sha256 and not snapshot.failure:
                body = store.body(snapshot.body_sha256)
                page = open_page(body, snapshot.seen_at, snapshot.url, snapshot.content_type)
                for file in files_of(page, hosts):
                    found.setdefault(file.url, file)
        drawn = sorted(found.values(), key=partial(self._lot, target))
        return AttachmentsVisit(target, hosts, files=drawn[: self.settings.getint("ATTACHMENTS_PER_SITE")])

    def _lot(self, target: Target, file: Attached) -> str:
        """Return chance that comes out the same for a target in a period."""
        return sha256(f"{self.inspection.period.name} {target.id} {file.url}".encode()).hexdigest()

    def _begin(self, visit: AttachmentsVisit) -> Output:
        visit.observed = True
        visit.under_way += 1  # until everything is asked
        for file in visit.files:
            yield self.ask(visit, file.url, "attachment", partial(self._page, file), partial(self._lost, file))
        visit.under_way -= 1
        if not visit.under_way:
            yield from self._close(visit)

    def _arrived(self, response: Response, visit: Visit, role: str, arrived: Arrival, lost: Loss) -> Output:
        """Hand a file on unread and unkept; what is text after all is looked at like any page."""
        body = response.body
        kind = (response.headers.get("Content-Type") or b"").lower()
        if response.status != 200 or b"html" in kind or body[:200].lstrip()[:1] == b"<":
            yield from super()._arrived(response, visit, role, arrived, lost)
            return
        snapshot = self._snapshot(response, visit, role, body, failure="" if body else "empty_answer")
        file: Attached = arrived.args[0]  # type: ignore[attr-defined]
        page = Page("", snapshot.seen_at, response.url)
        yield from self._count_out(visit, snapshot, page, b"", partial(self._file, file, body), lost)

    def _file(self, file: Attached, body: bytes, page: Page, snapshot: Snapshot) -> Output:
        yield AttachmentItem(snapshot.target_id, snapshot, body, file.page, file.words)

    def _page(self, file: Attached, page: Page, snapshot: Snapshot) -> Output:
        yield self._unread(file, snapshot, NO_FILE)

    def _lost(self, file: Attached, snapshot: Snapshot) -> Output:
        yield self._unread(file, snapshot, snapshot.failure)

    def _unread(self, file: Attached, snapshot: Snapshot, reason: str) -> FactItem:
        seen = ErrorTextSeen(
            snapshot.target_id,
            file.url,
            snapshot.seen_at,
            snapshot.id,
            file.words,
            attachment=file.url,
            page=file.page,
            reason=reason,
        )
        return FactItem((seen,))


def files_of(page: Page, hosts: frozenset[str]) -> Iterable[Attached]:
    """Yield the files that a page hands out from hosts of its own site, of forms that can be read."""
    for link in page_links(page):
        parts = urlsplit(link.url)
        if link.kind == ATTACHMENT and parts.path.lower().endswith(READ) and parts.hostname in hosts:
            yield Attached(link.url, masked(link.anchor), page.url or "")
