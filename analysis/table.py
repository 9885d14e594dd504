"""A sheet before it is a sheet: headers, rows and notes, in no format yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from govcrawl.errors import GovcrawlError
from govcrawl.register import TableSettings


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to the row of another table (its `name`) that is anchored as `anchor`."""

    text: str
    table: str
    anchor: str


# A Decimal is a percentage, cut already; None is a value that does not exist.
Cell = str | int | date | Decimal | Link | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one header's values over those of another; the last `without_last` rows are left out."""

    title: str
    over: str
    value: str
    without_last: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`name` stands on the tab of the sheet, `title` above its headers. `anchors` names rows that links lead to."""

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    chart: Chart | None = None


def chosen(table: str, settings: TableSettings, headings: Mapping[str, str], default: Sequence[str]) -> dict[str, str]:
    """Return field -> printed heading: those that the city prints in its order, else the default ones.

    Raises GovcrawlError for a field that the table does not have.
    """
    if unknown := [name for name in settings.headings if name not in headings]:
        where = f"city.toml: report.tables.{table}.headings.{unknown[0]}"
        raise GovcrawlError(f"{where}: there is no such field; use some of: {', '.join(headings)}")
    return dict(settings.headings) or {name: headings[name] for name in default}
