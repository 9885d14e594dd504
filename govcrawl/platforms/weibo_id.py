"""The moment that is written into the number of every Weibo post: proof of a year that the page leaves out.

A post's `mid` carries the seconds since 515483463 above its lowest 22 bits; the short name in addresses (`bid`)
is the same number in base 62, seven decimal digits to four characters.
"""

from datetime import datetime

from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import DateRead
from govcrawl.platforms.moments import month_day, with_year

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ZERO_SECONDS = 515483463
_SLACK_SECONDS = 120  # the printed minute and the minute of the number may differ a little


def moment_of(post_id: str) -> datetime | None:
    """Return the moment in a `mid` (all digits) or a `bid` (letters and digits), or None where there is none."""
    mid = int(post_id) if post_id.isascii() and post_id.isdigit() and len(post_id) >= 15 else _mid(post_id)
    seconds = (mid >> 22) + _ZERO_SECONDS
    return datetime.fromtimestamp(seconds, CHINA_TIME) if mid >> 22 and seconds < 2**32 else None


def year_by_id(published: DateRead, post_id: str, captured_at: datetime) -> DateRead:
    """Give a year-less date the year of the post's number, where month, day and printed time agree with it."""
    spot = month_day(published.raw) if not published.day else None
    written = moment_of(post_id)
    if not spot or not written or (written.month, written.day) != (spot.month, spot.day):
        return published
    dated = with_year(published, written.year, captured_at, "year of the post number")
    if dated.moment and abs((dated.moment - written).total_seconds()) > _SLACK_SECONDS:
        return published
    return dated


def _mid(bid: str) -> int:
    if not 6 <= len(bid) <= 12 or any(letter not in _ALPHABET for letter in bid):
        return 0
    head = len(bid) % 4
    groups = ([bid[:head]] if head else []) + [bid[at : at + 4] for at in range(head, len(bid), 4)]
    numbers = []
    for group in groups:
        number = 0
        for letter in group:
            number = number * 62 + _ALPHABET.index(letter)
        numbers.append(number)
    return int(str(numbers[0]) + "".join(f"{number:07d}" for number in numbers[1:]))
