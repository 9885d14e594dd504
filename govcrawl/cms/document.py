"""A parsed page: one parse, one walk, then plain lists that the readers go through."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.model.page import Page

_SILENT = frozenset(("style", "noscript", "textarea", "template", "select", "button", "iframe", "svg", "object"))
_NESTING = ("div", "span", "font", "b", "ul", "table", "dl", "section", "a", "em", "i")
DEEPEST = 3_000  # elements that nobody closes; careless templates leave a few dozen
LONGEST_NESTED = 100_000  # characters of such a page that are read
_ORIGIN = re.compile(r"https?://[a-z0-9.:-]+(?=/|$)")
_WHOLE = re.compile(r"https?://[a-z0-9.:-]+/(?:[A-Za-z0-9_\-./%=&?~+,]*[A-Za-z0-9_/])?")
_FROM_ROOT = re.compile(r"/(?!/)[A-Za-z0-9_\-./%=&?~+,]*[A-Za-z0-9_/]")
_INDEX = attrgetter("index")
_BELOW = re.compile(r"(?:\./)?((?:\.\./)*)([A-Za-z0-9_\-%=~+,](?:[A-Za-z0-9_\-./%=&?~+,]*[A-Za-z0-9_/])?)?")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_\-./%=&~+,]*")
_PUNCTUATION = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return letters, digits and characters alone."""
    return _PUNCTUATION.sub("", text)


def _bounded(text: str) -> str:
    """Cut a page that nests without end: the parser's work grows with the square of the depth."""
    if len(text) > LONGEST_NESTED and text.count("<") > DEEPEST:
        for tag in _NESTING:
            opened = text.count(f"<{tag}")
            if opened > DEEPEST and opened - text.count(f"</{tag}") > DEEPEST:
                return text[:LONGEST_NESTED]
    return text


class Element:
    """An element in the order of the page: its subtree are the elements `index` <= i < `end`.

    `marks` are its class and id, as they stand.
    """

    __slots__ = ("attributes", "end", "first_text", "index", "last_text", "marks", "parent", "tag")

    attributes: dict[str, str | None]
    end: int
    first_text: int
    index: int
    last_text: int
    marks: str
    parent: int
    tag: str


class Marks:
    """A pattern for classes and ids. Pages of a site repeat them, so the answers of `found` are remembered.

    `search` remembers nothing: for what may be long, or of one page alone.
    """

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        self.search = search = re.compile(pattern, flags).search
        self.found = lru_cache(maxsize=8_192)(lambda marks: search(marks) is not None)


_HIDDEN = Marks(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden")


class Script(NamedTuple):
    """A script: the element it stands in, the elements and texts before it, its code, type and address."""

    parent: int
    position: int
    texts_before: int
    code: str
    kind: str
    source: str


def _script(node: LexborNode, parent: int, position: int, texts_before: int) -> Script:
    attributes = node.attributes
    kind, source = attributes.get("type") or "", attributes.get("src") or ""
    return Script(parent, position, texts_before, node.text(deep=True), kind, source)


def _hides(style: str | None) -> bool:
    if not style:
        return False
    return _HIDDEN.found(style) if len(style) < 200 else _HIDDEN.search(style) is not None


def _grouped(elements: list[Element], key: Callable[[Element], str]) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        found[key(element)].append(element)
    return dict(found)


class Document:
    """A page with its tree (`tree`, selectolax) and the flat form of it.

    `elements` holds the elements of the body in order, `texts` the texts with `owners` (their elements), `scripts` the
    scripts of the body. What stands below style, select and the like is left out.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = LexborHTMLParser(_bounded(page.text))
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.owners: list[int] = []
        self.scripts: list[Script] = []
        self.hidden: set[int] = set()
        self._silent: list[LexborNode] = []
        self._walk()

    def _walk(self) -> None:
        node = self.tree.body or self.tree.root
        elements, texts, owners = self.elements, self.texts, self.owners
        parent = -1
        above: list[LexborNode] = []  # the nodes of the elements that are not yet closed
        while node is not None:
            following = None
            tag = node.tag or "-"
            if tag == "-text":
                text = node.text_content
                if text and not text.isspace():
                    texts.append(text)
                    owners.append(parent)
            elif tag == "script":
                self.scripts.append(_script(node, parent, len(elements), len(texts)))
            elif tag >= "a":  # no comment or the like
                element = Element()  # without a constructor: its call would take longer than all that it sets
                element.index = index = len(elements)
                element.parent, element.end, element.tag = parent, index + 1, tag
                element.first_text = element.last_text = len(texts)
                element.attributes = attributes = node.attributes
                element.marks = " "
                elements.append(element)
                if attributes:
                    if "class" in attributes or "id" in attributes:
                        element.marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
                    if "hidden" in attributes or ("style" in attributes and _hides(attributes["style"])):
                        self.hidden.add(index)
                if tag in _SILENT:
                    self._silent.append(node)
                elif (following := node.first_child) is not None:
                    above.append(node)
                    parent = index
            while following is None and above:
                following = node.next
                if following is None:
                    element = elements[parent]
                    element.end, element.last_text = len(elements), len(texts)
                    node, parent = above.pop(), element.parent
            node = following

    @cached_property
    def by_tag(self) -> dict[str, list[Element]]:
        """The elements by tag."""
        return _grouped(self.elements, attrgetter("tag"))

    @cached_property
    def by_marks(self) -> dict[str, list[Element]]:
        """The elements by class and id, for patterns of these: a page has fewer of them than elements."""
        return _grouped(self.elements, attrgetter("marks"))

    def nodes(self, tag: str) -> list[LexborNode]:
        """Return the nodes of a kind that heads hold; the whole tree is gone through only where the body has some."""
        head = self.tree.head
        elsewhere = tag in self.by_tag or any(node.css_first(tag) for node in self._silent)
        return self.tree.css(tag) if head is None or elsewhere else head.css(tag)

    @cached_property
    def metas(self) -> dict[str, str]:
        """Content of the named metas, keyed by the lower-case name; of several of one name the first with content."""
        found: dict[str, str] = {}
        for meta in self.nodes("meta"):
            attributes = meta.attributes
            name = (
                (attributes.get("name") or attributes.get("property") or attributes.get("http-equiv") or "")
                .strip()
                .lower()
            )
            content = (attributes.get("content") or "").strip()
            if name and not found.get(name):
                found[name] = content
        return found

    @cached_property
    def head_scripts(self) -> list[Script]:
        """Scripts in the head, which are not part of the walk."""
        head = self.tree.head
        return [_script(node, -1, 0, 0) for node in head.css("script")] if head else []

    @cached_property
    def unread(self) -> bool:
        """Whether a noscript, or a script below a select or the like, was left out."""
        return any(node.tag == "noscript" or node.css_first("noscript, script") for node in self._silent)

    @cached_property
    def codes(self) -> list[str]:
        """The code of every script, those of the head first."""
        return [script.code for script in (*self.head_scripts, *self.scripts)]

    @cached_property
    def markup(self) -> bytes:
        """Where marks of a CMS stand, in UTF-8 and lower case: the head, classes and ids, the starts of scripts."""
        codes = [script.code[:2_000] for script in self.scripts]
        return (
            "\n".join((self.page.text[:5_000], *self.by_marks, *codes, self.addresses)).encode(errors="replace").lower()
        )

    @cached_property
    def addresses(self) -> str:
        """The addresses that links, pictures and scripts of the page name, one a line, with the page's own."""
        named = {a.get("href") or a.get("src") or "" for each in self.elements if (a := each.attributes)}
        return "\n".join((self.page.url or "", *named))[:50_000]

    @cached_property
    def base(self) -> str:
        """What links are relative to; empty where the address of the page is unknown."""
        hrefs = (node.attributes["href"] for node in self.nodes("base") if "href" in node.attributes)
        return urljoin(self.page.url or "", (next(hrefs, None) or "").strip())

    @cached_property
    def title(self) -> str:
        """The words of the title element."""
        node = self.tree.css_first("title")
        return " ".join(node.text(deep=True).split()) if node else ""

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the page, empty where its address does not tell them."""
        found = _ORIGIN.match(self.base)
        return found[0] if found else ""

    def tagged(self, *tags: str) -> list[Element]:
        """Return the elements of some tags, in the order of the page."""
        found = [self.by_tag[tag] for tag in tags if tag in self.by_tag]
        return found[0] if len(found) == 1 else sorted(chain(*found), key=_INDEX)

    def marked(self, pattern: Marks) -> list[Element]:
        """Return the elements whose class or id a pattern finds, in the order of the page."""
        found = [element for marks, elements in self.by_marks.items() if pattern.found(marks) for element in elements]
        return sorted(found, key=_INDEX)

    @cached_property
    def _folders(self) -> list[str]:
        """The folder that links are relative to and those above it; empty where its address is not a plain one."""
        path = self.base[len(self.origin) :].partition("?")[0].partition("#")[0]
        if not self.origin or "//" in path or "/." in path or not _PLAIN_PATH.fullmatch(path):
            return []
        names = path.split("/")[1:-1]
        return ["/".join((self.origin, *names[:depth], "")) for depth in range(len(names), -1, -1)]

    def absolute(self, href: str) -> str:
        """Return the address that a link leads to; a link that no browser could open stays as it is."""
        href = href.strip()
        # The three common forms: urljoin says the same of them and takes fifty times as long.
        if self.origin and _FROM_ROOT.fullmatch(href) and "/." not in href:
            return self.origin + href
        if _WHOLE.fullmatch(href):
            return href
        if href and self._folders and (below := _BELOW.fullmatch(href)) and "//" not in href:
            name = below[2] or ""
            if "/." not in name:
                return self._folders[min(len(below[1]) // 3, len(self._folders) - 1)] + name
        try:
            return urljoin(self.base, href)
        except ValueError:
            return href

    def text(self, element: Element, between: str = "") -> str:
        """Return the text below an element with every run of blanks as one."""
        return " ".join(between.join(self.texts[element.first_text : element.last_text]).split())

    def above(self, index: int, most: int = sys.maxsize) -> list[Element]:
        """Return the ancestors of an element, nearest first and not more than `most`, without the body."""
        elements = self.elements
        found: list[Element] = []
        index = elements[index].parent
        while index > 0 and len(found) < most:
            element = elements[index]
            found.append(element)
            index = element.parent
        return found

    def children(self, index: int) -> list[Element]:
        """Return the child elements of an element."""
        found, i, end = [], index + 1, self.elements[index].end
        while i < end:
            child = self.elements[i]
            found.append(child)
            i = child.end
        return found

    def is_hidden(self, index: int) -> bool:
        """Tell whether an element or one above it is written as not displayed."""
        while index >= 0 and self.hidden:
            if index in self.hidden:
                return True
            index = self.elements[index].parent
        return False


@lru_cache(maxsize=16)
def parsed(page: Page) -> Document:
    """Return a page parsed; its readers, one after another, share the parse and change nothing in it."""
    return Document(page)
