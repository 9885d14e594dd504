"""Whether a report says one thing: its figures, and its files as read back, against the judgement."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pandas as pd
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from analysis.figures import Figure, PrintedFigures
from analysis.frames import faults
from analysis.frames.rates import QUERIES, WEBSITES
from analysis.judgement import Judgement
from analysis.notice.document import Attachment, Notice
from analysis.reports.html import PAGE
from analysis.table import Table
from analysis.tables.overview import NAME as OVERVIEW
from govcrawl.model.target import SiteKind
from govcrawl.register import Rounding

Sheets = dict[str, list[list[Any]]]
_ELEMENT = re.compile(r'<data id="(f\d+)">([^<]*)</data>')  # what was crawled is escaped and cannot look like it


def differences(
    judgement: Judgement,
    tables: Mapping[str, Table],
    figures: PrintedFigures,
    files: tuple[Path, Path, Path],
    notice: Notice,
) -> list[str]:
    """Return what differs, a line a place: `where: is x; the judgement has y`. Empty where all agree.

    `files` are workbook, notice and page.
    """
    workbook, document, page = files
    lists = [tables[key].name for key in ("failing_sites", "failing_accounts")]
    sheets = _sheets(workbook, [*lists, *_named(figures), *_attached(notice)])
    written = docx.Document(str(document))
    body = [paragraph.text for paragraph in written.paragraphs]
    return [
        *_miscounted(judgement.frame, figures),
        *_misprinted(figures, sheets, "\n".join(body), page.read_text("utf-8")),
        *_miswritten(notice, body),
        *_misnamed(judgement, tables, sheets),
        *_mislisted(notice.attachments, written.tables, sheets),
        *_unfounded(judgement, notice),
        *_kinds_off(figures),
    ]


def _miscounted(frame: pd.DataFrame, figures: PrintedFigures) -> Iterator[str]:
    """Count every figure again by its own query, and cut every rate again."""
    known: dict[str, int] = {}

    def count(query: str) -> int:
        if query not in known:
            known[query] = len(frame.query(query)) if query else len(frame)
        return known[query]

    for figure, places in figures.places.items():
        counted = not figure.query.startswith("#")
        where = "、".join(places)
        if figure.denominator is None:
            if counted and figure.value != count(figure.query):
                yield f"{where}: is {figure}; the judgement has {count(figure.query)} ({figure.query})"
            continue
        if counted and (figure.numerator, figure.denominator) != (count(figure.query), count(figure.of)):
            share = f"{count(figure.query)}/{count(figure.of)}"
            yield f"{where}: is {figure.numerator}/{figure.denominator}; the judgement has {share} ({figure.query})"
        if figure.value != (again := _cut(figure)):
            yield f"{where}: is {figure}; {figure.numerator}/{figure.denominator} is {again}"


def _cut(figure: Figure) -> Decimal | None:
    """Cut a rate with whole numbers only."""
    assert figure.numerator is not None
    assert figure.denominator is not None
    if not figure.denominator:
        return None
    mode, decimals = figure.rounding.split()
    scaled, rest = divmod(figure.numerator * 100 * 10 ** int(decimals), figure.denominator)
    if mode == Rounding.HALF_UP and 2 * rest >= figure.denominator:
        scaled += 1
    return Decimal(scaled).scaleb(-int(decimals))


def _misprinted(figures: PrintedFigures, sheets: Sheets, body: str, page: str) -> Iterator[str]:
    """Look every figure up where it is said to be printed."""
    elements = dict(_ELEMENT.findall(page))
    for figure, places in figures.places.items():
        for place in places:
            if place.startswith(f"{PAGE}#"):
                if (told := elements.get(place.partition("#")[2])) != str(figure):
                    yield f"{place}: is {told}; the judgement has {figure}"
                continue
            sheet, _, cell = place.rpartition("!")
            if not sheet:
                if str(figure) not in body:
                    yield f"{place}: {figure} does not stand in the notice"
                continue
            row, column = xl_cell_to_rowcol(cell)
            shown = sheets[sheet][row][column]
            value = figure.value
            wanted = float(value.scaleb(-2)) if isinstance(value, Decimal) else "—" if value is None else float(value)
            if shown != wanted:
                yield f"{place}: is {shown!r}; the judgement has {figure}"


def _miswritten(notice: Notice, body: Sequence[str]) -> Iterator[str]:
    """Compare the paragraphs of the notice with what was composed."""
    for paragraph in notice.paragraphs:
        if (text := paragraph.lead + paragraph.text) not in body:
            yield f"通报: does not have the paragraph “{text[:20]}……” as it was composed"


def _misnamed(judgement: Judgement, tables: Mapping[str, Table], sheets: Sheets) -> Iterator[str]:
    """Compare the lists of failing objects with the outcomes, name by name and in order."""
    failing = judgement.frame.query("counted_as == 'unqualified'")
    for key, group in (("failing_sites", "site"), ("failing_accounts", "account")):
        name = tables[key].name
        wanted = list(failing[failing["group"] == group]["target"])
        pages = [sheet for page, sheet in sheets.items() if page == name or page.startswith(f"{name}（")]
        rows = [row for page in pages for row in _rows(page, tables[key])]
        if len(rows) != len(wanted):
            yield f"{name}: has {len(rows)} rows; the judgement has {len(wanted)} unqualified objects"
        for number, (row, target) in enumerate(zip(rows, wanted, strict=False), start=1):
            if "name" in _fields(judgement, key) and target not in row:
                yield f"{name}: row {number} does not name {target}"


def _fields(judgement: Judgement, key: str) -> Collection[str]:
    """Return the fields that a list prints; every list names its objects unless the city has it otherwise."""
    return judgement.sources.register.city.report.table(key).headings or ("name",)


def _rows(sheet: Sequence[list[Any]], table: Table) -> list[list[Any]]:
    """Return the rows of a sheet between its header and its notes."""
    return [row for row in sheet[1 + len(table.levels) :] if not str(row[0]).startswith("注：")]


def _mislisted(attachments: Sequence[Attachment], written: Sequence[Any], sheets: Sheets) -> Iterator[str]:
    """Compare the tables of the notice with what was composed and with their sheets, cell by cell."""
    if len(attachments) != len(written):
        yield f"通报: has {len(written)} tables; it lists {len(attachments)} attachments"
    for attachment, table in zip(attachments, written, strict=False):
        rows = [[cell.text for cell in row.cells] for row in table.rows][len(attachment.table.levels) :]
        if rows != [list(row) for row in attachment.table.rows]:
            yield f"通报 {attachment.label}: differs from what was composed"
        for number, (row, cells) in enumerate(
            zip(rows, _rows(sheets[attachment.table.name], attachment.table), strict=False), start=1
        ):
            for text, cell in zip(row, cells, strict=False):
                shown = f"{cell:.0f}" if isinstance(cell, float) and text.isdigit() else cell
                if isinstance(shown, str) and text != shown:
                    yield f"通报 {attachment.label} 第{number}行: is {text}; {attachment.table.name} has {shown}"


def _unfounded(judgement: Judgement, notice: Notice) -> Iterator[str]:
    """Name objects that the problems of the notice name and that have no fault (fact sheet 7.6 d)."""
    guilty = set(faults(judgement)["target"])
    text = "".join(paragraph.text for paragraph in notice.problems)
    for name in sorted({target.name for target in judgement.sources.register.targets}, key=len, reverse=True):
        if name in text:
            text = text.replace(name, "□")
            if name not in guilty:
                yield f"通报 problems: names {name}, which has no fault"


def _kinds_off(figures: PrintedFigures) -> Iterator[str]:
    """Add the kinds of websites up (fact sheet 7.6 a)."""
    printed = {figure.query: figure.value for figure in figures.places}
    kinds = [QUERIES[kind] for kind in SiteKind if kind is not SiteKind.DISCLOSURE_SECTION]
    parts = [int(printed.get(query) or 0) for query in kinds]
    if sum(parts) != printed.get(WEBSITES):
        yield f"{OVERVIEW}: the kinds of websites add up to {sum(parts)}; the total is {printed.get(WEBSITES)}"


def _sheets(path: Path, names: Sequence[str]) -> Sheets:
    workbook, wanted = CalamineWorkbook.from_path(path), set(names)
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
        if name in wanted or name.partition("（")[0] in wanted
    }


def _named(figures: PrintedFigures) -> Iterator[str]:
    return (place.rpartition("!")[0] for places in figures.places.values() for place in places if "!" in place)


def _attached(notice: Notice) -> Iterator[str]:
    return (attachment.table.name for attachment in notice.attachments)
