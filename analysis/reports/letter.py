"""The rectification letter (整改通知单) as a Word file: faults, evidence, deadline, and a reply to be filled in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.reports.gongwen import BODY, BOTH, CENTRE, FIRST, LEFT, SIZE_2, TITLE, Gongwen
from analysis.table import Table

PROOF_POINTS = 10
REPLY = Table(
    "回执", "整改情况回执", ("整改事项", "整改措施及结果", "完成时间", "责任人", "联系电话"), (("",) * 5,) * 3
)


@dataclass(frozen=True, slots=True)
class RectificationLetter:
    """What one sponsor is told. `day` is printed, `dated` dates the file."""

    title: str
    sponsor: str
    opening: tuple[str, ...]
    faults: Table
    proofs: Table
    closing: tuple[str, ...]
    office: str
    day: str
    dated: date


def write_letter(path: Path, letter: RectificationLetter) -> None:
    """Write the letter; evidence and reply stand on pages of their own."""
    gongwen = Gongwen(f"{letter.title}：{letter.sponsor}", letter.office, letter.dated)
    gongwen.line((letter.title, TITLE), size=SIZE_2, align=CENTRE, pitch=36)
    gongwen.blank()
    gongwen.line((f"{letter.sponsor}：", BODY), align=LEFT)
    for text in letter.opening:
        gongwen.line((text, BODY), first=2, align=BOTH)
    gongwen.blank()
    gongwen.table(letter.faults)
    gongwen.blank()
    for text in letter.closing:
        gongwen.line((text, BODY), first=2, align=BOTH)
    gongwen.signature(letter.office, letter.day, gongwen.document.paragraphs[-1])
    gongwen.line(("附件1　问题证据", FIRST), align=LEFT, new_page=True)
    gongwen.table(letter.proofs, PROOF_POINTS)
    gongwen.line(("附件2　整改情况回执", FIRST), align=LEFT, new_page=True)
    gongwen.line((f"填报单位（盖章）：{letter.sponsor}", BODY), align=LEFT)
    gongwen.table(REPLY)
    gongwen.save(path)
