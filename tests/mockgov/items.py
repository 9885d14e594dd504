"""What the declared columns of a portal cost under A1-A6, A9 and B3 and earn under P1, worked out once more."""

from datetime import date
from decimal import Decimal

from tests.mockgov.nouns import UNREADABLE, Fault, MockCity, MockColumn, MockSite
from tests.mockgov.windows import CADENCE_MONTHS, NATIONAL, last_allowed, months_earlier

OWN_ITEMS = {"overview", "organs", "leaders", "dynamic", "policy", "interpretation"}
OWN_ITEMS |= {"service_statistics", "guide", "consultation"}
ITEMS = {"A4": "dynamic", "A5": "policy", "A6": "interpretation"}


def item_plantings(city: MockCity, portals: set[str]) -> dict[tuple[str, str], Decimal]:
    """Return the points of the portals of a city, by target and rule, without those that change nothing."""
    found = {}
    for site in city.sites:
        if site.target in portals and site.fault not in UNREADABLE:
            found |= {(site.target, code): points for code, points in _points(site, city.as_of).items() if points}
    return found


def _points(site: MockSite, as_of: date) -> dict[str, Decimal]:
    classes = {column.column_class for column in site.columns}
    points = {
        code: Decimal(-2 if column_class not in classes else 0)
        for code, column_class in {"A1": "overview", "A2": "organs", "A3": "leaders"}.items()
    }
    for code, column_class in ITEMS.items():
        limit = last_allowed(column_class, as_of, NATIONAL)
        of_class = [column for column in site.columns if column.column_class == column_class]
        own = [column for column in of_class if column_class == "dynamic" or column.level == 1]
        stale = own and limit and all(column.newest is None or column.newest < limit for column in own)
        points[code] = Decimal(-5 if stale or not of_class else 0)
    points["A9"] = -sum((_other(column, as_of) for column in site.columns), Decimal(0))
    for code, column_class in {"B3": "service_statistics", "P1": "figures"}.items():
        newest = max((c.newest for c in site.columns if c.column_class == column_class and c.newest), default=date.min)
        soon, late = (1, 3) if code == "B3" else (3, 6)
        step = sum(newest < months_earlier(as_of, months) for months in (soon, late))
        points[code] = Decimal(-step if code == "B3" else 2 - step)
    return points


def _other(column: MockColumn, as_of: date) -> Decimal:
    """Return what a column without an item of its own costs."""
    if column.column_class in OWN_ITEMS or column.fault is Fault.AJAX:
        return Decimal(0)
    if column.blank:
        return Decimal(2)
    known = column.column_class in CADENCE_MONTHS
    limit = last_allowed(column.column_class, as_of, NATIONAL) if known else None
    return Decimal(1 if limit and column.newest and column.newest < limit else 0)
