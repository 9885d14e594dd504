"""What is examined: the content of a page (no menus, header, footer) or a text file, with its blocks."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from operator import attrgetter

from govcrawl.cms.article import body_of, title_of
from govcrawl.cms.document import Document, Marks, parsed
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.page import Page

# Elements that part no words; all others do, but for those that word processors leave (`o:p`).
INLINE = frozenset(("abbr", "b", "big", "code", "del", "em", "font", "i", "img", "ins", "label", "mark", "s", "small"))
INLINE |= frozenset(("span", "strike", "strong", "sub", "sup", "tt", "u"))
AROUND = 20  # characters of context on each side
_SHORT_LINK = 6  # characters; an entry's title is longer, a menu's word is not
_HALF = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FURNITURE_TAGS = frozenset(("nav", "header", "footer", "aside"))
_FURNITURE = Marks(
    r"(?:^|[\s_-])(?:nav|menu|head|header|top|foot|footer|bottom|crumbs?|copyright|search|login|share|friend|links?|sitemap|"
    r"position|location)(?=$|[\s_-])|navbar|navigation|footer|breadcrumb|copyright|menulist|submenu|weizhi|youqing|toolbar|"
    r"pager|pagination|fenye"
)
_INDEX = attrgetter("index")
_LAYOUT = 2 / 3  # of the page's characters: what holds more is no furniture, whatever it is called


@dataclass(frozen=True, slots=True)
class ExaminedText:
    """A text whose blocks (paragraphs, cells, rows of a list) stand on lines of their own, and what is known of it.

    `division` is the GB/T 2260 code of the place whose site it is, empty where unknown; `site` the name, code and hosts
    of the site, for its white list; `day` the day whose names and titles it has to follow: when it was published, else
    when it was seen.
    """

    text: str
    day: date | None = None
    division: str = ""
    site: frozenset[str] = frozenset()
    title: str = ""

    def __post_init__(self) -> None:
        """Give way to half a character, which the JSON of a mirror may hold and no automaton takes."""
        try:
            (self.title + self.text).encode()
        except UnicodeEncodeError:
            object.__setattr__(self, "text", _HALF.sub("\ufffd", self.text))
            object.__setattr__(self, "title", _HALF.sub("\ufffd", self.title))

    def candidate(self, start: int, end: int, right: str, rule: str, severity: Severity) -> Candidate:
        """Return a candidate of this text, with the words around it."""
        return Candidate(start, end, self.text[start:end], right, rule, severity, around(self.text, start, end))


@dataclass(frozen=True, slots=True)
class ExaminedPage:
    """A page as detectors of markup see it: decoded, parsed, and with the text of its content."""

    page: Page
    document: Document
    content: ExaminedText


def around(text: str, start: int, end: int) -> str:
    """Return the words around a place, without those of the neighbouring blocks."""
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    last = text.find("\n", end)
    return text[first : min(last if last >= 0 else len(text), end + AROUND)]


def opened(
    page: Page, *, day: date | None = None, division: str = "", site: frozenset[str] = frozenset()
) -> ExaminedPage:
    """Return a page ready to be examined.

    Args:
        page: The decoded page.
        day: When it was published, where that is known; else the day of the capture counts.
        division: GB/T 2260 code of the place whose site it is.
        site: Name, code and hosts of the site.
    """
    document = parsed(page)
    title, place = title_of(document)
    content = ExaminedText(
        content_text(document, place), day or page.captured_at.date(), division, site, title or document.title
    )
    return ExaminedPage(page, document, content)


def content_text(document: Document, title: int) -> str:
    """Return the content of a page, one line a block.

    Of an article it is title and body; of any other page everything that is no menu, header, footer or other furniture.

    Args:
        document: The parsed page.
        title: Place of its title among the texts, -1 where none shows it.
    """
    body = body_of(document, title)
    if body is not None:
        blocks = _blocks(document, range(body.first_text, body.last_text), INLINE | {"a"})
        return "\n".join([_tidy(document.texts[title]), *blocks] if title >= 0 else blocks)
    return "\n".join(_blocks(document, _outside_furniture(document), INLINE))


def _blocks(document: Document, places: Iterable[int], inline: Set[str]) -> list[str]:
    """Return the texts at the places as blocks: joined where only inline elements part them."""
    tags = [tag for tag in document.by_tag if tag not in inline and ":" not in tag]
    parting = [element for tag in tags for element in document.by_tag[tag]]
    borders = {element.first_text for element in parting} | {element.last_text for element in parting}
    blocks: list[tuple[int, int]] = []
    start = following = 0
    for place in places:
        if place != following or place in borders:
            blocks.append((start, following))
            start = place
        following = place + 1
    blocks.append((start, following))
    return [words for first, last in blocks if (words := _tidy("".join(document.texts[first:last])))]


def _outside_furniture(document: Document) -> list[int]:
    """Return the places of the texts that stand in no furniture and are no word of a menu."""
    before = [0, *accumulate(map(len, document.texts))]  # characters before each text
    largest = before[-1] * _LAYOUT
    longest_word = min(largest, _SHORT_LINK)
    furniture = [*document.marked(_FURNITURE), *map(document.elements.__getitem__, document.hidden)]
    furniture += document.tagged("a", *_FURNITURE_TAGS)
    kept: list[int] = []
    reached = 0  # texts before it are decided
    for element in sorted(furniture, key=_INDEX):
        first, last = element.first_text, element.last_text
        most = longest_word if element.tag == "a" else largest
        if reached <= first < last and before[last] - before[first] <= most:
            kept += range(reached, first)
            reached = last
    return [*kept, *range(reached, len(document.texts))]


def _tidy(text: str) -> str:
    if " " not in text and text.isprintable():
        return text
    words = " ".join(text.split())
    return words if words.isprintable() else " ".join(_UNSEEN.sub("", words).split())
