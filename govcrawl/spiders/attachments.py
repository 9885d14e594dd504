"""`scrapy crawl attachments`: the files that content pages hand out, read for personal data and error text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
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
from govcrawl.spiders.base import Arrival, Loss, Output, Visit, with_www
from govcrawl.spiders.stored_pages import StoredPagesSpider
from govcrawl.store.mongo import Store

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


class AttachmentsSpider(StoredPagesSpider):
    """Draws ATTACHMENTS_PER_SITE files from the stored content pages of a site; no other page is asked.

    A file is never kept: it may be the list of persons that it is opened for. What is kept is its SHA-256, and of its
    text the masked candidates.
    """

    name = "attachments"
    job = "attachments"

    def read(self, store: Store, target: Target, stored: str) -> AttachmentsVisit:
        """Draw the files from the pages of a run."""
        hosts = with_www(self.inspection.register.hosts(target))
        found: dict[str, Attached] = {}
        for snapshot in store.snapshots(run=stored, target_id=target.id):
            if snapshot.role in OF_PAGES and snapshot.body_sha256 and not snapshot.failure:
                body = store.body(snapshot.body_sha256)
                page = open_page(body, snapshot.seen_at, snapshot.url, snapshot.content_type)
                for file in files_of(page, hosts):
                    found.setdefault(file.url, file)
        drawn = sorted(found.values(), key=lambda file: self.lot(target, file.url))
        return AttachmentsVisit(target, hosts, files=drawn[: self.settings.getint("ATTACHMENTS_PER_SITE")])

    def begin(self, visit: Visit) -> Output:
        """Ask for the files."""
        assert isinstance(visit, AttachmentsVisit)
        for file in visit.files:
            yield self.ask(visit, file.url, "attachment", partial(self._page, file), partial(self._lost, file))

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
