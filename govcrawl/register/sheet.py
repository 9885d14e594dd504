"""A table file (.csv, .xlsx, .xls) read into rows of cells by field."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from govcrawl.register.cells import Row, folded, nearest, quoted, suggestion, trimmed
from govcrawl.register.faults import Fault
from govcrawl.register.headings import Table

SUFFIXES = (".csv", ".xlsx", ".xls")
_HEADING_ROWS = 10  # exports print a title, and sometimes a note, above their headings
_HANZI = re.compile(r"[\u4e00-\u9fff]")

Line = tuple[int, list[str]]


class _UnreadableError(Exception):
    """A file that cannot be read as a table at all: line, what is, what to do."""


def read_rows(path: Path, table: Table, faults: list[Fault]) -> list[Row] | None:
    """Read the rows of a table; None where the file cannot be read or misses a required field.

    Blank rows are left out. Faults of encoding, headings and row lengths go to `faults`.
    """
    file = str(path)
    try:
        lines = list(_csv_lines(path) if path.suffix.lower() == ".csv" else _sheet_lines(path, table))
    except _UnreadableError as unreadable:
        line, text, remedy = unreadable.args
        faults.append(Fault(file, line, "file", text, remedy))
        return None
    except OSError as error:
        faults.append(
            Fault(file, 1, "file", f"cannot be opened ({error.strerror})", "close it elsewhere, grant access")
        )
        return None
    headings = _headings(lines, table)
    if headings is None:
        field, text = ("headings", "has no row of headings") if lines else ("file", "is empty")
        faults.append(Fault(file, 1, field, text, f"begin with the row: {','.join(table.fields)}"))
        return None
    at, names = headings
    known = len(faults)
    fields = _fields(file, lines[at][0], names, table, faults)
    missing = any(fault.text == "is missing" for fault in faults[known:])
    rows = [_row(file, number, cells, fields, faults) for number, cells in lines[at + 1 :]]
    return None if missing else rows


def _headings(lines: list[Line], table: Table) -> tuple[int, list[str]] | None:
    """Return the index and the cells of the row that names most fields among the first rows."""
    candidates = [
        (sum(map(bool, map(table.field_of, cells))), -i) for i, (_, cells) in enumerate(lines[:_HEADING_ROWS])
    ]
    found, index = max(candidates, default=(0, 0))
    return (-index, lines[-index][1]) if found else None


def _fields(file: str, line: int, names: list[str], table: Table, faults: list[Fault]) -> list[str]:
    """Return the field of each cell of a row, "" for cells that are left out."""
    fields: list[str] = []
    for name in names:
        field = table.field_of(name) if trimmed(name) else ""
        if field is None:
            remedy = f"{suggestion(folded(name), table.fields)} (or begin it with #)"
            faults.append(Fault(file, line, trimmed(name), "is not a field of this table", remedy))
            field = nearest(folded(name), [known for known in table.fields if known not in fields])
        elif field and field in fields:
            first = trimmed(names[fields.index(field)])
            faults.append(
                Fault(file, line, field, f"is given twice, as {quoted(first)} and {quoted(name)}", "keep one")
            )
            field = ""
        fields.append(field)
    for field in table.required:
        if field not in fields:
            chinese = table.headings[field].split()[0]
            faults.append(Fault(file, line, field, "is missing", f"add a heading '{field}' or '{chinese}'"))
    return fields


def _row(file: str, line: int, cells: list[str], fields: list[str], faults: list[Fault]) -> Row:
    row = Row(file, line, {field: cell for field, cell in zip(fields, cells, strict=False) if field}, faults)
    if len(cells) < len(fields) or any(map(trimmed, cells[len(fields) :])):
        text = f"has {len(cells)} cells, the headings have {len(fields)}"
        row.fault("row", text, "look for a missing or surplus comma, or quote the cell that holds one")
    return row


def _csv_lines(path: Path) -> Iterator[Line]:
    """Yield line number and cells of each row that is not blank."""
    text = decoded(path.read_bytes())
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=first.count), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(map(trimmed, cells)):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _UnreadableError(
            start, f"quotes do not close or a cell is broken ({error})", "mend the quotes of this row"
        ) from None


def decoded(raw: bytes) -> str:
    """Return the text of a CSV file: UTF-8 with or without BOM, else GB18030."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _UnreadableError(1, "is a workbook, not CSV", "give it its own suffix, .xlsx or .xls")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _UnreadableError(1, "is UTF-16", "save it as CSV UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    # Almost any bytes are GB18030: one broken place in UTF-8 must not turn all of it to rubbish.
    hanzi_bytes = 3 * len(_HANZI.findall(raw.decode("utf-8", "ignore")))
    if hanzi_bytes > sum(byte > 0x7F for byte in raw) / 2:
        raise _UnreadableError(line, "is UTF-8 with broken bytes", "write this line again, save as CSV UTF-8")
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(line, "is neither UTF-8 nor GB18030", "save it as CSV UTF-8") from None


def _sheet_lines(path: Path, table: Table) -> Iterator[Line]:
    """Yield row number and cells of each row of the table's sheet that is not blank."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            name = _sheet_name(book.sheet_names, table)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _UnreadableError(
            1, f"cannot be read as a workbook ({error})", "save it again as .xlsx, without a password"
        ) from None
    for number, cells in enumerate(rows, start=1):
        texts = [_cell(cell) for cell in cells]
        if any(map(trimmed, texts)):
            yield number, texts


def _sheet_name(names: list[str], table: Table) -> str:
    wanted = {folded(name) for name in (table.name, *table.sheets.split())}
    found = [name for name in names if folded(name) in wanted]
    if len(found) == 1 or len(names) == 1:
        return (found or names)[0]
    shown = ", ".join(quoted(name) for name in names)
    raise _UnreadableError(1, f"has the sheets {shown}", f"name exactly one of them '{table.name}'")


def _cell(value: Any) -> str:
    """Return a cell as it would stand in CSV: `7` for 7.0, YYYY-MM-DD for a day, with the time for a moment."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            # A spreadsheet keeps 15 digits: a longer number has lost its last ones.
            return str(int(value)) if abs(value) < 1e15 else f"{value:.14e}"
        case datetime():
            return value.isoformat(" ", "seconds") if value.time() != time() else value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)
