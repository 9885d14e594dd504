"""Which form a file has, by its first bytes and not by its name: a .doc is often anything."""

import io
import struct
import zipfile
from collections.abc import Callable

import olefile

from govcrawl.attachments import legacy_doc, pdf, sheets, word
from govcrawl.attachments.unread import UnreadError

Reader = Callable[[bytes], str]
_PARTS: tuple[tuple[str, Reader], ...] = (("word/document.xml", word.text_of), ("xl/workbook", sheets.text_of))
_STREAMS: tuple[tuple[str, Reader], ...] = (
    ("WordDocument", legacy_doc.text_of),
    ("Workbook", sheets.text_of),
    ("Book", sheets.text_of),
)


def text_of(body: bytes) -> str:
    """Return the text of a file, a line a paragraph or row. Raises UnreadError with the reason where it has none."""
    if body.startswith(b"%PDF") or b"%PDF" in body[:1024]:
        return pdf.text_of(body)
    if body.startswith(b"PK\x03\x04"):
        return _zipped(body)
    if olefile.isOleFile(io.BytesIO(body)):
        return _compound(body)
    raise UnreadError("unknown_form")


def _zipped(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as opened:
            names = opened.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadError("broken_file") from error
    for part, reader in _PARTS:
        if any(name.startswith(part) for name in names):
            return reader(body)
    raise UnreadError("unknown_form")


def _compound(body: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as opened:
            streams = {"/".join(path) for path in opened.listdir()}
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise UnreadError("broken_file") from error
    if "EncryptedPackage" in streams:
        raise UnreadError("encrypted")
    for stream, reader in _STREAMS:
        if stream in streams:
            return reader(body)
    raise UnreadError("unknown_form")
