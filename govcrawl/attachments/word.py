"""docx, with python-docx: paragraphs and tables in their order, a row of a table on one line."""

import io
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from govcrawl.attachments.unread import UnreadError


def text_of(body: bytes) -> str:
    """Return the text of a docx. Raises UnreadError."""
    try:
        opened = Document(io.BytesIO(body))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:  # lxml raises SyntaxErrors
        raise UnreadError("broken_file") from error
    return "\n".join(_lines(opened.iter_inner_content()))


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                # A merged cell is told once for each of its columns.
                yield "\t".join(cell.text for cell in dict.fromkeys(row.cells))
