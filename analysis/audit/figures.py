"""The figures of a notice: how many objects of which kind, how many of them failed, and which rates are printed."""

import re
from dataclasses import dataclass
from decimal import Decimal

from analysis.audit.notice import Notice, Sentence

# What a count speaks of, the longer words first: 门户网站 is no 网站 of the total.
SUBJECTS = {
    "account": r"政务新媒体|新媒体",
    "section": r"信息公开专栏|专栏",
    "sub_channel": r"子频道",
    "department_site": r"独立站点|部门网站",
    "portal": r"门户网站",
    "site": r"政府网站|网站",
}
KINDS_OF_SITE = ("portal", "department_site", "sub_channel")
WORDS = {
    "account": "政务新媒体",
    "section": "信息公开专栏",
    "sub_channel": "子频道",
    "department_site": "独立站点",
    "portal": "门户网站",
    "site": "政府网站",
}
_ANY = "|".join(SUBJECTS.values())
_SUBJECT = re.compile("|".join(f"(?P<{name}>{words})" for name, words in SUBJECTS.items()))
_UNIT = r"(?:个|家)"
# Counts of another period, or of somebody else's inspection: they are none of this one.
_OTHERS = re.compile(
    r"经复查|复核情况|整改情况|上季度|上一季度|通报存在问题|通报不具有|由\d+家缩减|季度发现的|(?:省|国办)[^,，]{0,30}抽查中"
)
_FAILING = r"(?:存在(?:突出|严重)?问题的?|发现问题|问题|不合格|不达标)"
_PASSING = r"(?:合格|达标)"
_FAILING_SHARE = re.compile(rf"{_FAILING}\D{{0,4}}\d+{_UNIT}[,，]?$")
_RATE = re.compile(r"(?P<what>不合格率|合格率|及格率|达标率|占比|占)[为达:，,]{0,2}(?P<rate>\d+(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed percentage of a subject. `part` is the count that stands before it, None where none does."""

    subject: str
    printed: Decimal
    failing: bool
    part: int | None
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a notice's body counts: totals, failing and passing objects by subject, and its rates."""

    totals: dict[str, int]
    failing: dict[str, int]
    passing: dict[str, int]
    rates: tuple[Rate, ...]


def figures_of(notice: Notice) -> Figures:
    """Read the figures of the body. The last total of a subject before a rate counts; earlier periods do not."""
    totals: dict[str, int] = {}
    failing: dict[str, int] = {}
    passing: dict[str, int] = {}
    rates: list[Rate] = []
    for sentence in notice.sentences:
        if _OTHERS.search(sentence.text):
            continue
        _count(sentence, totals, failing, passing)
        rates += _rates(sentence)
    return Figures(totals, failing, passing, tuple(rates))


def subject_before(text: str, default: str) -> str:
    """Return the subject that is named last in a text."""
    found = list(_SUBJECT.finditer(text))
    return str(found[-1].lastgroup) if found else default


def _count(sentence: Sentence, totals: dict[str, int], failing: dict[str, int], passing: dict[str, int]) -> None:
    text, default = sentence.text, subject_before(sentence.heading, "site")
    for match in re.finditer(rf"{_FAILING}[^\d，,。；、（(]{{0,14}}?(\d+){_UNIT}", text):
        if "率" not in match[0]:
            failing.setdefault(subject_before(match[0], _near(text[: match.start()], default)), int(match[1]))
    for match in re.finditer(rf"(?<!不){_PASSING}(\d+){_UNIT}", text):
        passing.setdefault(subject_before(text[: match.start()], default), int(match[1]))
    for match in re.finditer(rf"(\d+){_UNIT}(?!问题|不合格|存在)[^\d，,。；、（(]{{0,8}}?({_ANY})(?!因)", text):
        if not re.search(_FAILING, match[0]):
            totals.setdefault(subject_before(match[2], "site"), int(match[1]))
    for match in re.finditer(rf"({_ANY})(?:共|总数为?|登记在册)?(\d+){_UNIT}", text):
        lead = text[max(0, match.start() - 8) : match.start()]
        if not re.search(r"问题|不合格|关停|注销|新增", lead):
            totals.setdefault(subject_before(match[1], "site"), int(match[2]))


def _near(text: str, default: str) -> str:
    """Return the subject of the clause that a count stands in: after the last semicolon of the text before it."""
    return subject_before(re.split(r"[；;]", text)[-1], default)


def _rates(sentence: Sentence) -> list[Rate]:
    found = []
    default = subject_before(sentence.heading, "site")
    for match in _RATE.finditer(sentence.text):
        before = sentence.text[: match.start()]
        clause = re.split(r"[，,；;：:]", before)
        subject = subject_before(before, default)
        if "总体" in clause[-1]:
            subject = "account" if subject == "account" else "site"
        part = re.search(rf"(\d+){_UNIT}[,，]?$", before) if match["what"].startswith("占") else None
        if match["what"].startswith("占") and not part:
            continue  # a share of something else
        failing = match["what"] == "不合格率" or bool(part and _FAILING_SHARE.search(before))
        number = int(part[1]) if part else None
        line = sentence.lines[match.start()]
        found.append(Rate(subject, Decimal(match["rate"]), failing, number, line, match[0]))
    return found
