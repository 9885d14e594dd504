"""Message boards (留言板): the letters of a page, where the list goes on, a way to write, and statistics.

A board that prints the labels of letters is read as one; any other is a list of links to the letters' own pages.
Source: fact sheet 1.2 V5 and 1.4 C3.
"""

import re

from govcrawl.cms.document import Document, parsed
from govcrawl.cms.letters import read_letters
from govcrawl.cms.paging import data_sources, next_pages
from govcrawl.cms.reading import read_page
from govcrawl.model.letter import BoardRead, Letter
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.reading import DateRead, ListRead

_WRITE = re.compile(
    r"(?:我要|我来|网上|在线)(?:写信|留言|咨询|提问|投诉|建议|反映)|写信|(?:提交|填写|发表)(?:留言|信件|咨询|问题|建议)"
)
_LETTERS = r"(?:留言|来信|信件|写信|咨询|投诉|诉求|受理|办理|答复|回复|办结)"
_STATISTICS = re.compile(
    rf"{_LETTERS}(?:情况|数量|数据|工作)?统计"
    rf"|(?:(?:收到|受理|办理|办结|答复|回复|公开)[^\d，。；]{{0,8}}\d+\s?(?:件|封|条|个|次)[^\d。]{{0,12}}){{2}}"
    r"|(?:办结|答复|回复|办理|满意)率[^\d，。；]{0,4}\d{1,3}(?:\.\d+)?\s?[%％]"
)
# What stands in the list of a board and was written by the office.
_OFFICE = re.compile(
    r"(?:须知|说明|指南|通知|公告|通告|规定|办法|流程|制度|统计|通报)(?:\(.{0,20}\)|（.{0,20}）)?$|^(?:关于)?(?:写信|留言|来信)须知"
)
_NO_DATE = DateRead(reason="no_label")


def read_board(page: Page, column_name: str = "") -> BoardRead:
    """Read a page of a message board, or the XML or JSON answer of its row interface."""
    document = parsed(page)
    read = read_letters(page)
    listing = read_page(page, column_name=column_name, dates_only=True).listing
    letters = read.letters if read.board else _linked(listing)
    letters = tuple(letter for letter in letters if not _OFFICE.search(letter.subject))
    state, reason = (Observation.DATED, "") if letters else _without(read.state, listing, read.reason)
    following = listing.next_pages if listing and listing.next_pages else next_pages(document)
    sources = listing.data_sources if listing and listing.data_sources else data_sources(document)
    text = document.text(document.elements[0]) if document.elements else ""
    return BoardRead(
        state,
        letters,
        following,
        sources,
        _writable(document),
        bool(_STATISTICS.search(" ".join(text.split()))),
        reason,
    )


def _linked(listing: ListRead | None) -> tuple[Letter, ...]:
    """Return the rows of a plain list: of each nothing is known but its title and the day it was published on."""
    entries = listing.entries if listing else ()
    return tuple(Letter(entry.title, _NO_DATE, _NO_DATE, entry.published, url=entry.url) for entry in entries)


def _without(state: Observation, listing: ListRead | None, reason: str) -> tuple[Observation, str]:
    """Say what a page without letters is: blank only where a reader saw so."""
    if listing and listing.state is not Observation.DATED:
        return listing.state, listing.reason
    return state, reason


def _writable(document: Document) -> bool:
    for element in document.elements:
        if element.tag == "textarea":
            return True
        if element.tag in ("a", "button") and _WRITE.fullmatch(document.text(element).strip()):
            return True
        if element.tag == "input" and _WRITE.fullmatch((element.attributes.get("value") or "").strip()):
            return True
    return False
