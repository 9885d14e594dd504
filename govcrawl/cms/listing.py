"""The list of a column page: which block of rows it is among menus, boxes and related lists, and what it says."""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from govcrawl.cms.document import Document, Element, Marks, plain
from govcrawl.cms.paging import Pager, data_sources, fills_by_script, next_pages, pagers
from govcrawl.cms.rows import Block, Row, linked_blocks
from govcrawl.cms.slots import entries_of_block
from govcrawl.cms.titles import Anchors
from govcrawl.model.observation import Observation
from govcrawl.model.reading import Entry, ListRead

_CHROME = Marks(
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
_NOTHING = re.compile(
    r"^\W*(?:暂无|没有|尚无|无相关|目前没有|此栏目下?暂无|该栏目下?暂无|本栏目暂无|对不起,?，?没有|未[找查]到|内容(?:正在)?(?:更新|建设|完善|整理)中?|栏目(?:正在)?(?:更新|建设|完善)中?)\w{0,14}\W*$"
)
_LIST_MARK = Marks(
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
    named: bool


def names_of(document: Document, column_name: str) -> frozenset[str]:
    """Return the names that the column goes by on its own page."""
    metas = document.metas
    names = [column_name, metas.get("columnname", ""), *_SPLIT.split(document.title)[:5]]
    for element in document.elements:
        if element.last_text - element.first_text <= 20 and element.end - element.index <= 40:
            text = document.texts[element.first_text] if element.last_text > element.first_text else ""
            if "位置" in text and len(text) < 40:
                names += [document.texts[i] for i in range(element.first_text, element.last_text)][-2:]
                break
    return frozenset(name for name in (plain(name) for name in names) if 2 <= len(name) <= 24)


@dataclass(frozen=True, slots=True)
class BlocksRead:
    """The list of a page, how surely it is that, and how many boxes of rows the page has."""

    listing: ListRead
    tier: Tier
    boxes: int
    named: bool  # its heading is the name of the column


def read_blocks(
    document: Document, blocks: list[Block], anchors: Anchors, column_name: str = "", home: bool = False
) -> BlocksRead:
    """Return the list of a page with its entries, its newest one and what is still to be looked at.

    Args:
        document: The parsed page.
        blocks: Its dated blocks.
        anchors: Its links.
        column_name: What the link to the page called it; helps to tell its list from other boxes.
        home: The page is a home page or an answer of records: all its blocks count.

    Source: V3, V4 of the fact sheet.
    """
    places = [pager for pager in pagers(document) if not _holds(document, pager, blocks)]
    names = names_of(document, column_name)
    candidates = _candidates(document, blocks, places, names)
    chosen = _chosen(document, candidates)
    linked: list[Candidate] = []
    if home or not chosen or chosen[0].tier < Tier.PAGED:
        linked = _candidates(document, linked_blocks(document, anchors), places, names)
    if home:
        chosen = [c for c in candidates or linked if c.tier is not Tier.OUTSIDE] or candidates or linked
    elif not chosen or chosen[0].tier < Tier.PAGED:
        undated = _chosen(document, linked)
        if undated and undated[0].tier >= Tier.MAIN and (not chosen or undated[0].tier > chosen[0].tier):
            chosen = undated
        elif chosen and not chosen[0].named and _elsewhere(document, places, candidates, chosen[0]):
            chosen = []
    by_block = [tuple(entries_of_block(document, candidate.block)) for candidate in chosen]
    entries = tuple(entry for rows in by_block for entry in rows)
    boxes = len({c.block.start for c in (*candidates, *linked) if len(c.block.rows) > 1})
    if not entries:
        return BlocksRead(_without_rows(document, places), Tier.OUTSIDE, boxes, False)
    if not home and _contested(document, candidates, chosen, by_block):
        return BlocksRead(ListRead(Observation.NOT_OBSERVABLE, reason="several_lists"), Tier.BOX, boxes, False)
    return BlocksRead(
        listing_of(entries, next_pages(document) if not home else ()), chosen[0].tier, boxes, chosen[0].named
    )


def listing_of(entries: tuple[Entry, ...], further: tuple[str, ...] = ()) -> ListRead:
    """Return a list with its newest entry: the maximum over the date slots, pinned rows included.

    An unsorted list with further pages is not complete: a newer row may stand on them.
    """
    dated = [entry for entry in entries if entry.published.day]
    if not dated:
        reasons = {entry.published.reason for entry in entries}
        reason = reasons.pop() if len(reasons) == 1 else "no_date"
        return ListRead(Observation.UNDATED, entries, None, reason, not further, further)
    days = [entry.published.day for entry in dated if not entry.pinned and entry.published.day]
    falling = all(a >= b for a, b in pairwise(days))
    newest = max(dated, key=lambda entry: (entry.published.day, entry.published.moment is not None))
    complete = not further or (falling and len(dated) == len(entries))
    return ListRead(Observation.DATED, entries, newest, "", complete, further)


def _candidates(document: Document, blocks: list[Block], places: list[Pager], names: frozenset[str]) -> list[Candidate]:
    found = []
    blocks = _merged(document, blocks)
    followed = _followed(document, blocks, places)
    for n, block in enumerate(blocks):
        heading, more = _heading(document, block)
        words = plain(heading)
        named = bool(words) and any(name.endswith(words) or (len(words) > 2 and words in name) for name in names)
        found.append(Candidate(block, _tier(document, block, n in followed, heading, more, named), heading, named))
    return found


def _tier(document: Document, block: Block, followed: bool, heading: str, more: bool, named: bool) -> Tier:
    if document.is_hidden(block.parent.index):
        return Tier.OUTSIDE
    around = [block.parent, *document.above(block.parent.index)]
    chrome = any(e.tag in _CHROME_TAGS or _CHROME.found(e.marks) for e in around[:4])
    if chrome and not (followed and any(_LIST_MARK.found(e.marks) for e in around[:2])):
        return Tier.OUTSIDE
    if any(SIDE.found(e.marks) for e in around[:3]) or (_SIDE_HEADING.match(heading) and not named):
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
        if between <= MOST_BETWEEN and _near(document, blocks[last].parent, pager):
            found.add(last)
    return found


def _holds(document: Document, pager: Pager, blocks: list[Block]) -> bool:
    """Tell whether what is marked as a pager (`page-content`) holds rows, so that it is none."""
    if pager.texts_before is not None or pager.position >= len(document.elements):
        return False
    end = document.elements[pager.position].end
    return any(pager.position <= block.start < end for block in blocks)


def _near(document: Document, parent: Element, pager: Pager) -> bool:
    """Tell whether a pager stands within a few levels above a block; the page as a whole does not count.

    A script stands between two elements: it may be the last thing in one of those levels.
    """
    around = [parent, *document.above(parent.index)][:5]
    if any(e.index <= pager.position < e.end for e in around) or len(document.elements) < 60:
        return True
    return pager.texts_before is not None and any(e.end == pager.position for e in around if e.tag != "body")


def _merged(document: Document, blocks: list[Block]) -> list[Block]:
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
        before = [document.texts[i].strip() for i in range(element.first_text, first)][-6:]
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


def _chosen(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that make up the list: the surest ones; boards of one kind count together."""
    if not candidates:
        return []
    best = max(candidate.tier for candidate in candidates)
    if best is Tier.OUTSIDE:
        return []
    same = [candidate for candidate in candidates if candidate.tier is best]
    if len(same) == 1:
        return same
    named = [candidate for candidate in same if candidate.named]
    if named and len(named) < len(same):
        return named
    if best is Tier.BOX:
        return same
    main = max(same, key=lambda candidate: candidate.block.title_length)
    return [c for c in same if c is main or best is Tier.PAGED or _alike(document, c.block, main.block)]


def _alike(document: Document, one: Block, other: Block) -> bool:
    """Tell whether two blocks stand in frames of one kind: equal up to a class that both have, or to one parent."""
    a, b = one.parent, other.parent
    for _ in range(3):
        if a.tag != b.tag or a.marks != b.marks or a.parent < 0 or b.parent < 0:
            return False
        if a.marks.strip() or a.parent == b.parent:
            return True
        a, b = document.elements[a.parent], document.elements[b.parent]
    return False


def _contested(
    document: Document, candidates: list[Candidate], chosen: list[Candidate], entries: list[tuple[Entry, ...]]
) -> bool:
    """Tell whether the newest day stands in what may be a mere side box: unlike the others, or smaller than they."""
    if not chosen or chosen[0].named or chosen[0].tier is Tier.PAGED:
        return False
    if chosen[0].tier is Tier.MAIN:
        size = sum(candidate.block.title_length for candidate in chosen)
        return any(c.tier is Tier.BOX and c.block.title_length > size for c in candidates)
    newest = [max((e.published.day for e in rows if e.published.day), default=None) for rows in entries]
    days = {day for day in newest if day}
    if len(days) < 2:
        return False
    first = newest.index(max(days))
    return not any(_alike(document, chosen[first].block, c.block) for n, c in enumerate(chosen) if n != first)


def _elsewhere(document: Document, places: list[Pager], candidates: list[Candidate], chosen: Candidate) -> bool:
    """Tell whether the list of the page is an empty frame, or filled by a script, so that no other block can be it."""
    if _blank_frame(document, places, candidates):
        return True
    other = chosen.tier is Tier.BOX or bool(chosen.heading)
    return other and (_empty_list(document) or bool(data_sources(document)))


def _blank_frame(document: Document, places: list[Pager], candidates: list[Candidate]) -> bool:
    """Tell whether the list of the page is a frame without rows, so that no other block can be it."""
    if any(_NOTHING.match(text) for text in document.texts if len(text) < 40):
        return True
    for pager in places:
        if pager.position < len(document.elements) and not any(
            c.block.start <= pager.position and _near(document, c.block.parent, pager) for c in candidates
        ):
            return True
    return False


def _without_rows(document: Document, places: list[Pager]) -> ListRead:
    sources = data_sources(document)
    if any(_NOTHING.match(text) for text in document.texts if len(text) < 40) and not sources:
        return ListRead(Observation.BLANK, reason="blank")
    more = any(pager.pages > 1 or pager.records > 0 for pager in places)
    if fills_by_script(document) and (sources or not _frame(document, places)):
        return ListRead(Observation.NOT_OBSERVABLE, reason="rows_by_script", data_sources=sources)
    if _frame(document, places) and not more:
        return ListRead(Observation.BLANK, reason="blank")
    return ListRead(Observation.NOT_OBSERVABLE, reason="no_list", data_sources=sources)


def _frame(document: Document, places: list[Pager]) -> bool:
    """Tell whether the page has the frame of a list: a pager, or a list element that holds nothing."""
    return bool(places) or _empty_list(document)


def _empty_list(document: Document) -> bool:
    for element in document.elements:
        if element.tag in ("ul", "ol", "tbody", "dl", "table") and element.first_text == element.last_text:
            around = [element, *document.above(element.index)]
            if any(_CHROME.found(e.marks) or SIDE.found(e.marks) for e in around):
                continue
            if any(_LIST_MARK.found(e.marks) for e in around[:2]) and not _draws(document, element):
                return True
    return False


def _draws(document: Document, element: Element) -> bool:
    """Tell whether an element without texts still shows something: pictures, or what a script in it writes."""
    if any(child.tag == "img" for child in document.elements[element.index : element.end]):
        return True
    return any(
        element.index <= script.parent < element.end and "document.write" in script.code for script in document.scripts
    )
