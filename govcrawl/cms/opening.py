"""Decoding what a web server answered: right under wrong declarations, without own tables of encodings."""

import re
from datetime import datetime

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from govcrawl.model.page import Page

_ASCII = re.compile(rb"[\x00-\x7f]*")
_GB = frozenset(("gb18030", "gbk", "gb2312", "hz"))


def open_page(body: bytes, captured_at: datetime, url: str | None = None, content_type: str = "") -> Page:
    """Decode an answer into a page.

    UTF-8 that decodes without a fault is UTF-8, whatever is declared: no Chinese text in another encoding does so by
    chance. A byte order mark comes first, then the declarations of header and page, then detection.

    Args:
        body: The bytes as they came, transfer encoding removed.
        captured_at: Aware moment of the capture.
        url: Address of the answer; None where a saved file does not tell it.
        content_type: The header of that name, empty where there was none.
    """
    return Page(
        _decoded(body, content_type), captured_at, url, content_type.partition(";")[0].strip().lower() or "text/html"
    )


def _decoded(body: bytes, content_type: str) -> str:
    encoding, mark = read_bom(body)
    if encoding and mark:
        return body[len(mark) :].decode(encoding, "replace")
    if wide := _without_mark(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = [http_content_type_encoding(content_type), html_body_declared_encoding(body)]
    candidates = [resolved for name in declared if name and (resolved := resolve_encoding(name))]
    for candidate in dict.fromkeys([*("gb18030" if c in _GB else c for c in candidates), "gb18030"]):
        if candidate in ("utf-8", "cp1252", "iso8859-1", "latin-1", "ascii"):
            continue  # proven wrong above, or a default of servers that says nothing
        try:
            return body.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return _repaired(body, candidates)


def _without_mark(body: bytes) -> str:
    """Return UTF-16 with its byte order where markup shows it without a mark: NUL bytes, all on one side."""
    start = body[:2_000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 10 < len(start) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _repaired(body: bytes, candidates: list[str]) -> str:
    """Decode a page with broken bytes in the encoding that leaves the fewest of them."""
    names = dict.fromkeys(["utf-8", "gb18030", *candidates])
    texts = [body.decode(name, "replace") for name in names]
    best = min(texts, key=lambda text: text.count("�"))
    if best.count("�") * 50 > len(best) and (found := from_bytes(body[:200_000]).best()):
        return body.decode(found.encoding, "replace")
    return best
