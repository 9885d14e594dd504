"""Rows: the repeated records of a page, found from their date stamps, or from their links where no row is dated.

A row is the largest element that holds one stamp of its kind; a block is the rows of one parent.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.document import Document, Element
from govcrawl.cms.stamps import Role, Stamp
from govcrawl.cms.titles import NO_TITLE, Anchors, find_title, is_pinned

LISTED = (Role.PUBLISHED, Role.GENERIC, Role.BARE, Role.UPDATED, Role.CREATED, Role.WRITTEN, Role.ASKED, Role.REPLIED)
MOST_LINKS = 3  # of a row: title, picture, category
LARGEST_ROW = 40  # elements; what is larger is a box or the page
SHORTEST_TITLES = 8  # characters a row on average; menus have fewer


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
        for stamp, way, shared in zip(kind, ways, _shared_with_neighbours(ways), strict=True):
            if len(kind) == 1 or shared >= len(way):
                singles.append(stamp)
                continue
            row = way[shared]
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
    for each in (element, *document.above(element.index, 3)):
        if each.tag == "td":
            place, before = 0, each.parent + 1
            while before < each.index and place < 40:
                sibling = document.elements[before]
                place += sibling.tag == "td"
                before = sibling.end
            return place
    return -1


def _way(document: Document, index: int) -> list[int]:
    """Return the elements from the body down to one."""
    way = []
    while index >= 0:
        way.append(index)
        index = document.elements[index].parent
    return way[::-1]


def _shared_with_neighbours(ways: list[list[int]]) -> list[int]:
    """Return of each way the length of its stretch that the way before it or the one behind it has as well."""
    pairs = [0, *(_shared(one, other) for one, other in pairwise(ways)), 0]
    return [max(before, behind) for before, behind in pairwise(pairs)] if ways else []


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
        linked = _titled_links(element, anchors)
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
        bare = all(stamp.element == row for row, stamps in inner.items() for stamp in stamps)
        if len(inner) > 1 and bare and element.parent >= 0 and len(_titled_links(element, anchors)) == 1:
            found[element.parent][parent] += [stamp for stamps in inner.values() for stamp in stamps]
        else:
            for row, stamps in inner.items():
                found[parent][row] += stamps
    return found


def _titled_links(element: Element, anchors: Anchors) -> set[str | None]:
    """Return the addresses of the links below an element that have a title."""
    return {a.attributes.get("href") for a in anchors.within(element.index, element.end) if anchors.title_of(a)}


def _regroup(
    document: Document, rows: dict[int, dict[int, list[Stamp]]], anchors: Anchors
) -> dict[int, dict[int, list[Stamp]]]:
    """Break up blocks whose "rows" are whole boxes: a lone stamp beside a list makes its box a row of the page."""
    elements = document.elements
    settled: dict[int, dict[int, list[Stamp]]] = defaultdict(lambda: defaultdict(list))
    parents = sorted(rows)
    blocks = [parent for parent in parents if len(rows[parent]) > 1]
    for parent in parents:
        for row, stamps in rows[parent].items():
            end = elements[row].end
            # A row that holds other whole blocks, or many links, is a box: its row is looked for from below.
            if len(stamps) == 1 and (
                bisect_left(blocks, row) < bisect_left(blocks, end) or len(anchors.within(row, end)) > 6
            ):
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
    """Find the titles of rows that are mere siblings, title and date one after the other, without a frame."""
    first = rows[0].element
    before = bool(find_title(parent.index + 1, first.index, anchors)[0])
    for n, row in enumerate(rows):
        if before:
            start, end = (rows[n - 1].element.end if n else parent.index + 1), row.element.end
            anchors_before = [a for a in anchors.within(start, row.element.index) if anchors.title_of(a)]
            if n == 0 and len(anchors_before) > 1:
                start = anchors_before[-1].index
        else:
            start, end = row.element.index, rows[n + 1].element.index if n + 1 < len(rows) else parent.end
        row.title, row.href, row.place = find_title(start, end, anchors)


def _title(document: Document, row: Row, start: int, end: int, anchors: Anchors) -> bool:
    row.title, row.href, row.place = find_title(start, end, anchors, {stamp.text_index for stamp in row.stamps})
    row.pinned = row.pinned or is_pinned(document, row.element, row.title)
    return bool(row.title)


def linked_blocks(document: Document, anchors: Anchors) -> list[Block]:
    """Return the blocks of rows that carry no date: links to articles with titles, one a row."""
    ways: list[list[int]] = []
    seen = ""
    for anchor in anchors.elements:
        href = (anchor.attributes.get("href") or "").strip()
        if not href or href == seen or href.startswith(("#", "javascript", "mailto")):
            continue
        words = anchors.title_of(anchor)
        if len(words) >= 5 and not NO_TITLE.match(words) and _may_be_article(document, href, words):
            ways.append(_way(document, anchor.index))
            seen = href
    rows: dict[int, dict[int, list[Stamp]]] = defaultdict(dict)
    for way, shared in zip(ways, _shared_with_neighbours(ways), strict=True):
        if 0 < shared < len(way):
            rows[document.elements[way[shared]].parent][way[shared]] = []
    blocks = [_block(document, document.elements[parent], found, anchors) for parent, found in rows.items()]
    long_titles = (
        block for block in blocks if len(block.rows) > 1 and block.title_length >= SHORTEST_TITLES * len(block.rows)
    )
    return sorted(long_titles, key=lambda block: block.start)


def _may_be_article(document: Document, href: str, words: str) -> bool:
    kind = kind_of(document.absolute(href))
    return kind is AddressKind.ARTICLE or (kind in (AddressKind.UNKNOWN, AddressKind.FILE) and len(words) >= 10)
