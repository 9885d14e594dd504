"""The workbook that reviewers fill in: a row an item, a drop-down for the decision, nothing that could be a formula."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from analysis.reports.xlsx import row_height
from analysis.review_items import Item

SHEET = "人工复核"
KEY, DECISION, REVIEWER, NOTE = "编号", "结论", "复核人", "说明"
CONFIRM, REJECT, PENDING = "确认", "误报", "待定"
_FIELDS: dict[str, tuple[str, int]] = {
    "number": ("序号", 6),
    "target": ("对象", 22),
    "kind": ("类别", 14),
    "county": ("地区", 12),
    "code": ("指标", 7),
    "title": ("指标名称", 20),
    "asked": ("须认定事项", 34),
    "wrong": ("疑似有误", 16),
    "right": ("建议", 16),
    "context": ("上下文、所见内容", 44),
    "url": ("位置", 28),
    "snapshot": ("存档页面", 12),
    "picture": ("截图", 14),
    "said": ("已有结论", 24),
}
HEADERS = (*(heading for heading, _ in _FIELDS.values()), DECISION, REVIEWER, NOTE, KEY)
_WIDTHS = [width for _, width in _FIELDS.values()]
_HIGHEST = 150  # points: a long context is read in the formula bar
_MOST_LINKS, _LONGEST_URL, _LONGEST_TEXT = 65_530, 2079, 32_767  # limits of Excel
_HOW = (
    "在“结论”栏选择：确认（属实）、误报（不属实）或待定，填写复核人；“说明”中写明将在通报中印出的问题，可不填。",
    "“须认定事项”为抽样核验的行：确认＝系统判定正确，误报＝系统判定有误；将合格改判为不合格的，“说明”必填。",
    "不作认定的行留空。不得修改“编号”栏；同一事项由两人认定的，复制整行，各填一行。",
    "填完后导入：python -m analysis.reviews import 台账文件夹 --period 检查期 本文件.xlsx，再重新判定、生成报告。",
)


def write_review_book(
    path: Path, items: Sequence[Item], keys: Sequence[str], saved: Mapping[str, str], pictures: str, about: str
) -> None:
    """Write the items. `saved` maps a snapshot to the file of its stored page, `pictures` is the folder of pictures,
    both as links from the workbook; `about` names city, period and profile.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        plain = {"font_name": "等线", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
        text = book.add_format(plain)
        entry = book.add_format(plain | {"bg_color": "#FFF9E5"})
        link = book.add_format(plain | {"font_color": "#0563C1", "underline": 1})
        head = book.add_format(plain | {"bold": True, "bg_color": "#DCE6F1", "align": "center"})
        sheet, links = book.add_worksheet(SHEET), 0
        for place, heading in enumerate(HEADERS):
            sheet.write_string(0, place, heading, head)
        for number, (item, key) in enumerate(zip(items, keys, strict=True), start=1):
            cells = _cells(number, item, saved, pictures)
            sheet.set_row(number, min(row_height([cell for _, cell, _ in cells], _WIDTHS), _HIGHEST))
            for place, (name, cell, address) in enumerate(cells):
                if address and links < _MOST_LINKS and len(address) <= _LONGEST_URL:
                    sheet.write_url(number, place, address, link, cell[:_LONGEST_TEXT])
                    links += 1
                elif name == "number":
                    sheet.write_number(number, place, int(cell), text)
                else:
                    sheet.write_string(number, place, cell[:_LONGEST_TEXT], text)
            for place in range(len(_FIELDS), len(HEADERS) - 1):
                sheet.write_blank(number, place, None, entry)
            sheet.write_string(number, len(HEADERS) - 1, key, text)
        _finish(sheet, len(items))
        told = book.add_worksheet("填写说明")
        told.set_column(0, 0, 110)
        for number, line in enumerate((about, *_HOW)):
            told.write_string(number, 0, line, book.add_format({"font_name": "等线", "text_wrap": True}))


def _cells(number: int, item: Item, saved: Mapping[str, str], pictures: str) -> list[tuple[str, str, str]]:
    """Return field, text and address of each cell of a row; without an address it is text only."""
    cells: list[tuple[str, str, str]] = []
    for name in _FIELDS:
        match name:
            case "number":
                cells.append((name, str(number), ""))
            case "url":
                web = item.url.startswith(("http://", "https://"))
                cells.append((name, item.url, item.url if web else ""))
            case "snapshot":
                file = saved.get(item.snapshot, "")
                cells.append((name, "打开" if file else item.snapshot, f"external:{file}" if file else ""))
            case "picture":
                address = f"external:{pictures}/{item.pictures[0]}" if item.pictures else ""
                cells.append((name, "、".join(item.pictures), address))
            case _:
                cells.append((name, str(getattr(item, name)), ""))
    return cells


def _finish(sheet: Any, rows: int) -> None:
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    first = len(_FIELDS)
    sheet.set_column(first, first + 1, 10)
    sheet.set_column(first + 2, first + 2, 34)
    sheet.set_column(first + 3, first + 3, 14, None, {"hidden": False})
    if rows:
        choice = {"validate": "list", "source": [CONFIRM, REJECT, PENDING], "error_message": "请选择：确认、误报、待定"}
        sheet.data_validation(1, first, rows, first, choice)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), len(HEADERS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
