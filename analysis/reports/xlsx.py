"""The workbook: a sheet a table. Texts stay texts, percentages are numbers that show what was printed.

Rows go to the disk as they come (constant memory); a table is gone through twice, once to measure it. A table that has
more rows or links than a sheet can hold goes on in a further sheet, and both say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from analysis.figures import Figure, PrintedFigures
from analysis.reports.xlsx_chart import draw
from analysis.reports.xlsx_formats import Formats
from analysis.table import Cell, Link, Row, Table, spans, text_of

LONGEST_TEXT = 32_767  # characters in a cell; XlsxWriter leaves out what is longer without a word
MOST_ROWS = 1_048_576
MOST_LINKS = 65_530
RESERVED = 40  # rows of a sheet that its title, header and notes may take
TITLE_ROW, HEADER_ROW = 0, 1
NARROWEST, WIDEST, SHORT = 6, 60, 12  # in halves of a Chinese character
LINE_POINTS, HIGHEST_POINTS = 15, 409
MOST_HEIGHTS = 20_000  # rows whose height is set; further ones are left to the spreadsheet, which costs no memory


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of a table after going through it once: `starts` are the first rows of its sheets."""

    table: Table
    widths: tuple[int, ...]
    centred: tuple[bool, ...]
    starts: tuple[int, ...]
    count: int

    @property
    def first_row(self) -> int:
        """Where the first row stands in a sheet."""
        return HEADER_ROW + len(self.table.levels)

    def sheet(self, page: int) -> str:
        """Return the name of a sheet of the table."""
        return f"{self.table.name}（{page + 1}）" if page else self.table.name

    def place(self, row: int) -> tuple[str, int]:
        """Return the sheet, and the row in it, of a row of the table."""
        page = max(number for number, start in enumerate(self.starts) if start <= row)
        return self.sheet(page), self.first_row + row - self.starts[page]


def write_workbook(path: Path, tables: Iterable[Table], author: str, figures: PrintedFigures | None = None) -> None:
    """Write the tables in this order. Links lead to anchored rows; `figures` notes what stands where."""
    figures = figures or PrintedFigures()
    measures = {table.name: measured(table) for table in tables}
    # Nothing that a page or a register says becomes a formula, a number or a link of its own accord.
    options = {
        "constant_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, options) as workbook:
        first = next(iter(measures.values()), None)
        workbook.set_properties({"title": first.table.title if first else "", "author": author})
        writer = _Writer(measures, Formats(workbook), figures)
        for measure in measures.values():
            rows = iter(measure.table.rows)
            for page, start in enumerate(measure.starts):
                end = measure.starts[page + 1] if page + 1 < len(measure.starts) else measure.count
                sheet = workbook.add_worksheet(measure.sheet(page))
                writer.write(sheet, measure, page, islice(rows, end - start), end - start)
                if measure.table.chart and len(measure.starts) == 1:
                    draw(workbook, sheet, measure.table, measure.table.chart, measure.first_row)


def measured(table: Table) -> Measure:
    """Go through a table once: how wide its places are, which hold short texts only, where its sheets begin."""
    widths = [max(NARROWEST, _width(header) // 2 + 4) for header in table.headers]
    longest = [0] * len(table.headers)
    starts, links, count = [0], 0, 0
    for row in table.rows:
        own = sum(isinstance(cell, Link) for cell in row)
        if count - starts[-1] >= MOST_ROWS - RESERVED or links + own > MOST_LINKS:
            starts.append(count)
            links = 0
        links += own
        count += 1
        for place, cell in enumerate(row):
            longest[place] = max(longest[place], _width(text_of(cell)))
    widths = [min(max(width, long + 2), WIDEST) for width, long in zip(widths, longest, strict=True)]
    return Measure(table, tuple(widths), tuple(long <= SHORT for long in longest), tuple(starts), count)


class _Writer:
    """Writes sheets of one workbook, each from its top row down: a row that is left is on the disk."""

    def __init__(self, measures: dict[str, Measure], formats: Formats, figures: PrintedFigures) -> None:
        self._measures = measures
        self._formats = formats
        self._figures = figures

    def write(self, sheet: Any, measure: Measure, page: int, rows: Iterable[Row], count: int) -> None:
        table, formats = measure.table, self._formats
        more = f"（续{page}）" if page else ""
        sheet.set_row(TITLE_ROW, 26)
        sheet.write_string(TITLE_ROW, 0, table.title + more, formats["title"])
        for place, width in enumerate(measure.widths):
            sheet.set_column(place, place, width)
        self._header(sheet, table.levels)
        for number, row in enumerate(rows, start=measure.first_row):
            if count <= MOST_HEIGHTS:
                sheet.set_row(number, row_height(row, measure.widths))
            for place, cell in enumerate(row):
                self._cell(sheet, number, place, cell, "short" if measure.centred[place] else "text")
        notes = list(table.notes)
        if len(measure.starts) > 1:
            notes.append(f"本表共{measure.count}行，超出一张工作表的上限，分列于{len(measure.starts)}张工作表")
        last = measure.first_row + count
        for number, note in enumerate(notes, start=last):
            sheet.write_string(number, 0, f"注：{note}", formats["note"])
        sheet.freeze_panes(measure.first_row, 0)
        sheet.autofilter(measure.first_row - 1, 0, max(last - 1, measure.first_row - 1), len(table.headers) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 1 if table.chart else 0)  # a chart is not cut by the end of a page
        sheet.repeat_rows(TITLE_ROW, measure.first_row - 1)

    def _header(self, sheet: Any, levels: Sequence[Sequence[str]]) -> None:
        for number, level in enumerate(levels, start=HEADER_ROW):
            sheet.set_row(number, 32)
            for place, text in enumerate(level):
                sheet.write_string(number, place, text, self._formats["header"])
        for top, left, bottom, right in spans(levels):
            # merge_range would go back to rows that are on the disk already; their cells are written above
            sheet.merge.append([HEADER_ROW + top, left, HEADER_ROW + bottom, right])

    def _cell(self, sheet: Any, row: int, place: int, cell: Cell, text_format: str) -> None:
        formats = self._formats
        if isinstance(cell, Figure):
            self._figures.put(cell, f"{sheet.get_name()}!{xl_rowcol_to_cell(row, place)}")
            cell = cell.value
        match cell:
            case None:
                sheet.write_string(row, place, "—", formats["short"])
            case Link() if (address := self._address(cell)) is not None:
                sheet.write_url(row, place, address, formats["link"], _fitting(cell.text))
            case Decimal():
                decimals = max(0, -int(cell.as_tuple().exponent))
                sheet.write_number(row, place, float(cell.scaleb(-2)), formats[f"percent{decimals}"])
            case date():
                sheet.write_datetime(row, place, cell, formats["date"])
            case int():
                sheet.write_number(row, place, cell, formats["short"])
            case _:
                sheet.write_string(row, place, _fitting(text_of(cell)), formats[text_format])

    def _address(self, link: Link) -> str | None:
        measure = self._measures.get(link.table)
        if measure is None or (target := measure.table.anchors.get(link.anchor)) is None:
            return None
        sheet, row = measure.place(target)
        return f"internal:'{sheet}'!A{row + 1}"


def row_height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return the height in points that the wrapped texts of a row need."""
    lines = max((-(-_width(text_of(cell)) // (widths[place] - 1)) for place, cell in enumerate(row)), default=1)
    return min(LINE_POINTS * max(1, lines) + 3, HIGHEST_POINTS)


def _fitting(text: str) -> str:
    """Return a text as a cell can hold it; a cut is shown."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 6]}……（略）"


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if east_asian_width(sign) in "FWA" else 1 for sign in text)
