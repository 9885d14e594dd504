"""Paragraphs and tables in the layout of official documents (公文, GB/T 9704-2012), for Word.

A4, type area 156 x 225 mm: 22 lines of 28 characters of size 3 (16 pt). Where a machine lacks the prescribed faces,
Word and LibreOffice take those that the font table names beside them.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from analysis.table import LEVELS, Table, spans, text_of

TITLE, BODY, FIRST, SECOND, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
# Face -> (panose, family, what stands in for it)
FALLBACKS = {
    TITLE: ("02010601030101010101", "auto", "方正小标宋_GBK"),
    BODY: ("02010609030101010101", "modern", "仿宋"),
    FIRST: ("02010609060101010101", "modern", "SimHei"),
    SECOND: ("02010609030101010101", "modern", "楷体"),
    NUMBER: ("02010600030101010101", "auto", "SimSun"),
}
SIZE_2, SIZE_3, SIZE_4, SMALL_4 = 22, 16, 14, 12  # 二号, 三号, 四号, 小四, in points
LINE_TWIPS = 579  # 225 mm / 22 lines
CHARACTER_TWIPS = -5  # what 16 pt are narrowed by, that 28 characters fit 156 mm; readers disagree on character grids
WIDTH_MM, MM_IN_POINT = 156, 0.3528
SHORT, LONG = 7, 22  # widths in characters: those that are never narrowed, and the widest that counts
RED = RGBColor(0xE6, 0x00, 0x12)
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML holds them


class Gongwen:
    """An official document that is written from its top."""

    def __init__(self, title: str, author: str, day: date) -> None:
        self.document: Document = docx.Document()
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = _clean(title), _clean(author), ""
        properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (has no zone)
        properties.language = "zh-CN"
        self._page()
        self._base()
        self._font_table()

    def save(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.document.save(str(path))

    def line(
        self,
        *runs: tuple[str, str],
        size: int = SIZE_3,
        align: Any = None,
        first: float = 0,
        left: float = 0,
        right: float = 0,
        pitch: float = 0,
        new_page: bool = False,
        keep: bool = False,
        colour: RGBColor | None = None,
    ) -> Any:
        """Add a paragraph of (text, face) runs.

        `first`, `left` and `right` indent by characters of its size (`first` below 0 hangs), `pitch` is its line
        spacing in points where it is not that of the body.
        """
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.alignment = align
        shape.page_break_before = new_page
        shape.keep_with_next = keep
        if pitch:
            shape.line_spacing = Pt(pitch)
        _indented(paragraph, size, first, left, right)
        for text, face in runs:
            self.run(paragraph, text, face, size, colour)
        return paragraph

    def run(self, paragraph: Any, text: str, face: str, size: float, colour: RGBColor | None = None) -> None:
        """Add text in a face to a paragraph."""
        run = paragraph.add_run(_clean(text))
        run.font.size = Pt(size)
        run.font.name = LATIN
        run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
        if colour is not None:
            run.font.color.rgb = colour

    def blank(self, lines: int = 1) -> None:
        """Leave lines empty."""
        for _ in range(lines):
            self.line(("", BODY))

    def rule(self, paragraph: Any, side: str, colour: str = "000000", eighths: int = 8) -> None:
        """Draw a line across the type area above (`top`) or below (`bottom`) a paragraph."""
        properties = paragraph._p.get_or_add_pPr()
        borders = properties.find(qn("w:pBdr"))
        if borders is None:
            borders = OxmlElement("w:pBdr")
            followers = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
            properties.insert_element_before(borders, *followers)
        line = f'<w:{side} {nsdecls("w")} w:val="single" w:sz="{eighths}" w:space="4" w:color="{colour}"/>'
        borders.append(parse_xml(line))

    def signature(self, office: str, day: str, since: Any) -> None:
        """Add office and day; the day stands four characters from the right, the office centred above it (seal).

        All from the paragraph `since` on stays on their page: a signature without a word of the text is forbidden
        (GB/T 9704, 7.3.5.4).
        """
        self.blank(2)
        day_width, office_width = _characters(day), _characters(office)
        right = 4.0
        if office_width > day_width:
            right = 2.0
            day_right = right + (office_width - day_width) / 2
        else:
            day_right, right = right, right + (day_width - office_width) / 2
        self.line((office, BODY), align=RIGHT, right=right, keep=True)
        self.line((day, BODY), align=RIGHT, right=day_right)
        lines = self.document.paragraphs
        for paragraph in lines[next(n for n, it in enumerate(lines) if it._p is since._p) : -1]:
            paragraph.paragraph_format.keep_with_next = True

    def table(self, table: Table, size: float = SMALL_4) -> None:
        """Add a table over the whole width; its header is repeated on every page."""
        levels, rows = table.levels, [list(map(text_of, row)) for row in table.rows]
        grid = self.document.add_table(len(levels) + len(rows), len(table.headers), style="Table Grid")
        grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = _widths(table.headers, rows, size)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Mm(width)
        for number, row in enumerate(grid.rows):
            texts = levels[number] if number < len(levels) else rows[number - len(levels)]
            face = FIRST if number < len(levels) else BODY
            _unbroken(row, header=number < len(levels))
            for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.width, cell.vertical_alignment = Mm(widths[place]), WD_ALIGN_VERTICAL.CENTER
                paragraph = cell.paragraphs[0]
                long = number >= len(levels) and _characters(text) * size * MM_IN_POINT > widths[place] - 4
                paragraph.alignment = LEFT if long else CENTRE
                paragraph.paragraph_format.line_spacing = Pt(size * 1.75)
                _snapless(paragraph)
                self.run(paragraph, text, face, size)
        for top, left, bottom, right in spans(levels):
            text = levels[top][left]
            merged = grid.cell(top, left).merge(grid.cell(bottom, right))
            for paragraph in merged.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
            for run in merged.paragraphs[0].runs[1:]:
                run._element.getparent().remove(run._element)
            merged.paragraphs[0].runs[0].text = text

    def _page(self) -> None:
        section = self.document.sections[0]
        section.start_type = WD_SECTION.NEW_PAGE
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(LINE_TWIPS))
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = align
            _indented(paragraph, SIZE_4, 0, align == LEFT, align == RIGHT)
            self.run(paragraph, "— ", NUMBER, SIZE_4)
            field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r/></w:fldSimple>')
            paragraph._p.append(field)
            _faced(field[0], NUMBER, SIZE_4)
            self.run(paragraph, " —", NUMBER, SIZE_4)

    def _base(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = LATIN, Pt(SIZE_3)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
        narrower = OxmlElement("w:spacing")
        narrower.set(qn("w:val"), str(CHARACTER_TWIPS))
        style.element.rPr.insert_element_before(narrower, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
        style.element.rPr.append(language)
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = Pt(LINE_TWIPS / 20)

    def _font_table(self) -> None:
        fonts = "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
            for name, (panose, family, other) in FALLBACKS.items()
        )
        (part,) = [it for it in self.document.part.package.iter_parts() if it.partname == "/word/fontTable.xml"]
        part._blob = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()
        )


def _clean(text: str) -> str:
    """Return a text as XML can hold it: pages say things that no document can."""
    return UNPRINTABLE.sub("", text)


def _indented(paragraph: Any, size: float, first: float, left: float, right: float) -> None:
    """Indent by characters, as Word counts them, and by their width for readers that do not."""
    if not (first or left or right):
        return
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    sides = {"left": left, "right": right, "hanging" if first < 0 else "firstLine": abs(first)}
    for name, characters in sides.items():
        if characters:
            indent.set(qn(f"w:{name}Chars"), str(round(characters * 100)))
            indent.set(qn(f"w:{name}"), str(round(characters * size * 20)))


def _faced(run: Any, face: str, size: float) -> None:
    run.append(
        parse_xml(
            f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}"/>'
            f'<w:sz w:val="{round(size * 2)}"/></w:rPr>'
        )
    )
    run.append(parse_xml(f"<w:t {nsdecls('w')}>1</w:t>"))


def _unbroken(row: Any, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _snapless(paragraph: Any) -> None:
    """Keep the text of a cell off the grid of the page."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _characters(text: str) -> float:
    """Return the width of a text in Chinese characters, with the quarter that is left between Latin and Chinese."""
    edges = sum(one.isascii() != other.isascii() for one, other in pairwise(text))
    return sum(0.5 if sign.isascii() else 1 for sign in text) + edges / 4


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """Share the width out, in mm: places of short texts get what they need, the others the rest by their texts."""
    needs = []
    for place, header in enumerate(headers):
        longest = max((_characters(row[place]) for row in rows), default=0)
        named = max(min(_characters(part), 5) for part in header.split(LEVELS)[-2:])
        needs.append(min(max(longest, named, 2) + 1.5, LONG))
    room = WIDTH_MM / (size * MM_IN_POINT)
    short = sum(need for need in needs if need <= SHORT)
    long = sum(needs) - short
    if not long or sum(needs) <= room:
        return [WIDTH_MM * need / sum(needs) for need in needs]
    return [WIDTH_MM / room * (need if need <= SHORT else need * (room - short) / long) for need in needs]
