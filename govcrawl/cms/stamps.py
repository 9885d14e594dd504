"""Date stamps: the places on a page that print a date and nothing else, with the role that their label gives them."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from govcrawl.cms.document import Document
from govcrawl.dates import LONGEST_SLOT, Spot, boxed, compact, find_date, fold, relative, resolve, spots, yearless
from govcrawl.model.reading import DateRead


class Role(IntEnum):
    """What a date stands for by its label; a smaller number is nearer to the publication (发布日期)."""

    PUBLISHED = 1
    GENERIC = 2  # 时间, 日期
    BARE = 3  # no label
    UPDATED = 4
    CREATED = 5  # 生成日期
    WRITTEN = 6  # 成文日期, 发文日期
    ASKED = 7  # of a letter
    REPLIED = 8
    OTHER = 9  # deadline, event, validity: never a publication
    CLOCK = 10  # what day it is today
    PROSE = 11  # within a sentence


LABELLED = (Role.PUBLISHED, Role.GENERIC, Role.UPDATED)

_ROLES = (
    (Role.CLOCK, r"今天是?|今日是?|现在时间是?|当前时间|当前日期|系统时间|北京时间|现在是|服务器时间"),
    (
        Role.OTHER,
        r"截[止至]\w{0,4}|结束\w{0,4}|开始\w{0,4}|起始\w{0,4}|终止\w{0,4}|止|起|有效\w{0,4}|期限|实施\w{0,4}|施行\w{0,4}|生效\w{0,4}|废止\w{0,4}|失效\w{0,4}|执行\w{0,4}"
        r"|会议\w{0,4}|活动\w{0,4}|访谈\w{0,4}|直播\w{0,4}|开标\w{0,4}|投标\w{0,4}|报名\w{0,4}|征集\w{0,4}|公示\w{0,4}|举办\w{0,4}|举行\w{0,4}|嘉宾\w{0,4}|出生\w{0,4}"
        r"|页面生成\w{0,4}|打印\w{0,4}|下载\w{0,4}|播出\w{0,4}|考试\w{0,4}|培训\w{0,4}|展会\w{0,4}|展览\w{0,4}|调查\w{0,4}|投票\w{0,4}|任期|立案\w{0,4}|处罚\w{0,4}|决定\w{0,4}|许可\w{0,4}|通过\w{0,4}|修[订正]\w{0,4}|访问\w{0,4}",
    ),
    (Role.REPLIED, r"\w{0,2}(?:回复|答复|办结|办理|反馈|受理|转办)(?:时间|日期|于)?"),
    (Role.ASKED, r"\w{0,2}(?:留言|来信|写信|信件|提问|咨询|投诉|提交|来件|反映|诉求)(?:时间|日期|于)?"),
    (Role.WRITTEN, r"(?:成文|发文|公布|印发|制发|签发|行文|落款|文件|公文|颁布|制定|制作)(?:时间|日期)"),
    (Role.CREATED, r"(?:生成|产生|形成)(?:时间|日期)"),
    (Role.UPDATED, r"(?:最[后近新])?(?:更新|修改|编辑|变更)(?:时间|日期|于)?"),
    (
        Role.PUBLISHED,
        r"\w{0,4}(?:发布|发表|发稿|撰稿|来稿|刊出|首发|发帖|公开|公告|转载|供稿|采编|上线|上网|上传|录入|信息|添加|入库|刊发|刊登|发表|张贴|挂网|推送|投稿|登载|收录|创建|新闻|文章|稿件|编发)(?:时间|日期|年月日)"
        r"|\w{0,2}(?:发布|发表|发布于|发表于|刊登于|publish|posted|pubdate)",
    ),
    (Role.GENERIC, r"时间|日期|date|time|年月日"),
)
_ROLE = re.compile("|".join(f"(?P<r{role.value}>{words})" for role, words in _ROLES) + r"|(?P<none>)", re.IGNORECASE)
LONGEST_LABEL = 12  # characters; 最近更新时间, 信息发布时间
_LABEL = re.compile(rf"([\w/]{{1,{LONGEST_LABEL}}}+)\]? {{0,4}}[:：]?\]? {{0,4}}[\[(\"']{{0,2}} {{0,2}}$")
_BEHIND_LABEL = " ]:：[(\"'"
_SPACED = re.compile(r"(?<=[一-鿿]) {1,3}(?=[一-鿿]\]?(?: |:|$))")
_UNKNOWN_LABEL = re.compile(r"\w{1,12}(?:日期|时间)$")
_LEADING_WORDS = 16  # characters before a date at the end of a line: who wrote, from where
_SENTENCE_END = re.compile(r"[于在至自从到为以后前和及]$")
_LABEL_END = re.compile(r"[:：]\W{0,6}$")
_CLOCK_AFTER = re.compile(r"^\W{0,6}(?:星期|周[一二三四五六日]|礼拜|农历|\d{0,2}:?\d{0,2}:?\d{0,2} {0,3}星期)")
_MOST_CLOCKS = 3  # of a page; more days with their weekdays are those of rows
_LINE_WORDS = re.compile(r"来源|作者|编辑|浏览|点击|阅读")  # of a line about an article, which may name the weekday
_RANGE_AFTER = re.compile(r"^\W{0,3}(?:至|到|起|止|前|之前|以前|截止|~|—|–|-{1,2} {0,3}\d)|^ {0,3}[~～—–] {0,3}\d")
_RANGE_BEFORE = re.compile(r"(?:至|到|~|～|—|–|截止|截至|--?) {0,3}$")
_EVENT_AFTER = re.compile(
    r"^\W{0,6}(?:上午|下午|晚上?)?[\d:时分点 至~-]{0,12}\W{0,6}(?:地 {0,2}点|嘉宾|主持|主讲|会场|参加|出席)"
)
_AROUND = re.compile(
    r"(?:(?:信息|文章|稿件|新闻|内容)?(?:来源|出处)|作者|编辑|责任编辑|责编|审核|校对|撰稿|供稿|记者"
    r"|发布(?:人|者|单位|机构)"
    r"|发布|发文单位|点击(?:数|率|量|次数)?|浏览(?:数|量|次数)?|访问(?:量|次数)?"
    r"|阅读(?:数|量|次数)?|人气|字体|字号|分享|打印|大中小|【[^】]{0,20}】|\[[^\]]{0,20}\])"
    r" {0,3}[:：]? {0,3}[^\s:：|]{0,24}"
)
_PROSE = re.compile(r"[，。；！？、…]|\.\.\.|[日号月年](?:上午|下午|晚|，)")
_PASSED_AFTER = re.compile(r"^[^。；，,;:：]{0,30}(?:通过|批准|施行|修[订正])")
_CLAUSE_AFTER = re.compile(  # a sentence goes on behind the date
    r"^ {0,3}[，,] {0,3}(?!来源|作者|编辑|浏览|点击|阅读|发布)[一-鿿]|[一-鿿]{4}。"
)
_HINT = re.compile(r"[\d年刚天前]")  # most texts hold none of these, which is told faster than what follows
_MAY_DATE = re.compile(r"\d|[〇○零一二三四五六七八九十]年|刚刚|[今昨前]天|前$")
_JOINT = re.compile(r"[-/.年月]|[A-Za-z]{3}")  # what a folded box cannot be without
# What any other date that is not full cannot be without, folded.
_PARTIAL = re.compile(r"\d(?: {0,4}月|-\d|\d[/.]\d\d|\d{7})|前|刚刚|[今昨][天日]")
MOST_PARTS = 6  # texts that make up one date: year, month, day and what stands between
_PARTS = frozenset(("div", "span", "p", "em", "b", "i", "strong", "font", "time", "h3", "h4", "h5", "h6"))
_RELATIVE_ONLY = re.compile(r"(?:[\w]{0,8}[:：])?\W{0,3}(?:刚刚|\S{1,4}前|[今昨前][天日] {0,3}[\d:]{0,8})\W{0,3}$")


@dataclass(slots=True)
class Stamp:
    """A printed date: the text and the element it stands in, its role, and what it reads as.

    `spot` is None for relative dates; `whole` tells that the element holds nothing else.
    """

    text_index: int
    element: int
    role: Role
    read: DateRead
    label: str = ""
    spot: Spot | None = None
    whole: bool = True
    month_day: tuple[int, int] | None = None


@lru_cache(maxsize=4_096)
def role_of(label: str) -> Role:
    """Return the role that a label gives to the date behind it."""
    label = "".join(label.split())
    match = _ROLE.fullmatch(label) if len(label) <= LONGEST_LABEL else None
    return Role(int(match.lastgroup[1:])) if match and match.lastgroup and match.lastgroup != "none" else Role.BARE


def stamps_of(document: Document) -> list[Stamp]:
    """Return the stamps of a page in the order of their places, dates in scripts included."""
    found: list[Stamp] = []
    boxes: set[int] = set()
    hint, may_date = _HINT.search, _MAY_DATE.search
    for i, text in enumerate(document.texts):
        if hint(text) and len(text) < 2_000 and may_date(text):
            found += _of_text(document, i, text, boxes)
    found += _written_by_scripts(document)
    named_by_weekday = [stamp for stamp in found if stamp.role is Role.CLOCK and not stamp.label]
    if len(named_by_weekday) >= _MOST_CLOCKS:
        for stamp in named_by_weekday:
            stamp.role = Role.BARE
    return sorted(found, key=lambda stamp: (stamp.text_index, stamp.element))


def _of_text(document: Document, i: int, text: str, boxes: set[int]) -> list[Stamp]:
    all_spots = spots(text)
    if not all_spots:
        return _partial(document, i, text, boxes)
    owner = document.owners[i]
    captured_at, place = document.page.captured_at, _place(document, owner)
    found = []
    end = 0
    for n, spot in enumerate(all_spots):
        before = text[end : spot.start]
        after = text[spot.end : all_spots[n + 1].start if n + 1 < len(all_spots) else len(text)]
        label = _label(document, i, before, first=n == 0)
        role = Role.BARE  # of a date that has its text for itself
        if label or n or len(text) > LONGEST_SLOT or (before + after).strip():
            following = document.texts[i + 1] if i + 1 < len(document.texts) else ""
            in_link = any(e.tag == "a" for e in (document.elements[owner], *document.above(owner, 2)))
            role = _role(label, before, after, text, n, following, in_link)
        read = resolve(spot, text, captured_at, place)
        found.append(Stamp(i, owner, role, read, label, spot, whole=not _rest(before, after, label)))
        end = spot.end
    return found


def _label(document: Document, i: int, before: str, first: bool) -> str:
    folded = _unspaced(fold(before))
    if words := _last_words(folded):
        return words
    if not first or folded.strip(" [(:\"'·|-"):
        return ""
    if i and (previous := document.texts[i - 1].strip()) and len(previous) <= 40:
        # The label may stand in an element of its own before the date.
        labels = _LABEL_END.search(previous + before) or role_of(previous.strip(" :：[【(（】]")) is not Role.BARE
        if labels:
            return _last_words(_unspaced(fold(previous)).rstrip(" :["))
    return ""


def _last_words(folded: str) -> str:
    """Return the words that may be a label at the end of a text."""
    start = len(folded.rstrip(_BEHIND_LABEL)) - LONGEST_LABEL
    match = _LABEL.search(folded, max(start, 0))
    return match[1] if match else ""


def _role(label: str, before: str, after: str, text: str, n: int, following: str = "", in_link: bool = False) -> Role:
    role = role_of(label)
    if _CLOCK_AFTER.search(after) and role is not Role.PUBLISHED and not _LINE_WORDS.search(text):
        return Role.CLOCK
    if role is Role.CLOCK:
        return role
    folded_after = fold(after)
    if _RANGE_AFTER.search(folded_after) or (n and _RANGE_BEFORE.search(fold(before))):
        return Role.OTHER
    if role is Role.GENERIC and _EVENT_AFTER.search(folded_after or fold(following)):
        return Role.OTHER
    if role is not Role.BARE:
        return role
    if n and in_link:
        return Role.PROSE  # a title that names a day of its own
    if _UNKNOWN_LABEL.match(label):
        return Role.OTHER  # 审批日期 and the like: named, but not as a publication
    if label and not _AROUND.search(label) and (words := _AROUND.sub("", fold(before)).strip(" []()|-·:")):
        # Words that are no label stand before the date: a line about the article, or a sentence.
        line = _AROUND.search(text) is not None or (len(words) <= _LEADING_WORDS and not fold(after).strip(" []()"))
        prose = _PROSE.search(text) or _SENTENCE_END.search(words) or len(text) > LONGEST_SLOT
        return Role.BARE if line and not prose and not in_link else Role.PROSE
    if _PASSED_AFTER.search(folded_after):
        return Role.OTHER
    if _CLAUSE_AFTER.search(folded_after):
        return Role.PROSE
    rest = _AROUND.sub("", fold(before) + " " + folded_after).strip(" []()|-·:/>\"'，,")
    if len(text) > LONGEST_SLOT or _PROSE.search(rest) or len(rest) > 20:
        return Role.PROSE
    return Role.BARE


def _unspaced(text: str) -> str:
    """Close up labels that are printed wide: 发 布 时 间."""
    return _SPACED.sub("", text[-60:]) if " " in text else text


def _rest(before: str, after: str, label: str) -> str:
    return fold(before.replace(label, "") + after).strip(" []():：|-·\"'/>")


def _partial(document: Document, i: int, text: str, boxes: set[int]) -> list[Stamp]:
    """Return the stamp of a text without a full date: a box of two parts, a relative date, month and day alone."""
    bare = text.strip()
    if len(bare) > 40:
        return []
    in_box = len(bare) <= 12 and bare[:1].isdigit()
    if not in_box and not _PARTIAL.search(fold(bare)):
        return []
    owner = document.owners[i]
    captured_at, place = document.page.captured_at, _place(document, owner)
    if in_box:
        for element in (document.elements[owner], *document.above(owner, 2)):
            if element.last_text - element.first_text > MOST_PARTS:
                break
            if element.index in boxes:
                return []
            whole = document.text(element, " ")
            if _JOINT.search(fold(whole)) and (box := boxed(whole) or _in_parts(whole)) is not None:
                boxes.add(element.index)
                month_day = (box.month, box.day)
                return [
                    Stamp(
                        i, element.index, Role.BARE, resolve(box, whole, captured_at, place), "", box, True, month_day
                    )
                ]
        if (beside := _beside(document, i, bare)) is not None:
            boxes.add(document.owners[i + 1])
            whole, box = beside
            day = (box.month, box.day)
            return [Stamp(i, owner, Role.BARE, resolve(box, whole, captured_at, place), "", box, True, day)]
    if (plain := compact(bare)) is not None:
        return [Stamp(i, owner, Role.BARE, resolve(plain, bare, captured_at, place), "", plain)]
    if _RELATIVE_ONLY.match(bare) and (read := relative(bare, captured_at, place)):
        label = _label(document, i, bare.rpartition(read.raw)[0], first=True)
        role = role_of(label)
        return [Stamp(i, owner, role, read, label)] if role is not Role.CLOCK else []
    spot = yearless(bare)
    if spot is None:
        return []
    before, after = bare[: spot.start], bare[spot.end :]
    label = _label(document, i, before, first=True)
    role = _role(label, before, after, bare, 0)
    if role is Role.PROSE or (role is Role.BARE and _rest(before, after, "")):
        return []
    read = DateRead(raw=bare[spot.start : spot.end].strip(), place=place, reason="no_year")
    return [Stamp(i, owner, role, read, label, spot, True, (spot.month, spot.day))]


def _in_parts(whole: str) -> Spot | None:
    """Return the date that is all of a text put together from several elements: `2021`, `.`, `07`, `.`, `08`."""
    found = spots(whole) if len(whole) <= 24 else []
    return found[0] if len(found) == 1 and not (whole[: found[0].start] + whole[found[0].end :]).strip(" []") else None


def _beside(document: Document, i: int, bare: str) -> tuple[str, Spot] | None:
    """Return the date of a box whose two parts stand side by side among other things of the row: `08`, `2021-07`.

    Not of table cells, which hold a number and a month as well.
    """
    if i + 1 >= len(document.texts):
        return None
    following = document.texts[i + 1].strip()
    if min(len(bare), len(following)) < 2:
        return None  # a single digit is a count
    one, other = (document.elements[owner] for owner in document.owners[i : i + 2])
    if one.parent != other.parent or one.index == other.index or {one.tag, other.tag} - _PARTS:
        return None
    whole = f"{bare} {following}"
    box = boxed(whole)
    return (whole, box) if box is not None and box.year is not None else None


_VARIABLE = re.compile(r"(?:var|let|const)\s{1,4}\w{1,30}\s{0,3}=\s{0,3}[\"']([^\"'\n]{8,40})[\"']")
_WRITTEN = re.compile(r"document\.write(?:ln)?\(\s{0,3}[\"']([^\"'\n]{8,80})[\"']")
_WRITES = ("document.write", ".html(", ".text(", "innerHTML", "innerText")


@lru_cache(maxsize=512)
def _written(code: str) -> tuple[str, ...]:
    """Return the texts that a short script may write; the pages of a site repeat their scripts."""
    if not any(words in code for words in _WRITES):
        return ()
    return tuple(match[1] for pattern in (_VARIABLE, _WRITTEN) for match in pattern.finditer(code))


def _written_by_scripts(document: Document) -> list[Stamp]:
    """Return the dates that scripts write where they stand: `var pubdata='2020-06-23'; document.write(...)`."""
    found = []
    for script in document.scripts:
        values = _written(script.code) if len(script.code) <= 4_000 else ()
        reads = [read for value in values if (read := find_date(value, document.page.captured_at)).raw]
        days = {read.day for read in reads if read.day}
        if not reads or len(days) > 1:
            continue
        read = next((read for read in reads if read.day), reads[0])
        if read.reason == "no_year":
            continue
        i = script.texts_before
        label = _label(document, i, "", first=True) if i else ""
        found.append(
            Stamp(
                i,
                script.parent,
                role_of(label),
                replace(read, place=f"script in {_place(document, script.parent)}"),
                label,
            )
        )
    return found


def _place(document: Document, index: int) -> str:
    element = document.elements[index]
    classes = element.attributes.get("class")
    return f"{element.tag}.{'.'.join(classes.split()[:3])}" if classes else element.tag
