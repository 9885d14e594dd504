"""Native charts of a sheet, drawn below its table, so that both fit a printed page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from analysis.figures import Figure
from analysis.table import Cell, Chart, Table, text_of

COLOURS = ("#4472C4", "#ED7D31", "#70AD47")
LYING = 8  # bars lie where there are more


def draw(workbook: xlsxwriter.Workbook, sheet: Any, table: Table, chart: Chart, first_row: int) -> None:
    """Draw a chart of the table, whose first row stands in `first_row`."""
    all_rows = list(table.rows)
    rows = len(all_rows) - chart.without_last
    if rows < 1:
        return
    shown = all_rows[:rows]
    lying = chart.kind == "bar" and rows > LYING
    kind = chart.kind if chart.kind == "line" else "bar" if lying else "column"
    drawn: Any = workbook.add_chart({"type": kind})
    over, last = table.headers.index(chart.over), first_row + rows - 1
    for number, header in enumerate(chart.values):
        value = table.headers.index(header)
        colour = {"color": COLOURS[number % len(COLOURS)]}
        drawn.add_series(
            {
                "name": header,
                "categories": [table.name, first_row, over, last, over],
                "values": [table.name, first_row, value, last, value],
                # what a viewer shows that does not calculate
                "categories_data": [text_of(row[over]) for row in shown],
                "values_data": _numbers(shown, value),
                "data_labels": {"value": True},
                **({"line": colour, "marker": {"type": "circle"}} if kind == "line" else {"fill": colour, "gap": 60}),
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"position": "bottom"} if len(chart.values) > 1 else {"none": True})
    scale = {"min": 0, "max": 1, "num_format": "0%"} if chart.share else {"min": 0}
    if lying:  # the first row on top, as in the table
        drawn.set_x_axis(scale)
        drawn.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    else:
        drawn.set_y_axis(scale)
    drawn.set_size({"width": 620, "height": max(300, 26 * rows + 110 if lying else 0)})
    sheet.insert_chart(first_row + len(all_rows) + len(table.notes) + 1, 0, drawn)


def _numbers(rows: Sequence[tuple[Cell, ...]], place: int) -> list[float | str]:
    values = (cell.value if isinstance(cell := row[place], Figure) else cell for row in rows)
    return [
        float(value.scaleb(-2)) if isinstance(value, Decimal) else value if isinstance(value, int) else ""
        for value in values
    ]
