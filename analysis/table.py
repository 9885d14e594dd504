"""A sheet before it is a sheet: headers, rows and notes, in no format yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from analysis.figures import Figure
from govcrawl.errors import GovcrawlError
from govcrawl.register import TableSettings

TOTAL = "合计"  # the name of the row that sums up the others; it has no number
LEVELS = "/"  # between the levels of a heading: 存在突出问题的网站/网站数


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to the row of another table (its `name`) that is anchored as `anchor`."""

    text: str
    table: str
    anchor: str


# A Decimal is a percentage, cut already; None is a value that does not exist.
Cell = str | int | date | Decimal | Figure | Link | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Values of some headers over those of another; the last `without_last` rows are left out.

    `share` says that the values are percentages; `kind` is `bar` or `line`.
    """

    title: str
    over: str
    values: tuple[str, ...]
    without_last: int = 1
    share: bool = True
    kind: str = "bar"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are made anew each time they are gone through: a million of them stand nowhere in memory."""

    make: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        return self.make()


@dataclass(frozen=True, slots=True)
class Table:
    """`name` stands on the tab of the sheet, `title` above its headers. `anchors` names rows that links lead to.

    `rows` can be gone through again and again.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: Iterable[Row]
    notes: tuple[str, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    chart: Chart | None = None

    @property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the header: each heading from its top level down, "" where the cell above goes on."""
        parts = [header.split(LEVELS) for header in self.headers]
        deepest = max(map(len, parts))
        return tuple(tuple(part[level] if level < len(part) else "" for part in parts) for level in range(deepest))


def text_of(cell: Cell) -> str:
    """Return a cell as text."""
    if cell is None:
        return "—"
    return cell.text if isinstance(cell, Link) else str(cell)


def spans(levels: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield (first row, first place, last row, last place) of the header cells that are wider or higher than one."""
    taken: set[tuple[int, int]] = set()
    for top, level in enumerate(levels):
        for left, text in enumerate(level):
            if (top, left) in taken or not text:
                continue
            right, bottom = left, top
            while right + 1 < len(level) and level[right + 1] == text and (top, right + 1) not in taken:
                right += 1
            while bottom + 1 < len(levels) and not any(levels[bottom + 1][left : right + 1]):
                bottom += 1
            own = {(row, place) for row in range(top, bottom + 1) for place in range(left, right + 1)}
            taken |= own
            if len(own) > 1:
                yield top, left, bottom, right


def chosen(table: str, settings: TableSettings, headings: Mapping[str, str], default: Sequence[str]) -> dict[str, str]:
    """Return field -> printed heading: those that the city prints in its order, else the default ones.

    Raises GovcrawlError for a field that the table does not have.
    """
    if unknown := [name for name in settings.headings if name not in headings]:
        where = f"city.toml: report.tables.{table}.headings.{unknown[0]}"
        raise GovcrawlError(f"{where}: there is no such field; use some of: {', '.join(headings)}")
    return dict(settings.headings) or {name: headings[name] for name in default}


def frame_table(
    table: str,
    name: str,
    title: str,
    headings: Mapping[str, str],
    frame: pd.DataFrame,
    settings: TableSettings,
    notes: Iterable[str] = (),
    chart: Chart | None = None,
) -> Table:
    """Return a frame as a table: a row a row, numbered where `headings` begins with `number`."""
    fields = chosen(table, settings, headings, tuple(headings))
    numbers = ["" if name == TOTAL else number for number, name in enumerate(frame.index, start=1)]
    numbered = frame.assign(number=numbers) if "number" in headings else frame
    rows = tuple(tuple(map(_cell, row)) for row in numbered[list(fields)].itertuples(index=False, name=None))
    return Table(name, settings.title or title, tuple(fields.values()), rows, tuple(notes), chart=chart)


def _cell(value: object) -> Cell:
    """Return what pandas holds as a cell holds it."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, str | int | date | Decimal | Figure | Link):
        return value
    if isinstance(value, float) and value == int(value):  # whole numbers beside missing ones
        return int(value)
    return int(value) if hasattr(value, "__index__") else str(value)
