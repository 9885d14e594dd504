"""The notice as a Word file: letterhead, title, numbered paragraphs, signature, attachments on pages of their own."""

from datetime import date
from pathlib import Path

from analysis.notice.document import Notice, Paragraph, chinese_day
from analysis.reports.gongwen import BODY, BOTH, CENTRE, FIRST, LEFT, RED, SECOND, SIZE_2, SIZE_4, TITLE, Gongwen

LETTERHEAD_POINTS, TYPE_AREA_POINTS = 40, 440  # a longer letterhead is set smaller, to stay on one line
TITLE_PITCH = 36
_FACES = {0: BODY, 1: FIRST, 2: SECOND}


def write_notice(path: Path, notice: Notice, as_of: date) -> None:
    """Write the notice. `as_of` dates the file where the notice is not dated yet."""
    gongwen = Gongwen(notice.title, notice.office, notice.dated or as_of)
    if notice.letterhead:
        size = min(LETTERHEAD_POINTS, TYPE_AREA_POINTS // len(notice.letterhead))
        gongwen.line((notice.letterhead, TITLE), size=size, align=CENTRE, pitch=1.5 * size, colour=RED)
        gongwen.blank()
        gongwen.rule(gongwen.line((notice.number, BODY), align=CENTRE), "bottom", "E60012", 12)
    gongwen.blank()
    gongwen.line((notice.title, TITLE), size=SIZE_2, align=CENTRE, pitch=TITLE_PITCH)
    gongwen.blank()
    if notice.addressees:
        gongwen.line((notice.addressees, BODY), align=LEFT)
    for paragraph in notice.paragraphs:
        _write(gongwen, paragraph)
    last = gongwen.document.paragraphs[-1]
    _list_attachments(gongwen, notice)
    gongwen.signature(notice.office, chinese_day(notice.dated), last)
    for attachment in notice.attachments:
        gongwen.line((attachment.label, FIRST), align=LEFT, new_page=True)
        gongwen.line((attachment.table.title, TITLE), size=SIZE_2, align=CENTRE, pitch=TITLE_PITCH)
        gongwen.line((attachment.subtitle, SECOND), align=CENTRE)
        gongwen.table(attachment.table)
        for note in attachment.table.notes:
            gongwen.line((f"注：{note}", BODY), size=SIZE_4, align=LEFT)
    _imprint(gongwen, notice.imprint)
    gongwen.save(path)


def _write(gongwen: Gongwen, paragraph: Paragraph) -> None:
    runs = [(paragraph.lead, _FACES[paragraph.level])] if paragraph.lead else []
    if paragraph.text:
        runs.append((paragraph.text, BODY))
    gongwen.line(*runs, first=2, align=BOTH, keep=not paragraph.text)


def _list_attachments(gongwen: Gongwen, notice: Notice) -> None:
    titles = [attachment.table.title for attachment in notice.attachments]
    if not titles:
        return
    gongwen.blank()
    for number, title in enumerate(titles, start=1):
        label = "附件：" if number == 1 else ""
        numbered = f"{number}." if len(titles) > 1 else ""
        hang = len(label) + bool(numbered)
        gongwen.line(
            (f"{label}{numbered}{title}", BODY), first=-hang, left=2 + len("附件：") + bool(numbered), align=LEFT
        )


def _imprint(gongwen: Gongwen, texts: tuple[str, ...]) -> None:
    """Add the lines of 版记, ruled, below everything else."""
    if texts:
        gongwen.blank()
    for number, text in enumerate(texts, start=1):
        last = number == len(texts)
        paragraph = gongwen.line((text, BODY), size=SIZE_4, left=1, right=1, align=LEFT, keep=not last)
        gongwen.rule(paragraph, "top")
        if last:
            gongwen.rule(paragraph, "bottom")
