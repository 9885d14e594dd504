"""Links between an interpretation of policy (政策解读) and the document that it interprets, both ways.

A link is one of the two where it stands below or behind a label (相关文件, 相关解读), or where its words and the title
of the page speak of the same thing. One in the text that only sounds like a document is uncertain.
Source: fact sheet 1.4 A7 and A8.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum

from govcrawl.cms.addresses import AddressKind, canonical, kind_of
from govcrawl.cms.document import Document, Element, Marks, plain
from govcrawl.cms.page_links import can_be_asked
from govcrawl.model.page import Page

_TO_DOCUMENT = re.compile(
    r"(?:相关|关联|配套|解读|对应|政策|所解读)的?(?:政策|文件)+(?:原文|全文|链接)?|(?:政策|文件)?(?:原文|全文)(?:链接|下载|查看|阅读)?|原文件"
    r"|(?:文件|政策)链接|(?:查看|阅读|点击)[^，。]{0,4}(?:原文|文件)"
)
_TO_INTERPRETATION = re.compile(
    r"(?:相关|关联|配套|文件|政策)的?(?:政策|文件)?(?:解读|图解)(?:链接|材料|文章|信息)?|解读(?:链接|材料|文章|信息)|(?:文字|图文|图片|视频|专家|部门|图表)解读|政策图解"
)
_INTERPRETS = re.compile(r"解读|图解|一图|读懂|看懂|问答|说明会|政策问答|发布会|答记者问")
_DOCUMENT = re.compile(
    r"(?:通知|意见|办法|规定|细则|方案|条例|措施|规划|决定|公告|通告|规则|制度|标准|纲要|批复)(?:[（(《》）)\d〔〕号的全文]{0,20})$|《[^》]{4,}》"
)
# Names of columns: a menu shows them on every page, so a link called so need not be the one of this page.
_COLUMN = re.compile(r"政策(?:文件|解读|图解)|(?:文字|图文|图片|视频|专家|部门|图表)解读|解读(?:信息|材料|文章)")
_TITLED = re.compile(r"《([^》]{4,80})》?")
_FRAME = re.compile(
    r"关于(?:印发|修订|修改|公布|发布|调整|做好|进一步|切实|全面|加强|开展)*|(?:的)?(?:政策)?(?:解读|图解|通知|意见|文件|公告)|一图|读懂|看懂|问答|试行|人民政府|办公室|办公厅"
)
# Boxes that show the same on every page. One called 相关 may hold the document, so it is none of them.
_BESIDE = Marks(
    r"(?:^|[\s_-])(?:aside|side|sidebar|hot\w*|rank\w*|nav\w*|menu|head\w*|foot\w*|crumbs?|friend\w*|links)(?:$|[\s_\d-])"
)
_CHROME = Marks(
    r"(?:^|[\s_-])(?:nav\w*|menu|head\w*|foot\w*|crumbs?|friend\w*)(?:$|[\s_\d-])"
)  # no label speaks for these
_LOADED = re.compile(r"\$\.(?:ajax|get|post|getJSON)|fetch\(|axios|XMLHttpRequest")
LEAST_SHARED = 5  # characters that two titles of one thing have in common, in a row
LONGEST_LABEL = 14  # characters
LONGEST_COLUMN = 10  # characters of the name of a column such as 通知公告, which ends like the title of a document


class _Label(IntEnum):
    NO = 0
    MAYBE = 1  # it bears the name of a column, or stands behind a link that does: a menu looks the same
    YES = 2


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    words: str
    kind: AddressKind
    label: _Label  # whether one speaks for it
    beside: bool  # whether it stands beside the text


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to the other half; `certain` where a label or the titles leave no doubt."""

    url: str
    title: str
    certain: bool


def document_of(page: Page, title: str) -> Relation | None:
    """Return the link of an interpretation to the document that it interprets, or None where it has none."""
    found = [
        Relation(it.url, it.words, it.label is _Label.YES or same_matter(it.words, title))
        for it in _links(page, _TO_DOCUMENT)
        if not _INTERPRETS.search(it.words) and (it.label or (_titled(it) and not it.beside))
    ]
    return next((it for it in found if it.certain), found[0] if found else None)


def interpretation_of(page: Page, title: str) -> Relation | None:
    """Return the link of a document to an interpretation of it, or None where it has none."""
    for it in _links(page, _TO_INTERPRETATION):
        column = it.kind in (AddressKind.COLUMN, AddressKind.HOME)
        if it.label is _Label.YES or (not column and _INTERPRETS.search(it.words) and same_matter(it.words, title)):
            return Relation(it.url, it.words, certain=True)
    return None


def links_to(page: Page, url: str) -> bool:
    """Tell whether a page links to an address."""
    wanted = canonical(url)
    return any(canonical(it.url) == wanted for it in _links(page, None))


def loads_by_script(page: Page) -> bool:
    """Tell whether a script of the page asks for more than stands there: a relation may be among that."""
    document = Document(page)
    return any(_LOADED.search(code) for code in document.codes)


def same_matter(one: str, other: str) -> bool:
    """Tell whether two titles speak of the same document: what is left without the usual words is alike."""
    first, second = _core(one), _core(other)
    shared = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    return shared >= LEAST_SHARED and 2 * shared >= min(len(first), len(second))


def _core(title: str) -> str:
    named = _TITLED.search(title)
    return plain(_FRAME.sub("", named[1] if named else title))


def _titled(link: _Link) -> bool:
    """Tell whether the words of a link are the title of a document, not the name of a column."""
    page = link.kind in (AddressKind.ARTICLE, AddressKind.FILE) or "《" in link.words
    page = page or len(plain(link.words)) > LONGEST_COLUMN
    return bool(_DOCUMENT.search(link.words)) and page


def _links(page: Page, label: re.Pattern[str] | None) -> Iterator[_Link]:
    """Yield each link that can be asked and leads to another page."""
    document = Document(page)
    for element in document.elements:
        href = (element.attributes.get("href") or "").strip() if element.tag == "a" else ""
        url = document.absolute(href) if href and not href.startswith(("#", "javascript")) else ""
        if not can_be_asked(url) or (page.url and canonical(url) == canonical(page.url)):
            continue
        words = element.attributes.get("title") or document.text(element)
        kind = kind_of(url)
        found = _label_of(document, element, words, label) if label else _Label.NO
        article = kind in (AddressKind.ARTICLE, AddressKind.FILE)
        above = [it.marks for it in document.above(element.index)]
        unlikely = not article and (found is _Label.MAYBE or kind is not AddressKind.UNKNOWN)
        if unlikely or any(map(_CHROME.found, above)):
            found = _Label.NO
        yield _Link(url, words, kind, found, any(map(_BESIDE.found, above)))


def _label_of(document: Document, element: Element, words: str, label: re.Pattern[str]) -> _Label:
    """Tell whether a link is called so itself, stands behind a label, or in a box that is headed by one."""
    own = plain(words)
    if label.fullmatch(own):
        return _Label.MAYBE if _COLUMN.fullmatch(own) else _Label.YES
    places = [element.first_text - 1, *(it.first_text for it in document.above(element.index)[:4])]
    heads = [it for it in places if 0 <= it < len(document.texts) and _heads(document.texts[it], label)]
    if not heads:
        return _Label.NO
    return _Label.MAYBE if all(_in_link(document, it) for it in heads) else _Label.YES


def _heads(text: str, label: re.Pattern[str]) -> bool:
    return len(text.strip()) <= LONGEST_LABEL and label.fullmatch(plain(text)) is not None


def _in_link(document: Document, text: int) -> bool:
    """Tell whether a text is the words of a link: in a menu the one before it, no label."""
    owner = document.elements[document.owners[text]]
    return "a" in (owner.tag, *(it.tag for it in document.above(owner.index)))
