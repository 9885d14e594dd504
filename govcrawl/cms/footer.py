"""The marks that a footer prints: codes, filings, sponsor, contact (fact sheet 3.1, G20).

They are read from the visible text as a whole, because templates spread one mark over several elements.
"""

import re
from collections.abc import Iterable

from govcrawl.model.divisions import divisions
from govcrawl.model.marks import MarkFault, MarkRead

# 滇 is written for 云, 蜀 for 川, 黔 for 贵, 陇 for 甘, 秦 for 陕.
_PROVINCE = "[京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼]"
SITE_CODE = re.compile(r"\d{10}|bm\d{8}")

_CODE = re.compile(r"标识编?码[\s:：]{0,20}([A-Za-z]{0,2}\d{2,20})?")
_OF_SITES = ("网站", "站点", "政府")  # what stands before 标识码 where it is not that of goods
_ICP = re.compile(
    rf"({_PROVINCE})\s*ICP\s*备\s*案?\s*号?\s*(\d{{5,12}})(?!\d)\s*号?(?:\s*[-－—–]\s*(\d{{1,4}}))?", re.I
)
_POLICE = re.compile(rf"({_PROVINCE})\s*公\s*网\s*安\s*备\s*案?\s*号?[\s:：]{{0,20}}(\d{{9,18}})")
_POLICE_LABELLED = re.compile(
    r"(?:公安(?:机关|部|联网|网)?(?:联网)?备案(?:编|序)?号?|网警备案号)[\s:：]{0,20}(\d{9,18})"
)
_RECORD = re.compile(r"recordcode=(\d{9,18})", re.IGNORECASE)

# What only a footer prints; where none of these stands, weaker signs show where it is.
# Each begins with letters of its own, in one case, which is what makes searching a whole text fast.
_ANCHOR = re.compile(r"标识编?码|I[Cc][Pp]\s{0,9}备|i[Cc][Pp]\s{0,9}备|公网安备")
_WEAK_ANCHOR = re.compile(r"版权所有|copyright|主办(?:单位|方)?\s{0,9}[:：]|站点地图|网站地图", re.IGNORECASE)
_REACH = 350  # characters before and after an anchor that belong to the footer

_SPONSOR = re.compile(
    r"主\s{0,3}办(?:(?:单\s{0,3}位|方|机关)[ \t　]{0,3}[:：]?|[ \t　]{0,3}[:：])\s{0,40}([^\n]{0,80})"
)
_AT_THE_END = re.compile(r"主办(?=$|[\s|｜])", re.MULTILINE)
_SPONSORED = re.compile(r"(?:^|[\s|｜])([^\s，。；、：:,;|（(]{4,30})主办(?=$|[\s|｜])", re.MULTILINE)
_NEXT_LABEL = re.compile(
    r"[\s|｜]+(?:承\s?办|协办|主管|指导|运维|运行|维护|制作|建设|设计|地址|联系|电话|邮编|邮政|备案|传真|copyright)"
    r"|(?:承\s?办|协办|运维|维护|建设|制作)(?:单位|方|机关)?\s{0,3}[:：]|版权所有|技术支持|制作维护|运行维护|运营维护"
    rf"|©|(?:政府)?网站标识|未[经均]|{_PROVINCE}\s?(?:ICP|公网)|邮箱",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\d-])(?:[(（]?0\d{2,3}[)）]?[-－—– ]{0,3}\d{7,8}|1[3-9]\d{9}|400[- ]?\d{3}[- ]?\d{4})(?!\d)"
)
_LABELLED = re.compile(
    r"(?:电\s{0,3}话|热\s{0,3}线|联系我们|联系方式|总机|值班室?)[^\n\d]{0,12}\s{0,20}"
    r"((?:0\d{2,3}[-－—– ])?[\d－—–-]{5,14})"
)
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_CONTACT_LINK = re.compile(r"^[ \t　|·]{0,9}(联系我们|联系方式)[ \t　|·]{0,9}$", re.MULTILINE)
_ADDRESS = re.compile(r"(?:地址|邮箱|E-?mail)\s{0,3}[:：]\s{0,20}([^\n]{4,60})", re.IGNORECASE)


def footer_of(text: str) -> str:
    """Return the part of a page's visible text that its footer is, pieces joined; empty where none shows."""
    for anchor in (_ANCHOR, _WEAK_ANCHOR):
        pieces: list[tuple[int, int]] = []
        for match in anchor.finditer(text):
            start, end = max(0, match.start() - _REACH), match.end() + _REACH
            if pieces and start <= pieces[-1][1]:
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((start, end))
        if pieces:
            return "\n".join(text[start:end] for start, end in pieces)
    return ""


def site_codes(text: str) -> tuple[MarkRead, ...]:
    """Return the 网站标识码 of a text: ten digits of which six are a division, or `bm` and eight digits."""
    found = []
    for match in _CODE.finditer(text):
        value = (match[1] or "").lower()
        fault, why = code_fault(value)
        if text[max(0, match.start() - 2) : match.start()] in _OF_SITES or (value and not fault):
            found.append(MarkRead(value, _words(match[0]), "footer", fault, why))
    return _once(found)


def code_fault(code: str) -> tuple[MarkFault, str]:
    """Return what is wrong with a 网站标识码, and why."""
    if not code:
        return MarkFault.EMPTY, "no_code"
    if not SITE_CODE.fullmatch(code):
        return MarkFault.MALFORMED, "no_site_code"
    if not code.startswith("bm") and code[:6] not in divisions():
        return MarkFault.WRONG, "unknown_division"
    return MarkFault.SOUND, ""


def icp_numbers(text: str) -> tuple[MarkRead, ...]:
    """Return the ICP numbers of a text; eight digits, or ten since 2020."""
    found = []
    for match in _ICP.finditer(text):
        province, digits, part = match.groups()
        sound = len(digits) in (8, 10)
        fault = MarkFault.SOUND if sound else MarkFault.MALFORMED
        value = f"{province}ICP备{digits}号" + (f"-{part}" if part else "")
        found.append(MarkRead(value, _words(match[0]), "footer", fault, "" if sound else "digits"))
    return _once(found)


def police_numbers(text: str, html: str) -> tuple[MarkRead, ...]:
    """Return the filings with the police (公安备案) of a text, else those that links name; fourteen digits."""
    found = [_police(match[2], f"{match[1]}公网安备{match[2]}号", match[0]) for match in _POLICE.finditer(text)]
    if not found:
        found = [_police(match[1], match[1], match[0]) for match in _POLICE_LABELLED.finditer(text)]
    if not found and "recordcode=" in html:
        found = [_police(match[1], match[1], match[0], "link") for match in _RECORD.finditer(html)]
    return _once(found)


def _police(digits: str, value: str, raw: str, place: str = "footer") -> MarkRead:
    sound = len(digits) == 14
    fault = MarkFault.SOUND if sound else MarkFault.MALFORMED
    return MarkRead(value, _words(raw), place, fault, "" if sound else "digits")


def sponsors(footer: str) -> tuple[MarkRead, ...]:
    """Return who runs the site (主办单位) as its footer says: `主办：甲局` and `甲局主办`."""
    found = []
    for match in _SPONSOR.finditer(footer):
        name = _NEXT_LABEL.split("\n" + match[1], maxsplit=1)[0]
        value = " ".join(name.split()).strip(" :：|｜·-")
        fault, why = (MarkFault.SOUND, "") if len(value) > 1 else (MarkFault.EMPTY, "no_name")
        found.append(MarkRead(value, _words(match[0]), "footer", fault, why))
    if _AT_THE_END.search(footer):
        found += [MarkRead(match[1], _words(match[0]), "footer") for match in _SPONSORED.finditer(footer)]
    sound = [mark for mark in found if not mark.fault]
    return _once(sound or found)


def contacts(footer: str) -> tuple[MarkRead, ...]:
    """Return how to reach the office (联系方式): telephone, else a link to it, else an address; mobiles are masked."""
    found = [_contact(match[0], match[0]) for match in _TELEPHONE.finditer(footer)]
    if not found:
        found = [_contact(match[1], match[0]) for match in _LABELLED.finditer(footer)]
    if not found:
        found = [MarkRead(match[1], match[1], "link") for match in _CONTACT_LINK.finditer(footer)]
    if not found:
        found = [_contact(match[1], match[0]) for match in _ADDRESS.finditer(footer)]
    return _once(found)


def _contact(value: str, raw: str) -> MarkRead:
    return MarkRead(_masked(value), _masked(raw), "footer")


def _masked(text: str) -> str:
    return _MOBILE.sub(r"\1****\2", _words(text))


def _words(text: str) -> str:
    return " ".join(text.split())[:120]


def _once(found: Iterable[MarkRead]) -> tuple[MarkRead, ...]:
    """Return one reading a value, in the order of the page."""
    by_value: dict[str, MarkRead] = {}
    for mark in found:
        by_value.setdefault(mark.value, mark)
    return tuple(by_value.values())
