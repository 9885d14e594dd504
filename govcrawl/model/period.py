"""Inspection periods (检查期) and calendar arithmetic for look-back windows."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta, timezone

# One zone for all of China, without daylight saving in the years that are inspected.
CHINA_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Period:
    """A sampling window (采样时间) from `start` to `end`, judged as of `as_of` (监测时间点), all inclusive."""

    name: str
    start: date
    end: date
    as_of: date


def months_before(day: date, months: int) -> date:
    """Return the day `months` calendar months before `day`; the last day of a month is kept in range.

    Source: fact sheet, reading aids ("months are calendar months, T minus n months").
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
