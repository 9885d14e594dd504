"""Blocks of rows as candidates for the list of a page: below which heading each stands, and how surely it is that."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from govcrawl.cms.document import Document, Element, Marks, plain
from govcrawl.cms.paging import Pager, pagers
from govcrawl.cms.rows import Block, Row, linked_blocks
from govcrawl.cms.titles import Anchors

CHROME = Marks(
    r"(?:^|[\s_-])(?:head(?:er)?|top(?:bar)?|nav(?:bar|igation|i)?|menu|foot(?:er)?|copyright|bottom|banner|weather|links?|friend\w*|yqlj|search|crumbs?|breadcrumb|login)(?:$|[\s_\d-])"
)
_CHROME_TAGS = frozenset(("header", "footer", "nav", "aside", "marquee"))
SIDE = Marks(
    r"(?:^|[\s_-])(?:aside|side|sidebar|hot\w{0,6}|rank\w{0,6}|related\w{0,6}|recommend\w{0,6}|tuijian|xgwz|xgyd|rdtj|rdxw|rmwz|phb|paihang|article-?reldocuments|zxwz|swiper|marquee|scroll)(?:$|[\s_\d-])|reldocuments|relnews|relateds?|xiangguan"
)
_SIDE_HEADING = re.compile(
    r"^\W*(?:相关\w{0,6}|热[门点]\w{0,6}|推荐\w{0,6}|\w{0,4}推荐|\w{0,4}排行榜?|最新\w{0,6}|点击\w{0,6}|图片\w{0,4}|友情链接|猜你\w{0,4}|延伸\w{0,4}|精彩\w{0,4}|\w{0,4}关注|今日\w{0,4}|本周\w{0,4}|近期\w{0,4}|滚动\w{0,4}|通知|公告)\W*$"
)
_MORE = re.compile(r"^\W*(?:查看|浏览|点击)?(?:更多|全部|more)\W*\w{0,4}\W*$|^[>＞»+＋]{1,3}$", re.IGNORECASE)
LIST_MARK = Marks(
    r"list|news|lb|liebiao|xxgk|article|infos?(?:$|[\s_-])|GsTL|content|main|con(?:$|[\s_-])|data|record|grid|pgContainer"
)
_HERE = re.compile(r"位置|首页\s*[>＞»/-]|路径")
_HEADING_WORDS = re.compile(r"\w\W{0,3}\w.{0,40}(?<![:：])$")  # the words of a search form end with a colon
_LABEL_OF_DATES = re.compile(r"^\s*\w{0,6}(?:日期|时间)\s*$")
_SPLIT = re.compile(r"\s*[-_|–—·>＞»:：/]+\s*|\s{2,}")

MOST_BETWEEN = 12  # texts between the last row of a list and its pager


class Tier(IntEnum):
    """How surely a block is the list of the column."""

    OUTSIDE = 0  # header, footer, related lists, hidden
    BOX = 1  # a box with a heading of its own
    MAIN = 2
    PAGED = 3  # a pager follows it


@dataclass(slots=True)
class Candidate:
    """A block with the tier it was given and its heading."""

    block: Block
    tier: Tier
    heading: str
    named: bool  # its heading is the name of the column


class Candidates:
    """The blocks of a page with their tiers. Those without dates cost most, so they wait to be asked for.

    Args:
        document: The parsed page.
        blocks: Its dated blocks; those that are one list are joined in them.
        anchors: Its links.
        column_name: What the link to the page called it; helps to tell its list from other boxes.
    """

    def __init__(self, document: Document, blocks: list[Block], anchors: Anchors, column_name: str = "") -> None:
        self.document, self.anchors, self.column_name = document, anchors, column_name
        self.pagers = [pager for pager in pagers(document) if not _holds(document, pager, blocks)]
        self.dated = self._of(blocks)

    @cached_property
    def undated(self) -> list[Candidate]:
        """The blocks of links without dates."""
        return self._of(linked_blocks(self.document, self.anchors))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that the column goes by on its own page."""
        return names_of(self.document, self.column_name)

    @cached_property
    def boxes(self) -> int:
        """How many boxes of rows the page has; beside a dated list with a pager undated ones do not count."""
        paged = any(candidate.tier is Tier.PAGED for candidate in self.dated)
        found = self.dated if paged else [*self.dated, *self.undated]
        return len({candidate.block.start for candidate in found if len(candidate.block.rows) > 1})

    def _of(self, blocks: list[Block]) -> list[Candidate]:
        blocks = merged(self.document, blocks)
        followed = _followed(self.document, blocks, self.pagers)
        return [self._candidate(block, n in followed) for n, block in enumerate(blocks)]

    def _candidate(self, block: Block, followed: bool) -> Candidate:
        if _is_outside(self.document, block, followed):
            return Candidate(block, Tier.OUTSIDE, "", False)
        heading, more = _heading(self.document, block)
        words = plain(heading)
        named = bool(words) and any(name.endswith(words) or (len(words) > 2 and words in name) for name in self.names)
        return Candidate(block, _tier(block, followed, heading, more, named), heading, named)


def names_of(document: Document, column_name: str) -> frozenset[str]:
    """Return the names that the column goes by on its own page."""
    names = [column_name, document.metas.get("columnname", ""), *_SPLIT.split(document.title)[:5]]
    crumbs = (n for n, text in enumerate(document.texts) if "位置" in text and len(text) < 40)
    trail = next((texts for crumb in crumbs if (texts := _trail(document, crumb))), [])
    return frozenset(name for name in map(plain, (*names, *trail[-2:])) if 2 <= len(name) <= 24)


def _trail(document: Document, place: int) -> list[str]:
    """Return the texts of the largest element that begins with a text and is no larger than a breadcrumb."""
    texts: list[str] = []
    index = document.owners[place]
    while index >= 0:
        element = document.elements[index]
        small = element.last_text - place <= 20 and element.end - index <= 40
        if element.first_text != place or not small:
            break
        texts, index = document.texts[place : element.last_text], element.parent
    return texts


def _is_outside(document: Document, block: Block, followed: bool) -> bool:
    """Tell whether a block stands in what is no list of the column by its place alone."""
    if document.is_hidden(block.parent.index):
        return True
    around = [block.parent, *document.above(block.parent.index)[:3]]
    chrome = any(e.tag in _CHROME_TAGS or CHROME.found(e.marks) for e in around)
    if chrome and not (followed and any(LIST_MARK.found(e.marks) for e in around[:2])):
        return True
    return any(SIDE.found(e.marks) for e in around[:3])


def _tier(block: Block, followed: bool, heading: str, more: bool, named: bool) -> Tier:
    if _SIDE_HEADING.match(heading) and not named:
        return Tier.OUTSIDE
    if followed:
        return Tier.PAGED
    if more and not named:
        return Tier.BOX
    if heading and not named and len(block.rows) < 8:
        return Tier.BOX
    return Tier.MAIN


def _followed(document: Document, blocks: list[Block], places: list[Pager]) -> set[int]:
    """Return the numbers of the blocks that a pager stands right behind, with few other words between."""
    elements, found = document.elements, set()
    for pager in places:
        if pager.texts_before is None and pager.position >= len(elements):
            continue
        before = [n for n, block in enumerate(blocks) if block.end <= pager.position]
        if not before:
            continue
        last = max(before, key=lambda n: blocks[n].end)
        first_text = elements[pager.position].first_text if pager.texts_before is None else pager.texts_before
        between = first_text - elements[blocks[last].end - 1].last_text
        if between <= MOST_BETWEEN and near(document, blocks[last].parent, pager):
            found.add(last)
    return found


def _holds(document: Document, pager: Pager, blocks: list[Block]) -> bool:
    """Tell whether what is marked as a pager (`page-content`) holds rows, so that it is none."""
    if pager.texts_before is not None or pager.position >= len(document.elements):
        return False
    end = document.elements[pager.position].end
    return any(pager.position <= block.start < end for block in blocks)


def near(document: Document, parent: Element, pager: Pager) -> bool:
    """Tell whether a pager stands within a few levels above a block; the page as a whole does not count.

    A script stands between two elements: it may be the last thing in one of those levels.
    """
    around = [parent, *document.above(parent.index)][:5]
    if any(e.index <= pager.position < e.end for e in around) or len(document.elements) < 60:
        return True
    return pager.texts_before is not None and any(e.end == pager.position for e in around if e.tag != "body")


def merged(document: Document, blocks: list[Block]) -> list[Block]:
    """Join blocks that are one list: rows in several frames of one kind beside each other."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last is not None and _one_list(document, last, block):
            last.rows += block.rows
        else:
            found.append(block)
    return found


def _one_list(document: Document, one: Block, other: Block) -> bool:
    """Tell whether two blocks stand in frames of one kind, side by side, with no words between them."""
    if document.elements[other.start].first_text - document.elements[one.end - 1].last_text > 1:
        return False
    return any(
        a.parent == b.parent and a.tag == b.tag and a.index != b.index and a.marks == b.marks
        for a in _frames(document, one, one.rows[-1])
        for b in _frames(document, other, other.rows[0])
    )


def _frames(document: Document, block: Block, row: Row) -> list[Element]:
    """Return the elements that may be the frame of a block: a lone row is often its frame itself."""
    parent = document.elements[row.element.parent]
    frames = [parent]
    if parent.tag in ("tbody", "thead"):
        frames.append(document.elements[parent.parent])
    if len(block.rows) == 1:
        frames.append(row.element)
    return frames


def _heading(document: Document, block: Block) -> tuple[str, bool]:
    """Return the heading of the box that a block stands in, and whether a link to more rows stands beside it."""
    first = _above_labels(document, block)
    more = False
    for n, element in enumerate([block.parent, *document.above(block.parent.index)][:4]):
        before = [document.texts[i].strip() for i in range(max(element.first_text, first - 6), first)]
        if n and not more:
            last = document.elements[block.end - 1].last_text
            after = [document.texts[i].strip() for i in range(last, min(element.last_text, last + 3))]
            more = any(_MORE.match(text) for text in after)
        if not before:
            continue
        more = more or any(_MORE.match(text) for text in before[-4:])
        words = [text for text in before if not _MORE.match(text) and _HEADING_WORDS.search(text)]
        if not words or _HERE.search(" ".join(words)) or len(words[-1]) > 20:
            return "", more
        return words[-1], more
    return "", more


def _above_labels(document: Document, block: Block) -> int:
    """Return the first text of the block, or that of the row above it which says what its columns are (发布日期)."""
    first = block.first_text
    for i in range(max(first - 6, 0), first):
        if not _LABEL_OF_DATES.match(document.texts[i]):
            continue
        owner = document.elements[document.owners[i]]
        row = [each for each in (owner, *document.above(owner.index)) if not each.index <= block.start < each.end]
        return row[-1].first_text if row else i
    return first
