"""When a post was published: the forms that only feeds have, and the years that neighbours prove.

Printed and relative dates are those of `govcrawl.dates`; here the date must be the whole text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise

from govcrawl import dates
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.post import Post
from govcrawl.model.reading import DateRead

NO_YEAR = "no_year"
NO_DATE = "no_date"

_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_DIGITS = re.compile(r"(20\d\d)([01]\d)([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)")
_ZONED = re.compile(r"(?:GMT|UTC|UT|Z|[ECMP][SD]T|[+-]\d{4})(?:\s+\d{4})?$")
_ENGLISH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
# No slash and no dot: 10/18 counts pictures, 12.10 is a version. No single figure before a hyphen: 1-8 is a range.
_YEARLESS = re.compile(r"\d\d-\d\d|\d{1,2}月")
_LABEL = re.compile(r"^(?:[发布表更新创建推送时间日期于:：\[\]【】()（）|·\s])+|[\]】)）|·\s]+$")
_AROUND = re.compile(r"[年月日号秒\s]*")


def read_moment(raw: object, captured_at: datetime, place: str = "") -> DateRead:
    """Read when a post was published. Times without a zone are Chinese; relative words count from `captured_at`.

    A text that holds anything but a date and its label has none (`no_date`). A date without a year stays unread
    (`no_year`): see `prove_years`.
    """
    text = " ".join(str(raw if raw is not None else "").split())
    stripped = _LABEL.sub("", text)
    if _EPOCH.fullmatch(stripped):
        return dates.from_epoch(stripped, captured_at, place)
    moment = _zoned(stripped)
    if moment:
        return DateRead(moment.date(), moment, text, place)
    if digits := _DIGITS.fullmatch(stripped):
        stripped = "{}-{}-{} {}:{}:{}".format(*digits.groups())
    spot = next(iter(dates.spots(stripped)), None) or dates.compact(stripped)
    if spot and _whole(stripped, stripped[spot.start : spot.end]):
        return replace(dates.resolve(spot, stripped, captured_at, place), raw=text)
    age = dates.relative(stripped, captured_at, place)
    if age and _whole(stripped, age.raw):
        return replace(age, raw=text)
    return DateRead(raw=text, place=place, reason=NO_YEAR if month_day(text) else NO_DATE)


def month_day(raw: str) -> dates.Spot | None:
    """Return what stands in a text that is a month and a day (with or without a time) and nothing else."""
    stripped = _LABEL.sub("", raw)
    spot = dates.yearless(stripped) if _YEARLESS.match(stripped) else None
    return spot if spot and _whole(stripped, stripped[spot.start : spot.end]) else None


def with_year(published: DateRead, year: int, captured_at: datetime, proof: str) -> DateRead:
    """Return a year-less date with the year that `proof` tells, refused where that day does not exist or is to come."""
    spot = month_day(published.raw)
    if not spot:
        return published
    place = f"{published.place}; {proof}".lstrip("; ")
    return replace(dates.with_year(spot, year, published.raw, captured_at, place), raw=published.raw)


def prove_years(posts: Sequence[Post], captured_at: datetime) -> tuple[Post, ...]:
    """Give year-less posts of a list the year that their neighbours prove.

    The list must run from new to old wherever it shows full dates. A year is proven when, between the next
    full date below and the next one above (or the capture), the month and day fall only once.
    """
    order = [index for index, post in enumerate(posts) if not post.pinned]
    full = [day for index in order if (day := posts[index].published.day)]
    if not full or any(above < below for above, below in pairwise(full)):
        return tuple(posts)
    proven = list(posts)
    for position, index in enumerate(order):
        published = posts[index].published
        spot = month_day(published.raw) if published.reason == NO_YEAR else None
        below = next((day for later in order[position + 1 :] if (day := posts[later].published.day)), None)
        above = next((day for earlier in order[:position][::-1] if (day := posts[earlier].published.day)), None)
        if not spot or not below:
            continue
        limit = above or captured_at.astimezone(CHINA_TIME).date()
        years = [
            year
            for year in range(below.year, limit.year + 1)
            if (day := _date(year, spot.month, spot.day)) and below <= day <= limit
        ]
        if len(years) == 1:
            dated = with_year(published, years[0], captured_at, "year of the neighbouring posts")
            proven[index] = replace(posts[index], published=dated)
    return tuple(proven)


def _whole(text: str, date_text: str) -> bool:
    return bool(_AROUND.fullmatch(text.replace(date_text, "", 1)))


def _zoned(text: str) -> datetime | None:
    """Read RFC 822, the form of ctime and ISO 8601 with a zone. CST is Chinese time here, not American."""
    text = re.sub(r"\bCST\b", "+0800", text)
    try:
        if _ENGLISH.search(text):
            moment = parsedate_to_datetime(text)
            return moment.astimezone(CHINA_TIME) if _ZONED.search(text) else moment.replace(tzinfo=CHINA_TIME)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(CHINA_TIME) if moment.tzinfo else None  # without a zone it is a printed date
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
