"""`scrapy crawl site`: the columns of every website and the newest entry of each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from govcrawl.cms import read_page
from govcrawl.cms.addresses import canonical, looks_like_article
from govcrawl.cms.leaving import outward_links
from govcrawl.cms.page_links import PAGE, can_be_asked, page_links
from govcrawl.cms.way_in import only_leads_on
from govcrawl.columns import OTHER, ColumnClasses, classes_of
from govcrawl.items import FactItem, ListItem, MarksItem, TextItem
from govcrawl.model.fact import ColumnNamed, PageRole, Whereabouts
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.reading import ColumnLink, Entry, ListRead, PageRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Render, Site, Target
from govcrawl.spiders.base import Output, Visit, with_www
from govcrawl.spiders.confirming import ConfirmingSpider
from govcrawl.spiders.owners import Owners
from govcrawl.spiders.personal import PERSONAL
from govcrawl.spiders.site_visit import Draft, SiteVisit, needs_scripts, page_role, shows_the_list

# Rows whose own line tells no day are opened: a few at first, more where those prove to be out of order.
FIRST_ROWS = 3
MORE_ROWS = 20
FURTHER_PAGES = 2  # of an unsorted list
SAMPLED_ARTICLES = 5  # content pages opened for their tags (D8)


class SiteSpider(ConfirmingSpider):
    """Visits home page and columns of each site; a reader in `govcrawl.cms` says what stands on a page."""

    name = "site"
    job = "site"
    group = "site"

    @classmethod
    def accept(cls, arguments: Mapping[str, str]) -> None:
        """Raise GovcrawlError where the register's own table of column classes cannot be used."""
        classes_of(Path(arguments.get("city", "")))

    @cached_property
    def classes(self) -> ColumnClasses:
        """The classes of columns, extended by a columns.toml of the register where it has one."""
        return classes_of(self.inspection.folder)

    def first(self, target: Target) -> Output:
        """Ask for the home page and for the columns that the register names itself."""
        assert isinstance(target, Site)
        register = self.inspection.register
        visit = SiteVisit(target, with_www(register.hosts(target)))
        visit.asked.add(canonical(target.url))
        home = Draft(target.url, target.name, home=True)
        yield self._page(visit, home, **(self.rendered if target.render is Render.JS else {}))
        for column in register.columns_of(target):
            draft = Draft(column.url, column.name, column.level, depth=1, registered=column)
            yield from self._column(visit, draft)

    def finish(self, visit: Visit) -> Output:
        """Open the sampled articles; say that a site whose home page and columns all stayed unseen was not observed."""
        assert isinstance(visit, SiteVisit)
        sample, visit.sample = visit.sample, []
        for _, url in sample:
            if not {canonical(url)} & (visit.opened | visit.asked):
                visit.opened.add(canonical(url))
                yield self._sampled(visit, url)
        if not visit.observed and not visit.reason:
            visit.reason = "nothing_read"
        named = tuple(each for key, each in visit.named.items() if key not in visit.asked)
        if named and not visit.under_way:
            yield FactItem(named)

    # Asking

    @cached_property
    def rendered(self) -> dict[str, Any]:
        """What makes a browser fetch a page: it is done when none of the page's scripts waits for an answer."""
        from scrapy_playwright.page import PageMethod  # half a second, and most crawls need no browser

        return {
            "playwright": True,
            "playwright_page_methods": [PageMethod("wait_for_load_state", "networkidle")],
            "playwright_context_kwargs": {"user_agent": self.settings["USER_AGENT"]},
        }

    def _page(self, visit: SiteVisit, draft: Draft, url: str = "", role: str = "", **meta: Any) -> Request:
        role = role or ("home" if draft.home else "column")
        return self.ask(
            visit,
            url or draft.url,
            role,
            arrived=lambda page, snapshot: self._list(visit, draft, page, snapshot, url),
            lost=lambda snapshot: self._lost(visit, draft, snapshot),
            **{
                PERSONAL: self._class_of(draft) == "consultation"
            },  # letters of visitors are masked before they are kept
            **meta,
        )

    def _class_of(self, draft: Draft, name: str = "", column_type: str = "") -> str:
        """Return the class of a column: what the register says, else what its name and its page tell."""
        registered = draft.registered.column_class if draft.registered else ""
        return registered or self.classes.classify(name or draft.name, column_type, draft.parent).id

    def _column(self, visit: SiteVisit, draft: Draft) -> Output:
        key = canonical(draft.url)
        if key in visit.asked:
            return
        if len(visit.asked) >= self.pages_per_site:
            visit.reason = visit.reason or "over_limit"
            self._name(visit, draft, Whereabouts.NOT_ASKED)
            return
        visit.asked.add(key)
        assert isinstance(visit.target, Site)
        yield self._page(visit, draft, **(self.rendered if visit.target.render is Render.JS else {}))

    def _more(self, visit: SiteVisit, draft: Draft, url: str, role: str) -> Output:
        key = f"{role} {canonical(url)}"
        if key in draft.opened or len(visit.asked) >= self.pages_per_site:
            return
        draft.opened.add(key)
        draft.under_way += 1
        yield self._page(visit, draft, url, role, **(self.rendered if role == "rendered" else {}))

    def _follow(self, visit: SiteVisit, draft: Draft, snapshot: Snapshot, url: str) -> Output:
        """Ask for the page that a stub leads to: once, and never for one of another site."""
        once, own = snapshot.role != "refreshed", self._own(visit, url)
        asked = list(self._more(visit, draft, url, "refreshed")) if once and own else []
        visit.asked.update(canonical(url) for _ in asked)
        yield from asked
        if not asked:
            failure = "meta_refresh" if own else "outside_register"
            yield from self._not_seen(visit, draft, replace(snapshot, failure=failure))

    def _sampled(self, visit: SiteVisit, url: str) -> Request:
        return self.ask(
            visit,
            url,
            "sample",
            arrived=lambda page, snapshot: self._said(
                visit, page, read_page(page, known=None), snapshot, PageRole.ARTICLE
            ),
            lost=lambda snapshot: (),
        )

    # Reading

    def _list(self, visit: SiteVisit, draft: Draft, page: Page, snapshot: Snapshot, asked: str) -> Output:
        row = snapshot.role == "row"
        known = None if row else visit.asked  # an article is not searched for columns
        reading = read_page(page, column_name=draft.name, home=draft.home and not row, known=known)
        if draft.item is None:
            draft.item, draft.title = self._item(visit, draft, reading, snapshot), reading.title
        role = page_role(draft, reading, snapshot)
        letters = self._class_of(draft) == "consultation"  # not what the office wrote
        yield from self._said(visit, page, reading, snapshot, role, words=not letters)
        draft.scripted = draft.scripted or "<script" in page.text
        if row:
            if reading.article:
                draft.item.articles[canonical(asked)] = reading.article.published
        elif reading.refresh_to and snapshot.role in ("home", "column", "refreshed"):
            draft.item = None  # a stub is no column: the page that it leads to is
            yield from self._follow(visit, draft, snapshot, reading.refresh_to)
        elif snapshot.role == "rendered" and not shows_the_list(draft, reading, snapshot):
            draft.item.unproved = "not_rendered"
        else:
            visit.observed = True
            draft.item.rendered = draft.item.rendered or snapshot.role == "rendered"
            yield from self._sub_columns(visit, draft, reading.column_links)
            yield from self._entries(visit, draft, reading, snapshot)
            if draft.home:
                draft.item.navigation_only = only_leads_on(page, reading)
                draft.item.outward = draft.item.outward or outward_links(page, self._registered)
                self._leading_away(visit, page, snapshot)
        yield from self._count_out_draft(visit, draft)

    def _leading_away(self, visit: SiteVisit, page: Page, snapshot: Snapshot) -> None:
        """Note the columns that the home page names and that lead out of the site."""
        for link in page_links(page):
            if link.kind == PAGE and can_be_asked(link.url) and urlsplit(link.url).hostname not in visit.hosts:
                self._name(visit, Draft(link.url, link.anchor), Whereabouts.OUTSIDE, snapshot.id)

    def _name(self, visit: SiteVisit, draft: Draft, whereabouts: Whereabouts, snapshot: str = "") -> None:
        """Note a column that is found and not asked for, where its name tells its class."""
        known = self._class_of(draft)
        if known != OTHER:
            fact = self._named(visit, draft, known, whereabouts, snapshot)
            visit.named.setdefault(canonical(draft.url), fact)

    def _named(
        self, visit: SiteVisit, draft: Draft, column_class: str, whereabouts: Whereabouts, snapshot: str
    ) -> ColumnNamed:
        return ColumnNamed(visit.target.id, draft.url, draft.name, column_class, whereabouts, self._moment(), snapshot)

    def _said(
        self, visit: SiteVisit, page: Page, reading: PageRead, snapshot: Snapshot, role: PageRole, words: bool = True
    ) -> Output:
        if reading.marks and snapshot.role != "further":
            yield MarksItem(visit.target.id, role, snapshot, reading.marks, reading.article)
        if words:
            yield TextItem(visit.target.id, snapshot, page, reading.article.published.day if reading.article else None)

    def _item(self, visit: SiteVisit, draft: Draft, reading: PageRead, snapshot: Snapshot) -> ListItem:
        name = draft.name or reading.column_name or reading.title
        return ListItem(
            target_id=visit.target.id,
            url=draft.url,
            name=name,
            first=snapshot,
            home=draft.home,
            level=draft.level,
            column_class=self._class_of(draft, name, reading.column_type),
            cms=reading.cms,
            registered=draft.registered,
        )

    def _entries(self, visit: SiteVisit, draft: Draft, reading: PageRead, snapshot: Snapshot) -> Output:
        assert draft.item is not None
        listing = reading.listing
        if listing is None and reading.article is not None and not draft.home:
            # A column that shows one text at once (机构职能 and the like): its date is the column's.
            entry = Entry(reading.article.title, draft.url, reading.article.published)
            listing = ListRead(
                Observation.DATED if entry.published.day else Observation.UNDATED,
                (entry,),
                entry if entry.published.day else None,
            )
        if listing is None:
            return
        draft.item.listings.append(listing)
        draft.item.told_none |= snapshot.role == "rows" and listing.state is Observation.BLANK
        if listing.state is Observation.NOT_OBSERVABLE:
            for url in listing.data_sources:
                yield from self._more(visit, draft, url, "rows")
        if not listing.complete and draft.further_pages < FURTHER_PAGES:
            for url in listing.next_pages[: FURTHER_PAGES - draft.further_pages]:
                draft.further_pages += 1
                yield from self._more(visit, draft, url, "further")
        rows = [entry for entry in listing.entries if entry.url not in listing.next_pages]  # a pager is no article
        if draft.item.column_class != "consultation":  # letters are not what the office wrote
            self._draw(visit, rows)
        undated = [entry for entry in rows if not entry.published.day and not entry.pinned]
        yield from self._open_rows(visit, draft, undated[:FIRST_ROWS])

    def _draw(self, visit: SiteVisit, entries: Iterable[Entry]) -> None:
        """Keep the articles with the lowest lots: chance that comes out the same for a target in a period."""
        sample = visit.sample
        for entry in entries:
            lot = sha256(f"{self.inspection.period.name} {visit.target.id} {entry.url}".encode()).hexdigest()
            if len(sample) == SAMPLED_ARTICLES and lot >= sample[-1][0]:
                continue
            host = urlsplit(entry.url).hostname if looks_like_article(entry.url) else None
            if host in visit.hosts and self._own(visit, entry.url) and (lot, entry.url) not in sample:
                sample.append((lot, entry.url))
                sample.sort()
                del sample[SAMPLED_ARTICLES:]

    def _open_rows(self, visit: SiteVisit, draft: Draft, rows: Iterable[Entry]) -> Output:
        assert draft.item is not None
        for row in rows:
            if row.url and row.url.startswith(("http://", "https://")) and looks_like_article(row.url):
                visit.opened.add(canonical(row.url))
                asked = list(self._more(visit, draft, row.url, "row"))
                draft.item.rows_asked += len(asked)
                yield from asked

    def _sub_columns(self, visit: SiteVisit, draft: Draft, links: Iterable[ColumnLink]) -> Output:
        for link in links:
            if not self._own(visit, link.url):
                continue
            parent = link.parent or ("" if draft.home else draft.name)
            level = link.level or (draft.level + 1 if draft.level else 0)
            below = Draft(link.url, link.name, level, draft.depth + 1, parent=parent)
            if below.depth > self.column_depth:
                self._name(visit, below, Whereabouts.NOT_ASKED)
            else:
                yield from self._column(visit, below)

    def _own(self, visit: SiteVisit, url: str) -> bool:
        """Tell whether a page belongs to this site where several of the register share its host."""
        return self._owners.owner(url) in ("", visit.target.id)

    @cached_property
    def _owners(self) -> Owners:
        return Owners(self.inspection.register.sites)

    @cached_property
    def _registered(self) -> frozenset[str]:
        """The hosts of every site of the register, those that this job leaves out too."""
        register = self.inspection.register
        return with_www(frozenset().union(*map(register.hosts, register.sites)))

    # The end of a column

    def _lost(self, visit: SiteVisit, draft: Draft, snapshot: Snapshot) -> Output:
        yield from self._not_seen(visit, draft, snapshot)
        yield from self._count_out_draft(visit, draft)

    def _not_seen(self, visit: SiteVisit, draft: Draft, snapshot: Snapshot) -> Output:
        """Note why a page was not seen; what was read of its column before stays."""
        if draft.home and snapshot.role in ("home", "refreshed"):
            visit.reason = snapshot.failure
        if draft.item is None and snapshot.failure not in ("http_404", "http_410"):
            # A dead link is no column; anything else may hide one.
            draft.item = ListItem(
                visit.target.id,
                draft.url,
                draft.name,
                snapshot,
                home=draft.home,
                level=draft.level,
                column_class=self._class_of(draft),
                registered=draft.registered,
                failure=snapshot.failure,
            )
        elif draft.item is None and draft.name and not draft.home:
            gone = self._class_of(draft)
            yield FactItem((self._named(visit, draft, gone, Whereabouts.DEAD, snapshot.id),))
        elif draft.item and snapshot.role in ("rendered", "further"):
            draft.item.unproved = snapshot.failure

    def _count_out_draft(self, visit: SiteVisit, draft: Draft) -> Output:
        draft.under_way -= 1
        if draft.under_way or draft.item is None:
            return
        yield from self._last_means(visit, draft, draft.item)
        if draft.under_way:
            return
        item = draft.item
        if draft.home or item.failure or self._shows_a_list(item):
            yield item
        else:
            named = self._named(visit, draft, item.column_class, Whereabouts.TEXT, item.first.id)
            yield FactItem((replace(named, name=item.name),))

    def _shows_a_list(self, item: ListItem) -> bool:
        """Tell whether a page is a column to be judged: one without a list is, where its class must have one."""
        if any(listing.entries or listing.reason != "no_list" for listing in item.listings):
            return True
        return item.registered is not None or self.classes[item.column_class].cadence is not None

    def _last_means(self, visit: SiteVisit, draft: Draft, item: ListItem) -> Output:
        """Ask once more where the answer so far proves nothing: more rows, or the browser."""
        rows = [entry for listing in item.listings for entry in listing.entries if not entry.pinned]
        opened = item.articles
        days = [opened[key].day for entry in rows if opened and (key := canonical(entry.url)) in opened]
        known = [day for day in days if day]
        if days and (len(known) < len(days) or known != sorted(known, reverse=True)) and len(days) <= FIRST_ROWS:
            undated = [entry for entry in rows if not entry.published.day]
            yield from self._open_rows(visit, draft, undated[:MORE_ROWS])
        if item.listings and not item.failure and all(needs_scripts(listing, draft) for listing in item.listings):
            asked = list(self._more(visit, draft, draft.url, "rendered"))
            yield from asked
            if not asked and not item.rendered:
                item.unproved = item.unproved or "over_limit"
