"""Titles of rows: which link of a row is its title, what it says in full, whether the row is pinned (置顶)."""

import re
from bisect import bisect_left
from collections.abc import Set

from govcrawl.cms.document import Document, Element, Marks

NO_TITLE = re.compile(
    r"^[\[【][^\]】]{1,40}[\]】]$|^\W*(?:(?:查看|阅读|点击|浏览)?(?:详情|详细|全文|更多|原文|内容|查看|进入|下载|打开|附件|more|view|pdf|word|doc)(?:信息|内容|下载)?"
    r"|[首上下前后尾末]一?页|最后一?页|返回|评论|分享|收藏|置顶|top|new|(?:打印|关闭|复制)(?:本页|页面|窗口|此页|链接)?|网站纠错|我要纠错|纠错|字号|[大中小]|无|没有了|暂无|\d{0,4})\W*$",
    re.IGNORECASE,
)
_PINNED = re.compile(r"置顶|^\W*(?:顶|top)\W*$", re.IGNORECASE)
_PINNED_MARKS = Marks(
    r"(?:^|[\s_-])(?:zhiding|zd|is-?top|top-?icon|icon-?top|sticky|pinned|istop)(?:$|[\s_-])|置顶|zhiding"
)
_CUT = ("...", "…", "..")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "dt", "strong"))
_BADGES = frozenset(("i", "em", "span", "img", "b", "font"))
_TITLE_MARK = Marks(r"tit|bt\b|name|subject")
_WORDS = re.compile(r"\w")


class Anchors:
    """The links of a page with their titles, for looking up those within a stretch of elements."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.elements = document.by_tag.get("a", [])
        self.places = [element.index for element in self.elements]
        self._titles: dict[int, str] = {}

    def within(self, start: int, end: int) -> list[Element]:
        """Return the links between two element indexes."""
        return self.elements[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def title_of(self, anchor: Element, without: Set[int] = frozenset()) -> str:
        """Return the title that a link shows, but for some texts."""
        if without and any(anchor.first_text <= i < anchor.last_text for i in without):
            return _title_of(self.document, anchor, without)
        title = self._titles.get(anchor.index)
        if title is None:
            title = self._titles[anchor.index] = _title_of(self.document, anchor, without)
        return title


def find_title(start: int, end: int, anchors: Anchors, without: Set[int] = frozenset()) -> tuple[str, str, int]:
    """Return title, address and first text of the title within a stretch of elements, but for some texts."""
    best, href, place = "", "", -1
    for anchor in anchors.within(start, end):
        words = anchors.title_of(anchor, without)
        if len(words) > len(best) and not NO_TITLE.match(words):
            best, href, place = words, (anchor.attributes.get("href") or "").strip(), anchor.first_text
    if best or end <= start:
        return best, href, place
    document = anchors.document
    elements = document.elements
    first = elements[start].first_text
    last = max(elements[start].last_text, elements[end - 1].last_text)
    for i in range(first, last):
        text = " ".join(document.texts[i].split())
        if i not in without and len(text) > len(best) and not NO_TITLE.match(text):
            best, place = text, i
    return best, href, place


def _title_of(document: Document, anchor: Element, without: Set[int]) -> str:
    """Return the title that a link shows: its heading, or its first words; the `title` where they are cut."""
    words = _words_of(document, anchor, without).strip(" ·•●■◆>»-|")
    title = anchor.attributes.get("title") or ""
    if title:
        title = " ".join(title.split())
    if not words and not title:
        for i in range(anchor.index + 1, anchor.end):
            if document.elements[i].tag == "img":
                return (document.elements[i].attributes.get("alt") or "").strip()
    if title and (not words or (words.endswith(_CUT) and len(title) >= len(words) - 3) or title.startswith(words)):
        return title
    return words if _WORDS.search(words) else ""


def _words_of(document: Document, anchor: Element, without: Set[int]) -> str:
    texts, first, last = document.texts, anchor.first_text, anchor.last_text
    if last - first == 1 and first not in without:  # as in nearly every link
        return " ".join(texts[first].split())
    places = [i for i in range(first, last) if i not in without]
    parts = [" ".join(texts[i].split()) for i in places]
    words = "".join(parts)
    if len(parts) < 2 or (len(parts) == 2 and len(words) <= 80):
        return words
    owners = [document.elements[document.owners[i]] for i in places]
    heading = (
        part
        for part, owner in zip(parts, owners, strict=True)
        if owner.tag in _HEADINGS or _TITLE_MARK.found(owner.marks)
    )
    return next(heading, None) or next((part for part in parts if len(part) > 4), "")


def is_pinned(document: Document, element: Element, title: str) -> bool:
    """Tell whether a row is marked as pinned: by words, by class, by a picture."""
    if title.startswith(("[置顶]", "【置顶】", "[顶]", "【顶】", "置顶")):
        return True
    if _PINNED_MARKS.found(element.marks):
        return True
    for i in range(element.first_text, min(element.last_text, element.first_text + 4)):
        if len(document.texts[i]) < 8 and _PINNED.search(document.texts[i]):
            return True
    for child in document.elements[element.index + 1 : min(element.end, element.index + 6)]:
        if child.tag in _BADGES and (_PINNED_MARKS.found(child.marks) or (child.tag == "img" and _is_badge(child))):
            return True
    return False


def _is_badge(picture: Element) -> bool:
    """Tell whether the address or the words of a picture mark a row as pinned."""
    named = f"{picture.attributes.get('src') or ''} {picture.attributes.get('alt') or ''}"
    return _PINNED_MARKS.search(named) is not None
