"""Working days of China (工作日): weekends, State Council holidays and the make-up days (调休) that go with them.

The State Council announces the holidays of a year late in the year before, so the calendar ends somewhere: a day past
its end is an error, never a guess from the days of the week.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar  # type: ignore[import-untyped]
from chinese_calendar.constants import holidays  # type: ignore[import-untyped]

from govcrawl.errors import GovcrawlError

FIRST = date(min(holidays).year, 1, 1)
LAST = date(max(holidays).year, 12, 31)


class WorkdayRangeError(GovcrawlError):
    """A day that no published holiday calendar covers."""


@cache
def is_workday(day: date) -> bool:
    """Tell whether offices work on this day. Raises WorkdayRangeError before FIRST and after LAST."""
    if isinstance(day, datetime):
        raise TypeError("is_workday: takes a date of China; a moment belongs to a zone first")
    if not FIRST <= day <= LAST:
        raise WorkdayRangeError(
            f"{day}: the holiday calendar covers {FIRST} to {LAST}; "
            "install a chinesecalendar that knows the year, or give the deadline as a date"
        )
    return bool(chinese_calendar.is_workday(day))


def workdays_after(day: date, number: int) -> date:
    """Return the last day of a term of `number` working days that begins on the day after `day`.

    A question asked on a Friday with a term of 1 is due on Monday. Source: C4, D5 and P6 (fact sheet 1.4, 1.5).
    Raises ValueError for a negative number, WorkdayRangeError where the term leaves the calendar.
    """
    if number < 0:
        raise ValueError(f"workdays_after: is {number}; give a number of days from 0 on")
    for following in _days_after(day):
        if not number:
            break
        day = following
        number -= is_workday(day)
    return day


def workdays_between(asked: date, answered: date) -> int:
    """Return how many working days after `asked` lie up to and including `answered`; 0 on the same day.

    Raises ValueError where the answer comes before the question, WorkdayRangeError outside the calendar.
    """
    if answered < asked:
        raise ValueError(f"workdays_between: {answered} lies before {asked}; give the earlier day first")
    return sum(is_workday(asked + timedelta(days=ago)) for ago in range(1, (answered - asked).days + 1))


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
