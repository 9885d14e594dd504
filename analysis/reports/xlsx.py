"""The workbook: one sheet a table. Texts stay texts, percentages are numbers that show what was printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from analysis.table import Cell, Chart, Link, Table

LONGEST_TEXT = 32_767  # characters in a cell; XlsxWriter leaves out what is longer without a word
MOST_ROWS = 1_048_576
TITLE_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2
NARROWEST, WIDEST, SHORT = 6, 60, 12  # in halves of a Chinese character
LINE_POINTS, HIGHEST_POINTS = 15, 409

FONT = {"font_name": "等线", "font_size": 11, "valign": "vcenter"}
FORMATS: dict[str, dict[str, Any]] = {
    "title": FONT | {"bold": True, "font_size": 14},
    "header": FONT
    | {
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#DCE6F1",
        "border_color": "#7F7F7F",
    },
    "text": FONT | {"border": 1, "border_color": "#BFBFBF", "text_wrap": True},
    "short": FONT | {"border": 1, "border_color": "#BFBFBF", "align": "center"},
    "link": FONT | {"border": 1, "border_color": "#BFBFBF", "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "date": FONT | {"border": 1, "border_color": "#BFBFBF", "align": "center", "num_format": "yyyy-mm-dd"},
    "note": FONT | {"italic": True, "font_color": "#595959"},
}


def write_workbook(path: Path, tables: Iterable[Table], author: str) -> None:
    """Write the tables, a sheet each, in this order. Links lead to the anchored rows of their tables.

    Raises ValueError where a table has more rows than a sheet can hold.
    """
    tables = list(tables)
    anchors = {table.name: table.anchors for table in tables}
    # Nothing that a page or a register says becomes a formula, a number or a link of its own accord.
    options = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"title": tables[0].title if tables else "", "author": author})
        formats = _Formats(workbook)
        for table in tables:
            if len(table.rows) + FIRST_ROW + len(table.notes) > MOST_ROWS:
                raise ValueError(
                    f"{table.name}: {len(table.rows)} rows do not fit a sheet; report fewer objects at once"
                )
            sheet = workbook.add_worksheet(table.name)
            _write(sheet, table, anchors, formats)
            if table.chart:
                _draw(workbook, sheet, table, table.chart)


class _Formats:
    """Formats of one workbook, made when first asked for."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return the format `name`, or `percent2` for percentages of two decimals."""
        if name not in self._made:
            decimals = name.removeprefix("percent")
            own = FORMATS.get(name) or FORMATS["short"] | {"num_format": _percent_format(int(decimals))}
            self._made[name] = self._workbook.add_format(own)
        return self._made[name]


def _percent_format(decimals: int) -> str:
    return f"0.{'0' * decimals}%" if decimals else "0%"


def _write(sheet: Any, table: Table, anchors: Mapping[str, Mapping[str, int]], formats: _Formats) -> None:
    widths = _widths(table)
    centred = [_is_short(table, place) for place in range(len(table.headers))]
    sheet.write_string(TITLE_ROW, 0, table.title, formats["title"])
    sheet.set_row(TITLE_ROW, 26)
    for place, header in enumerate(table.headers):
        sheet.write_string(HEADER_ROW, place, header, formats["header"])
        sheet.set_column(place, place, widths[place])
    sheet.set_row(HEADER_ROW, 32)
    for number, row in enumerate(table.rows, start=FIRST_ROW):
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, anchors, formats, "short" if centred[place] else "text")
        sheet.set_row(number, _height(row, widths))
    for number, note in enumerate(table.notes, start=FIRST_ROW + len(table.rows)):
        sheet.write_string(number, 0, f"注：{note}", formats["note"])
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(table.rows), len(table.headers) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1 if table.chart else 0)  # a chart is not cut by the end of a page
    sheet.repeat_rows(TITLE_ROW, HEADER_ROW)


def _write_cell(
    sheet: Any,
    row: int,
    place: int,
    cell: Cell,
    anchors: Mapping[str, Mapping[str, int]],
    formats: _Formats,
    text_format: str,
) -> None:
    match cell:
        case None:
            sheet.write_string(row, place, "—", formats["short"])
        case Link() if (target := anchors.get(cell.table, {}).get(cell.anchor)) is not None:
            address = f"internal:'{cell.table}'!A{FIRST_ROW + target + 1}"
            sheet.write_url(row, place, address, formats["link"], _fitting(cell.text))
        case Decimal():
            decimals = max(0, -int(cell.as_tuple().exponent))
            sheet.write_number(row, place, float(cell.scaleb(-2)), formats[f"percent{decimals}"])
        case date():
            sheet.write_datetime(row, place, cell, formats["date"])
        case int():
            sheet.write_number(row, place, cell, formats["short"])
        case _:
            sheet.write_string(row, place, _fitting(_text(cell)), formats[text_format])


def _text(cell: Cell) -> str:
    if cell is None:
        return "—"
    return cell.text if isinstance(cell, Link) else str(cell)


def _is_short(table: Table, place: int) -> bool:
    """Tell whether the texts of a place are short and alike enough to be centred."""
    return all(_width(_text(row[place])) <= SHORT for row in table.rows)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return the height in points that the wrapped texts of a row need."""
    lines = max((-(-_width(_text(cell)) // (widths[place] - 1)) for place, cell in enumerate(row)), default=1)
    return min(LINE_POINTS * max(1, lines) + 3, HIGHEST_POINTS)


def _fitting(text: str) -> str:
    """Return a text as a cell can hold it; a cut is shown."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 6]}……（略）"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "FWA" else 1 for sign in text)


def _widths(table: Table) -> list[int]:
    """Return the width of each place: its longest text, bounded; headers may wrap in two."""
    widths = [max(NARROWEST, _width(header) // 2 + 4) for header in table.headers]
    for row in table.rows:
        for place, cell in enumerate(row):
            widths[place] = max(widths[place], _width(_text(cell)) + 2)
    return [min(width, WIDEST) for width in widths]


def _draw(workbook: xlsxwriter.Workbook, sheet: Any, table: Table, chart: Chart) -> None:
    """Draw bars below the table, so that both fit a printed page."""
    rows = len(table.rows) - chart.without_last
    if rows < 1:
        return
    bars: Any = workbook.add_chart({"type": "bar" if rows > 8 else "column"})
    over, value = (table.headers.index(header) for header in (chart.over, chart.value))
    last = FIRST_ROW + rows - 1
    bars.add_series(
        {
            "name": chart.value,
            "categories": [table.name, FIRST_ROW, over, last, over],
            "values": [table.name, FIRST_ROW, value, last, value],
            "fill": {"color": "#4472C4"},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    bars.set_title({"name": chart.title, "name_font": {"size": 12}})
    bars.set_legend({"none": True})
    scale = {"min": 0, "max": 1, "num_format": "0%"}
    if rows > 8:  # bars lie: the first row on top, as in the table
        bars.set_x_axis(scale)
        bars.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    else:
        bars.set_y_axis(scale)
    bars.set_size({"width": 620, "height": max(300, 26 * rows + 110)})
    sheet.insert_chart(FIRST_ROW + len(table.rows) + len(table.notes) + 1, 0, bars)
