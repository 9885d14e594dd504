"""Pages of letters are personal: what is kept of them, and read from them, is masked first.

The mask is laid over the whole page before any reader sees it, so that no fact can carry what the stored page does not.
What a browser could not show as text (an attachment, a picture) is not kept at all.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from govcrawl.cms import open_page
from govcrawl.model.masking import masked, masked_markup, personal_numbers

PERSONAL = "personal"  # the key in a request's meta that says so
_TEXT = ("html", "xml", "json", "text", "javascript")


def masked_body(body: bytes, content_type: str, captured_at: datetime) -> bytes:
    """Return the page with its people masked, in UTF-8 with its mark, whatever it came in."""
    if not body or (content_type and not any(kind in content_type.lower() for kind in _TEXT)):
        return b""
    text = masked_markup(open_page(body, captured_at, None, content_type).text)
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def masked_numbers(body: bytes, words: Iterable[str]) -> bytes:
    """Return a page with the mobile numbers and resident IDs of `words` masked wherever they stand, and no others.

    For pages whose own numbers may look like those of people: the ids of posts tell when they were posted.
    """
    for number in frozenset().union(*map(personal_numbers, words)):
        body = re.sub(rb"(?<!\d)" + re.escape(number).encode() + rb"(?!\d)", masked(number).encode(), body)
    return body
