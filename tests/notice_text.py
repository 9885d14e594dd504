"""A notice and its workbook as text, for golden files."""

from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook


def notice_text(path: Path) -> str:
    """The text of a Word file from its top: a paragraph a line, a row of a table with tabs between its cells."""
    document = docx.Document(str(path))
    lines = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            lines.append(Paragraph(element, document).text.rstrip())
        elif element.tag == qn("w:tbl"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in Table(element, document).rows]
    return "\n".join(lines) + "\n"


def sheet_text(path: Path, sheet: str) -> str:
    """The rows of a sheet with tabs between its cells."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return "".join("\t".join(_cell(cell) for cell in row).rstrip("\t") + "\n" for row in rows)


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell).replace("\n", "\\n")
