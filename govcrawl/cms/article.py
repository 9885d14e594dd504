"""The content page (内容页): publish date, title, source, document number, and the other dates that it names."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from govcrawl.cms.candidates import SIDE
from govcrawl.cms.document import Document, Element, Marks, plain
from govcrawl.cms.rows import LARGEST_ROW, Block
from govcrawl.cms.slots import url_day
from govcrawl.cms.stamps import LABELLED, Role, Stamp
from govcrawl.dates import find_date
from govcrawl.model.reading import ArticleRead, DateRead

PUBLISH_METAS = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "firstpublishedtime",
    "publishtime",
    "publish_time",
)
_MADE_METAS = ("maketime", "others", "generator-time", "createtime")
_BODY = Marks(
    r"TRS_Editor|TRS_UEDITOR|UCAP-?CONTENT|vsb_content|v_news_content|(?:^|[\s_-])zoom(?:$|[\s_-])|article-?(?:content|body|con\b)|news_?con|news_?text|detail-?con|zhengwen|zw_?con|con_?text|Custom_UnionStyle"
    r"|zoomcon|content-?body|pages_content|(?:^|\s)(?:content|zw|view|nr|article|wzzw)(?:$|\s)|info_content|editor|j-fontContent|contentText|ewb-article|conTxt|xl_con|artical"
)
_LINE_MARK = Marks(
    r"date|time|pub|info|source|laiyuan|meta|attr|fbsj|riqi|sj(?:$|[\s_-])|property|subtitle|message|other|xx(?:$|[\s_-])"
)
_SOURCE = re.compile(
    r"(?:信息|文章|稿件|新闻|内容|文档)?(?:来源|出处)(?:机构|部门|单位)?\s{0,3}[:：]\s{0,3}(?P<source>[^\s:：|【】\[\]]{2,40})"
)
_NUMBER = re.compile(
    r"(?<![\w〔\[（(])(?P<number>[一-鿿]{1,14}(?:发|函|字|办|规|令|电|通|告|复|议|政|组|党|委|文|公告|通告)?\s{0,2}[〔\[（(【]\s{0,2}(?:19|20)\d\d\s{0,2}[〕\]）)】]\s{0,2}第?\s{0,2}\d{1,5}\s{0,2}号)"
)
_EMPTY_SOURCE = re.compile(r"^(?:作者|发布\S{0,4}|时间|日期|浏览\S{0,4}|点击\S{0,4}|字体|字号|编辑|责任\S{0,4})$")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_TITLE_SPLIT = re.compile(r"\s*[-_|–—·>＞»]+\s*")
LONGEST_NAME = 8  # characters; what is longer is hardly the name of a column
_MOST_BETWEEN = 25  # texts between the title and its date line
_NEAR = 8  # the same for a date without any label


class ArticleFound(NamedTuple):
    """An article with what speaks for the page being one: its title stands in the page, a date line follows it."""

    article: ArticleRead
    titled: bool
    lined: bool
    length: int  # characters of the text
    changed: bool = False  # the line tells only of a change (更新时间), as a column page does, too


def read_article(document: Document, stamps: list[Stamp], blocks: list[Block]) -> ArticleFound:
    """Return what a content page says of itself; the date is the one that a reader is shown.

    The visible line wins over the meta `PubDate`, which sites set anew when they move or edit a page; the address is
    the last resort. Dates of the document (成文日期) are no publication. Disagreements are kept as conflicts.

    Source: fact sheet, V1e and D8.
    """
    title, place = title_of(document)
    in_rows = _stamps_of_rows(document, stamps, blocks, title, place)
    lines = [stamp for stamp in stamps if id(stamp) not in in_rows and not document.is_hidden(stamp.element)]
    body = body_of(document, place)
    meta = _meta(document)
    visible = _visible(document, lines, place, body, meta)
    named = url_day(document.page.url or "")
    conflicts = []
    published = visible or (meta if meta and meta.day else None)
    if published is None and named and named <= document.page.captured_at.date():
        published = DateRead(named, None, document.page.url or "", "address")
    published = published or _in_body(lines, body)
    pubdate = _raw_meta(document)
    if visible and pubdate and pubdate.day and pubdate.day != visible.day:
        conflicts.append(f"PubDate {pubdate.day}")
    conflicts += [f"{stamp.label} {stamp.read.day}" for stamp in lines if _contradicts(stamp, visible, body)]
    if published and named and named != published.day:
        conflicts.append(f"address {named}")
    if published is None:
        written = any(stamp.role is Role.WRITTEN and stamp.read.day for stamp in lines)
        published = DateRead(reason="only_written" if written else _reason(lines, meta))
    others = tuple((stamp.label, stamp.read) for stamp in _labelled(lines, published))
    article = ArticleRead(
        title, published, _source(document), _number(document), others, tuple(dict.fromkeys(conflicts))
    )
    length = sum(
        len(text)
        for text, owner in zip(document.texts[place + 1 :], document.owners[place + 1 :], strict=True)
        if len(text) > LONGEST_NAME and document.elements[owner].tag in ("p", "span", "div", "font")
    )
    changed = any(stamp.read is visible and stamp.role is Role.UPDATED for stamp in lines)
    return ArticleFound(article, place >= 0, visible is not None, length, changed)


def _stamps_of_rows(document: Document, stamps: list[Stamp], blocks: list[Block], title: str, place: int) -> set[int]:
    """Return the stamps that belong to rows with links: related articles, previous and next."""
    found = set()
    for block in blocks:
        for row in block.rows:
            if row.element.first_text <= place < row.element.last_text:
                continue  # the layout: it holds the title
            headed = place >= 0 and len(plain(title)) >= LONGEST_NAME and 0 <= row.place - place <= 6
            other = not headed and len(row.title) > 4 and plain(row.title)[:12] not in plain(title)
            lone = (
                other and row.element.tag in ("li", "tr", "dd", "a", "p") and row.element.end - row.element.index < 12
            )
            if row.href and not row.href.startswith("#") and (len(block.rows) > 1 or lone or other):
                # Of a lone row the title comes first; a link behind a date line is an attachment.
                found |= {
                    id(stamp)
                    for stamp in row.stamps
                    if len(block.rows) > 1 or row.place < stamp.text_index or (lone and stamp.role not in LABELLED)
                }
    for stamp in stamps:
        around = [document.elements[stamp.element], *document.above(stamp.element)]
        if any(element.tag == "a" for element in around[:4]) or (
            stamp.role not in LABELLED
            and (any(SIDE.found(each.marks) for each in around[:5]) or _beside_link(document, around[:4], title, place))
        ):
            found.add(id(stamp))
    return found


def _beside_link(document: Document, around: list[Element], title: str, place: int) -> bool:
    """Tell whether a date shares its row with a link that is not the title of the page; a layout holds the title."""
    row = next((element for element in around if element.tag in ("li", "tr", "dd")), None)
    if row is None or row.end - row.index > LARGEST_ROW or row.first_text <= place < row.last_text:
        return False
    return any(
        element.tag == "a"
        and len(words := plain(document.text(element))) >= LONGEST_NAME
        and words[:12] not in plain(title)
        for element in document.elements[row.index : row.end]
    )


@lru_cache(maxsize=16)  # as many as `parsed` keeps: several readers ask for it
def title_of(document: Document) -> tuple[str, int]:
    """Return the title and the text that shows it: the date line is looked for behind it; -1 where none does."""
    pieces = [piece for piece in _TITLE_SPLIT.split(document.title) if piece]
    wanted = [document.metas.get("articletitle") or "", document.title, *pieces[:3]]
    for title in dict.fromkeys(title.strip() for title in wanted):
        if (place := _shown(document, title)) >= 0:
            shown = document.texts[place].strip()
            return (shown if plain(title).startswith(plain(shown)) else title), place
    for element in document.by_tag.get("h1", ()):
        if len(words := document.text(element)) > 5:
            return words, element.first_text
    return wanted[0] or (max(pieces[:2], key=len) if pieces else ""), -1


def _shown(document: Document, title: str) -> int:
    """Return the text that shows a title, in a heading if there is one, or -1; a breadcrumb shows no title."""
    wanted, best = plain(title), -1
    if len(wanted) < 2:
        return -1
    first, start = wanted[0], wanted[:12]
    for i, text in enumerate(document.texts):
        at = text.find(first)
        if at < 0 or _LETTER_OR_DIGIT.search(text, 0, at):  # most texts begin otherwise
            continue
        owner = document.elements[document.owners[i]]
        if owner.tag == "a":
            continue
        words = plain(text)
        if words != wanted and (
            len(wanted) < 6 or len(words) < 6 or not (words.startswith(start) or wanted.startswith(words))
        ):
            continue
        around = [owner, *document.above(owner.index)[:3]]
        if any("位置" in document.text(each)[:30] for each in around[:2]):
            continue
        if any(each.tag in ("h1", "h2", "h3") for each in around):
            return i
        best = i if best < 0 else best
    return best


def _visible(
    document: Document, lines: list[Stamp], title: int, body: Element | None, meta: DateRead | None
) -> DateRead | None:
    """Return the publish date that a reader sees, or None."""
    outside = [stamp for stamp in lines if stamp.read.day and not _within(stamp, body)]
    for role in (Role.PUBLISHED, Role.GENERIC, Role.BARE, Role.UPDATED, Role.CREATED):
        of_role = [stamp for stamp in outside if stamp.role is role]
        if role in (Role.BARE, Role.GENERIC):
            known = meta.day if meta and role is Role.BARE else None
            of_role = [stamp for stamp in of_role if _is_line(document, stamp, title, role is Role.BARE, known)]
        if role is Role.BARE and body is not None and body.first_text > title:
            # Below the text stand comments and boxes.
            of_role = [stamp for stamp in of_role if stamp.text_index < body.last_text or stamp.read.day == known]
        if of_role:
            return _agreeing(outside, _nearest(of_role, title), title, meta)
    return None


def _agreeing(stamps: list[Stamp], chosen: Stamp, title: int, meta: DateRead | None) -> DateRead:
    """Return the chosen date, or that of a line nearer to the title which agrees with the head where it does not."""
    if meta and meta.day and chosen.read.day != meta.day and title >= 0:
        for stamp in stamps:
            agrees = stamp.role in (Role.GENERIC, Role.BARE) and stamp.read.day == meta.day
            if agrees and title < stamp.text_index < chosen.text_index:
                return stamp.read
    return chosen.read


def _in_body(lines: list[Stamp], body: Element | None) -> DateRead | None:
    """Return a date within the text that is labelled as the publication, where the page has no other."""
    inside = {
        stamp.read.day: stamp.read
        for stamp in lines
        if stamp.role is Role.PUBLISHED and stamp.read.day and _within(stamp, body)
    }
    return next(iter(inside.values())) if len(inside) == 1 else None


def _nearest(stamps: list[Stamp], title: int) -> Stamp:
    after = [stamp for stamp in stamps if stamp.text_index > title]
    return (after or stamps)[0]


def _contradicts(stamp: Stamp, visible: DateRead | None, body: Element | None) -> bool:
    """Tell whether another line is labelled as the publication, too, and names another day."""
    other = stamp.role is Role.PUBLISHED and stamp.read.day is not None and not _within(stamp, body)
    return visible is not None and other and stamp.read.day != visible.day


def _is_line(document: Document, stamp: Stamp, title: int, bare: bool, known: date | None) -> bool:
    """Tell whether a date without a telling label stands where a date line stands: soon after the title.

    A bare date has to stand nearer, or in an element whose class tells, or to agree with the head (`known`).
    """
    distance = stamp.text_index - title
    element = document.elements[stamp.element]
    marked = any(_LINE_MARK.found(each.marks) for each in (element, *document.above(element.index)[:2]))
    if title >= 0 and 0 < distance <= _MOST_BETWEEN:
        if not bare or stamp.read.day == known:
            return True
        # Below a sentence it is a signature (落款).
        signed = any("。" in text for text in document.texts[title + 1 : stamp.text_index])
        return (marked or distance <= _NEAR) and not signed
    if not bare:
        return marked or title < 0
    return marked and title >= 0 and -6 <= distance < 0 and known in (None, stamp.read.day)


@lru_cache(maxsize=16)
def body_of(document: Document, title: int) -> Element | None:
    """Return the element of the text body: the marked one with the most text, else the one with most paragraphs."""
    before = [0, *accumulate(map(len, document.texts))]  # characters before each text
    best, length = None, 120
    for element in document.marked(_BODY):
        if element.first_text <= title < element.last_text or element.tag in ("a", "ul", "li"):
            continue
        size = before[element.last_text] - before[element.first_text]
        if size > length * 1.05:
            best, length = element, size
    if best is not None:
        return best
    sizes: dict[int, int] = {}
    for element in document.by_tag.get("p", ()):
        if element.parent > 0:
            size = before[element.last_text] - before[element.first_text]
            sizes[element.parent] = sizes.get(element.parent, 0) + size
    if sizes:
        parent, size = max(sizes.items(), key=lambda item: item[1])
        found = document.elements[parent]
        if size > 200 and not found.first_text <= title < found.last_text:
            return found
    return None


def _within(stamp: Stamp, body: Element | None) -> bool:
    return (
        body is not None
        and body.first_text <= stamp.text_index < body.last_text
        and body.index <= stamp.element < body.end
    )


def _raw_meta(document: Document) -> DateRead | None:
    for name in PUBLISH_METAS:
        if content := document.metas.get(name):
            return find_date(content, document.page.captured_at, f"meta {name}")
    return None


def _meta(document: Document) -> DateRead | None:
    """Return the publish date of the head, unless it is the moment at which the page was made."""
    found = _raw_meta(document)
    if found is None or found.day is None:
        return found
    for name in _MADE_METAS:
        made = find_date(document.metas.get(name, ""), document.page.captured_at)
        if made.moment and found.moment and abs((made.moment - found.moment).total_seconds()) <= 120:
            return DateRead(raw=found.raw, place=found.place, reason="generation_time")
    return found


def _labelled(lines: Iterable[Stamp], published: DateRead) -> list[Stamp]:
    kept: dict[tuple[str, object], Stamp] = {}
    for stamp in lines:
        if stamp.label and stamp.role not in (Role.BARE, Role.PROSE, Role.CLOCK) and stamp.read is not published:
            kept.setdefault((stamp.label, stamp.read.day), stamp)
    return list(kept.values())[:10]


def _reason(lines: Iterable[Stamp], meta: DateRead | None) -> str:
    if meta is not None and meta.reason not in ("", "no_date"):
        return meta.reason
    return next((stamp.read.reason for stamp in lines if stamp.role < Role.OTHER and stamp.read.reason), "no_date")


def _source(document: Document) -> str:
    if source := document.metas.get("contentsource"):
        return source
    for i, text in enumerate(document.texts):
        if "来源" in text or "出处" in text:
            if (match := _SOURCE.search(text)) and not _EMPTY_SOURCE.match(match["source"]):
                return match["source"]
            if text.strip().endswith(("来源：", "来源:")) and i + 1 < len(document.texts):
                following = document.texts[i + 1].strip()
                if 1 < len(following) <= 30 and not _EMPTY_SOURCE.match(following.rstrip("：: ")):
                    return following
    return ""


def _number(document: Document) -> str:
    for text in document.texts:
        if "号" in text and (match := _NUMBER.search(text)):
            return "".join(match["number"].split())
    return ""
