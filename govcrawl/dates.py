"""Reading dates: every printed form of Chinese government pages, refused where impossible or in the future.

`spots` finds what looks like a date, `resolve` says which day it is, `find_date` does both. A date without a year stays
without one (`no_year`): `with_year` gives it the year that something else proves.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import DateRead

FIRST_YEAR = 1949  # nothing on a government page was published before; 1970 is treated apart (an empty time stamp)
_EMPTY_DAY = date(1970, 1, 1)
LONGEST_SLOT = 80  # characters; a longer text is prose

# One character for one character, so that positions in the folded text are positions in the printed one.
_FOLDED = {
    "-": "－—–‐‑−﹣",
    "/": "／",
    ".": "．",
    ":": "：",
    " ": "　\xa0\u2002\u2003\u2009\t\n\r\v\f",
    "[": "〔［（【",
    "]": "〕］）】",
    "〇": "○Ｏ零",
}
_FOLD = {chr(ord("０") + n): str(n) for n in range(10)} | {
    printed: plain for plain, all_ in _FOLDED.items() for printed in all_
}
_FOLDABLE = re.compile(f"[{''.join(_FOLD)}]")
_FOUR_DIGITS = re.compile(r"\d\d\d\d")  # of a year
_S = r" {0,4}"
_TIME = (
    rf"(?:{_S}[T-]?{_S}(?P<hour>[01]?\d|2[0-4]){_S}[:时点]{_S}(?P<minute>[0-5]\d)"
    rf"(?:{_S}[:分]{_S}(?P<second>[0-5]\d)(?:\.\d{{1,9}})?)?(?:{_S}[秒分])?(?P<zone>Z|[+]\d\d:?\d\d)?(?!\d))?"
)
_HAN_DIGIT = "〇一二三四五六七八九"
_HAN_NUMBER = r"[一二三四五六七八九十廿卅〇]{1,3}"
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTH_NAMES)
_MAY_NAME_MONTH = re.compile("".join(f"[{''.join(it)}{''.join(it).upper()}]" for it in zip(*_MONTH_NAMES, strict=True)))

_FULL = re.compile(
    rf"(?<![\d./-])(?P<year>\d{{4}}){_S}(?:年{_S}(?P<m1>\d{{1,2}}){_S}月{_S}(?P<d1>\d{{1,2}})(?:{_S}[日号])?"
    rf"|(?P<sep>[-/.]){_S}(?P<m2>\d{{1,2}}){_S}(?P=sep){_S}(?P<d2>\d{{1,2}}))"
    # The time may be glued on: 2021-07-0810:20, 2021-07-08-10:20.
    rf"(?:(?=-?\d\d:\d\d(?!\d))|(?!\d|[-/]\d|\.\d{{1,3}}(?!\d))){_TIME}"
)
_HAN = re.compile(
    rf"(?P<year>[{_HAN_DIGIT}]{{4}}){_S}年{_S}(?P<month>{_HAN_NUMBER}){_S}月{_S}(?P<day>{_HAN_NUMBER}){_S}[日号]"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)")
_ENGLISH = re.compile(
    rf"(?<![a-z])(?P<month>{_MONTH})[a-z]{{0,6}}\.? {{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {{1,3}}"
    r"(?:(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) {1,3}(?:cst|gmt\+0?8:?0?0?) {1,3})?(?P<year>\d{4})(?!\d)"
    rf"|(?<!\d)(?P<day2>\d{{1,2}})[ -](?P<month2>{_MONTH})[a-z]{{0,6}}[ -](?P<year2>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"(?<![\d./:年-])(?:(?P<m1>\d{{1,2}}){_S}月{_S}(?P<d1>\d{{1,2}}){_S}[日号]?"
    r"|(?P<m2>\d{1,2})-(?P<d2>\d{1,2})|(?P<m3>\d\d)[/.](?P<d3>\d\d))"
    rf"(?!\d|[./-]\d|:\d){_TIME}"
)
_NO_DAY = re.compile(
    rf"(?<![\d./-])(?P<year>(?:19|20)\d\d){_S}(?:年{_S}\d{{1,2}}{_S}月|[-/.]\d{{1,2}})(?!\d|[-/.]\d|{_S}\d)"
)
# A box of two parts, as lists with a big day print it: `08` over `2021-07`, `07-08` over `2021`, `08` over `7月`.
_BOX = re.compile(
    rf"(?P<d1>\d{{1,2}})[日号]? {{0,9}}/? {{0,9}}(?P<y1>(?:19|20)\d\d){_S}[-/.年]{_S}(?P<m1>\d{{1,2}})月?"
    rf"|(?P<y2>(?:19|20)\d\d){_S}[-/.年]{_S}(?P<m2>\d{{1,2}})月? {{0,9}}(?<=[ 月])(?P<d2>\d{{1,2}})[日号]?"
    rf"|(?P<m3>\d{{1,2}}){_S}[-/.月]{_S}(?P<d3>\d{{1,2}})[日号]? {{0,9}}(?<=[ 日号])(?P<y3>(?:19|20)\d\d)年?"
    rf"|(?P<y4>(?:19|20)\d\d)年? {{1,9}}(?P<m4>\d{{1,2}}){_S}[-/.月]{_S}(?P<d4>\d{{1,2}})[日号]?"
    rf"|(?P<d5>\d{{1,2}})[日号]? {{0,9}}(?<=[ 日号])(?P<m5>\d{{1,2}})月"
)
_RELATIVE = re.compile(
    r"刚刚|(?P<count>\d{1,3}|[一二三四五六七八九十半]) {0,2}(?:个)?(?P<unit>秒钟?|分钟|小时|天|日|周|星期|个?月)之?前"
    rf"|(?P<word>今[天日]|昨[天日]|前[天日])(?![晚年])(?:{_S}(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
)
_DAYS_AGO = {"今": 0, "昨": 1, "前": 2}


class Spot(NamedTuple):
    """A place in a text that looks like a date. `year` is None where none is printed; `day` 0 where only a month is."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    clock: tuple[int, int, int] | None = None
    zone: timezone = CHINA_TIME


def fold(text: str) -> str:
    """Return the text with full-width digits, dashes, blanks and brackets folded, character for character."""
    return _FOLDABLE.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return _FOLD[match[0]]


def spots(text: str) -> tuple[Spot, ...]:
    """Return the full dates of a text in the order of their places."""
    return _short_spots(text) if len(text) <= LONGEST_SLOT else _spots(text)


def _spots(text: str) -> tuple[Spot, ...]:
    folded = fold(text)
    found: list[Spot] = []
    if _FOUR_DIGITS.search(folded):
        found += map(_numeric, _FULL.finditer(folded))
        if _MAY_NAME_MONTH.search(folded):
            found += _english(folded)
    if "年" in folded:
        found += (
            Spot(m.start(), m.end(), _han_year(m["year"]), _han_number(m["month"]), _han_number(m["day"]))
            for m in _HAN.finditer(folded)
        )
    return tuple(sorted(found, key=lambda spot: spot.start) if len(found) > 1 else found)


_short_spots = lru_cache(maxsize=8_192)(_spots)  # the pages of a site repeat their short texts


def find_date(text: str, captured_at: datetime, place: str = "") -> DateRead:
    """Return the first readable date of a text: full, else relative, else compact, else why there is none.

    Args:
        text: What was printed; any length.
        captured_at: Aware moment of the capture: reference for 昨天, limit for dates in the future.
        place: Where the text stood; handed through.

    Source: fact sheet part 7 and the printed forms of real pages.
    """
    refused: DateRead | None = None
    for spot in spots(text):
        read = resolve(spot, text, captured_at, place)
        if read.day:
            return read
        refused = refused or read
    if refused:
        return refused
    if read_relative := relative(text, captured_at, place):
        return read_relative
    folded = fold(text)
    for match in _COMPACT.finditer(folded):
        return resolve(_plain(match), text, captured_at, place)
    if bare := yearless(text):
        return DateRead(raw=text[bare.start : bare.end].strip(), place=place, reason="no_year")
    if partial := _NO_DAY.search(folded):
        return DateRead(raw=partial[0].strip(), place=place, reason="no_day")
    return DateRead(place=place, reason="no_date")


def yearless(text: str) -> Spot | None:
    """Return the first month and day without a year (`[07-08]`, `7月8日`)."""
    for match in _YEARLESS.finditer(fold(text)):
        month, day = (int(match["m1"] or match["m2"] or match["m3"]), int(match["d1"] or match["d2"] or match["d3"]))
        if _day(2000, month, day):
            return Spot(match.start(), match.end(), None, month, day, _clock(match))
    return None


def boxed(text: str) -> Spot | None:
    """Return the date of a box of two parts, or None where the text is anything else."""
    folded = fold(text).strip(" []")
    match = _BOX.fullmatch(folded) if len(folded) <= 30 else None
    if not match:
        return None
    for n in "12345":
        if match[f"d{n}"]:
            year = int(match[f"y{n}"]) if n != "5" else None
            return Spot(0, len(text), year, int(match[f"m{n}"]), int(match[f"d{n}"]))
    return None


def relative(text: str, captured_at: datetime, place: str = "") -> DateRead | None:
    """Return what 昨天 or 3天前 means at the moment of the capture."""
    match = _RELATIVE.search(fold(text))
    if not match:
        return None
    here = captured_at.astimezone(CHINA_TIME)
    raw = text[match.start() : match.end()].strip()
    if word := match["word"]:
        day = here.date() - timedelta(days=_DAYS_AGO[word[0]])
        clock = _clock(match, second=False)
        moment = datetime(day.year, day.month, day.day, *clock, tzinfo=CHINA_TIME) if clock else None
        return DateRead(day, moment, raw, place)
    if not match["count"]:
        return DateRead(here.date(), None, raw, place)
    count = (
        int(match["count"])
        if match["count"].isdigit()
        else 0.5
        if match["count"] == "半"
        else _han_number(match["count"])
    )
    unit = match["unit"]
    if "月" in unit:  # a month is no number of days
        return DateRead(raw=raw, place=place, reason="no_day")
    seconds = {"秒": 1, "分": 60, "小": 3600, "天": 86400, "日": 86400, "周": 604800, "星": 604800}[unit[0]]
    return DateRead((here - timedelta(seconds=count * seconds)).date(), None, raw, place)


def compact(text: str) -> Spot | None:
    """Return the date that `20210708` stands for where it is the whole text."""
    match = _COMPACT.fullmatch(fold(text).strip(" []()"))
    return _plain(match)._replace(start=0, end=len(text)) if match else None


def resolve(spot: Spot, text: str, captured_at: datetime, place: str = "") -> DateRead:
    """Return the day of a spot, refused where there is no such day, no year, or the day is not yet come."""
    raw = text[spot.start : spot.end].strip()
    if spot.year is None:
        return DateRead(raw=raw, place=place, reason="no_year")
    return _read(spot, spot.year, raw, captured_at, place)


def with_year(spot: Spot, year: int, text: str, captured_at: datetime, place: str) -> DateRead:
    """Return the day of a spot whose year something else proves; `place` tells what."""
    return _read(spot, year, text[spot.start : spot.end].strip(), captured_at, place)


def from_epoch(value: int | str, captured_at: datetime, place: str = "") -> DateRead:
    """Return the day of an epoch time in seconds or milliseconds, in China's time."""
    number = int(value)
    seconds = number / 1000 if number > 10**11 else number
    if not 10**8 * 3 < seconds < 10**10:  # before 1979 it is an empty or a broken time stamp
        return DateRead(raw=str(value), place=place, reason="impossible")
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(CHINA_TIME)
    reason = "after_capture" if moment.date() > captured_at.astimezone(CHINA_TIME).date() else ""
    return DateRead(None if reason else moment.date(), None if reason else moment, str(value), place, reason)


def _read(spot: Spot, year: int, raw: str, captured_at: datetime, place: str) -> DateRead:
    day = _day(year, spot.month, spot.day)
    if day is None or day == _EMPTY_DAY:
        return DateRead(raw=raw, place=place, reason="impossible")
    moment = None
    if spot.clock:
        hour, minute, second = spot.clock
        moment = datetime(year, spot.month, spot.day, hour % 24, minute, second, tzinfo=spot.zone).astimezone(
            CHINA_TIME
        )
        if spot.zone is not CHINA_TIME:
            day = moment.date()
    if day > captured_at.astimezone(CHINA_TIME).date():
        return DateRead(raw=raw, place=place, reason="after_capture")
    return DateRead(day, moment, raw, place)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= 9998:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str], second: bool = True) -> tuple[int, int, int] | None:
    if not match["hour"]:
        return None
    return int(match["hour"]) % 24, int(match["minute"]), int(match["second"] or 0) if second else 0


def _numeric(match: re.Match[str]) -> Spot:
    year, m1, d1, _, m2, d2, hour, minute, second, mark = match.groups()
    clock = (int(hour) % 24, int(minute), int(second or 0)) if hour else None
    zone = CHINA_TIME
    if mark:
        digits = mark[1:].replace(":", "")
        zone = UTC if mark == "Z" else timezone(timedelta(hours=min(int(digits[:2]), 23), minutes=int(digits[2:]) % 60))
        zone = CHINA_TIME if zone == timezone(timedelta(hours=8)) else zone
    return Spot(match.start(), match.end(), int(year), int(m1 or m2), int(d1 or d2), clock, zone)


def _plain(match: re.Match[str]) -> Spot:
    return Spot(match.start(), match.end(), int(match["year"]), int(match["month"]), int(match["day"]))


def _english(folded: str) -> Iterator[Spot]:
    for m in _ENGLISH.finditer(folded):
        month = 1 + _MONTH_NAMES.index((m["month"] or m["month2"]).lower())
        yield Spot(m.start(), m.end(), int(m["year"] or m["year2"]), month, int(m["day"] or m["day2"]), _clock(m))


def _han_year(text: str) -> int:
    return int("".join(str(_HAN_DIGIT.index(digit)) for digit in text))


def _han_number(text: str) -> int:
    """Return 一 to 三十一 as a number; 0 where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十").replace("〇", "")
    tens, ten, ones = text.rpartition("十")
    if any(len(part) > 1 or part not in _HAN_DIGIT for part in (tens, ones) if part):
        return 0
    return (_HAN_DIGIT.index(tens) if tens else 1) * 10 * bool(ten) + (_HAN_DIGIT.index(ones) if ones else 0)
