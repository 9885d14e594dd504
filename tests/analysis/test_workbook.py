"""The workbook as text, sheet by sheet, and apart from it what only a spreadsheet shows: formats, links, charts.

`GOVCRAWL_WRITE_GOLDEN=1 pytest tests/analysis/test_workbook.py` writes the golden sheets anew: read the difference.
"""

import os
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from analysis.report import tables
from analysis.reports.xlsx import LONGEST_TEXT, write_workbook
from analysis.table import Link, Table
from govcrawl import __version__
from tests.analysis.small_city import small_city

GOLDEN = Path(__file__).parents[1] / "golden" / "workbook"
SHEETS = [
    "总体情况", "网站分地区", "新媒体分地区", "新媒体分平台", "问题网站名单", "问题新媒体名单", "未能判定", "问题证据",
    "栏目更新台账", "检查得分", "得分明细", "检查说明",
]  # fmt: skip
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("out") / "qingshan-2021Q2.xlsx"
    write_workbook(path, tables(small_city()), "青山市")
    return path


def as_text(path: Path, sheet: str) -> str:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    text = "".join("\t".join(_cell(cell) for cell in row).rstrip("\t") + "\n" for row in rows)
    return text.replace(f"govcrawl {__version__}", "govcrawl VERSION")


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell).replace("\n", "\\n")


def test_the_sheets_stand_in_their_order(workbook):
    assert CalamineWorkbook.from_path(workbook).sheet_names == SHEETS
    if not os.environ.get("GOVCRAWL_WRITE_GOLDEN"):
        assert sorted(path.stem for path in GOLDEN.glob("*.tsv")) == sorted(SHEETS)


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheet_is_as_the_golden_one(workbook, sheet):
    golden = GOLDEN / f"{sheet}.tsv"
    text = as_text(workbook, sheet)
    if os.environ.get("GOVCRAWL_WRITE_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


class Sheets:
    """What is inside a workbook beside the values."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as parts:
            self.parts = {
                name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))
            }
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        codes = {it.get("numFmtId"): it.get("formatCode") for it in styles.iter(f"{MAIN}numFmt")} | {
            "9": "0%",
            "10": "0.00%",
        }
        self.formats = [codes.get(it.get("numFmtId"), "") for it in styles.find(f"{MAIN}cellXfs")]

    def __getitem__(self, number: int) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[f"xl/worksheets/sheet{number}.xml"])

    def cell(self, number: int, place: str) -> tuple[str, str]:
        found = next(it for it in self[number].iter(f"{MAIN}c") if it.get("r") == place)
        return found.findtext(f"{MAIN}v"), self.formats[int(found.get("s", 0))]


@pytest.fixture(scope="module")
def sheets(workbook) -> Sheets:
    return Sheets(workbook)


def test_a_percentage_is_a_number_that_shows_what_was_printed(sheets):
    assert sheets.cell(1, "G3") == ("0.333", "0.0%")
    assert sheets.cell(4, "H3") == ("0", "0.00%")


@pytest.mark.parametrize(
    ("cut", "value", "number_format"),
    [("88.88", 0.8888, "0.00%"), ("97.4", 0.974, "0.0%"), ("100", 1, "0%"), ("0.00", 0, "0.00%")],
)
def test_decimals_of_a_percentage_are_those_of_the_city(tmp_path, cut, value, number_format):
    path = tmp_path / "one.xlsx"
    write_workbook(path, [Table("一", "一", ("合格率",), ((Decimal(cut),),))], "x")
    found, shown = Sheets(path).cell(1, "A3")
    assert (float(found), shown) == (value, number_format)


def test_nothing_is_a_formula(sheets):
    assert not [name for name, text in sheets.parts.items() if name.startswith("xl/worksheets/") and "<f>" in text]
    assert "=HYPERLINK(市水务局)" in sheets.parts["xl/sharedStrings.xml"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://a.test/", "00123", "6108000039", ""])
def test_every_text_stays_a_text(tmp_path, text):
    path = tmp_path / "one.xlsx"
    write_workbook(path, [Table("一", text, ("项",), ((text,), (Link(text, "无", "无"),)))], "x")
    sheet = Sheets(path)[1]
    assert not list(sheet.iter(f"{MAIN}f"))
    assert not list(sheet.iter(f"{MAIN}hyperlink"))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("一").to_python()
    assert [row[0] for row in rows][1:] == ["项", text, text]


def test_a_text_longer_than_a_cell_is_cut_where_it_shows(tmp_path):
    path = tmp_path / "one.xlsx"
    write_workbook(path, [Table("一", "一", ("项",), (("长" * (LONGEST_TEXT + 1),), ("长" * LONGEST_TEXT,)))], "x")
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("一").to_python()
    assert rows[2][0].endswith("长……（略）")
    assert rows[3][0] == "长" * LONGEST_TEXT


def test_a_date_is_a_date(tmp_path):
    path = tmp_path / "one.xlsx"
    write_workbook(path, [Table("一", "一", ("日期", "无"), ((date(2021, 7, 5), None),))], "x")
    assert CalamineWorkbook.from_path(path).get_sheet_by_name("一").to_python()[2] == [date(2021, 7, 5), "—"]


def test_failing_rows_lead_to_their_evidence(sheets):
    proof = as_text_rows(sheets, 8)
    for number, name in ((5, "甲区人民政府"), (6, "甲区发布")):
        link = next(sheets[number].iter(f"{MAIN}hyperlink"))
        target = re.fullmatch(r"'?问题证据'?!A(\d+)", link.get("location"))
        assert target, link.attrib
        assert proof[int(target[1])] == name


def as_text_rows(sheets: Sheets, number: int) -> dict[int, str]:
    """Row number -> the text in B."""
    strings = ElementTree.fromstring(sheets.parts["xl/sharedStrings.xml"])
    texts = ["".join(it.itertext()) for it in strings]
    cells = (it for it in sheets[number].iter(f"{MAIN}c") if re.fullmatch(r"B\d+", it.get("r")))
    return {int(it.get("r")[1:]): texts[int(it.findtext(f"{MAIN}v"))] for it in cells if it.get("t") == "s"}


def test_headers_stay_in_view_and_filter(sheets):
    for number, name in enumerate(SHEETS, start=1):
        sheet = sheets[number]
        assert next(sheet.iter(f"{MAIN}pane")).get("topLeftCell") == "A3", name
        assert next(sheet.iter(f"{MAIN}autoFilter")).get("ref").startswith("A2:"), name


def test_rates_per_county_are_drawn(sheets):
    charts = [text for name, text in sheets.parts.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    assert any("'网站分地区'!$H$3:$H$6" in text or "网站分地区!$H$3:$H$6" in text for text in charts)


def test_chinese_fits_its_width(sheets):
    widths = {int(it.get("min")): float(it.get("width")) for it in sheets[5].iter(f"{MAIN}col")}
    assert widths[2] >= 2 * len("甲区人民政府")
    assert max(widths.values()) < 62
