"""What the jobs `feed`, `wechat` and `weibo` have in common: every mirror of an account, politely, and its comments."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain, zip_longest
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from govcrawl.cms import open_page
from govcrawl.inspection import Inspection
from govcrawl.items import FactItem, FeedItem, TextItem
from govcrawl.model.fact import FeedSeen
from govcrawl.model.fact.post import LOOK_BACK_DAYS
from govcrawl.model.masking import personal_numbers
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.post import Comment, FeedRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Account, Target
from govcrawl.platforms import read_feed_pages
from govcrawl.platforms.blocked import OBSTACLES
from govcrawl.platforms.comments import read_comments
from govcrawl.spiders.base import JobSpider, Output, Visit, with_www
from govcrawl.spiders.personal import PERSONAL, masked_numbers
from govcrawl.spiders.saved_mirrors import FOLDER, SavedPage, saved_pages


@dataclass(slots=True)
class Source:
    """One mirror of an account: the pages of its list, what they show together, and the comments beside it."""

    url: str
    pages: list[Page] = field(default_factory=list)
    first: Snapshot | None = None  # of the first page
    feed: FeedRead | None = None
    comments: list[tuple[Snapshot, Comment]] = field(default_factory=list)
    comment_pages_due: int = 0


class AccountSpider(JobSpider):
    """Visits the mirrors of each account; a reader in `govcrawl.platforms` says what stands there.

    A mirror that answers with captchas or logins `MIRROR_PATIENCE` times running is left in peace for the rest of the
    run: its accounts are then not observed there. Rates per host stand in the setting DOWNLOAD_SLOTS.
    """

    group = "account"
    keeps_answers = True
    platform: ClassVar[str] = ""  # the canonical name of the one platform that the job is for; empty: all

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Any:
        """Build the spider with the settings that bound what is asked of a mirror."""
        spider: Any = super().from_crawler(crawler, *args, **kwargs)
        spider.patience = crawler.settings.getint("MIRROR_PATIENCE")
        spider.mirror_pages = crawler.settings.getint("MIRROR_PAGES")
        spider.comment_pages = crawler.settings.getint("COMMENT_PAGES")
        spider.paced = frozenset(crawler.settings.getdict("DOWNLOAD_SLOTS"))
        return spider

    patience: int
    mirror_pages: int  # of one list
    comment_pages: int  # of one mirror
    paced: frozenset[str]  # hosts whose pause a setting gives: it is not for AutoThrottle to shorten

    @cached_property
    def blocked_running(self) -> Counter[str]:
        """How many answers in a row were an obstacle, by host."""
        return Counter()

    @classmethod
    def concerned(cls, inspection: Inspection) -> list[Target]:
        """Return the accounts in operation, and others that have a mirror: do they still post? Hosts take turns."""
        accounts = inspection.register.accounts
        others = () if inspection.only else [it for it in accounts if not it.operating and it.mirrors]
        return in_turns(
            it for it in (*inspection.targets, *others) if isinstance(it, Account) and cls.platform in ("", it.platform)
        )

    def sources(self, account: Account) -> Sequence[str]:
        """Return the addresses that show the posts of an account."""
        return account.mirrors

    def first(self, target: Target) -> Output:
        """Read what was saved of an account and ask every mirror, or say that there is none to be asked."""
        assert isinstance(target, Account)
        urls = self.sources(target)
        asked = [url for url in urls if self.blocked_running[_host(url)] < self.patience]
        saved = saved_pages(self.inspection, target)
        yield from (self._left_in_peace(target, url) for url in urls if url not in asked)
        if not asked and not saved:
            yield self.not_visited(target, "mirror_blocked" if urls else "no_mirror")
            return
        visit = Visit(target, with_www(frozenset(map(_host, urls))))
        requests = [self._page(visit, Source(url), url, "feed") for url in asked]
        if saved:
            yield from self._saved(visit, saved)
        yield from requests

    def kept(self, page: Page, body: bytes) -> bytes:
        """Mask the numbers that visitors left in comments beside the posts."""
        found = read_comments(page) if personal_numbers(page.text) else ()
        return masked_numbers(body, (comment.text for comment in found))

    def _left_in_peace(self, account: Account, url: str) -> FactItem:
        """Return that a mirror was not asked: it may know more than the others."""
        seen = FeedSeen(account.id, url, url, Observation.NOT_OBSERVED, self._moment(), reason="mirror_blocked")
        return FactItem((seen,))

    def _saved(self, visit: Visit, saved: Sequence[SavedPage]) -> Output:
        """Read pages that were saved by hand as one list; each is kept like one that was asked for."""
        source = Source(f"{FOLDER}/{saved[0].captured_at:%Y-%m-%d}/{visit.target.name}")
        visit.under_way += len(saved)
        for number, it in enumerate(saved, start=1):
            page = open_page(it.body, it.captured_at, None, "")
            body = self.kept(page, it.body)
            snapshot = Snapshot(
                id=self.snapshot_id(visit, it.place, "saved"),
                run=self.run_id,
                target_id=visit.target.id,
                url=it.place,
                role="saved",
                seen_at=it.captured_at,
                fetched_at=self.now(),
                status=200,
                body_sha256=sha256(body).hexdigest(),
                body_bytes=len(body),
            )
            arrived = partial(self._read, visit, source, last=number == len(saved))
            yield from self._count_out(visit, snapshot, page, body, arrived, partial(self._lost, visit, source))

    def _page(self, visit: Visit, source: Source, url: str, role: str) -> Request:
        return self.ask(
            visit,
            url,
            role,
            arrived=lambda page, snapshot: self._read(visit, source, page, snapshot),
            lost=lambda snapshot: self._lost(visit, source, snapshot),
            autothrottle_dont_adjust_delay=_host(url) in self.paced,
        )

    def _read(
        self, visit: Visit, source: Source, page: Page, snapshot: Snapshot, *, last: bool | None = None
    ) -> Output:
        """Read the list so far; go on with older posts, then with comments, then it is done.

        `last` is None of a page that was asked for; of a saved one it says whether another one follows.
        """
        account = visit.target
        assert isinstance(account, Account)
        feed = source.feed = read_feed_pages([*source.pages, page], account.platform, account.name)
        source.pages.append(page)
        source.first = source.first or snapshot
        if last is not None:
            yield from self._done(visit, source, feed) if last else ()
            return
        self._note_obstacle(snapshot.url, feed.reason)
        if feed.next_pages and len(source.pages) < self.mirror_pages and _goes_back(feed, snapshot):
            yield self._page(visit, source, feed.next_pages[0], "posts")
            return
        pages = [url for url in feed.comment_pages if _host(url) in visit.hosts][: self.comment_pages]
        source.comment_pages_due = len(pages)
        for url in pages:
            yield self._comment_page(visit, source, url)
        if not pages:
            yield from self._done(visit, source, feed)

    def _lost(self, visit: Visit, source: Source, snapshot: Snapshot) -> Output:
        """Go by the pages that were read before; without any the mirror was not seen."""
        self._note_obstacle(snapshot.url, snapshot.failure)
        if source.feed:
            yield from self._done(visit, source, source.feed)
            return
        visit.reason = visit.reason or snapshot.failure
        yield FeedItem(visit.target.id, source.url, snapshot, failure=snapshot.failure, asked=not self.replays)

    def _comment_page(self, visit: Visit, source: Source, url: str) -> Request:
        def arrived(page: Page, snapshot: Snapshot) -> Output:
            source.comments += [(snapshot, comment) for comment in read_comments(page)]
            return lost(snapshot)

        def lost(snapshot: Snapshot) -> Output:
            source.comment_pages_due -= 1
            if not source.comment_pages_due and source.feed:
                yield from self._done(visit, source, source.feed)

        pace = {"autothrottle_dont_adjust_delay": _host(url) in self.paced, PERSONAL: True}
        return self.ask(visit, url, "comments", arrived=arrived, lost=lost, **pace)

    def _done(self, visit: Visit, source: Source, feed: FeedRead) -> Output:
        assert source.first is not None
        if feed.state is not Observation.NOT_OBSERVED:
            visit.observed, visit.reason = True, ""
        elif not visit.observed:
            visit.reason = feed.reason
        yield FeedItem(
            visit.target.id, source.url, source.first, feed, comments=source.comments, asked=not self.replays
        )
        own = [post.title for post in feed.posts if post.title and post.original is not False]
        if own:  # what others wrote is theirs
            yield TextItem(visit.target.id, source.first, "\n".join(own))

    def _note_obstacle(self, url: str, reason: str) -> None:
        """Count obstacles in a row. Beyond `patience` the host is asked no more: going on would only harden it."""
        host = _host(url)
        self.blocked_running[host] = self.blocked_running[host] + 1 if reason in OBSTACLES else 0
        if self.blocked_running[host] == self.patience:
            self.logger.warning(
                "%s: %d obstacles in a row (%s); not asked again in this run", host, self.patience, reason
            )

    def _count(self, target: Target, observed: bool) -> None:
        """Count a target; that nothing is seen of an account out of operation is as it should be."""
        super()._count(target, observed or not target.operating)


def in_turns(accounts: Iterable[Account]) -> list[Target]:
    """Return accounts so that the hosts of their first mirrors take turns: no host holds up the others."""
    by_host: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_host[_host(account.mirror)].append(account)
    return [it for it in chain.from_iterable(zip_longest(*by_host.values())) if it]


def _goes_back(feed: FeedRead, snapshot: Snapshot) -> bool:
    """Tell whether the look-back goes further than the posts read so far."""
    days = [post.published.day for post in feed.posts if post.published.day and not post.pinned]
    since = snapshot.seen_at.astimezone(CHINA_TIME).date() - timedelta(days=LOOK_BACK_DAYS)
    return min(days, default=since) >= since


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
