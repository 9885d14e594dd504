"""The list of a column page: which block of rows it is among menus, boxes and related lists, and what it says."""

import re
from dataclasses import dataclass
from itertools import pairwise

from govcrawl.cms.candidates import CHROME, LIST_MARK, SIDE, Candidate, Candidates, Tier, near
from govcrawl.cms.document import Document, Element
from govcrawl.cms.paging import Pager, data_sources, fills_by_script, next_pages
from govcrawl.cms.rows import Block
from govcrawl.cms.slots import entries_of_block
from govcrawl.model.observation import Observation
from govcrawl.model.reading import Entry, ListRead

_NOTHING = re.compile(
    r"^\W*(?:暂无|没有|尚无|无相关|目前没有|此栏目下?暂无|该栏目下?暂无|本栏目暂无|对不起,?，?没有|未[找查]到|内容(?:正在)?(?:更新|建设|完善|整理)中?|栏目(?:正在)?(?:更新|建设|完善)中?)\w{0,14}\W*$"
)
_LISTS = ("ul", "ol", "tbody", "dl", "table")


@dataclass(frozen=True, slots=True)
class BlocksRead:
    """The list of a page, how surely it is that, and whether it stands below the name of the column."""

    listing: ListRead
    tier: Tier
    named: bool


NO_LIST = BlocksRead(ListRead(Observation.NOT_OBSERVABLE, reason="no_list"), Tier.OUTSIDE, False)


def read_blocks(document: Document, candidates: Candidates, home: bool = False) -> BlocksRead:
    """Return the list of a page with its entries, its newest one and what is still to be looked at.

    Args:
        document: The parsed page.
        candidates: Its blocks.
        home: The page is a home page or an answer of records: all its blocks count.

    Source: V3, V4 of the fact sheet.
    """
    chosen = _all_boxes(candidates) if home else _of_column(document, candidates)
    by_block = [tuple(entries_of_block(document, candidate.block)) for candidate in chosen]
    entries = tuple(entry for rows in by_block for entry in rows)
    if not entries:
        return BlocksRead(_without_rows(document, candidates.pagers), Tier.OUTSIDE, False)
    if not home and _contested(document, candidates.dated, chosen, by_block):
        return BlocksRead(ListRead(Observation.NOT_OBSERVABLE, reason="several_lists"), Tier.BOX, False)
    further = () if home else next_pages(document)
    return BlocksRead(listing_of(entries, further), chosen[0].tier, chosen[0].named)


def _all_boxes(candidates: Candidates) -> list[Candidate]:
    found = candidates.dated or candidates.undated
    return [candidate for candidate in found if candidate.tier is not Tier.OUTSIDE] or found


def _of_column(document: Document, candidates: Candidates) -> list[Candidate]:
    """Return the blocks that make up the list of a column; none where it is empty, or filled by a script."""
    dated = _surest(document, candidates.dated)
    tier = dated[0].tier if dated else Tier.OUTSIDE
    # Links without dates are it where they are surer to be it; above what needs no heading only a pager lifts them.
    if tier < Tier.MAIN or (tier is Tier.MAIN and candidates.pagers):
        undated = _surest(document, candidates.undated)
        if undated and undated[0].tier >= max(Tier.MAIN, tier + 1):
            return undated
    if dated and tier < Tier.PAGED and not dated[0].named and _elsewhere(document, candidates, dated[0]):
        return []
    return dated


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


def _surest(document: Document, candidates: list[Candidate]) -> list[Candidate]:
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


def _elsewhere(document: Document, candidates: Candidates, chosen: Candidate) -> bool:
    """Tell whether the list of the page is an empty frame, or filled by a script, so that no other block can be it."""
    if _blank_frame(document, candidates):
        return True
    other = chosen.tier is Tier.BOX or bool(chosen.heading)
    return other and (_empty_list(document) or bool(data_sources(document)))


def _blank_frame(document: Document, candidates: Candidates) -> bool:
    """Tell whether the list of the page is a frame without rows, so that no other block can be it."""
    if any(_NOTHING.match(text) for text in document.texts if len(text) < 40):
        return True
    for pager in candidates.pagers:
        if pager.position < len(document.elements) and not any(
            c.block.start <= pager.position and near(document, c.block.parent, pager) for c in candidates.dated
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
    for element in (each for tag in _LISTS for each in document.by_tag.get(tag, ())):
        if element.first_text == element.last_text:
            around = [element, *document.above(element.index)]
            if any(CHROME.found(e.marks) or SIDE.found(e.marks) for e in around):
                continue
            if any(LIST_MARK.found(e.marks) for e in around[:2]) and not _draws(document, element):
                return True
    return False


def _draws(document: Document, element: Element) -> bool:
    """Tell whether an element without texts still shows something: pictures, or what a script in it writes."""
    if any(child.tag == "img" for child in document.elements[element.index : element.end]):
        return True
    return any(
        element.index <= script.parent < element.end and "document.write" in script.code for script in document.scripts
    )
