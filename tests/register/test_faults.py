"""Every fault of a register is told: where, what is, what to do; one line each, all at once."""

import re

import pytest
import xlsxwriter

from govcrawl.register import RegisterError, read_register
from tests.register.conftest import GOOD, SITES

LINE = re.compile(r"[a-z]+\.(csv|toml|xlsx):\d+: [^:]+: .+; .+")

TEN_DIGITS = "write ten digits, or bm and eight digits; leave it empty where there is none"
NAME_IT = "write its name or code as in sites and accounts"
COMMA = "look for a missing or surplus comma, or quote the cell that holds one"
WITHIN = "write a day within the window or after it"
ONE_OF_TWO = "delete one of the two or mend it"
WEB_ADDRESS = "write it as http://www.example.gov.cn/"
AS_TEXT = "format the cells as text, write it again"
# file, what stands there, what is written instead, the fault
ONE_FAULT = {
    "unknown field": (
        "sites.csv",
        "kind,county",
        "kindd,county",
        "sites.csv:1: kindd: is not a field of this table; did you mean 'kind'? (or begin it with #)",
    ),
    "missing field": (
        "reviews.csv",
        "reviewer,",
        "#reviewer,",
        "reviews.csv:1: reviewer: is missing; add a heading 'reviewer' or '复核人'",
    ),
    "field twice": (
        "accounts.csv",
        "sponsor,",
        "账号名称,",
        "accounts.csv:1: name: is given twice, as 'name' and '账号名称'; keep one",
    ),
    "empty name": ("sites.csv", "9901000001,市公安局", "9901000001,", "sites.csv:3: name: is empty; write a value"),
    "kind": ("sites.csv", "portal", "portl", "sites.csv:2: kind: is 'portl'; did you mean 'portal'?"),
    "site status": (
        "sites.csv",
        "no,closed",
        "no,open",
        "sites.csv:3: status: is 'open'; use one of: operating, suspended, closed",
    ),
    "render": ("sites.csv", "js,no", "chrome,no", "sites.csv:3: render: is 'chrome'; use one of: auto, js"),
    "yes or no": ("sites.csv", "js,no", "js,maybe", "sites.csv:3: services: is 'maybe'; write yes or no (是 or 否)"),
    "site code too short": (
        "sites.csv",
        "9901000001",
        "990100001",
        f"sites.csv:3: site_code: is '990100001'; {TEN_DIGITS}",
    ),
    "site code too long": (
        "sites.csv",
        "9901000001",
        "99010000011",
        f"sites.csv:3: site_code: is '99010000011'; {TEN_DIGITS}",
    ),
    "site code rounded": (
        "sites.csv",
        "9901000001",
        "9.901E+09",
        f"sites.csv:3: site_code: is '9.901E+09', rounded by a spreadsheet; {AS_TEXT}",
    ),
    "account id rounded": (
        "accounts.csv",
        "1001,",
        "6.94E+18,",
        f"accounts.csv:3: account_id: is '6.94E+18', rounded by a spreadsheet; {AS_TEXT}",
    ),
    "url without scheme": (
        "sites.csv",
        "http://www.dong.test/",
        "www.dong.test",
        f"sites.csv:2: url: 'www.dong.test' does not begin with http:// or https://; {WEB_ADDRESS}",
    ),
    "url without host": (
        "sites.csv",
        "http://www.dong.test/",
        "http:///index.html",
        f"sites.csv:2: url: 'http:///index.html' has no usable host name; {WEB_ADDRESS}",
    ),
    "url of another kind": (
        "accounts.csv",
        "http://m.test/gh_1/",
        "ftp://m.test/",
        f"accounts.csv:2: mirror: 'ftp://m.test/' does not begin with http:// or https://; {WEB_ADDRESS}",
    ),
    "url port": (
        "sites.csv",
        "http://www.dong.test/",
        "http://www.dong.test:x/",
        f"sites.csv:2: url: 'http://www.dong.test:x/' is not a web address; {WEB_ADDRESS}",
    ),
    "two urls": (
        "sites.csv",
        "http://www.dong.test/",
        "http://www.dong.test/ http://b.test/",
        f"sites.csv:2: url: 'http://www.dong.test/ http://b.test/' has no usable host name; {WEB_ADDRESS}",
    ),
    "county": (
        "sites.csv",
        "portal,东区",
        "portal,南区",
        "sites.csv:2: county: is '南区'; use one of: municipal, 东区, 西县, 城步县",
    ),
    "same code": (
        "sites.csv",
        "9901000001",
        "9901020001",
        f"sites.csv:3: site_code: is that of line 2 again; {ONE_OF_TWO}",
    ),
    "same url": (
        "sites.csv",
        "https://gaj.jia.test/",
        "https://WWW.dong.test:443",
        f"sites.csv:3: url: is that of line 2 again; {ONE_OF_TWO}",
    ),
    "same account": (
        "accounts.csv",
        "新浪微博,1001",
        "微信服务号,gh_1",
        f"accounts.csv:3: account_id: is that of line 2 again; {ONE_OF_TWO}",
    ),
    "same mirror": (
        "accounts.csv",
        "http://m.test/1001.json",
        "http://m.test/gh_1",
        f"accounts.csv:3: mirror: is that of line 2 again; {ONE_OF_TWO}",
    ),
    "platform": (
        "accounts.csv",
        "新浪微博",
        "新郎微博",
        "accounts.csv:3: platform: is '新郎微博'; did you mean '新浪微博'?",
    ),
    "account status": (
        "accounts.csv",
        "closing",
        "suspended",
        "accounts.csv:3: status: is 'suspended'; use one of: operating, closing, closed",
    ),
    "column of no site": (
        "columns.csv",
        "市财政局",
        "市教育局",
        f"columns.csv:3: site: '市教育局' is not in the register; {NAME_IT}",
    ),
    "column of an account": (
        "columns.csv",
        "市财政局",
        "gh_1",
        f"columns.csv:3: site: 'gh_1' is not in the register; {NAME_IT}",
    ),
    "column level": (
        "columns.csv",
        "dynamic,1,",
        "dynamic,一,",
        "columns.csv:2: level: is '一'; write a whole number from 1 to 9",
    ),
    "column level zero": (
        "columns.csv",
        "dynamic,1,",
        "dynamic,0,",
        "columns.csv:2: level: is '0'; write a whole number from 1 to 9",
    ),
    "cadence": (
        "columns.csv",
        "1,14,",
        "1,-14,",
        "columns.csv:2: cadence_days: is '-14'; write a whole number from 1 to 3660",
    ),
    "column class": (
        "columns.csv",
        "dynamic",
        "动态",
        "columns.csv:2: class: is '动态'; write a column class, such as dynamic, notice or policy",
    ),
    "review of nobody": (
        "reviews.csv",
        "东区人民政府网",
        "西区人民政府网",
        f"reviews.csv:2: target: '西区人民政府网' is not in the register; {NAME_IT}",
    ),
    "review of two": (
        "reviews.csv",
        "微信/东区发布",
        "东区发布",
        "reviews.csv:3: target: '东区发布' names 2 objects; "
        "write one of: account/微信公众号/gh_1, account/新浪微博/1001",
    ),
    "code": (
        "reviews.csv",
        "N3a",
        "N-3a",
        "reviews.csv:3: code: is 'N-3a'; write the code of an indicator, such as V1e or N3a",
    ),
    "code of the other group": (
        "reviews.csv",
        "N3a",
        "V3",
        "reviews.csv:3: code: is V3, no indicator for 东区发布; V is for websites, N for accounts",
    ),
    "verdict": ("reviews.csv", ",fail,", ",failed,", "reviews.csv:2: verdict: is 'failed'; did you mean 'fail'?"),
    "fail without reason": ("reviews.csv", "内容发布审核不严", "", "reviews.csv:2: reason: is empty; write a value"),
    "date": (
        "reviews.csv",
        "张三,2021-07-05,截图1",
        "张三,2021-06-31,截图1",
        "reviews.csv:2: date: is '2021-06-31'; write a day of the calendar as 2021-07-05",
    ),
    "spreadsheet error": (
        "sites.csv",
        "portal,东区,东区人民政府",
        "portal,东区,#N/A",
        "sites.csv:2: sponsor: is the spreadsheet error #N/A; mend the formula or write the value",
    ),
    "too few cells": (
        "columns.csv",
        "dynamic,1,14,no",
        "dynamic,1,14",
        f"columns.csv:2: row: has 6 cells, the headings have 7; {COMMA}",
    ),
    "too many cells": (
        "reviews.csv",
        "截图1",
        "截图1,截图2",
        f"reviews.csv:2: row: has 8 cells, the headings have 7; {COMMA}",
    ),
    "city not TOML": (
        "city.toml",
        'division = "990100"',
        "division = 甲",
        "city.toml:2: file: is not TOML (Invalid value); mend this line, see seeds/README.md",
    ),
    "city key": (
        "city.toml",
        "profile =",
        "profil =",
        [
            'city.toml:1: profile: is missing; write profile = "..."',
            "city.toml:3: profil: is not known here; did you mean 'profile'?",
        ],
    ),
    "division": ("city.toml", "990100", "9901", "city.toml:2: division: is '9901'; write the six digits of GB/T 2260"),
    "county twice": ("city.toml", '"西县"', '"东区"', "city.toml:4: counties: has '东区' twice; keep one"),
    "county municipal": (
        "city.toml",
        '"西县"',
        '"municipal"',
        "city.toml:4: counties: has 'municipal'; leave it out: every register knows 'municipal'",
    ),
    "alias": (
        "city.toml",
        '= "城步县"',
        '= "城步"',
        "city.toml:7: aliases.城步苗族自治县: is '城步', not one of the counties; write it as in counties",
    ),
    "period backwards": (
        "city.toml",
        "end = 2021-07-05",
        "end = 2021-03-31",
        "city.toml:11: period.2021Q2.end: is 2021-03-31, before the start 2021-04-01; exchange them or mend one",
    ),
    "as_of before": (
        "city.toml",
        "as_of = 2021-07-05",
        "as_of = 2021-03-31",
        f"city.toml:12: period.2021Q2.as_of: is 2021-03-31, before the start 2021-04-01; {WITHIN}",
    ),
    "period field": (
        "city.toml",
        "as_of = 2021-07-05",
        'as_of = "Q2"',
        "city.toml:12: period.2021Q2.as_of: is 'Q2'; write as_of = 2021-07-05",
    ),
    "period field missing": (
        "city.toml",
        "as_of = 2021-07-05\n",
        "",
        "city.toml:9: period.2021Q2.as_of: is missing; write as_of = 2021-07-05",
    ),
    "rounding": (
        "city.toml",
        "half_up",
        "half_even",
        "city.toml:16: report.rounding: is 'half_even'; use one of: half_up, truncate",
    ),
    "decimals": (
        "city.toml",
        "decimals = 1",
        "decimals = 7",
        "city.toml:15: report.decimals: is '7'; write a whole number from 0 to 6",
    ),
    "decimals of a table": (
        "city.toml",
        "decimals = 1",
        "tables.portal.decimals = -1",
        "city.toml:15: report.tables.portal.decimals: is '-1'; write a whole number from 0 to 6",
    ),
    "wording": (
        "city.toml",
        "decimals = 1",
        'wording = { stale = "未更新" }',
        "city.toml:15: report.wording.stale: is not the code of an indicator; write it as V4a or N2a",
    ),
    "printed platform": (
        "city.toml",
        "decimals = 1",
        'platforms = { "微信" = "微信号" }',
        "city.toml:15: report.platforms.微信: is not the canonical name of a platform; write '微信公众号'",
    ),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_one_fault_is_one_line(fault, change, faults):
    file, old, new, line = ONE_FAULT[fault]
    change(file, old, new)
    assert faults() == (line if isinstance(line, list) else [line])


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
