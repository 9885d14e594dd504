"""`scrapy crawl interpretations`: whether interpretations of policy and their documents link to each other (A7, A8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

from scrapy import Request

from govcrawl.cms.addresses import canonical
from govcrawl.cms.relations import document_of, interpretation_of, links_to, loads_by_script, same_matter
from govcrawl.inspection import Inspection
from govcrawl.items import FactItem
from govcrawl.model.fact import DocumentSeen, InterpretationSeen
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Site, SiteKind, Target
from govcrawl.spiders.base import Output, Visit, with_www
from govcrawl.spiders.stored_columns import Column, Found, StoredColumnsSpider, StoredVisit, listed
from govcrawl.store.mongo import Store

INTERPRETATION, POLICY = "interpretation", "policy"
BY_SCRIPT = "rows_by_script"
# What others issued: neither the documents of the area itself nor interpretations of them.
_OF_OTHERS = re.compile(r"国务院|国办|中共中央|中央|全国|国家|财政部|部委|上级|省级|省政府|省人民政府")
# Documents that nobody interprets: persons, meetings, lists, what was repealed.
_NOT_INTERPRETED = re.compile(
    r"任免|任职|免职|任命|会议|表彰|名单|废止|失效|值班|放假|成立|调整.{0,12}(?:小组|成员)|批复|函$"
)


@dataclass(slots=True)
class InterpretationsVisit(StoredVisit):
    """The drawn interpretations and documents of one site, and all titles of its columns of interpretations."""

    interpretations: list[Found] = field(default_factory=list)
    documents: list[Found] = field(default_factory=list)
    titles: list[Found] = field(default_factory=list)


class InterpretationsSpider(StoredColumnsSpider):
    """Opens INTERPRETATIONS_PER_SITE interpretations and as many documents of each portal, and what these link to."""

    name = "interpretations"
    job = "interpretations"
    wanted = frozenset((INTERPRETATION, POLICY))
    custom_settings = {"INTERPRETATIONS_PER_SITE": 3}  # noqa: RUF012

    @classmethod
    def concerned(cls, inspection: Inspection) -> list[Target]:
        """Return the portals: no other object is asked (A7, A8)."""
        return [it for it in super().concerned(inspection) if isinstance(it, Site) and it.kind is SiteKind.PORTAL]

    def read(self, store: Store, target: Target, columns: list[Column]) -> Visit:
        """Draw interpretations and documents that the site issued itself, from the columns that list them."""
        visit = InterpretationsVisit(target, with_www(self.inspection.register.hosts(target)), columns=columns)
        number = self.settings.getint("INTERPRETATIONS_PER_SITE")
        found: dict[str, dict[str, Found]] = {INTERPRETATION: {}, POLICY: {}}
        for column in columns:
            for row in listed(store, column):
                if row.listed and not _OF_OTHERS.search(row.title + column.name):
                    found[column.column_class].setdefault(canonical(row.url), row)
        visit.titles = list(found[INTERPRETATION].values())
        visit.interpretations = self._drawn(visit, visit.titles)[:number]
        issued = [it for it in found[POLICY].values() if not _NOT_INTERPRETED.search(it.title)]
        visit.documents = self._drawn(visit, issued)[:number]
        return visit

    def _drawn(self, visit: Visit, found: Iterable[Found]) -> list[Found]:
        own = [it for it in found if urlsplit(it.url).hostname in visit.hosts]
        return sorted(own, key=lambda it: self.lot(visit.target, it.url))

    def begin(self, visit: Visit) -> Output:
        """Ask for the drawn interpretations and documents."""
        assert isinstance(visit, InterpretationsVisit)
        for place, row in enumerate(visit.interpretations):
            interpretation = InterpretationSeen(visit.target.id, row.url, row.title, row.column, place, self._moment())
            yield self._ask(visit, row.url, "interpretation", partial(self._interpretation, visit, interpretation))
        for place, row in enumerate(visit.documents):
            document = DocumentSeen(visit.target.id, row.url, row.title, row.column, place, self._moment())
            yield self._ask(visit, row.url, "document", partial(self._document, visit, document))

    def _ask(self, visit: Visit, url: str, role: str, answered: "partial[Output]") -> Request:
        return self.ask(visit, url, role, arrived=answered, lost=partial(answered, None))

    def _interpretation(
        self, visit: InterpretationsVisit, seen: InterpretationSeen, page: Page | None, snapshot: Snapshot
    ) -> Output:
        seen = replace(seen, seen_at=snapshot.seen_at, snapshot=snapshot.id, reason=snapshot.failure)
        found = document_of(page, seen.title) if page else None
        if found:
            seen = replace(seen, document=found.url, document_title=found.title, certain=found.certain)
            if found.certain:
                yield self._ask(visit, found.url, "interpreted", partial(self._back, seen))
                return
        elif page and loads_by_script(page):
            seen = replace(seen, reason=BY_SCRIPT)
        yield FactItem((seen,))

    def _back(self, seen: InterpretationSeen, page: Page | None, snapshot: Snapshot) -> Output:
        """Tell whether the document links back; a file cannot, and a page that loads more may."""
        back = page is not None and links_to(page, seen.url)
        reason = snapshot.failure
        if page and not back and ("html" not in snapshot.content_type.lower() or loads_by_script(page)):
            reason = BY_SCRIPT if "html" in snapshot.content_type.lower() else "no_page"
        yield FactItem((replace(seen, document_snapshot=snapshot.id, linked_back=back, back_reason=reason),))

    def _document(
        self, visit: InterpretationsVisit, seen: DocumentSeen, page: Page | None, snapshot: Snapshot
    ) -> Output:
        seen = replace(seen, seen_at=snapshot.seen_at, snapshot=snapshot.id, reason=snapshot.failure)
        found = interpretation_of(page, seen.title) if page else None
        named = next((it for it in visit.titles if same_matter(it.title, seen.title)), None)
        if found:
            seen = replace(seen, interpretation=found.url, interpretation_title=found.title, reason="")
        elif named:
            seen = replace(seen, interpretation=named.url, interpretation_title=named.title, reason="")
        yield FactItem((seen,))
