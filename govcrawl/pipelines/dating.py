"""From readings to the facts that speak of the age of what is printed (V1e). Nothing is judged here."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import chain

from govcrawl.cms.slots import url_day
from govcrawl.dates import find_date
from govcrawl.items import ListItem, MarksItem
from govcrawl.model.fact import ArticleDatesSeen, PageRole, RowDate, RowsSeen
from govcrawl.model.masking import masked
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import DateRead, Entry

MOST_ROWS = 60  # of a column at one visit
_NUMBER_YEAR = re.compile(r"[〔\[（(【]\s{0,2}((?:19|20)\d\d)\s{0,2}[〕\]）)】]")
_WRITTEN = ("成文日期", "发文日期", "成文时间", "发文时间", "印发日期", "签发日期")


def rows_seen(item: ListItem) -> RowsSeen | None:
    """Return the rows of a column as they are printed, or None of a home page and where none is shown."""
    if item.home or item.failure:
        return None
    entries = list(chain.from_iterable(listing.entries for listing in item.listings))[:MOST_ROWS]
    if not any(entry.url and (entry.published.day or entry.published.raw) for entry in entries):
        return None
    return RowsSeen(
        item.target_id,
        item.url,
        item.name,
        item.first.seen_at,
        item.first.id,
        item.column_class,
        tuple(map(_row, entries)),
    )


def article_dates_seen(item: MarksItem) -> ArticleDatesSeen | None:
    """Return the printed date of a content page beside the other marks of its age; None of any other page."""
    article, snapshot = item.article, item.snapshot
    if article is None or item.role is not PageRole.ARTICLE:
        return None
    pubdate = next((tag.content for tag in item.marks.tags if tag.name == "PubDate"), "")
    meta = find_date(pubdate, snapshot.seen_at)
    number = _NUMBER_YEAR.search(article.document_number)
    # A day of the head or the address alone is shown to nobody.
    shown = DateRead(reason="no_date") if article.published.place.startswith(("address", "meta")) else article.published
    return ArticleDatesSeen(
        target_id=item.target_id,
        url=snapshot.url,
        seen_at=snapshot.seen_at,
        title=masked(article.title)[:100],
        snapshot=snapshot.id,
        printed=shown.day,
        printed_raw=shown.raw,
        reason=shown.reason,
        named=url_day(snapshot.url),
        meta=meta.day,
        modified=_modified(snapshot.last_modified, snapshot.fetched_at),
        written=next((read.day for label, read in article.other_dates if label in _WRITTEN and read.day), None),
        document_number=article.document_number,
        number_year=int(number[1]) if number else None,
    )


def _row(entry: Entry) -> RowDate:
    read = entry.published
    return RowDate(entry.url, masked(entry.title)[:100], read.day, "" if read.day else read.raw, read.reason)


def _modified(header: str, fetched_at: datetime) -> date | None:
    """Return the day of a Last-Modified, unless the answer was made for us: then it says nothing of the page's age."""
    try:
        moment = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None or abs((fetched_at - moment).total_seconds()) < 86_400:
        return None
    return moment.astimezone(CHINA_TIME).date()
