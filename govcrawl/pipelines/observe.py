"""From readings to facts: the newest entry of a column, a home page, a feed. Nothing is judged here."""

from dataclasses import replace
from datetime import date
from itertools import chain

from govcrawl.cms.addresses import canonical
from govcrawl.items import CrawlItem, FactItem, FeedItem, ListItem
from govcrawl.model.fact import ColumnSeen, FeedSeen, HomePageSeen
from govcrawl.model.observation import Observation
from govcrawl.model.reading import DateRead, Entry


class Observe:
    """Turns complete readings into facts and lets everything else pass."""

    def process_item(self, item: CrawlItem) -> CrawlItem:
        """Return the facts of a reading, or the item itself where it is none."""
        if isinstance(item, ListItem):
            return FactItem((list_seen(item),))
        if isinstance(item, FeedItem):
            return FactItem((feed_seen(item),))
        return item


def list_seen(item: ListItem) -> HomePageSeen | ColumnSeen:
    """Return what was seen of a column or home page over all its pages.

    The newest entry is the maximum over all rows; a row that tells no day takes the day of its opened article.
    """
    entries = [
        _with_article(entry, item) for entry in chain.from_iterable(listing.entries for listing in item.listings)
    ]
    dated = [entry for entry in entries if entry.published.day]
    newest = max(dated, key=_day, default=None)
    state, reason = _state(item, bool(entries), bool(dated))
    read = newest.published if newest else DateRead()
    seen = {
        "target_id": item.target_id,
        "url": item.url,
        "state": state,
        "seen_at": item.first.seen_at,
        "snapshot": item.first.id,
        "newest": read.day,
        "newest_raw": read.raw,
        "newest_title": newest.title if newest else "",
        "newest_url": newest.url if newest else "",
        "rows": len(entries),
        "dated_rows": len(dated),
        "cms": item.cms,
        "reason": reason,
    }
    if item.home:
        return HomePageSeen(navigation_only=item.navigation_only, **seen)  # type: ignore[arg-type]
    registered = item.registered
    return ColumnSeen(
        name=item.name,
        column_class=item.column_class,
        level=item.level,
        cadence_days=registered.cadence_days if registered else None,
        excluded=registered.excluded if registered else False,
        **seen,  # type: ignore[arg-type]
    )


def feed_seen(item: FeedItem) -> FeedSeen:
    """Return what one mirror showed of an account."""
    feed = item.feed
    newest = feed.newest if feed else None
    read = newest.published if newest else DateRead()
    return FeedSeen(
        target_id=item.target_id,
        url=newest.url if newest else item.source,
        source=item.source,
        state=feed.state if feed else Observation.NOT_OBSERVED,
        seen_at=item.snapshot.seen_at,
        snapshot=item.snapshot.id,
        newest=read.day,
        newest_raw=read.raw,
        newest_title=newest.title if newest else "",
        newest_url=newest.url if newest else "",
        posts=len(feed.posts) if feed else 0,
        reason=item.failure or (feed.reason if feed else ""),
    )


def _day(entry: Entry) -> date:
    return entry.published.day or date.min


def _with_article(entry: Entry, item: ListItem) -> Entry:
    article = None if entry.published.day else item.articles.get(canonical(entry.url))
    if article is None or article.day is None:
        return entry
    return replace(entry, published=replace(article, place=f"article: {article.place}"))


def _state(item: ListItem, rows: bool, dated: bool) -> tuple[Observation, str]:
    """Say how much of the list was seen; the last word has the page that showed most."""
    if item.failure:
        return Observation.NOT_OBSERVED, item.failure
    if dated:
        return Observation.DATED, ""
    states = {listing.state: listing.reason for listing in item.listings}
    if rows:
        return Observation.UNDATED, states.get(Observation.UNDATED, "")
    for state in (Observation.NOT_OBSERVABLE, Observation.NOT_OBSERVED, Observation.BLANK):
        if state in states:
            return state, states[state]
    return Observation.NOT_OBSERVABLE, "no list on the page"
