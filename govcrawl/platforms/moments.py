"""When a post was published: every form that feeds and their mirrors print, and no year without proof."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise

from govcrawl.model.period import CHINA_TIME
from govcrawl.model.post import Post
from govcrawl.model.reading import DateRead

NO_YEAR = "year_not_printed"
NO_DATE = "no_date"
UNREADABLE = "date_not_understood"

# Before 2009 none of the platforms existed: a smaller number is a counter, not an epoch.
FIRST_POST = date(2009, 1, 1)

_CLOCK = r"(?:\D{0,3}?(?P<hour>\d{1,2})[:：时](?P<minute>\d{1,2})(?:[:：分](?P<second>\d{1,2})?秒?)?(?:\.\d+)?)?"
_FULL = re.compile(r"(?P<year>20\d\d)(?P<sep>[-/.年])(?P<month>\d{1,2})(?:(?P=sep)|月)(?P<day>\d{1,2})日?" + _CLOCK)
_DIGITS = re.compile(
    r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
)
# No slash: 1/18 counts pictures. No single figure before a hyphen: 1-8 is a range.
_YEARLESS = re.compile(r"(?P<month>\d\d(?=-\d\d)|\d{1,2}(?=月))[-月](?P<day>\d{1,2})日?" + _CLOCK)
_DAY_WORD = re.compile(r"(?P<word>今天|今日|昨天|昨日|前天)" + _CLOCK)
_DAY_WORDS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_AGO = re.compile(r"(?P<count>\d{1,3}|半)\s*个?(?P<unit>秒钟?|分钟?|小时|天)(?:以?前)")
_UNITS = {"秒": timedelta(seconds=1), "分": timedelta(minutes=1), "小": timedelta(hours=1)}
_JUST_NOW = re.compile(r"刚刚|刚才|刚发布")
_ZONED = re.compile(r"(?:GMT|UTC|UT|Z|[ECMP][SD]T|[+-]\d{4})(?:\s+\d{4})?$")
_ENGLISH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_LABEL = re.compile(r"^(?:发[布表]|更新|创建|推送|时间|日期|于|[:：\[\]【】()（）|\s])+|[\]】)）\s]+$")


def read_moment(raw: object, captured_at: datetime, place: str = "") -> DateRead:
    """Read when a post was published. Times without a zone are Chinese; relative words count from `captured_at`.

    A date without a year stays unread with the reason `year_not_printed`: see `prove_years`.
    """
    text = " ".join(str(raw if raw is not None else "").split())
    stripped = _LABEL.sub("", text)
    if not stripped:
        return DateRead(raw=text, place=place, reason=NO_DATE)
    moment = _epoch(stripped) or _zoned(stripped)
    if moment:
        return DateRead(moment.date(), moment, text, place)
    printed = _printed(stripped) or _relative(stripped, captured_at)
    if printed:
        day, moment = printed
        return DateRead(day, moment, text, place)
    return DateRead(raw=text, place=place, reason=NO_YEAR if month_day(text) else UNREADABLE)


def month_day(raw: str) -> tuple[int, int, time | None] | None:
    """Return month, day and time of a date that is printed without its year, or None for any other text."""
    found = _YEARLESS.fullmatch(_LABEL.sub("", raw))
    if not found or not _date(2000, int(found["month"]), int(found["day"])):  # 2000 has a 29 February
        return None
    return int(found["month"]), int(found["day"]), _clock(found)


def with_year(published: DateRead, year: int, proof: str) -> DateRead:
    """Return the date with the year that `proof` tells, or unchanged where that year has no such day."""
    parts = month_day(published.raw)
    day = _date(year, parts[0], parts[1]) if parts else None
    if not parts or not day:
        return published
    moment = datetime.combine(day, parts[2], CHINA_TIME) if parts[2] else None
    return DateRead(day, moment, published.raw, f"{published.place}; {proof}".lstrip("; "))


def prove_years(posts: Sequence[Post], captured_at: datetime) -> tuple[Post, ...]:
    """Give year-less posts of a list the year that their neighbours prove.

    The list must run from new to old wherever it shows full dates. A year is proven when, between the next
    full date below and the next one above (or the capture), the month and day fall only once.
    """
    order = [index for index, post in enumerate(posts) if not post.pinned]
    full = [posts[index].published.day for index in order if posts[index].published.day]
    if not full or any(above < below for above, below in pairwise(full) if above and below):
        return tuple(posts)
    proven = list(posts)
    for position, index in enumerate(order):
        parts = month_day(posts[index].published.raw) if posts[index].published.reason == NO_YEAR else None
        below = next((day for later in order[position + 1 :] if (day := posts[later].published.day)), None)
        above = next((day for earlier in order[:position][::-1] if (day := posts[earlier].published.day)), None)
        if not parts or not below:
            continue
        limit = above or captured_at.astimezone(CHINA_TIME).date()
        years = [
            year
            for year in range(below.year, limit.year + 1)
            if (day := _date(year, parts[0], parts[1])) and below <= day <= limit
        ]
        if len(years) == 1:
            dated = with_year(posts[index].published, years[0], "year of the neighbouring posts")
            proven[index] = replace(posts[index], published=dated)
    return tuple(proven)


def _epoch(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{10}(?:\d{3}|\d{6})?(?:\.\d+)?", text):
        return None
    digits = text.split(".")[0]
    moment = datetime.fromtimestamp(int(digits[:10]), CHINA_TIME)
    return moment if moment.date() >= FIRST_POST else None


def _zoned(text: str) -> datetime | None:
    """Read RFC 822, the form of ctime and ISO 8601 with a zone. CST is Chinese time here, not American."""
    text = re.sub(r"\bCST\b", "+0800", text)
    try:
        if _ENGLISH.search(text):
            moment = parsedate_to_datetime(text)
            return moment.astimezone(CHINA_TIME) if _ZONED.search(text) else moment.replace(tzinfo=CHINA_TIME)
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.astimezone(CHINA_TIME) if moment.tzinfo else None  # without a zone it is a printed date


def _printed(text: str) -> tuple[date, datetime | None] | None:
    found = _FULL.fullmatch(text) or _DIGITS.fullmatch(text)
    day = _date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    if not found or not day:
        return None
    clock = _clock(found)
    return day, datetime.combine(day, clock, CHINA_TIME) if clock else None


def _relative(text: str, captured_at: datetime) -> tuple[date, datetime | None] | None:
    now = captured_at.astimezone(CHINA_TIME)
    if _JUST_NOW.fullmatch(text):
        return now.date(), now
    if found := _DAY_WORD.fullmatch(text):
        day = now.date() - timedelta(days=_DAY_WORDS[found["word"]])
        clock = _clock(found)
        return day, datetime.combine(day, clock, CHINA_TIME) if clock else None
    if found := _AGO.fullmatch(text):
        count = 0.5 if found["count"] == "半" else int(found["count"])
        if found["unit"] == "天":  # platforms count these by the calendar
            return now.date() - timedelta(days=int(count)), None
        moment = now - _UNITS[found["unit"][0]] * count
        return moment.date(), moment
    return None


def _clock(found: re.Match[str]) -> time | None:
    if found["hour"] is None:
        return None
    try:
        return time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
