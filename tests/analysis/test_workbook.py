"""The workbook as text, sheet by sheet, and apart from it what only a spreadsheet shows: formats, links, charts.

`GOVCRAWL_WRITE_GOLDEN=1 pytest tests/analysis/test_workbook.py` writes the golden sheets anew: read the difference.
"""

import os
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from analysis.figures import PrintedFigures
from analysis.reports import xlsx
from analysis.reports.xlsx import LONGEST_TEXT, write_workbook
from analysis.sheets import sheets as sheets_of
from analysis.table import Link, Rows, Table
from govcrawl import __version__
from tests.analysis.cities import judged_city
from tests.analysis.small_city import small_city

GOLDEN = Path(__file__).parents[1] / "golden" / "workbook"
SHEETS = [
    "总体情况", "网站分地区", "新媒体分地区", "新媒体分平台", "新媒体平台层级", "问题分布",
    "问题网站名单", "问题新媒体名单", "未能判定", "问题证据", "栏目更新台账", "栏目更新分布",
    "空白栏目", "新媒体更新台账", "已下线网站域名", "检查得分", "得分分布", "得分明细",
    "检查说明",
]  # fmt: skip
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("out") / "qingshan-2021Q2.xlsx"
    write_workbook(path, sheets_of(small_city()).values(), "青山市")
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


def test_a_city_of_which_nothing_was_seen_has_its_sheets_too():
    sources = small_city().sources
    blind = replace(sources, register=replace(sources.register, reviews=()))
    told = sheets_of(judged_city(blind, {}))
    operating = [target for target in sources.register.targets if target.operating]
    assert {row[1] for row in told["undecided"].rows} == {target.name for target in operating}
    assert not list(told["failing_sites"].rows)


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

    def __getitem__(self, name: str) -> ElementTree.Element:
        listed = [it.get("name") for it in ElementTree.fromstring(self.parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
        return ElementTree.fromstring(self.parts[f"xl/worksheets/sheet{listed.index(name) + 1}.xml"])

    def cell(self, name: str, place: str) -> tuple[str, str]:
        found = next(it for it in self[name].iter(f"{MAIN}c") if it.get("r") == place)
        return found.findtext(f"{MAIN}v"), self.formats[int(found.get("s", 0))]


@pytest.fixture(scope="module")
def sheets(workbook) -> Sheets:
    return Sheets(workbook)


def test_a_percentage_is_a_number_that_shows_what_was_printed(sheets):
    assert sheets.cell("总体情况", "G3") == ("0.333", "0.0%")
    assert sheets.cell("新媒体分平台", "H3") == ("0", "0.00%")


@pytest.mark.parametrize(
    ("cut", "value", "number_format"),
    [("88.88", 0.8888, "0.00%"), ("97.4", 0.974, "0.0%"), ("100", 1, "0%"), ("0.00", 0, "0.00%")],
)
def test_decimals_of_a_percentage_are_those_of_the_city(tmp_path, cut, value, number_format):
    path = tmp_path / "one.xlsx"
    write_workbook(path, [Table("一", "一", ("合格率",), ((Decimal(cut),),))], "x")
    found, shown = Sheets(path).cell("一", "A3")
    assert (float(found), shown) == (value, number_format)


def test_nothing_is_a_formula(sheets):
    assert not [name for name, text in sheets.parts.items() if name.startswith("xl/worksheets/") and "<f>" in text]
    assert any("<t>=HYPERLINK(市水务局)</t>" in text for text in sheets.parts.values())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://a.test/", "00123", "6108000039", ""])
def test_every_text_stays_a_text(tmp_path, text):
    path = tmp_path / "one.xlsx"
    write_workbook(path, [Table("一", text, ("项",), ((text,), (Link(text, "无", "无"),)))], "x")
    sheet = Sheets(path)["一"]
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
    proof = names_in(sheets, "问题证据")
    for sheet, name in (("问题网站名单", "甲区人民政府"), ("问题新媒体名单", "甲区发布")):
        link = next(sheets[sheet].iter(f"{MAIN}hyperlink"))
        target = re.fullmatch(r"'?问题证据'?!A(\d+)", link.get("location"))
        assert target, link.attrib
        assert proof[int(target[1])] == name


def names_in(sheets: Sheets, name: str) -> dict[int, str]:
    """Row number -> the text in B."""
    cells = (it for it in sheets[name].iter(f"{MAIN}c") if re.fullmatch(r"B\d+", it.get("r")))
    return {int(it.get("r")[1:]): "".join(it.itertext()) for it in cells if it.get("t") == "inlineStr"}


def test_headers_stay_in_view_and_filter(sheets):
    for name in SHEETS:
        deep = name == "新媒体平台层级"
        assert next(sheets[name].iter(f"{MAIN}pane")).get("topLeftCell") == ("A4" if deep else "A3"), name
        assert next(sheets[name].iter(f"{MAIN}autoFilter")).get("ref").startswith("A3:" if deep else "A2:"), name


def test_a_heading_of_two_levels_spans_what_it_stands_over(sheets):
    merged = {it.get("ref") for it in sheets["新媒体平台层级"].iter(f"{MAIN}mergeCell")}
    assert merged == {"A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:L2"}


def test_rates_and_distributions_are_drawn(sheets):
    charts = [text for name, text in sheets.parts.items() if name.startswith("xl/charts/chart")]
    drawn = {re.search(r"<c:val>.*?<c:f>'?([^'!]+)'?!(\S+?)</c:f>", text, re.DOTALL).groups() for text in charts}
    assert drawn == {
        ("总体情况", "$G$3:$G$7"),
        ("网站分地区", "$H$3:$H$6"),
        ("新媒体分地区", "$H$3:$H$6"),
        ("新媒体分平台", "$H$3:$H$4"),
        ("新媒体平台层级", "$L$4:$L$5"),
        ("栏目更新分布", "$B$3:$B$8"),
        ("得分分布", "$B$3:$B$9"),
    }
    assert all("<c:v>0.5</c:v>" in text for text in charts if "'网站分地区'" in text)  # what a mere viewer shows


def test_chinese_fits_its_width(sheets):
    widths = {int(it.get("min")): float(it.get("width")) for it in sheets["问题网站名单"].iter(f"{MAIN}col")}
    assert widths[2] >= 2 * len("甲区人民政府")
    assert max(widths.values()) < 62


QUALIFIED_PORTALS = "kind == 'portal' and counted_as == 'qualified'"
DECIDED_PORTALS = "kind == 'portal' and counted_as != 'undecided'"


def test_every_figure_says_where_it_stands(tmp_path):
    figures = PrintedFigures()
    write_workbook(tmp_path / "one.xlsx", sheets_of(small_city()).values(), "x", figures)
    (rate,) = [it for it in figures.places if (it.query, it.of) == (QUALIFIED_PORTALS, DECIDED_PORTALS)]
    assert (str(rate), rate.numerator, rate.denominator, figures.places[rate]) == ("50.0%", 1, 2, ["总体情况!G4"])
    (count,) = [it for it in figures.places if it.query == "kind == 'portal'"]
    assert figures.places[count] == ["总体情况!B4", "总体情况!C4"]


def numbered(count: int) -> Table:
    rows = [(number, Link(f"第{number}行", "证据", f"a{number}")) for number in range(count)]
    return Table("名单", "名单", ("序号", "问题"), tuple(rows))


def proof(count: int) -> Table:
    anchors = {f"a{number}": number for number in range(count)}
    return Table("证据", "证据", ("序号",), Rows(lambda: ((number,) for number in range(count))), anchors=anchors)


@pytest.mark.parametrize(("count", "sheets"), [(5, 1), (6, 2), (11, 3)])
def test_what_a_sheet_cannot_hold_goes_on_in_the_next_and_links_find_it(tmp_path, monkeypatch, count, sheets):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5 + xlsx.RESERVED)
    path = tmp_path / "one.xlsx"
    write_workbook(path, [numbered(count), proof(count)], "x")
    names = ["证据", *(f"证据（{number}）" for number in range(2, sheets + 1))]
    workbook = CalamineWorkbook.from_path(path)
    assert workbook.sheet_names[sheets:] == names
    parts = [workbook.get_sheet_by_name(name).to_python()[2:] for name in names]
    assert [row[0] for part in parts for row in part if isinstance(row[0], float)] == list(range(count))
    said = [row[0] for part in parts for row in part if isinstance(row[0], str)]
    wanted = f"注：本表共{count}行，超出一张工作表的上限，分列于{sheets}张工作表"
    assert said == ([wanted] * sheets if sheets > 1 else [])
    links = [link.get("location") for name in workbook.sheet_names[:sheets] for link in _links(path, name)]
    assert [_aim(workbook, link) for link in links] == list(range(count))


def test_more_links_than_a_sheet_may_have_go_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_LINKS", 3)
    path = tmp_path / "one.xlsx"
    write_workbook(path, [numbered(7), proof(7)], "x")
    names = CalamineWorkbook.from_path(path).sheet_names
    assert names == ["名单", "名单（2）", "名单（3）", "证据"]
    assert [len(_links(path, name)) for name in names] == [3, 3, 1, 0]


def _links(path: Path, name: str) -> list[ElementTree.Element]:
    return list(Sheets(path)[name].iter(f"{MAIN}hyperlink"))


def _aim(workbook: CalamineWorkbook, location: str) -> float:
    sheet, cell = location.rsplit("!", 1)
    return workbook.get_sheet_by_name(sheet.strip("'")).to_python()[int(cell[1:]) - 1][0]
