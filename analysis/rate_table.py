"""What all tables of rates share: a row a value, the total last, the headings that the city prints."""

from collections.abc import Callable

import pandas as pd

from analysis.table import LEVELS, TOTAL, Cell, Chart, Row, Table, chosen
from govcrawl.register import TableSettings


def rate_table(
    table: str,
    name: str,
    title: str,
    headings: dict[str, str],
    rates: pd.DataFrame,
    settings: TableSettings,
    row_title: Callable[[str], str],
) -> Table:
    """Return figures (`analysis.figures.figured`) as a table, whose rows are named by the second of the `headings`.

    A city may print fewer fields; where objects are undecided their number is printed all the same.
    """
    key = list(headings)[1]
    fields = chosen(table, settings, headings, tuple(headings))
    if any(rates["undecided"]):
        fields.setdefault("undecided", headings["undecided"])
    rows: list[Row] = []
    for number, (value, row) in enumerate(rates.iterrows(), start=1):
        is_total = value == TOTAL
        own: dict[str, Cell] = {"number": "" if is_total else number, key: TOTAL if is_total else row_title(str(value))}
        rows.append(tuple(own[field] if field in own else row[field] for field in fields))
    drawn = next((field for field in ("pass_rate", "unqualified_rate") if field in fields), None)
    chart = None
    if drawn and key in fields:
        chart = Chart(f"{title}：{headings[drawn].split(LEVELS)[-1]}（%）", fields[key], (fields[drawn],))
    return Table(name, settings.title or title, tuple(fields.values()), tuple(rows), chart=chart)
