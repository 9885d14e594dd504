"""Links between an interpretation of policy (政策解读) and the document that it interprets, both ways.

A link is one of the two where it stands below or behind a label (相关文件, 相关解读), or where its words and the title
of the page speak of the same thing. One in the text that only sounds like a document is uncertain.
Source: fact sheet 1.4 A7 and A8.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

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
_TITLED = re.compile(r"《([^》]{4,80})》?")
_FRAME = re.compile(
    r"关于(?:印发|修订|修改|公布|发布|调整|做好|进一步|切实|全面|加强|开展)*|(?:的)?(?:政策)?(?:解读|图解|通知|意见|文件|公告)|一图|读懂|看懂|问答|试行|人民政府|办公室|办公厅"
)
# Boxes that show the same on every page. One called 相关 may hold the document, so it is none of them.
_BESIDE = Marks(
    r"(?:^|[\s_-])(?:aside|side|sidebar|hot\w*|rank\w*|nav\w*|menu|head\w*|foot\w*|crumbs?|friend\w*|links)(?:$|[\s_\d-])"
)
_LOADED = re.compile(r"\$\.(?:ajax|get|post|getJSON)|fetch\(|axios|XMLHttpRequest")
LEAST_SHARED = 5  # characters that two titles of one thing have in common, in a row
LONGEST_LABEL = 14  # characters


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to the other half; `certain` where a label or the titles leave no doubt."""

    url: str
    title: str
    certain: bool


def document_of(page: Page, title: str) -> Relation | None:
    """Return the link of an interpretation to the document that it interprets, or None where it has none."""
    found = [
        Relation(url, words, labelled or same_matter(words, title))
        for url, words, labelled, beside in _links(page, _TO_DOCUMENT)
        if not _INTERPRETS.search(words) and (labelled or (_DOCUMENT.search(words) and not beside))
    ]
    return next((it for it in found if it.certain), found[0] if found else None)


def interpretation_of(page: Page, title: str) -> Relation | None:
    """Return the link of a document to an interpretation of it, or None where it has none."""
    for url, words, labelled, _ in _links(page, _TO_INTERPRETATION):
        if labelled or (_INTERPRETS.search(words) and same_matter(words, title)):
            return Relation(url, words, certain=True)
    return None


def links_to(page: Page, url: str) -> bool:
    """Tell whether a page links to an address."""
    wanted = canonical(url)
    return any(canonical(found) == wanted for found, _, _, _ in _links(page, None))


def loads_by_script(page: Page) -> bool:
    """Tell whether a script of the page asks for more than stands there: a relation may be among that."""
    document = Document(page)
    return any(_LOADED.search(code) for code in (*document.head_scripts, *(it.code for it in document.scripts)))


def same_matter(one: str, other: str) -> bool:
    """Tell whether two titles speak of the same document: what is left without the usual words is alike."""
    first, second = _core(one), _core(other)
    shared = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    return shared >= LEAST_SHARED and 2 * shared >= min(len(first), len(second))


def _core(title: str) -> str:
    named = _TITLED.search(title)
    return plain(_FRAME.sub("", named[1] if named else title))


def _links(page: Page, label: re.Pattern[str] | None) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield address, words, whether a label speaks for it and whether it stands beside the text, of each link."""
    document = Document(page)
    for element in document.elements:
        href = (element.attributes.get("href") or "").strip() if element.tag == "a" else ""
        url = document.absolute(href) if href and not href.startswith(("#", "javascript")) else ""
        if not can_be_asked(url) or (page.url and canonical(url) == canonical(page.url)):
            continue
        words = element.attributes.get("title") or document.text(element)
        file_or_page = kind_of(url) in (AddressKind.ARTICLE, AddressKind.FILE, AddressKind.UNKNOWN)
        labelled = label is not None and file_or_page and _labelled(document, element, words, label)
        yield url, words, labelled, any(_BESIDE.found(it.marks) for it in document.above(element.index))


def _labelled(document: Document, element: Element, words: str, label: re.Pattern[str]) -> bool:
    """Tell whether a link is called so itself, stands behind a label, or in a box that is headed by one."""
    if label.fullmatch(plain(words)):
        return True
    before = document.texts[element.first_text - 1] if element.first_text else ""
    heads = [before, *(document.texts[it.first_text] for it in document.above(element.index)[:4])]
    return any(len(head.strip()) <= LONGEST_LABEL and label.fullmatch(plain(head)) for head in heads)
