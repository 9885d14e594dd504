"""The arithmetic of the plantings, worked out here once more so that it shares no mistake with the product.

Source: fact sheet 1.2 (V3, V4) and 1.3 (N2); a newest entry on the last day of its window is in time.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.mockgov.nouns import UNREADABLE, Fault, MockAccount, MockCity, MockColumn, MockSite, Planting

# How long a class of columns may rest, in months, beside those with an indicator of their own.
CADENCE_MONTHS = {
    "notice": 6,
    "policy": 6,
    "interpretation": 6,
    "figures": 6,
    "personnel": 12,
    "planning": 12,
    "finance": 12,
    "service_statistics": 3,
    "consultation": 2,
}


@dataclass(frozen=True, slots=True)
class Windows:
    """The parameters of a profile."""

    home_days: int = 14
    dynamic_days: int = 14
    notice_months: int = 6
    account_days: int = 14
    sum_min: int = 5
    long_stale_min: int = 10
    blank_min: int = 5


NATIONAL = Windows()
ZHANJIANG = replace(NATIONAL, account_days=7)


def months_earlier(day: date, months: int) -> date:
    """Return the day `months` calendar months earlier, or the last day of that month."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def last_allowed(column_class: str, as_of: date, windows: Windows = NATIONAL) -> date | None:
    """Return the oldest day on which a column of this class is still in time, or None where none is known."""
    if column_class == "dynamic":
        return as_of - timedelta(days=windows.dynamic_days)
    if column_class in ("notice", "policy"):
        return months_earlier(as_of, windows.notice_months)
    months = CADENCE_MONTHS.get(column_class)
    return months_earlier(as_of, months) if months else None


def stale(column: MockColumn, as_of: date, windows: Windows) -> bool:
    """Tell whether a column with rows is past its window; rows without any date count as not updated (V3)."""
    limit = last_allowed(column.column_class, as_of, windows)
    if limit is not None and column.fault is Fault.UNDATED:
        return True
    return limit is not None and column.newest is not None and column.newest < limit


def site_plantings(site: MockSite, as_of: date, windows: Windows) -> list[Planting]:
    """Return the vetoes that the declared dates of a site amount to."""
    if site.fault in UNREADABLE:
        return []
    found = []
    if site.home_newest and site.home_newest < as_of - timedelta(days=windows.home_days):
        found.append(Planting(site.target, "V3", f"home page: {site.home_newest}"))
    readable = [column for column in site.columns if column.fault not in (Fault.AJAX, Fault.SOFT_404)]
    late = [column for column in readable if stale(column, as_of, windows)]
    summed = [
        c for c in late if c.column_class == "dynamic" or (c.column_class in ("notice", "policy") and c.level == 1)
    ]
    blank = [column for column in readable if column.blank]
    for code, columns, least in (
        ("V4a", summed, windows.sum_min),
        ("V4b", late, windows.long_stale_min),
        ("V4c", blank, windows.blank_min),
    ):
        if len(columns) >= least:
            found.append(Planting(site.target, code, f"{len(columns)} columns"))
    return found


def account_plantings(account: MockAccount, as_of: date, windows: Windows) -> list[Planting]:
    """Return the vetoes that the declared dates of an account amount to."""
    if account.fault in UNREADABLE or account.newest is None:
        return []
    if account.newest >= as_of - timedelta(days=windows.account_days):
        return []
    return [Planting(account.target, "N2a", f"newest post: {account.newest}")]


def plantings(city: MockCity, windows: Windows = NATIONAL) -> set[Planting]:
    """Return everything that an inspection of a city under a profile must find, and nothing else."""
    found = [planting for site in city.sites for planting in site_plantings(site, city.as_of, windows)]
    found += [planting for account in city.accounts for planting in account_plantings(account, city.as_of, windows)]
    return set(found)


def unobserved(city: MockCity) -> set[str]:
    """Return the targets of which no page can be read."""
    sites = {site.target for site in city.sites if site.fault in UNREADABLE}
    return sites | {account.target for account in city.accounts if account.fault in UNREADABLE}
