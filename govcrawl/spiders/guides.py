"""`scrapy crawl guides`: a sample of the service guides that `scrapy crawl site` found columns of (V6, B4, B6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

from scrapy import Request

from govcrawl.cms.addresses import canonical
from govcrawl.cms.guides import read_guide
from govcrawl.cms.page_links import can_be_asked
from govcrawl.inspection import Inspection
from govcrawl.items import FactItem
from govcrawl.model.fact import ColumnNamed, GuidesCounted, GuideSeen, Whereabouts
from govcrawl.model.guide import GuideRead
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Site, Target
from govcrawl.spiders.base import Arrival, Output, Visit, with_www
from govcrawl.spiders.link_answers import GONE
from govcrawl.spiders.stored_columns import Column, Found, StoredColumnsSpider, StoredVisit, listed
from govcrawl.store.mongo import Store

NO_GUIDES = ("下载", "表格", "收费", "手册", "大厅", "统计")  # columns of services that list something else
# What a link out of the site is called that leads to services.
SERVICE = re.compile(r"办事|服务|指南|办理|申报|申请|事项")
LACKING = 4  # classes; a guide that lacks so many makes us open more of them (V6b)
MANY = 5  # items that lack so many decide
FORMS_OF = 5  # guides of the draw whose forms are asked for
FORMS_AT_MOST = 3  # of a guide


@dataclass(slots=True)
class Forms:
    """A guide whose forms are being looked for."""

    seen: GuideSeen
    left: int = 0
    dead: list[str] = field(default_factory=list)


@dataclass(slots=True)
class GuidesVisit(StoredVisit):
    """The guides of one site in the order of the draw; the first `opened` of them were asked for."""

    guides: list[Found] = field(default_factory=list)
    outside: list[Found] = field(default_factory=list)
    opened: int = 0
    lacking: int = 0
    proved: int = 0  # guides among what no list holds
    snapshot: str = ""
    counted: bool = False


class GuidesSpider(StoredColumnsSpider):
    """Opens GUIDES_AT_ONCE guides of each site with services, and more while some of them lack much."""

    name = "guides"
    job = "guides"
    wanted = frozenset(("guide",))
    custom_settings = {"GUIDES_AT_ONCE": 5, "GUIDES_PER_SITE": 20}  # noqa: RUF012

    @classmethod
    def concerned(cls, inspection: Inspection) -> list[Target]:
        """Return the sites with services: the others are not asked (V6 does not apply to them)."""
        return [target for target in super().concerned(inspection) if isinstance(target, Site) and target.services]

    def read(self, store: Store, target: Target, columns: list[Column]) -> GuidesVisit:
        """Return the guides that the columns list, in the order of the draw."""
        assert isinstance(target, Site)
        visit = GuidesVisit(target, with_www(self.inspection.register.hosts(target)))
        found: dict[str, Found] = {}
        for column in columns:
            if isinstance(column, ColumnNamed) and column.whereabouts is not Whereabouts.TEXT:
                if column.whereabouts is Whereabouts.OUTSIDE:
                    visit.outside.append(Found(column.url, column.name, column.name))
                    visit.snapshot = visit.snapshot or column.snapshot
                continue
            visit.columns.append(column)
            if lists_guides(column.name, target):
                for guide in listed(store, column):
                    found.setdefault(canonical(guide.url), guide)
        visit.snapshot = visit.columns[0].snapshot if visit.columns else visit.snapshot
        for guide in sorted(found.values(), key=lambda it: (not it.listed, self.lot(target, it.url))):
            if urlsplit(guide.url).hostname in visit.hosts:
                visit.guides.append(guide)
            elif guide.listed or SERVICE.search(guide.title):
                visit.outside.append(guide)
        return visit

    def begin(self, visit: Visit) -> Output:
        """Ask for the first guides of the draw."""
        assert isinstance(visit, GuidesVisit)
        yield from self._more(visit)

    def _more(self, visit: GuidesVisit) -> Output:
        """Ask for the next guides of the draw."""
        first = visit.opened
        room = self.settings.getint("GUIDES_PER_SITE") - first
        batch = visit.guides[first : first + min(room, self.settings.getint("GUIDES_AT_ONCE"))]
        visit.opened += len(batch)
        for place, guide in enumerate(batch, first):
            yield self.ask(
                visit,
                guide.url,
                "guide",
                arrived=partial(self._guide, visit, guide, place),
                lost=partial(self._lost, visit, guide, place),
            )

    def _guide(self, visit: GuidesVisit, guide: Found, place: int, page: Page, snapshot: Snapshot) -> Output:
        read = read_guide(page)
        if read.reason and not guide.listed:
            return
        visit.proved += not guide.listed
        if len(read.missing) >= LACKING and not read.reason:
            visit.lacking += 1
        seen = GuideSeen(
            target_id=visit.target.id,
            url=guide.url,
            title=guide.title or read.title,
            column=guide.column,
            place=place,
            seen_at=snapshot.seen_at,
            snapshot=snapshot.id,
            missing=() if read.reason else tuple(each.value for each in read.missing),
            formats=read.formats,
            vague=read.vague,
            basis=read.basis,
            forms_demanded=read.forms_demanded,
            forms=read.forms,
            reason=read.reason,
        )
        asked = list(self._forms(visit, seen, read)) if read.forms_demanded and place < FORMS_OF else []
        yield from asked
        if not asked:
            yield FactItem((seen,))

    def _forms(self, visit: GuidesVisit, seen: GuideSeen, read: GuideRead) -> Iterable[Request]:
        """Ask for the downloads of a guide that demands a form; its fact waits for the answers."""
        forms = Forms(seen)
        for name, url in list(zip(read.forms, read.form_urls, strict=True))[:FORMS_AT_MOST]:
            if can_be_asked(url):
                forms.left += 1
                yield self._form(visit, forms, name, url, "HEAD")

    def _form(self, visit: GuidesVisit, forms: Forms, name: str, url: str, method: str) -> Request:
        answered = partial(self._form_answered, visit, forms, name, url, method)
        role = "form" if method == "GET" else "form head"
        arrived: Arrival = lambda page, snapshot: answered(snapshot)  # noqa: E731
        return self.ask(visit, url, role, arrived=arrived, lost=answered).replace(method=method)

    def _form_answered(
        self, visit: GuidesVisit, forms: Forms, name: str, url: str, method: str, snapshot: Snapshot
    ) -> Output:
        if snapshot.status in GONE and method == "HEAD":  # a second look, in the way of a browser
            yield self._form(visit, forms, name, url, "GET")
            return
        forms.left -= 1
        forms.dead += [name] if snapshot.status in GONE else []
        if not forms.left:
            yield FactItem((replace(forms.seen, dead_forms=tuple(sorted(forms.dead))),))

    def _lost(self, visit: GuidesVisit, guide: Found, place: int, snapshot: Snapshot) -> Output:
        seen = GuideSeen(
            visit.target.id,
            guide.url,
            guide.title,
            guide.column,
            place,
            snapshot.seen_at,
            snapshot.id,
            reason=snapshot.failure,
        )
        yield FactItem((seen,))

    def finish(self, visit: Visit) -> Output:
        """Open more guides while some lack much and it is not yet decided; then tell the numbers."""
        assert isinstance(visit, GuidesVisit)
        if 0 < visit.lacking < MANY:
            yield from self._more(visit)
        if visit.under_way or visit.counted:
            return
        visit.counted = True
        yield FactItem(
            (
                GuidesCounted(
                    target_id=visit.target.id,
                    url=visit.target.url,
                    seen_at=self._moment(),
                    columns=len(visit.columns),
                    guides=sum(guide.listed for guide in visit.guides) + visit.proved,
                    outside=len(visit.outside),
                    opened=visit.opened,
                    snapshot=visit.snapshot,
                    outside_url=visit.outside[0].url if visit.outside else "",
                ),
            )
        )


def lists_guides(column: str, target: Site) -> bool:
    """Tell whether a column of services may list guides, going by its name without the names of its site."""
    for own in (target.name, target.sponsor, target.county):
        column = column.replace(own, "") if own else column
    return not any(word in column for word in NO_GUIDES)
