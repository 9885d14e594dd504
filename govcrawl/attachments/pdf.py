"""pdf, with the engine of Chromium (pypdfium2)."""

import pypdfium2
from pypdfium2 import PdfiumError, raw

from govcrawl.attachments.unread import UnreadError

MOST_PAGES = 500


def text_of(body: bytes) -> str:
    """Return the text of a pdf, page by page. Raises UnreadError: a scan has no text layer."""
    try:
        opened = pypdfium2.PdfDocument(body)
    except PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise UnreadError("encrypted" if locked else "broken_file") from error
    pages = []
    for number in range(min(len(opened), MOST_PAGES)):
        page = opened[number]
        words = page.get_textpage()
        pages.append(words.get_text_range().replace("\r\n", "\n").replace("\x02", ""))
        words.close()
        page.close()
    opened.close()
    if not any(text.strip() for text in pages):
        raise UnreadError("no_text_layer")
    return "\n".join(pages)
