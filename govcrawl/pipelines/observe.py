"""From readings to facts: the newest entry of a column, of a home page. Nothing is judged here."""

from dataclasses import replace
from datetime import date
from itertools import chain

from govcrawl.cms.addresses import canonical
from govcrawl.items import CrawlItem, FactItem, FeedItem, ListItem, MarksItem
from govcrawl.model.fact import ColumnSeen, HomePageSeen, OutwardLinksSeen, PageMarksSeen
from govcrawl.model.marks import MarkRead, TagRead
from govcrawl.model.masking import masked
from govcrawl.model.observation import Observation
from govcrawl.model.reading import DateRead, Entry
from govcrawl.pipelines.accounts import account_seen
from govcrawl.pipelines.dating import article_dates_seen, rows_seen

LISTED = frozenset({"survey"})  # classes whose dated rows are kept one by one
TOP_ROWS = 3  # where the newest entries of a list stand
BY_SCRIPT = "rows_by_script"  # what they say where a script fills the rows in
NO_DATE = "no_date"  # what the readers say where a page shows no date at all


class Observe:
    """Turns complete readings into facts and lets everything else pass."""

    def process_item(self, item: CrawlItem) -> CrawlItem:
        """Return the facts of a reading, or the item itself where it is none."""
        if isinstance(item, ListItem):
            beside = (rows_seen(item), outward_seen(item))
            return FactItem((list_seen(item), *(fact for fact in beside if fact)))
        if isinstance(item, FeedItem):
            return FactItem(account_seen(item))
        if isinstance(item, MarksItem):
            dates = article_dates_seen(item)
            return FactItem((marks_seen(item), dates) if dates else (marks_seen(item),))
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
    state, reason = _state(item, entries, bool(dated))
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
        listed=tuple((_day(entry), entry.title) for entry in dated) if item.column_class in LISTED else (),
        **seen,  # type: ignore[arg-type]
    )


def outward_seen(item: ListItem) -> OutwardLinksSeen | None:
    """Return where a home page leads out of government, with telephones masked; None of any other page."""
    if item.outward is None:
        return None
    read = item.outward
    return OutwardLinksSeen(
        item.target_id,
        item.url,
        item.first.seen_at,
        item.first.id,
        tuple(replace(link, words=masked(link.words)) for link in read.links),
        read.count,
        masked(read.prompt),
        read.scripted,
        tuple(replace(advert, words=masked(advert.words)) for advert in read.adverts),
    )


def marks_seen(item: MarksItem) -> PageMarksSeen:
    """Return what one page said of itself, without the words that a stored snapshot still holds."""
    marks = item.marks
    read = {
        "site_codes": marks.site_codes,
        "icp": marks.icp,
        "police": marks.police,
        "sponsors": marks.sponsors,
    }
    faulty = [
        TagRead(name, each.raw, each.fault, each.why) for name, found in read.items() for each in found if each.fault
    ]
    return PageMarksSeen(
        target_id=item.target_id,
        url=item.snapshot.url,
        page=item.role,
        seen_at=item.snapshot.seen_at,
        snapshot=item.snapshot.id,
        contact=_first(marks.contacts),
        badge=_first(marks.badges),
        correction=_first(marks.corrections),
        site_map=bool(marks.site_maps),
        accessible=bool(marks.accessibility),
        title=marks.title[:100],
        site_name=next((tag.content for tag in marks.tags if tag.name == "SiteName"), ""),
        names=marks.names,
        tags=tuple(tag.name for tag in marks.tags if tag.content),
        faulty=(*faulty, *(tag for tag in marks.tags if tag.fault)),
        footer_hidden=marks.footer_hidden,
        **{name: tuple(mark.value for mark in found if mark.value) for name, found in read.items()},
    )


def _first(marks: tuple[MarkRead, ...]) -> str:
    return marks[0].value if marks else ""


def _day(entry: Entry) -> date:
    return entry.published.day or date.min


def _with_article(entry: Entry, item: ListItem) -> Entry:
    article = None if entry.published.day else item.articles.get(canonical(entry.url))
    if article is None or article.day is None:
        return entry
    return replace(entry, published=replace(article, place=f"article: {article.place}"))


def _state(item: ListItem, entries: list[Entry], dated: bool) -> tuple[Observation, str]:
    """Say how much of the list was seen; the last word has the page that showed most."""
    if item.failure:
        return Observation.NOT_OBSERVED, item.failure
    if dated:
        return Observation.DATED, _what_may_be_newer(item, entries)
    states = {listing.state: listing.reason for listing in item.listings}
    if entries:
        return Observation.UNDATED, _why_undated(item, states.get(Observation.UNDATED, ""))
    if Observation.BLANK in states:
        if item.unproved:
            return Observation.NOT_OBSERVABLE, item.unproved
        # What the script asks says that there is no row, and the script itself showed none. A browser that shows none
        # proves nothing alone: what its script asked for may have been kept from it.
        if item.rendered and item.told_none and states.get(Observation.NOT_OBSERVABLE) == BY_SCRIPT:
            return Observation.BLANK, states[Observation.BLANK]
    for state in (Observation.NOT_OBSERVABLE, Observation.NOT_OBSERVED, Observation.BLANK):
        if state in states:
            return state, states[state]
    return Observation.NOT_OBSERVABLE, "no list on the page"


def _what_may_be_newer(item: ListItem, entries: list[Entry]) -> str:
    """Name what was not read and could be newer than the newest entry; empty where nothing could."""
    if item.unproved:
        return "further_pages_not_seen"
    top = [entry for entry in entries if not entry.pinned][:TOP_ROWS]
    return "rows_not_read" if any(entry.published.day is None for entry in top) else ""


def _why_undated(item: ListItem, reason: str) -> str:
    """Say whose lack it is that no row has a date: the site's only where opened articles show none either."""
    if reason not in ("", NO_DATE):
        return reason
    if not item.rows_asked or len(item.articles) < item.rows_asked:
        return "articles_not_seen"
    return next((article.reason for article in item.articles.values() if article.reason != NO_DATE), NO_DATE)
