"""doc of Word 97 to 2003: the text by its piece table. No kept library under a permissive licence reads it.

The container is opened with olefile; the few structures of the document itself are those of Microsoft's [MS-DOC]:
FibBase (2.5.2), FibRgFcLcb97 (2.5.6), Clx (2.9.38), PlcPcd (2.8.35), Pcd (2.9.177), FcCompressed (2.9.73).
"""

import io
import struct

import olefile

from govcrawl.attachments.unread import UnreadError

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200  # flags of FibBase
_FLAGS, _CLX = 0x0A, 0x01A2  # offsets within the stream
_WORD_97 = 0x00C1
_PIECES, _PROPERTIES = 0x02, 0x01  # parts of a Clx
_COMPRESSED = 0x40000000
# Ends of paragraphs, cells and rows, breaks; 0x13 to 0x15 enclose a field whose instruction nobody sees.
_CONTROLS = {0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: "", 0xA0: " "}
_CONTROLS |= dict.fromkeys((0x01, 0x02, 0x03, 0x04, 0x05, 0x08), "")
_FIELD, _SHOWN, _END = "\x13", "\x14", "\x15"


def text_of(body: bytes) -> str:
    """Return the text of a doc. Raises UnreadError."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as opened:
            main = opened.openstream("WordDocument").read()
            magic, version = struct.unpack_from("<HH", main)
            (flags,) = struct.unpack_from("<H", main, _FLAGS)
            if magic != 0xA5EC or version < _WORD_97:
                raise UnreadError("unknown_form")
            if flags & _ENCRYPTED:
                raise UnreadError("encrypted")
            table = opened.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        start, length = struct.unpack_from("<II", main, _CLX)
        return _plain(_joined(main, _piece_table(table[start : start + length])))
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise UnreadError("broken_file") from error


def _piece_table(clx: bytes) -> bytes:
    """Return the table of pieces behind the properties that stand before it."""
    at = 0
    while at < len(clx) and clx[at] == _PROPERTIES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != _PIECES:
        raise ValueError("no table of pieces")
    (length,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + length]


def _joined(main: bytes, table: bytes) -> str:
    number = (len(table) - 4) // 12
    ends = struct.unpack_from(f"<{number + 1}I", table)
    pieces = []
    for piece in range(number):
        (where,) = struct.unpack_from("<I", table, 4 * (number + 1) + 8 * piece + 2)
        count = ends[piece + 1] - ends[piece]
        if where & _COMPRESSED:
            first = (where & ~_COMPRESSED) // 2
            pieces.append(main[first : first + count].decode("cp1252", "replace"))
        else:
            pieces.append(main[where : where + 2 * count].decode("utf-16-le", "replace"))
    return "".join(pieces)


def _plain(text: str) -> str:
    """Return what a reader sees; two marks in a row end a row of a table."""
    shown: list[str] = []
    fields: list[bool] = []  # of each open field: is its instruction being read
    for letter in text.replace("\x07\x07", "\n"):
        if letter == _FIELD:
            fields.append(True)
        elif letter == _SHOWN and fields:
            fields[-1] = False
        elif letter == _END and fields:
            fields.pop()
        elif not any(fields):
            shown.append(_CONTROLS.get(ord(letter), letter))
    return "".join(shown)
