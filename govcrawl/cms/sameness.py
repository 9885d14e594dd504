"""Whether two answers show the same page, whatever counters, clocks and tokens they carry (D10)."""

import re

from govcrawl.cms.document import parsed
from govcrawl.model.page import Page

_CHANGING = re.compile(r"[0-9a-fA-F]{8,}|[\d:：.-]+|\s+")
_SAME = 0.9  # share of the texts of both pages that both have; a rotating picture or a weather line stays below


def content_of(page: Page) -> frozenset[str]:
    """Return the texts of a page without numbers, tokens and blanks."""
    document = parsed(page)
    texts = (_CHANGING.sub("", text) for text in (document.title, *document.texts))
    return frozenset(text for text in texts if len(text) > 1)


def same_content(first: frozenset[str], second: frozenset[str]) -> bool | None:
    """Tell whether two contents are of one page; None where one of them has no words to tell by."""
    if not first or not second:
        return None
    return len(first & second) >= _SAME * max(len(first), len(second))
