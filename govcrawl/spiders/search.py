"""`scrapy crawl search`: whether the search of a site finds four of its own published titles (D6)."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property, partial
from urllib.parse import urlencode, urlsplit

from scrapy import Request

from govcrawl.cms.document import plain
from govcrawl.cms.relations import loads_by_script
from govcrawl.cms.search_form import read_search, shows_title
from govcrawl.items import FactItem
from govcrawl.model.fact import ColumnSeen, Fact, HomePageSeen, SearchSeen, TitleSearched
from govcrawl.model.page import Page
from govcrawl.model.search import SearchPlace, SearchRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Target
from govcrawl.spiders.base import Output, Visit, with_www
from govcrawl.spiders.stored_columns import StoredColumnsSpider, stored_page
from govcrawl.store.mongo import Store

LEAST_TITLE = 8  # characters; shorter ones stand everywhere
INDEXED_AFTER = 3  # days; what is newer need not be found yet
NOT_SEARCHED = frozenset(("consultation", "petition", "survey", "guide"))  # classes whose rows are no articles


@dataclass(slots=True)
class SearchVisit(Visit):
    """The search of one site and the titles that it is to find."""

    titles: list[tuple[str, str]] = field(default_factory=list)  # with the address of the article
    home: Page | None = None
    seen: SearchSeen | None = None
    searched: list[TitleSearched] = field(default_factory=list)


class SearchSpider(StoredColumnsSpider):
    """Looks for the search on the stored home page and asks it for TITLES_PER_SITE titles of the site's own lists."""

    name = "search"
    job = "search"
    custom_settings = {"TITLES_PER_SITE": 4}  # noqa: RUF012

    @cached_property
    def hosts(self) -> frozenset[str]:
        """All hosts of the register: a sub-channel may search on its portal."""
        register = self.inspection.register
        return with_www(frozenset().union(*(register.hosts(it) for it in register.sites if it.operating)))

    def wants(self, fact: Fact) -> bool:
        """Take the home page, and the columns whose newest entry is an article."""
        return isinstance(fact, HomePageSeen) or (
            isinstance(fact, ColumnSeen) and fact.column_class not in NOT_SEARCHED and bool(fact.newest)
        )

    def read(self, store: Store, target: Target, facts: list[Fact]) -> Visit:
        """Draw the titles of a site from the newest entries of its columns, old enough to be found."""
        hosts = with_www(self.inspection.register.hosts(target))
        home = max((it for it in facts if isinstance(it, HomePageSeen)), key=lambda it: it.seen_at, default=None)
        since = self.inspection.as_of - timedelta(days=INDEXED_AFTER)
        known: dict[str, tuple[str, str]] = {}
        for fact in facts:
            if isinstance(fact, ColumnSeen) and fact.newest and fact.newest <= since:
                title = fact.newest_title.rstrip(".…． ")
                if len(plain(title)) >= LEAST_TITLE and urlsplit(fact.newest_url).hostname in hosts:
                    known.setdefault(plain(title), (title, fact.newest_url))
        drawn = sorted(known.values(), key=lambda it: self.lot(target, it[1]))
        visit = SearchVisit(target, hosts, titles=drawn[: self.settings.getint("TITLES_PER_SITE")])
        if home:
            visit.home = stored_page(store, home.snapshot)
            visit.seen = SearchSeen(target.id, home.url, home.url, SearchPlace.UNKNOWN, home.seen_at, home.snapshot)
        return visit

    def begin(self, visit: Visit) -> Output:
        """Look for the search on the home page."""
        assert isinstance(visit, SearchVisit)
        if visit.home and visit.seen:
            yield from self._found(visit, visit.seen, read_search(visit.home), once_more=True)

    def _found(self, visit: SearchVisit, seen: SearchSeen, search: SearchRead, *, once_more: bool) -> Output:
        """Ask the search that a page shows, or the page that it is on, or tell why neither can be asked."""
        visit.seen = replace(seen, place=search.place, url=search.url or seen.url, scripted=search.scripted)
        if search.place not in (SearchPlace.HERE, SearchPlace.LINKED):
            return
        if urlsplit(search.url).hostname not in self.hosts:
            visit.seen = replace(visit.seen, place=SearchPlace.OUTSIDE)
        elif search.place is SearchPlace.HERE:
            for title, url in visit.titles:
                yield self._search(visit, search, TitleSearched(title, url, search.url))
        elif once_more:
            lost = partial(self._lost, visit)
            arrived = partial(self._page, visit)
            yield self.ask(visit, search.url, "search", arrived=arrived, lost=lost, hosts=self.hosts)
        else:
            visit.seen = replace(visit.seen, place=SearchPlace.BY_SCRIPT)

    def _page(self, visit: SearchVisit, page: Page, snapshot: Snapshot) -> Output:
        assert visit.seen is not None
        seen = replace(visit.seen, page=snapshot.url, snapshot=snapshot.id, seen_at=snapshot.seen_at)
        search = read_search(page)
        if search.place in (
            SearchPlace.MISSING,
            SearchPlace.NOT_SHOWN,
        ):  # the page is there, and what it needs is not in it
            search = SearchRead(SearchPlace.BY_SCRIPT)
        yield from self._found(visit, seen, search, once_more=False)

    def _lost(self, visit: SearchVisit, snapshot: Snapshot) -> Output:
        assert visit.seen is not None
        visit.seen = replace(visit.seen, snapshot=snapshot.id, seen_at=snapshot.seen_at, reason=snapshot.failure)
        yield from ()

    def _search(self, visit: SearchVisit, search: SearchRead, asked: TitleSearched) -> Request:
        words = urlencode([*search.others, (search.field, asked.title)], encoding=search.charset, errors="replace")
        url = search.url if search.post else f"{search.url.partition('?')[0]}?{words}"
        answered = partial(self._answered, visit, replace(asked, asked=url))
        # Searches by POST all have one address: what tells them apart stands in the role.
        role = f"results {asked.url}" if search.post else "results"
        request = self.ask(visit, url, role, arrived=answered, lost=partial(answered, None), hosts=self.hosts)
        if not search.post:
            return request
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return request.replace(method="POST", body=words.encode(), headers=form)

    def _answered(self, visit: SearchVisit, asked: TitleSearched, page: Page | None, snapshot: Snapshot) -> Output:
        found = page is not None and shows_title(page, asked.title, asked.url)
        reason = snapshot.failure or ("rows_by_script" if page and not found and loads_by_script(page) else "")
        visit.searched.append(replace(asked, found=found, reason=reason, snapshot=snapshot.id))
        yield from ()

    def finish(self, visit: Visit) -> Output:
        """Tell what became of the search."""
        assert isinstance(visit, SearchVisit)
        if seen := visit.seen:
            visit.seen = None
            searched = tuple(sorted(visit.searched, key=lambda it: it.url))
            yield FactItem((replace(seen, searched=searched),))
