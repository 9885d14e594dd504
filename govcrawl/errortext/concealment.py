"""How an element is written so that no visitor sees it, while a search engine does.

Inline styles, the style rules of the page itself and the old attributes are read; style sheets in files are not.
Source: fact sheet 5.6 (static).
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from govcrawl.cms.document import Document, Element

# What hides a menu as well as a block of links, and what nobody writes but to be unseen.
ORDINARY = frozenset(("display", "visibility"))

_LENGTH = r"\s*:\s*(-?\d+(?:\.\d+)?)\s*(px|pt|em|rem|%)?"
_DISPLAY = re.compile(r"display\s*:\s*none")
_VISIBILITY = re.compile(r"visibility\s*:\s*(?:hidden|collapse)")
_OPACITY = re.compile(r"(?<![\w-])opacity\s*:\s*0(?:\.0\d*)?\s*(?:!|;|$)|alpha\(\s*opacity\s*=\s*0\s*\)")
_OFFSET = re.compile(
    rf"(?<![\w-])(left|right|top|bottom|text-indent|margin(?:-left|-top|-right|-bottom)?){_LENGTH}", re.ASCII
)
_AWAY = re.compile(r"translate[xy3d]{0,2}\(\s*-\d{4,}px|clip\s*:\s*rect\(\s*0|scale\(\s*0\s*\)")
_FONT = re.compile(rf"(?<![\w-])font-size{_LENGTH}", re.ASCII)
_SIDE = re.compile(rf"(?<![\w-])(?:max-)?(?:width|height){_LENGTH}", re.ASCII)
_CLIPPED = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden")
_PLACED = re.compile(r"position\s*:\s*(?:absolute|fixed)")
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([#\w]+)")
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)\s*(?:!|;|$)")
_FAR = 500  # pixels out of the page to the left or above it
_BEYOND = 5_000  # pixels to the right or below, where no page is so wide
_NAMED = {"white": "ffffff", "black": "000000", "red": "ff0000", "blue": "0000ff", "green": "008000", "gray": "808080"}
_NEAR = 24  # sum over red, green and blue below which two colours look alike

LONGEST_STYLE = 200_000  # characters of a style element that are read
_SIMPLE = re.compile(r"^(?:[a-z]+)?([.#][\w-]+)$")
_BY_SCRIPT = re.compile(
    r"getElementById\(\s*[\"']([\w-]{1,60})[\"']\s*\)\s*\.style\s*\.\s*(display|visibility)\s*=\s*[\"'](none|hidden)[\"']"
    r"|\$\(\s*[\"']#([\w-]{1,60})[\"']\s*\)\s*\.hide\(\s*\)"
)


@lru_cache(maxsize=4_096)
def concealed_by(style: str) -> str:
    """Return what a style hides its element by: display, visibility, opacity, offset, size, font, colour; else ""."""
    style = style.lower()
    if _DISPLAY.search(style):
        return "display"
    if _VISIBILITY.search(style):
        return "visibility"
    if _OPACITY.search(style):
        return "opacity"
    if _AWAY.search(style) or _far_away(style):
        return "offset"
    if any(float(size) <= (0 if unit in ("em", "rem") else 1) for size, unit in _FONT.findall(style)):
        return "font"
    if _CLIPPED.search(style) and any(float(size) <= 1 and unit != "%" for size, unit in _SIDE.findall(style)):
        return "size"
    return "colour" if _same_colour(style) else ""


def _far_away(style: str) -> bool:
    placed = bool(_PLACED.search(style))
    for name, size, unit in _OFFSET.findall(style):
        pixels = float(size) * (0 if unit == "%" else 16 if unit in ("em", "rem") else 1)
        if (pixels <= -_FAR or pixels >= _BEYOND) and (placed or name.startswith(("text", "margin"))):
            return True
    return False


def _same_colour(style: str) -> bool:
    text, ground = _COLOUR.search(style), _BACKGROUND.search(style)
    return bool(text and ground and alike(text[1], ground[1]))


def alike(colour: str, ground: str) -> bool:
    """Tell whether two colours as written in a page cannot be told apart."""
    first, second = _rgb(colour), _rgb(ground)
    return bool(first and second) and sum(abs(a - b) for a, b in zip(first, second, strict=True)) <= _NEAR


def _rgb(colour: str) -> tuple[int, ...]:
    digits = _NAMED.get(colour.lower(), colour.lstrip("#"))
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    try:
        return tuple(bytes.fromhex(digits)) if len(digits) == 6 else ()
    except ValueError:
        return ()


class Concealment:
    """Which elements of a page are concealed, and by what."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[int, tuple[str, int]] = {}

    @cached_property
    def _rules(self) -> dict[str, str]:
        styles = (node.text(deep=True)[:LONGEST_STYLE] for node in self.document.nodes("style"))
        return {selector: by for style in styles for selector, by in _concealing(style)}

    @cached_property
    def _scripted(self) -> dict[str, str]:
        return dict(_by_script(self.document))

    def of(self, index: int) -> tuple[str, int]:
        """Return what conceals an element or one above it, with the outermost of these; ("", -1) where nothing does."""
        path = []
        while index >= 0 and index not in self._known:
            path.append(index)
            index = self.document.elements[index].parent
        found = self._known[index] if index >= 0 else ("", -1)
        for inner in reversed(path):
            if not found[0]:
                found = (self._own(self.document.elements[inner]), inner)
                found = found if found[0] else ("", -1)
            self._known[inner] = found
        return found

    def _own(self, element: Element) -> str:
        attributes = element.attributes
        if not attributes:
            return ""
        if (style := attributes.get("style")) and (by := concealed_by(style)):
            return by
        if "hidden" in attributes:
            return "display"
        if element.tag == "marquee" and any(_tiny(attributes.get(side)) for side in ("width", "height")):
            return "marquee"
        if element.tag == "font" and _blends(self.document, element):
            return "colour"
        for mark in element.marks.lower().split() if self._rules else ():
            if by := self._rules.get(f".{mark}", "") or self._rules.get(f"#{mark}", ""):
                return by
        return self._scripted.get(attributes.get("id") or "", "")


def _tiny(length: str | None) -> bool:
    try:
        return length is not None and float(length.strip().removesuffix("px")) <= 3
    except ValueError:
        return False


def _blends(document: Document, element: Element) -> bool:
    """Tell whether a font has the colour of the nearest ground that is written above it."""
    colour = element.attributes.get("color") or ""
    grounds = (each.attributes.get("bgcolor") or "" for each in document.above(element.index))
    return bool(colour) and alike(colour, next(filter(None, grounds), ""))


@lru_cache(maxsize=64)  # pages of a site repeat their style
def _concealing(rules: str) -> tuple[tuple[str, str], ...]:
    """Return class or id, and what style rules hide it by; those for the printer do not count."""
    found: list[tuple[str, str]] = []
    for block in rules.lower().split("}"):
        before, _, style = block.rpartition("{")
        if "@media" not in before and (by := concealed_by(style[:2_000])):
            selectors = map(_SIMPLE.match, map(str.strip, before[-2_000:].split(",")))
            found += [(simple[1], by) for simple in selectors if simple]
    return tuple(found)


def _by_script(document: Document) -> Iterator[tuple[str, str]]:
    for script in document.scripts:
        if ".style" in script.code or ".hide(" in script.code:
            for name, kind, _, queried in _BY_SCRIPT.findall(script.code):
                yield name or queried, kind or "display"
