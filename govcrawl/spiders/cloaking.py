"""`scrapy crawl cloaking`: the home page of each site as anybody gets it, and as a search engine does."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scrapy import Request

from govcrawl.errortext import opened
from govcrawl.errortext.cloaking import AGENT, REFERER, cloaked
from govcrawl.items import FactItem
from govcrawl.model.candidate import Candidate
from govcrawl.model.fact import ErrorTextSeen
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Target
from govcrawl.spiders.base import JobSpider, Output, Visit, with_www

# The role of an answer, and how it is asked for. The agent keeps our own name, so that a host's log tells who it was.
DISGUISES = {"as_engine": {"User-Agent": AGENT}, "from_engine": {"Referer": REFERER}}


@dataclass(slots=True)
class CloakingVisit(Visit):
    """A home page, and what search engines alone were shown of it."""

    home: Page | None = None
    snapshot: Snapshot | None = None
    candidates: dict[str, Candidate] = field(default_factory=dict)


class CloakingSpider(JobSpider):
    """Three requests a site, one after another: no inspection runs it unless it is asked to."""

    name = "cloaking"
    job = "cloaking"
    group = "site"

    def first(self, target: Target) -> Output:
        """Ask for the home page as anybody does."""
        visit = CloakingVisit(target, with_www(self.inspection.register.hosts(target)))
        yield self.ask(visit, target.url, "home", partial(self._home, visit), partial(self._no_home, visit))

    def _home(self, visit: CloakingVisit, page: Page, snapshot: Snapshot) -> Output:
        visit.home, visit.snapshot, visit.observed = page, snapshot, True
        yield self._ask_as(visit, "as_engine")

    def _no_home(self, visit: CloakingVisit, snapshot: Snapshot) -> Output:
        visit.reason = snapshot.failure
        yield from ()

    def _ask_as(self, visit: CloakingVisit, role: str) -> Request:
        asked = self.ask(visit, visit.target.url, role, partial(self._compare, visit), partial(self._refused, visit))
        headers: dict[str, Any] = dict(DISGUISES[role])
        if "User-Agent" in headers:
            headers["User-Agent"] += f" {self.settings['USER_AGENT']}"
        return asked.replace(headers=headers)

    def _compare(self, visit: CloakingVisit, page: Page, snapshot: Snapshot) -> Output:
        assert visit.home is not None
        for candidate in cloaked(opened(visit.home), opened(page)):
            if visit.candidates.setdefault(candidate.rule, candidate) is candidate:
                visit.snapshot = snapshot
        yield from self._next(visit, snapshot)

    def _refused(self, visit: CloakingVisit, snapshot: Snapshot) -> Output:
        """Go on: a host may refuse whoever calls itself a search engine; that is no cloaking."""
        yield from self._next(visit, snapshot)

    def _next(self, visit: CloakingVisit, snapshot: Snapshot) -> Output:
        if snapshot.role == "as_engine":
            yield self._ask_as(visit, "from_engine")

    def finish(self, visit: Visit) -> Output:
        """Say what was found; the address has a mark of its own, for it is not the page that anybody sees."""
        assert isinstance(visit, CloakingVisit)
        if visit.home is None or visit.snapshot is None:
            return
        seen = ErrorTextSeen(
            target_id=visit.target.id,
            url=f"{visit.target.url}#search-engine",
            seen_at=visit.snapshot.seen_at,
            snapshot=visit.snapshot.id,
            title="搜索引擎所见首页",
            length=len(visit.home.text),
            candidates=tuple(visit.candidates.values()),
        )
        yield FactItem((seen,))
