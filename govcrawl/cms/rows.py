"""Rows: the repeated records of a page, found from their date stamps, or from their links where no row is dated.

A row is the largest element that holds one stamp of its kind; a block is the rows of one parent.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.document import Document, Element
from govcrawl.cms.stamps import Role, Stamp

_NO_TITLE = re.compile(
    r"^[\[【][^\]】]{1,40}[\]】]$|^\W*(?:(?:查看|阅读|点击|浏览)?(?:详情|详细|全文|更多|原文|内容|查看|进入|下载|打开|附件|more|view|pdf|word|doc)(?:信息|内容|下载)?"
    r"|首页|上一页|下一页|尾页|末页|返回|评论|分享|收藏|置顶|top|new|(?:打印|关闭|复制)(?:本页|页面|窗口|此页|链接)?|网站纠错|我要纠错|纠错|字号|[大中小]|无|没有了|暂无|\d{0,4})\W*$",
    re.IGNORECASE,
)
_PINNED = re.compile(r"置顶|^\W*(?:顶|top)\W*$", re.IGNORECASE)
_PINNED_MARKS = re.compile(
    r"(?:^|[\s_-])(?:zhiding|zd|is-?top|top-?icon|icon-?top|sticky|pinned|istop)(?:$|[\s_-])|置顶|zhiding",
    re.IGNORECASE,
)
_CUT = ("...", "…", "..")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "dt", "strong"))
_TITLE_MARK = re.compile(r"tit|bt\b|name|subject", re.IGNORECASE)
LISTED = (Role.PUBLISHED, Role.GENERIC, Role.BARE, Role.UPDATED, Role.CREATED, Role.WRITTEN, Role.ASKED, Role.REPLIED)
MOST_LINKS = 3  # of a row: title, picture, category
LARGEST_ROW = 40  # elements; what is larger is a box or the page
SHORTEST_TITLES = 8  # characters a row on average; menus have fewer
_WORDS = re.compile(r"\w")


@dataclass(slots=True)
class Row:
    """A record: its element, the stretch of elements and texts that belong to it, its stamps, title and link."""

    element: Element
    stamps: list[Stamp] = field(default_factory=list)
    title: str = ""
    href: str = ""
    pinned: bool = False
    place: int = -1  # the text that the title starts with


@dataclass(slots=True)
class Block:
    """Rows of one parent, in the order of the page. `roles` tells which stamps were there to choose from."""

    parent: Element
    rows: list[Row]
    ambiguous: bool = False

    @property
    def start(self) -> int:
        """Index of the first element of the first row."""
        return self.rows[0].element.index

    @property
    def end(self) -> int:
        """Index behind the last element of the last row."""
        return self.rows[-1].element.end

    @property
    def first_text(self) -> int:
        """Index of the first text of the first row, its title included."""
        row = self.rows[0]
        return row.element.first_text if row.place < 0 else min(row.place, row.element.first_text)

    @property
    def title_length(self) -> int:
        """Characters in all titles together."""
        return sum(len(row.title) for row in self.rows)


class Anchors:
    """The links of a page with their titles, for looking up those within a stretch of elements."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.elements = [element for element in document.elements if element.tag == "a"]
        self.places = [element.index for element in self.elements]

    def within(self, start: int, end: int) -> list[Element]:
        """Return the links between two element indexes."""
        return self.elements[bisect_left(self.places, start) : bisect_left(self.places, end)]


def dated_blocks(document: Document, stamps: list[Stamp], anchors: Anchors) -> list[Block]:
    """Return the blocks of rows that carry stamps, in the order of the page."""
    kinds: dict[tuple[str, str, Role, int], list[Stamp]] = defaultdict(list)
    for stamp in stamps:
        if stamp.role in LISTED and stamp.whole | (stamp.role is not Role.PROSE):
            element = document.elements[stamp.element]
            kinds[element.tag, element.attributes.get("class") or "", stamp.role, _cell(document, element)].append(
                stamp
            )
    rows: dict[int, dict[int, list[Stamp]]] = defaultdict(lambda: defaultdict(list))
    singles = []
    for kind in kinds.values():
        ways = [_way(document, stamp.element) for stamp in kind]
        for n, stamp in enumerate(kind):
            shared = max(
                _shared(ways[n], ways[n - 1]) if n else 0, _shared(ways[n], ways[n + 1]) if n + 1 < len(ways) else 0
            )
            if len(kind) == 1 or shared >= len(ways[n]):
                singles.append(stamp)
                continue
            row = ways[n][shared]
            rows[document.elements[row].parent][row].append(stamp)
    for stamp in singles:
        _place_single(document, stamp, rows, anchors)
    rows = _regroup(document, _lifted(document, rows, anchors), anchors)
    blocks = [_block(document, document.elements[parent], found, anchors) for parent, found in rows.items() if found]
    return sorted((block for block in blocks if _is_list(block)), key=lambda block: block.start)


def _is_list(block: Block) -> bool:
    """Tell whether rows have titles, and links too where they are few: other dated things come in pairs as well."""
    titled = [row for row in block.rows if len(row.title) >= (4 if len(block.rows) < 3 else 2)]
    linked = [row for row in titled if row.href and not row.href.startswith("#")]
    if len(block.rows) == 1:
        return bool(linked) and (len(titled[0].title) >= 6 or not linked[0].href.lower().startswith("javascript"))
    return len(titled) * 2 > len(block.rows) and (bool(linked) or len(block.rows) >= 3)


def _cell(document: Document, element: Element) -> int:
    """Return the position of the table cell that an element stands in, for telling two date cells of a row apart."""
    for each in (element, *document.above(element.index)[:3]):
        if each.tag in ("td", "th", "dd", "li", "span", "p", "em", "i", "b"):
            place, before = 0, each.parent + 1
            while before < each.index and place < 40:
                sibling = document.elements[before]
                place += sibling.tag == each.tag
                before = sibling.end
            if each.tag == "td":
                return place
    return -1


def _way(document: Document, index: int) -> list[int]:
    """Return the elements from the body down to one."""
    way = []
    while index >= 0:
        way.append(index)
        index = document.elements[index].parent
    return way[::-1]


def _shared(one: list[int], other: list[int]) -> int:
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def _place_single(document: Document, stamp: Stamp, rows: dict[int, dict[int, list[Stamp]]], anchors: Anchors) -> None:
    """Put a stamp without a like into the row it stands in; else its row is the nearest element with a title."""
    way = _way(document, stamp.element)
    for index in reversed(way):
        parent = document.elements[index].parent
        if parent in rows and index in rows[parent]:
            rows[parent][index].append(stamp)
            return
    for index in list(reversed(way))[:6]:
        element = document.elements[index]
        if element.tag in ("body", "html") or element.end - index > LARGEST_ROW:
            return
        linked = {a.attributes.get("href") for a in anchors.within(index, element.end) if _words(document, a)}
        if len(linked) > MOST_LINKS:
            return
        if linked or element.tag == "a":
            rows[element.parent][index].append(stamp)
            return


def _lifted(
    document: Document, rows: dict[int, dict[int, list[Stamp]]], anchors: Anchors
) -> dict[int, dict[int, list[Stamp]]]:
    """Take an element with one title and several stamps for the row: its stamps are no rows of their own."""
    found: dict[int, dict[int, list[Stamp]]] = defaultdict(lambda: defaultdict(list))
    for parent, inner in rows.items():
        element = document.elements[parent]
        links = {a.attributes.get("href") for a in anchors.within(parent, element.end) if _words(document, a)}
        bare = all(stamp.element == row for row, stamps in inner.items() for stamp in stamps)
        if len(inner) > 1 and bare and len(links) == 1 and element.parent >= 0:
            found[element.parent][parent] += [stamp for stamps in inner.values() for stamp in stamps]
        else:
            for row, stamps in inner.items():
                found[parent][row] += stamps
    return found


def _regroup(
    document: Document, rows: dict[int, dict[int, list[Stamp]]], anchors: Anchors
) -> dict[int, dict[int, list[Stamp]]]:
    """Break up blocks whose "rows" are whole boxes: a lone stamp beside a list makes its box a row of the page."""
    elements = document.elements
    settled: dict[int, dict[int, list[Stamp]]] = defaultdict(lambda: defaultdict(list))
    parents = sorted(rows)
    for parent in parents:
        for row, stamps in rows[parent].items():
            # A row that holds other whole blocks, or many links, is a box: its row is looked for from below.
            inner = any(
                row <= other < elements[row].end and len(rows[other]) > 1 for other in parents if other != parent
            )
            links = len(anchors.within(row, elements[row].end))
            if (inner or links > 6) and len(stamps) == 1:
                _place_single(document, stamps[0], settled, anchors)
            else:
                settled[parent][row] += stamps
    return settled


def _block(document: Document, parent: Element, found: dict[int, list[Stamp]], anchors: Anchors) -> Block:
    elements = document.elements
    order = sorted(found)
    rows = [Row(elements[index], found[index]) for index in order]
    flat = sum(1 for row in rows if _title(document, row, row.element.index, row.element.end, anchors)) * 2 < len(rows)
    if flat:
        _flat_titles(document, parent, rows, anchors)
    tags = {row.element.tag for row in rows}
    if not flat and len(rows) > 1 and parent.tag != "body":
        # Rows of the same kind without a stamp belong to the list, too.
        for child in document.children(parent.index):
            if (
                child.tag in tags
                and child.index not in found
                and child.tag not in ("div", "p", "span", "table", "dl", "ul")
            ):
                row = Row(child)
                if _title(document, row, child.index, child.end, anchors) and row.href:
                    rows.append(row)
        rows.sort(key=lambda row: row.element.index)
    return Block(parent, rows)


def _flat_titles(document: Document, parent: Element, rows: list[Row], anchors: Anchors) -> None:
    """Find the titles of rows that are mere siblings: title and date one after the other, without a frame of their own."""
    first = rows[0].element
    before = bool(_find_title(document, parent.index + 1, first.index, anchors)[0])
    for n, row in enumerate(rows):
        if before:
            start, end = (rows[n - 1].element.end if n else parent.index + 1), row.element.end
            anchors_before = [a for a in anchors.within(start, row.element.index) if _words(document, a)]
            if n == 0 and len(anchors_before) > 1:
                start = anchors_before[-1].index
        else:
            start, end = row.element.index, rows[n + 1].element.index if n + 1 < len(rows) else parent.end
        row.title, row.href, row.place = _find_title(document, start, end, anchors)


def _title(document: Document, row: Row, start: int, end: int, anchors: Anchors) -> bool:
    row.title, row.href, row.place = _find_title(
        document, start, end, anchors, {stamp.text_index for stamp in row.stamps}
    )
    row.pinned = row.pinned or _is_pinned(document, row.element, row.title)
    return bool(row.title)


def _find_title(
    document: Document, start: int, end: int, anchors: Anchors, without: set[int] | None = None
) -> tuple[str, str, int]:
    best, href, place = "", "", -1
    for anchor in anchors.within(start, end):
        words = _words(document, anchor, without or set())
        if len(words) > len(best) and not _NO_TITLE.match(words):
            best, href, place = words, (anchor.attributes.get("href") or "").strip(), anchor.first_text
    if best or end <= start:
        return best, href, place
    elements = document.elements
    first = elements[start].first_text
    last = max(elements[start].last_text, elements[end - 1].last_text)
    for i in range(first, last):
        text = " ".join(document.texts[i].split())
        if i not in (without or ()) and len(text) > len(best) and not _NO_TITLE.match(text):
            best, place = text, i
    return best, href, place


def _words(document: Document, anchor: Element, without: set[int] = frozenset()) -> str:  # type: ignore[assignment]
    """Return the title that a link shows: its heading, or its first words; the `title` where they are cut."""
    parts = [
        (i, " ".join(document.texts[i].split())) for i in range(anchor.first_text, anchor.last_text) if i not in without
    ]
    if len(parts) > 2 or sum(len(part) for _, part in parts) > 80:
        heading = [
            part
            for i, part in parts
            if document.elements[document.owners[i]].tag in _HEADINGS
            or _TITLE_MARK.search(document.elements[document.owners[i]].marks)
        ]
        words = heading[0] if heading else next((part for _, part in parts if len(part) > 4), "")
    else:
        words = "".join(part for _, part in parts)
    words = words.strip(" ·•●■◆>»-|")
    title = " ".join((anchor.attributes.get("title") or "").split())
    if not words and not title:
        for i in range(anchor.index + 1, anchor.end):
            if document.elements[i].tag == "img":
                return (document.elements[i].attributes.get("alt") or "").strip()
    if title and (not words or (words.endswith(_CUT) and len(title) >= len(words) - 3) or title.startswith(words)):
        return title
    return words if _WORDS.search(words) else ""


def _is_pinned(document: Document, element: Element, title: str) -> bool:
    if title.startswith(("[置顶]", "【置顶】", "[顶]", "【顶】", "置顶")):
        return True
    if _PINNED_MARKS.search(element.marks):
        return True
    for i in range(element.first_text, min(element.last_text, element.first_text + 4)):
        if len(document.texts[i]) < 8 and _PINNED.search(document.texts[i]):
            return True
    return any(
        child.tag in ("i", "em", "span", "img", "b", "font")
        and _PINNED_MARKS.search(
            f"{child.marks} {child.attributes.get('src') or ''} {child.attributes.get('alt') or ''}"
        )
        for child in document.elements[element.index + 1 : min(element.end, element.index + 6)]
    )


def linked_blocks(document: Document, anchors: Anchors) -> list[Block]:
    """Return the blocks of rows that carry no date: links to articles with titles, one a row."""
    titled: list[tuple[Element, list[int]]] = []
    seen = ""
    for anchor in anchors.elements:
        href = (anchor.attributes.get("href") or "").strip()
        if not href or href == seen or href.startswith(("#", "javascript", "mailto")):
            continue
        words = _words(document, anchor)
        if len(words) >= 5 and not _NO_TITLE.match(words) and _may_be_article(document, href, words):
            titled.append((anchor, _way(document, anchor.index)))
            seen = href
    rows: dict[int, dict[int, list[Stamp]]] = defaultdict(dict)
    for n, (_, way) in enumerate(titled):
        shared = max(
            _shared(way, titled[n - 1][1]) if n else 0, _shared(way, titled[n + 1][1]) if n + 1 < len(titled) else 0
        )
        if 0 < shared < len(way):
            rows[document.elements[way[shared]].parent][way[shared]] = []
    blocks = [_block(document, document.elements[parent], found, anchors) for parent, found in rows.items()]
    long_titles = (
        block for block in blocks if len(block.rows) > 1 and block.title_length >= SHORTEST_TITLES * len(block.rows)
    )
    return sorted(long_titles, key=lambda block: block.start)


def _may_be_article(document: Document, href: str, words: str) -> bool:
    try:
        kind = kind_of(document.absolute(href))
    except ValueError:
        return False
    return kind is AddressKind.ARTICLE or (kind in (AddressKind.UNKNOWN, AddressKind.FILE) and len(words) >= 10)


def row_hrefs(block: Block) -> Iterator[str]:
    """Yield the addresses of the rows as they stand."""
    for row in block.rows:
        if row.href:
            yield row.href
