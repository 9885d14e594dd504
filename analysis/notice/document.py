"""A notice before it is a file: numbered paragraphs and attachments."""

from dataclasses import dataclass
from datetime import date

from analysis.table import Table

BLANK_DAY = "　　　　年　　月　　日"
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `lead` is its number and heading, printed in the face of its `level`: 1 一、 2 （一） 0 none."""

    text: str
    lead: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A table on a page of its own. `label` is 附件1, or 附件 where it is the only one."""

    label: str
    table: Table
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in the order of GB/T 9704. An empty part is left out; `dated` None leaves the day to be written in."""

    letterhead: str
    number: str
    title: str
    addressees: str
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[Attachment, ...]
    office: str
    dated: date | None
    imprint: tuple[str, ...] = ()  # 公开方式, 抄送, 印发
    problems: tuple[Paragraph, ...] = ()  # those of `paragraphs` that name faults


def chinese_number(number: int) -> str:
    """Return 一 for 1, 十二 for 12, 二十 for 20; up to 99."""
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def chinese_day(day: date | None) -> str:
    """Return 2021年7月8日; a day that is not known is left to be written in."""
    return f"{day.year}年{day.month}月{day.day}日" if day else BLANK_DAY
