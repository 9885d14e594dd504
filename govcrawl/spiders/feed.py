"""`scrapy crawl feed`: the newest post of every account, read from its public mirror."""

from scrapy import Request

from govcrawl.items import FeedItem, TextItem
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Account, Target
from govcrawl.platforms import read_feed
from govcrawl.spiders.base import JobSpider, Output, Visit, with_www


class FeedSpider(JobSpider):
    """Visits the mirror of each account; a reader in `govcrawl.platforms` says what stands there."""

    name = "feed"
    job = "feed"
    group = "account"

    def first(self, target: Target) -> Output:
        """Ask for the mirror page, or say that the register names none."""
        assert isinstance(target, Account)
        if not target.mirror:
            yield self.not_visited(target, "no_mirror")
            return
        visit = Visit(target, with_www(self.inspection.register.hosts(target)))
        yield self._page(visit, target.mirror, "feed")

    def _page(self, visit: Visit, url: str, role: str) -> Request:
        return self.ask(
            visit,
            url,
            role,
            arrived=lambda page, snapshot: self._feed(visit, page, snapshot),
            lost=lambda snapshot: self._lost(visit, snapshot),
        )

    def _feed(self, visit: Visit, page: Page, snapshot: Snapshot) -> Output:
        assert isinstance(visit.target, Account)
        feed = read_feed(page, visit.target.platform, visit.target.name)
        if feed.next_pages and snapshot.role == "feed":  # the answer has facts of the account only; its posts are apart
            yield self._page(visit, feed.next_pages[0], "posts")
            return
        visit.observed = feed.state is not Observation.NOT_OBSERVED
        visit.reason = feed.reason
        yield FeedItem(visit.target.id, visit.target.mirror, snapshot, feed)
        own = [post.title for post in feed.posts if post.title and post.original is not False]
        if own:  # what others wrote is theirs
            yield TextItem(visit.target.id, snapshot, "\n".join(own))

    def _lost(self, visit: Visit, snapshot: Snapshot) -> Output:
        assert isinstance(visit.target, Account)
        visit.reason = snapshot.failure
        yield FeedItem(visit.target.id, visit.target.mirror, snapshot, failure=snapshot.failure)
