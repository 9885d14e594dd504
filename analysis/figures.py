"""Figures: every number that is printed, with the rows of the judged register that it counts and where it stands."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.passrates import printed
from govcrawl.register import TableSettings

Cuts = TableSettings | Mapping[str, TableSettings]

QUALIFIED, UNQUALIFIED, UNDECIDED = (f"counted_as == '{it}'" for it in ("qualified", "unqualified", "undecided"))
DECIDED = "counted_as != 'undecided'"
# Field of a frame of rates -> what its rows are narrowed by: those counted, and for a rate those it is a share of.
_COUNTED = {
    "operating": "",
    "inspected": "",
    "qualified": QUALIFIED,
    "unqualified": UNQUALIFIED,
    "undecided": UNDECIDED,
    "pass_rate": QUALIFIED,
    "unqualified_rate": UNQUALIFIED,
    "lowest": QUALIFIED,
    "highest": "counted_as != 'unqualified'",
}
_SHARE_OF = {"pass_rate": DECIDED, "unqualified_rate": DECIDED, "lowest": "", "highest": ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, or a percentage that was cut as the city cuts it.

    `query` selects what is counted from the frame of the judged register (`analysis.passrates.judged`), `of` what it is
    a share of; where a figure counts something else, `query` says so in words behind a `#`.
    """

    value: int | Decimal | None
    query: str
    numerator: int | None = None
    denominator: int | None = None
    of: str = ""
    rounding: str = ""

    def __str__(self) -> str:
        """Return the figure as a notice prints it."""
        return str(self.value) if isinstance(self.value, int) else printed(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)


class PrintedFigures:
    """The figures of one report in the order in which they were first printed, with the places."""

    def __init__(self) -> None:
        self.places: dict[Figure, list[str]] = {}
        self.attached: dict[Figure, list[str]] = {}

    def put(self, figure: Figure, where: str) -> str:
        """Note that a figure is printed `where`; return it as text."""
        self.places.setdefault(figure, []).append(where)
        return str(figure)

    def attach(self, figure: Figure, where: str) -> None:
        """Note that a figure stands in a table that is attached `where`; tables are compared cell by cell."""
        self.attached.setdefault(figure, []).append(where)

    def lines(self) -> Iterator[str]:
        """Yield a JSON line a figure: figures.jsonl."""
        for figure in dict.fromkeys([*self.places, *self.attached]):
            places = [*self.places.get(figure, ()), *self.attached.get(figure, ())]
            value = figure.value if isinstance(figure.value, int | None) else str(figure.value)
            told = {
                "value": value,
                "printed": str(figure),
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "rounding": figure.rounding,
                "query": figure.query,
                "of": figure.of,
                "where": places,
            }
            yield json.dumps(told, ensure_ascii=False)


def figured(rates: pd.DataFrame, query_of: Callable[[str], str], cuts: Cuts) -> pd.DataFrame:
    """Return a frame of rates (`passrates.with_rates`) with each number as a Figure.

    `query_of` gives the query of a row by its name, `cuts` how the percentages of the rows were cut.
    """
    rows = {
        name: [_figure(field, row, query_of(str(name)), _cut(cuts, str(name))) for field in rates.columns]
        for name, row in rates.iterrows()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=rates.columns, dtype=object)


def narrowed(*queries: str) -> str:
    """Return the query of the rows that all of these select."""
    return " and ".join(query for query in queries if query)


def _cut(cuts: Cuts, name: str) -> TableSettings:
    return cuts[name] if isinstance(cuts, Mapping) else cuts


def _figure(field: str, row: "pd.Series[int]", query: str, cut: TableSettings) -> Figure:
    counted = narrowed(query, _COUNTED[field])
    if field not in _SHARE_OF:
        return Figure(int(row[field]), counted)
    inspected, qualified, unqualified = (int(row[name]) for name in ("inspected", "qualified", "unqualified"))
    numerator = {"unqualified_rate": unqualified, "highest": inspected - unqualified}.get(field, qualified)
    denominator = qualified + unqualified if _SHARE_OF[field] else inspected
    rounding = f"{cut.rounding} {cut.decimals}"
    return Figure(row[field], counted, numerator, denominator, narrowed(query, _SHARE_OF[field]), rounding)
