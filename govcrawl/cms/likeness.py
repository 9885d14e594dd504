"""Whether a page is the one that a site shows for addresses that do not exist (soft 404)."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

SHINGLE = 4  # characters
ALIKE = 0.8  # share of common shingles from which two pages are the same
OWN = 8  # shingles that a page must have beside those of the home page to be told from it

# Numbers, times and the address that was asked for differ from answer to answer.
_VARYING = re.compile(r"[\w./:-]*\d[\w./:-]*", re.ASCII)


def words_of(html: str) -> str:
    """Return the title and the visible text of a page without blanks and without words that hold a number."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "noscript", "template"])
    title = tree.css_first("title")
    body = tree.body
    text = f"{title.text() if title else ''} {body.text(separator=' ') if body else ''}"
    return "".join(_VARYING.sub(" ", text).split())


def shingles(words: str) -> frozenset[str]:
    """Return every run of SHINGLE characters."""
    return frozenset(words[start : start + SHINGLE] for start in range(len(words) - SHINGLE + 1))


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a site answers for an address that cannot exist: `own` are its words beside those of the home page."""

    own: frozenset[str]
    home: frozenset[str]

    @property
    def tells(self) -> bool:
        """Whether the answer can be told from the home page at all."""
        return len(self.own) >= OWN

    def is_like(self, words: str) -> bool:
        """Tell whether a page shows the same as the address that cannot exist."""
        own = shingles(words) - self.home
        return self.tells and len(own & self.own) >= ALIKE * len(own | self.own)


def yardstick(missing: str, home: str) -> Yardstick:
    """Return the yardstick of a site from the words of a page that cannot exist and those of the home page."""
    known = shingles(home)
    return Yardstick(shingles(missing) - known, known)
