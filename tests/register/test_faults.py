"""Every fault of a register is told: where, what is, what to do; one line each, all at once."""

import re
import tomllib
from pathlib import Path

import pytest
import xlsxwriter

from govcrawl.register import RegisterError, read_register
from tests.register.conftest import GOOD, SITES

LINE = re.compile(r"[a-z]+\.(csv|toml|xlsx):\d+: [^:]+: .+; .+")

AS_TEXT = "format the cells as text, write it again"
ONE_FAULT = tomllib.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.mark.parametrize("fault", ONE_FAULT, ids=[fault["name"] for fault in ONE_FAULT])
def test_one_fault_is_told_once(fault, change, faults):
    change(fault["file"], fault["old"], fault["new"])
    assert faults() == fault["lines"]


TEN_FAULTS = [
    ("city.toml", "half_up", "half_even"),
    ("sites.csv", "9901000001", "99010"),
    ("sites.csv", "http://www.dong.test/", "www.dong.test"),
    ("sites.csv", "sub_channel", "channel"),
    ("sites.csv", "portal,东区", "portal,南区"),
    ("accounts.csv", "新浪微博", "微波"),
    ("accounts.csv", "closing", "dead"),
    ("columns.csv", "1,14,no", "1,often,no"),
    ("reviews.csv", ",fail,", ",bad,"),
    ("reviews.csv", "张三,2021-07-05,截图1", "张三,gestern,截图1"),
]


def test_ten_faults_are_ten_lines_in_the_order_of_files_and_lines(change, faults):
    for file, old, new in TEN_FAULTS:
        change(file, old, new)
    lines = faults()
    assert [line.split(": ")[0] + " " + line.split(": ")[1] for line in lines] == [
        "city.toml:16 report.rounding",
        "sites.csv:2 url",
        "sites.csv:2 county",
        "sites.csv:3 site_code",
        "sites.csv:4 kind",
        "accounts.csv:3 platform",
        "accounts.csv:3 status",
        "columns.csv:2 cadence_days",
        "reviews.csv:2 verdict",
        "reviews.csv:2 date",
    ]
    assert all(LINE.fullmatch(line) for line in lines), lines


def test_more_faults_than_the_limit_are_counted(folder):
    rows = "".join(f",名{n},nowhere{n},portal,东区,,,,,\n" for n in range(1000))
    (folder / "sites.csv").write_text(SITES + rows, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_register(folder, fault_limit=10)
    assert len(refused.value.faults) == 1000
    assert len(str(refused.value).splitlines()) == 11
    assert str(refused.value).endswith("... and 990 more; mend these first")


@pytest.mark.parametrize("name", ["city.toml", "sites.csv", "accounts.csv"])
def test_a_missing_file_is_one_line(name, folder, faults):
    (folder / name).unlink()
    (line,) = faults()
    assert line.startswith(f"{name}:1: file: ")
    assert LINE.fullmatch(line)


def test_no_folder_at_all_tells_what_a_register_consists_of(tmp_path):
    with pytest.raises(RegisterError) as refused:
        read_register(tmp_path / "nowhere")
    assert [fault.file.rsplit("/", 1)[1] for fault in refused.value.faults] == [
        "city.toml",
        "sites.csv",
        "accounts.csv",
    ]


def test_a_file_that_is_nearly_called_like_a_table_is_not_left_out_silently(folder, faults):
    (folder / "column.csv").write_text("", encoding="utf-8")
    assert faults() == ["column.csv:1: file: is not a table of the register; rename it columns.csv or move it away"]


def test_one_table_in_two_files_is_refused(folder, faults):
    (folder / "sites.xlsx").write_bytes(b"")
    assert faults() == ["sites.xlsx:1: file: sites.csv and sites.xlsx are both there; keep one of them"]


BROKEN = {
    "empty": (b"", "sites.csv:1: file: is empty; "),
    "no headings": ("甲,乙\n丙,丁\n".encode(), "sites.csv:1: headings: has no row of headings; "),
    "UTF-16": (SITES.encode("utf-16"), "sites.csv:1: file: is UTF-16; "),
    "a workbook": (b"PK\x03\x04rest", "sites.csv:1: file: is a workbook, not CSV; "),
    "no text": (b"name,url\n\xff\xff\xff", "sites.csv:2: file: is neither UTF-8 nor GB18030; "),
    "broken UTF-8": (
        SITES.encode().replace("财政".encode(), "财政".encode()[:-1]),
        "sites.csv:4: file: is UTF-8 with broken bytes; ",
    ),
    "an open quote": (SITES.replace("已下线", '"已下线').encode(), "sites.csv:3: file: quotes do not close"),
    "GB18030 cut off": (
        SITES.encode("gb18030") + "甲".encode("gb18030")[:1],
        "sites.csv:5: file: is neither UTF-8 nor GB18030; ",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_no_table_is_one_line(case, folder, faults):
    raw, line = BROKEN[case]
    (folder / "sites.csv").write_bytes(raw)
    told = faults()
    assert len(told) == 1
    assert told[0].startswith(line)
    assert LINE.fullmatch(told[0])


def test_city_toml_knows_one_encoding(folder, faults):
    (folder / "city.toml").write_bytes(GOOD["city.toml"].encode("gb18030"))
    assert faults()[0] == "city.toml:1: file: is not UTF-8; save it as UTF-8; TOML knows no other encoding"


def test_a_workbook_without_the_sheet_tells_those_it_has(folder, faults):
    (folder / "sites.csv").unlink()
    with xlsxwriter.Workbook(folder / "sites.xlsx") as book:
        book.add_worksheet("一月")
        book.add_worksheet("二月")
    assert faults() == ["sites.xlsx:1: file: has the sheets '一月', '二月'; name exactly one of them 'sites'"]


def test_a_workbook_that_is_none_is_one_line(folder, faults):
    (folder / "sites.csv").unlink()
    (folder / "sites.xlsx").write_bytes(b"PK\x03\x04nothing")
    (line,) = faults()
    assert line.startswith("sites.xlsx:1: file: cannot be read as a workbook (")


def test_a_long_number_in_a_workbook_has_lost_its_last_digits(folder, faults):
    (folder / "accounts.csv").unlink()
    with xlsxwriter.Workbook(folder / "accounts.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["平台", "账号", "账号名称", "所属地区"])
        page.write_row(1, 0, ["今日头条", 6941234567890123456, "东区", "东区"])
        page.write_row(2, 0, ["微信", "gh_1", "东区发布", "东区"])
    assert faults() == [
        f"accounts.xlsx:2: account_id: is '6.94123456789012e+18', rounded by a spreadsheet; {AS_TEXT}",
    ]


def test_a_table_that_cannot_be_read_makes_no_name_unknown(folder, faults):
    (folder / "accounts.csv").write_text("", encoding="utf-8")
    assert len(faults()) == 1


def test_a_fault_of_the_counties_makes_no_county_unknown(change, faults):
    change("city.toml", 'counties = ["东区", "西县", "城步县"]\n\n[aliases]\n"城步苗族自治县" = "城步县"\n', "")
    assert [line.split(": ")[1] for line in faults()] == ["counties"]
