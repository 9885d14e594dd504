"""Letters and message boards (来信, 留言板): when was asked, when a person replied, and what the page says of it.

The reader goes by the labels that every board prints (来信时间, 答复时间, 办理状态 ...) and knows no vendor. Dates
under any other label (生成时间, 直播时间) are none of a letter's.
Source: fact sheet 1.4 (interaction) and the truth tables of real boards.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from govcrawl import dates
from govcrawl.cms.document import Document, Element, parsed
from govcrawl.model.letter import Letter, LetterRead, LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.reading import DateRead

_WORDS = "提问|来信|留言|咨询|写信|来电|投诉|举报|建议|求助|信件|邮件|反映|诉求|问题|提交|发信|发帖|申请|网友|群众|市民"
_OF_LETTER = rf"(?:{_WORDS}|办件)*"
_ROLES = {
    name: re.compile(words)
    for name, words in {
        "asked": rf"(?:{_WORDS})+(?:提交|提问|发送|登记|接收|的)?(?:时间|日期)",
        "replied": r"(?:官方|单位|部门|领导|最终|首次|正式)?(?:回复|答复|回信|回答|解答|办复)(?:完成|内容|意见)?"
        r"(?:时间|日期)",
        "settled": r"(?:反馈|办理|办结|处理|结案|完成)(?:完成|结果|反馈)?(?:时间|日期)",
        "published": r"(?:发布|公开|发表|刊登|上网)?(?:时间|日期)",
        "status": r"(?:办理|处理|回复|答复|当前|反馈|受理)?" + _OF_LETTER + r"(?:状态|进度|办理情况)",
        "subject": _OF_LETTER + r"(?:标题|主题|题目)",
        "number": r"(?:受理|流水|查询)?" + _OF_LETTER + r"(?:编号|编码|单号|流水号)",
        "kind": _OF_LETTER + r"(?:类型|类别|分类)",
        "unit": r"(?:答复|回复|办理|处理|受理|承办|办结|回信)(?:单位|部门|机构)",
        "reply": r"(?:官方|单位|部门|领导|正式)?(?:回复|答复|回信|解答|反馈|办理|处理)(?:内容|意见|结果|情况)?",
    }.items()
}
_AUTOMATIC = re.compile(r"预(?:答复|回复)|(?:自动|智能|机器人?|系统)\S{0,3}(?:答复|回复|应答)")
# A label is the whole run of Chinese letters before a colon; spaced ones (回　　复：) were joined before.
_LABEL = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,12})\s*[:：]")
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff][ \u3000\xa0]+){1,5}[\u4e00-\u9fff](?=\s*[:：])")
_PENDING = re.compile(
    r"未(?:回复|答复|办结|处理|受理|反馈)|待\S{0,2}(?:回复|答复|办理|处理|受理|审核)|(?:办理|处理|受理|审核|转办)中|在办|已(?:受理|转办|交办|收到)"
)
_REPLIED = re.compile(
    r"已\S{0,2}(?:回复|答复|办结|处理|反馈|解决|回信|办复)|(?:办结|办理完毕|处理完毕|答复完毕|已结案)"
)
_NOTHING = re.compile(r"暂无(?:留言|来信|信件|数据|内容|记录|信息)|没有(?:留言|来信|信件|相关记录)")
_OF_BOARD = re.compile(r"来信|留言|信件|信箱|咨询|投诉|诉求")
_HEADING = re.compile(r"[^\d:：]{0,12}")
_INLINE = frozenset(("a", "b", "big", "em", "font", "i", "label", "small", "span", "strong", "u"))
_DATE_ROLES = frozenset(("asked", "replied", "settled", "published"))
_LONGEST_DATE = 40  # characters behind a label in which its date stands
_NONE = DateRead(reason="no_label")


@dataclass(slots=True)
class _Fields:
    """What stands behind the labels of one letter, in the order of the page."""

    words: dict[str, str] = field(default_factory=dict)
    dates: dict[str, list[DateRead]] = field(default_factory=dict)
    automatic: list[DateRead] = field(default_factory=list)


def read_letters(page: Page) -> LetterRead:
    """Read the letter of a letter page or the rows of a message board."""
    document = parsed(page)
    for read in (_table, _labelled_rows):
        if letters := tuple(read(document)):
            return LetterRead(_state(letters), letters, board=True)
    if letter := _letter_page(document):
        return LetterRead(_state((letter,)), (letter,))
    if document.elements and _NOTHING.search(document.text(document.elements[0])):
        return LetterRead(Observation.BLANK, board=True, reason="no_letters")
    return LetterRead(Observation.NOT_OBSERVABLE, reason="no_labels_of_letters")


def _state(letters: tuple[Letter, ...]) -> Observation:
    dated = any(read.day for letter in letters for read in (letter.asked, letter.replied, letter.published))
    return Observation.DATED if dated else Observation.UNDATED


def _letter_page(document: Document) -> Letter | None:
    if not document.elements:
        return None
    found = _fields(_lines(document, document.elements[0]), document.page.captured_at)
    if "asked" not in found.dates and not ("replied" in found.dates and {"subject", "number"} & set(found.words)):
        return None
    heading = document.tree.css_first("h1")
    subject = (
        document.metas.get("articletitle") or (" ".join(heading.text().split()) if heading else "") or document.title
    )
    letter = _letter(found, subject, document.page.url or "")
    if not letter.published.day and (printed := document.metas.get("pubdate")):
        return replace(letter, published=dates.find_date(printed, document.page.captured_at, "PubDate"))
    return letter


def _labelled_rows(document: Document) -> Iterator[Letter]:
    """Yield the rows of a board that prints the labels in each row."""
    crowd: Counter[int] = Counter()
    spots = []
    for text, owner in zip(document.texts, document.owners, strict=True):
        if any(_role(label[1]) == "asked" for label in _LABEL.finditer(text)):
            spots.append(owner)
            crowd.update({owner, *(element.index for element in document.above(owner))})
    if len(spots) < 2:
        return
    for owner in spots:
        around = [document.elements[owner], *document.above(owner)]
        own = [element for element in around if crowd[element.index] == 1]
        if not own:
            continue
        row = own[-1]
        lines = _lines(document, row)
        title, url = _link(document, row)
        title = title or next((line for line in lines if len(line) > 3 and not _starts_with_label(line)), "")
        yield _letter(_fields(lines, document.page.captured_at), title, url)


def _table(document: Document) -> Iterator[Letter]:
    """Yield the rows below each row of headings (留言时间 | 办理状态 | 信件标题)."""
    roles: list[str] = []
    tag = ""
    for element in document.elements:
        cells = document.children(element.index)
        if len(cells) < 3:
            continue
        texts = [document.text(cell) for cell in cells]
        heads = [_role(text) for text in texts]
        # A row of labels with their values beside them (来信时间：| 2021-07-01) is no row of headings.
        pure = all(_HEADING.fullmatch(text) for text in texts)
        of_letters = {"asked", "replied", "status"} & set(heads) or any(_OF_BOARD.search(text) for text in texts)
        if pure and of_letters and _DATE_ROLES & set(heads) and {"subject", "status", "number"} & set(heads):
            roles, tag = heads, element.tag
        elif roles and element.tag == tag and len(cells) == len(roles):
            yield _row(document, element, dict(zip(roles, cells, strict=True)))


def _row(document: Document, row: Element, cells: dict[str, Element]) -> Letter:
    found = _Fields()
    for role, cell in cells.items():
        text = document.text(cell)
        if role in _DATE_ROLES:
            found.dates[role] = [dates.find_date(text, document.page.captured_at, role)]
        elif role:
            found.words[role] = text
    title, url = _link(document, row)
    found.words["subject"] = title or found.words.get("subject", "")
    return _letter(found, title, url)


def _link(document: Document, row: Element) -> tuple[str, str]:
    """Return the words and the address of the longest link of a row."""
    links = [element for element in document.elements[row.index : row.end] if element.tag == "a"]
    best = max(links, key=lambda link: len(document.text(link)), default=None)
    if best is None:
        return "", ""
    href = best.attributes.get("href") or ""
    return best.attributes.get("title") or document.text(best), document.absolute(href) if href else ""


def _lines(document: Document, element: Element) -> list[str]:
    """Return the texts below an element, those of one block in one line."""
    lines: list[str] = []
    last = -1
    for position in range(element.first_text, element.last_text):
        block = document.owners[position]
        while document.elements[block].tag in _INLINE and document.elements[block].parent > 0:
            block = document.elements[block].parent
        text = " ".join(document.texts[position].split())
        if block == last:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
        last = block
    return [_SPACED.sub(lambda label: re.sub(r"[ \u3000\xa0]+", "", label[0]), line) for line in lines]


def _fields(lines: list[str], captured_at: datetime) -> _Fields:
    """Collect what stands behind each known label; a label alone in its line belongs to the next one."""
    found = _Fields()
    automatic = False
    for position, line in enumerate(lines):
        labels = [(label, _role(label[1])) for label in _LABEL.finditer(line)]
        known = [(label[1], role, label.start(), label.end()) for label, role in labels if role]
        if not known and _role(line) and _role(line) != "automatic":
            known = [(line, _role(line), 0, len(line))]
        for place, (label, role, _, end) in enumerate(known):
            stop = known[place + 1][2] if place + 1 < len(known) else len(line)
            value = line[end:stop].strip()
            if not value and place + 1 == len(known) and position + 1 < len(lines):
                value = "" if _starts_with_label(lines[position + 1]) else lines[position + 1]
            if role == "automatic":
                automatic = True
                read = dates.find_date(value[:_LONGEST_DATE], captured_at, label)
                found.automatic += [read] if read.day else []
            elif role in _DATE_ROLES:
                read = dates.find_date(value[:_LONGEST_DATE], captured_at, label)
                late = automatic and role in ("replied", "settled")
                (found.automatic if late else found.dates.setdefault(role, [])).append(read)
            else:
                automatic = automatic and role != "reply"
                if value:
                    found.words.setdefault(role, value)
    return found


def _starts_with_label(line: str) -> bool:
    label = _LABEL.match(line)
    return bool(label and _role(label[1])) or bool(_role(line))


def _role(label: str) -> str:
    if _AUTOMATIC.search(label[:16]):
        return "automatic"
    return next((name for name, words in _ROLES.items() if words.fullmatch(label)), "")


def _letter(found: _Fields, title: str, url: str) -> Letter:
    asked = _first(found.dates.get("asked", []))
    # A reply in the very minute of the question is a machine's.
    replies = [read for role in ("replied", "settled") for read in found.dates.get(role, [])]
    instant = [read for read in replies if read.moment and read.moment == asked.moment]
    replied = _first([read for read in replies if read not in instant])
    said = found.words.get("status", "")
    status = _status(said)
    if status is LetterStatus.UNKNOWN and (replied.day or len(found.words.get("reply", "")) > 1):
        status = LetterStatus.REPLIED
    return Letter(
        found.words.get("subject") or title,
        asked,
        replied,
        _first(found.dates.get("published", [])),
        status,
        said,
        found.words.get("number", ""),
        found.words.get("kind", ""),
        found.words.get("unit", ""),
        url,
        (*found.automatic, *instant),
        reply_shown=len(found.words.get("reply", "")) > 1,
    )


def _status(words: str) -> LetterStatus:
    if _PENDING.search(words):
        return LetterStatus.PENDING
    return LetterStatus.REPLIED if _REPLIED.search(words) else LetterStatus.UNKNOWN


def _first(reads: list[DateRead]) -> DateRead:
    return next((read for read in reads if read.day), reads[0] if reads else _NONE)
