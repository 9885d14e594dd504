"""A site that did not change is confirmed page by page, and what was read of it before is carried over.

Each page is asked with its ETag and Last-Modified: 304, or the same bytes, confirm it. The facts keep the day since
when the page is unchanged. Where anything differs, or the earlier visit left something open, the site is read anew.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from scrapy import Request
from scrapy.http import Response

from govcrawl.errortext.detectors.personal import veiled
from govcrawl.items import FactItem, PageItem
from govcrawl.model.fact import ColumnSeen, Fact, HomePageSeen
from govcrawl.model.observation import Observation
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Render, Site, Target
from govcrawl.spiders.base import Arrival, JobSpider, Loss, Output, Visit, with_www
from govcrawl.spiders.fingerprint import fingerprint
from govcrawl.store.history import EarlierVisit

TRUSTED_DAYS = 200  # after which a page is read again, whatever the server says of it
_SETTLED = (Observation.DATED, Observation.BLANK)


@dataclass(slots=True)
class Confirmation(Visit):
    """A visit that asks whether the pages of an earlier one changed.

    `confirmed`: id of a page's earlier snapshot -> its snapshot of today.
    """

    facts: tuple[Fact, ...] = ()
    others: tuple[Snapshot, ...] = ()  # all pages but the home page, which is asked first
    useless: frozenset[str] = frozenset()  # ETags that stand for several bodies
    confirmed: dict[str, Snapshot] = field(default_factory=dict)
    changed: bool = False
    controlled: bool = False


class ConfirmingSpider(JobSpider):
    """A job whose targets may be confirmed instead of read."""

    @property
    def reader(self) -> str:
        """The version of program, register's tables and limits: facts of another version are not carried over."""
        return f"{fingerprint(self.inspection.folder)} {self.pages_per_site} {self.column_depth}"

    async def opening(self, target: Target) -> Iterable[Any]:
        """Ask the home page whether it changed, where an earlier visit can be confirmed; else visit the target."""
        run = self.earlier_runs.get(target.id) if self.settings.getbool("INCREMENTAL") and not self.replays else None
        earlier = await asyncio.to_thread(self.earlier_visit, run, target.id) if run else None
        if earlier is None or not self._can_be_confirmed(target, earlier):
            return self.first(target)
        home, *others = sorted(earlier.snapshots, key=lambda page: page.role != "home")
        hosts = with_www(self.inspection.register.hosts(target))
        bodies = {(page.etag, page.body_sha256) for page in earlier.snapshots}
        useless = frozenset(tag for tag, number in Counter(tag for tag, _ in bodies).items() if number > 1)
        visit = Confirmation(target, hosts, facts=earlier.facts, others=tuple(others), useless=useless)
        return [self._confirm(visit, home)]

    def _can_be_confirmed(self, target: Target, earlier: EarlierVisit) -> bool:
        visited, pages = earlier.visited, earlier.snapshots
        if not (visited.observed and visited.reader == self.reader and pages) or visited.failures or visited.reason:
            return False
        if isinstance(target, Site) and target.render is Render.JS:
            return False
        oldest = min(page.unchanged_since or page.seen_at for page in pages)
        return (
            [page.url for page in pages if page.role == "home"] == [target.url]
            and all(self._is_plain(target, page) for page in pages)
            and all(map(_is_settled, earlier.facts))
            and {getattr(fact, "snapshot", "") for fact in earlier.facts} <= {"", *(page.id for page in pages)}
            and self._moment() - oldest <= timedelta(days=TRUSTED_DAYS)
        )

    def _is_plain(self, target: Target, page: Snapshot) -> bool:
        """Tell whether asking the address again is the same visit: no redirect, no browser, no failure."""
        asked = sha256("\n".join((page.run, target.id, page.role, page.url)).encode()).hexdigest()[:32]
        return page.status == 200 and not page.failure and page.role != "rendered" and page.id == asked

    def _confirm(self, visit: Confirmation, page: Snapshot, control: bool = False) -> Request:
        lost = partial(self._not_confirmed, visit)
        request = self.ask(visit, page.url, page.role, lambda *_: (), lost, earlier=page, control=control)
        validators = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        silent = control or page.etag in visit.useless - {""}
        if not silent:
            request.headers.update({name: value for name, value in validators.items() if value})
        request.callback = self._answered
        return request

    def _answered(self, response: Response, visit: Confirmation, role: str, arrived: Arrival, lost: Loss) -> Output:
        page: Snapshot = response.meta["earlier"]
        control, same = response.meta["control"], _is_same(response, page)
        if not same:
            visit.changed = True
        elif not control:
            visit.confirmed[page.id] = self._still(visit, page)
            if role == "home":
                for other in visit.others:
                    yield self._confirm(visit, other)
        if response.status == 304 and same and not visit.controlled:
            visit.controlled = True  # a server may say 304 whatever happened: one page is asked without the question
            yield self._confirm(visit, page, control=True)
        visit.under_way -= 1
        if not visit.under_way:
            yield from self._close(visit)

    def _still(self, visit: Confirmation, page: Snapshot) -> Snapshot:
        visit.pages += 1
        return replace(
            page,
            id=self.snapshot_id(visit, page.url, page.role),
            run=self.run_id,
            seen_at=self._moment(),
            fetched_at=self.now(),
            unchanged_since=page.unchanged_since or page.seen_at,
        )

    def _not_confirmed(self, visit: Confirmation, snapshot: Snapshot) -> Output:
        visit.changed = True
        yield from ()

    def _close(self, visit: Visit) -> Output:
        if not isinstance(visit, Confirmation):
            yield from super()._close(visit)
        elif visit.changed:
            yield from self.first(visit.target)
        else:
            visit.observed = True
            moment = self._moment()
            yield from map(PageItem, visit.confirmed.values())
            yield FactItem(tuple(_carried(fact, moment, visit.confirmed) for fact in visit.facts))
            yield self._through(visit)


def _is_same(response: Response, page: Snapshot) -> bool:
    if response.url != page.url:
        return False
    if response.status == 304:
        return True
    body = veiled(response.body, page.seen_at.date())  # as it was kept
    return sha256(body).hexdigest() == page.body_sha256


def _is_settled(fact: Fact) -> bool:
    """Tell whether reading the same page again could say nothing else: no doubt about its newest entry."""
    return not isinstance(fact, ColumnSeen | HomePageSeen) or (
        fact.state in _SETTLED and (fact.state is not Observation.DATED or not fact.reason)
    )


def _carried(fact: Fact, moment: datetime, confirmed: dict[str, Snapshot]) -> Fact:
    changes: dict[str, Any] = {"seen_at": moment}
    if hasattr(fact, "snapshot"):
        changes["snapshot"] = confirmed[fact.snapshot].id if fact.snapshot else ""
    if hasattr(fact, "unchanged_since"):
        changes["unchanged_since"] = fact.unchanged_since or fact.seen_at
    return replace(fact, **changes)
