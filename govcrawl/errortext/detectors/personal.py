"""Personal data that a page shows (个人隐私): resident IDs, bank cards, lists of private mobile numbers.

Whatever is found leaves here masked. Source: fact sheet 5.4; GB 11643 (check digit of an ID), ISO/IEC 7812 (Luhn).
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.divisions import divisions
from govcrawl.model.masking import masked

# In the pages that we keep, resident IDs are veiled: no site masks like that, so that a replay still finds them.
VEIL = "#" * 13
_NUMBER = re.compile(
    rf"(?<![\w*-])(?:\d\d{VEIL}\d\d[\dXx]|\d{{17}}[\dXx]|\d{{16,19}}|1[3-9]\d{{9}})(?![\w*])", re.ASCII
)
# Most pages have no number so long: a copy that shows digits as 0 and all else as blanks tells where one stands.
_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
_MOBILE, _IDENTITY = b"0" * 11, b"0" * 17
_ID_IN_PAGE = re.compile(rb"(?<![\d*/=?&.%#-])[1-9]\d{16}[\dXx](?![\w*%]|\.\w)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"
_OLDEST = date(1900, 1, 1)

_CARD_LABEL = re.compile(r"银行卡|卡号|一卡通|一折通|存折|社保卡|储蓄|开户|账号|帐号")
_PUBLIC_ACCOUNT = re.compile(
    r"(?:户名|收款人|单位名称|账户名|名称)[^\n]{0,40}(?:公司|局|中心|政府|学校|委员会|医院|财政|所|院|基金会|红十字)|保证金|对公|基本户"
)
# Numbers that somebody publishes in order to be called.
_OFFICE = re.compile(
    r"联系|咨询|热线|监督|投诉|举报|值班|服务电话|办公|报名|电话[:：]|电话号码|传真|报警|救援|预约|客服|负责人|招聘|受理|单位|公司|企业"
    r"|通讯录|网点|局长|科长|主任|书记|所长|站长|河长|林长|路长|网格员|责任人|医生|药店|物业|经营者|代理"
)
# What lists of persons with their numbers are headed by in the known cases (Tongling, Lichuan, Xinning, Gaomi ...).
_PERSONS = re.compile(
    r"(?:低保|特困|五保|贫困|脱贫|危房|公租房|廉租|保障房|补贴|补助|救助|孕前|残疾|优抚|退役|学生|考生|拟录用|患者|受益人|农户|申请人|发放|花名册)"
)
# Orders that have to name a person: punishment and other disclosure that a law demands.
_DEMANDED = re.compile(r"处罚|失信|被执行人|通缉|悬赏|公告送达|强制执行|吊销")
MOST = 20  # IDs and cards of one text that are shown: such a list has thousands
LIST_OF = 5  # mobile numbers of a list of persons


class Personal(TextDetector):
    """IDs count by check digit, division and day of birth, cards by Luhn and what is said around them.

    A mobile number counts only within a list of persons; one that is published to be called never does.
    """

    prefix: ClassVar[str] = "personal"
    title: ClassVar[str] = "个人隐私信息"
    severity: ClassVar[Severity] = Severity.PRIVACY

    def find(self, text: ExaminedText) -> Iterable[Candidate]:
        """Yield the first IDs and cards, and the first number of a list; where a law may demand them, as hints."""
        digits = text.text.encode("ascii", "replace").translate(_DIGITS)
        if _MOBILE not in digits and VEIL not in text.text:
            return
        numbers = list(_NUMBER.finditer(text.text))
        severity = Severity.HINT if _DEMANDED.search(text.title) else self.severity
        shown = 0
        for found in numbers:
            if shown < MOST and (kind := _kind_of(text, found)):
                shown += 1
                yield _candidate(text, found, kind, severity)
        if first := _list_of_private(text, [found for found in numbers if len(found[0]) == 11]):
            yield _candidate(text, first, "mobile_list", severity)


def veiled(body: bytes, day: date) -> bytes:
    """Return a page, in any encoding that holds ASCII, with its resident IDs veiled; addresses of links stay."""
    kept: list[bytes] = []
    reached = 0
    digits = body.translate(_DIGITS)
    start = digits.find(_IDENTITY)
    while start >= 0:
        found = _ID_IN_PAGE.match(body, start)
        if found and is_resident_id(found[0].decode().upper(), day):
            kept += body[reached : start + 2], VEIL.encode()
            reached = found.end() - 3
        end = digits.find(b" ", start)
        start = digits.find(_IDENTITY, end) if end >= 0 else -1
    return b"".join([*kept, body[reached:]]) if kept else body


def is_resident_id(number: str, day: date | None = None) -> bool:
    """Tell whether eighteen characters are a resident ID: check digit, known division, a day of birth until `day`."""
    known = divisions()
    if not any(code in known for code in (number[:6], number[:4] + "00", number[:2] + "0000")):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not _OLDEST <= born <= (day or date.max):
        return False
    return _LAST[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11] == number[17]


def passes_luhn(number: str) -> bool:
    """Tell whether the last digit of a card number is its check digit."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    total = sum(map(int, number[-1::-2])) + sum(digit - 9 if digit > 9 else digit for digit in doubled)
    return total % 10 == 0 and len(set(number)) > 1


def _is_card(text: str, found: re.Match[str]) -> bool:
    if not passes_luhn(found[0]):
        return False
    before = text[max(found.start() - 120, 0) : found.start()]
    return bool(_CARD_LABEL.search(before)) and not _PUBLIC_ACCOUNT.search(
        before + text[found.end() : found.end() + 60]
    )


def _kind_of(text: ExaminedText, found: re.Match[str]) -> str:
    number = found[0].upper()
    if VEIL in number or (len(number) == 18 and is_resident_id(number, text.day)):
        return "resident_id"
    return "bank_card" if len(number) > 11 and number.isdigit() and _is_card(text.text, found) else ""


def _list_of_private(text: ExaminedText, mobiles: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the first number of a list of persons, of those that nobody published in order to be called."""
    if len(mobiles) < LIST_OF or not _PERSONS.search(text.title + text.text[:200]):
        return None
    private: dict[str, re.Match[str]] = {}
    for found in mobiles:
        line = text.text[max(found.start() - 60, 0) : found.start()].rpartition("\n")[2]
        if not _OFFICE.search(line):
            private.setdefault(found[0], found)
        if len(private) == LIST_OF:
            return next(iter(private.values()))
    return None


def _candidate(text: ExaminedText, found: re.Match[str], rule: str, severity: Severity) -> Candidate:
    shown = text.candidate(found.start(), found.end(), "", f"{Personal.prefix}/{rule}", severity)
    first = max(found.start() - 20, 0)
    # A neighbouring number that the context cuts in two would not be masked: only words are shown around it.
    number = masked(found[0]).replace(VEIL, "*" * len(VEIL))
    context = re.sub(r"\d{5,}|\d*#{5,}\w*", "…", masked(text.text[first : found.start()])) + number
    return Candidate(shown.start, shown.end, number, number, shown.rule, severity, context.rpartition("\n")[2])
