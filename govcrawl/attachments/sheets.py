"""xlsx and xls, with calamine: every sheet, a row on one line."""

import io

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from govcrawl.attachments.unread import UnreadError

MOST_ROWS = 50_000  # of all sheets


def text_of(body: bytes) -> str:
    """Return the cells of a workbook. Raises UnreadError."""
    lines: list[str] = []
    try:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for told in opened.sheets_metadata:
            if told.typ is SheetTypeEnum.WorkSheet and len(lines) < MOST_ROWS:
                rows = opened.get_sheet_by_name(told.name).to_python(nrows=MOST_ROWS - len(lines))
                lines += ["\t".join(map(_written, row)).strip() for row in rows]
    except PasswordError as error:
        raise UnreadError("encrypted") from error
    except CalamineError as error:
        raise UnreadError(
            "encrypted" if "assword" in str(error) or "ncrypt" in str(error) else "broken_file"
        ) from error
    return "\n".join(line for line in lines if line)


def _written(cell: object) -> str:
    """Return a cell as it is shown: a number of an ID that was typed as a number has no decimals."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e19:
        return f"{cell:.0f}"
    return " ".join(str(cell).split())
