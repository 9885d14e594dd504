"""Pages of letters are personal: what is kept of them, and read from them, is masked first.

The mask is laid over the whole page before any reader sees it, so that no fact can carry what the stored page does not.
What a browser could not show as text (an attachment, a picture) is not kept at all.
"""

from datetime import datetime

from govcrawl.cms import open_page
from govcrawl.model.masking import masked_markup

PERSONAL = "personal"  # the key in a request's meta that says so
_TEXT = ("html", "xml", "json", "text", "javascript")


def masked_body(body: bytes, content_type: str, captured_at: datetime) -> bytes:
    """Return the page with its people masked, in UTF-8 with its mark, whatever it came in."""
    if not body or (content_type and not any(kind in content_type.lower() for kind in _TEXT)):
        return b""
    text = masked_markup(open_page(body, captured_at, None, content_type).text)
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
