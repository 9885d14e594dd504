"""A register without faults comes out whole, whatever its files are written in."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import assume, given
from hypothesis import strategies as st

from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Verdict
from govcrawl.model.target import Account, AccountStatus, Render, Site, SiteKind, SiteStatus
from govcrawl.register import Rounding, read_register
from govcrawl.register.cells import trimmed
from govcrawl.register.headings import IMPORTS
from tests.register.conftest import ACCOUNTS, COLUMNS, GOOD, REVIEWS, SITES


def test_sites_come_out_as_written_and_empty_cells_take_their_defaults(folder):
    portal, police, finance = read_register(folder).sites
    assert portal == Site(
        name="东区人民政府网",
        url="http://www.dong.test/",
        kind=SiteKind.PORTAL,
        county="东区",
        site_code="9901020001",
        sponsor="东区人民政府",
    )
    assert (police.render, police.services, police.status, police.note) == (
        Render.JS,
        False,
        SiteStatus.CLOSED,
        "已下线",
    )
    assert (finance.render, finance.services, finance.status) == (Render.AUTO, True, SiteStatus.OPERATING)
    assert finance.id == "site/www.jia.test/czj"


def test_accounts_carry_the_canonical_name_of_their_platform(folder):
    weixin, weibo = read_register(folder).accounts
    assert weixin == Account(
        platform="微信公众号",
        name="东区发布",
        county="东区",
        account_id="gh_1",
        sponsor="东区人民政府",
        mirror="http://m.test/gh_1/",
    )
    assert (weibo.platform, weibo.status, weibo.registered) == ("新浪微博", AccountStatus.CLOSING, False)


def test_columns_and_reviews_name_their_target_in_one_way(folder):
    register = read_register(folder)
    news, notices = register.columns
    assert (news.site, news.column_class, news.level, news.cadence_days) == ("9901020001", "dynamic", 1, 14)
    assert (notices.site, notices.column_class, notices.level, notices.cadence_days) == ("市财政局", "", 0, None)
    assert [register.columns_of(site) for site in register.sites] == [(news,), (), (notices,)]
    wording, menu = register.reviews
    assert (wording.target_id, wording.code, wording.verdict) == ("site/9901020001", "V1", Verdict.FAIL)
    assert (menu.target_id, menu.day, menu.reason) == ("account/微信公众号/gh_1", date(2021, 7, 5), "")


def test_the_city_keeps_the_order_of_counties_and_the_settings_of_its_tables(folder, change):
    change(
        "city.toml",
        'rounding = "half_up"\n',
        'rounding = "half_up"\nwording = { N2a = "前1周无更新" }\nplatforms = { "微信公众号" = "微信号" }\n'
        '[report.tables.portal]\nrounding = "truncate"\ndecimals = 2\n'
        '[report.tables.failing_sites]\nheadings = { number = "序号", name = "网站名称" }\n',
    )
    city = read_register(folder).city
    assert city.counties == ("东区", "西县", "城步县")
    period = city.periods["2021Q2"]
    assert (period.name, period.start, period.as_of) == ("2021Q2", date(2021, 4, 1), date(2021, 7, 5))
    report = city.report
    assert (report.table("portal").rounding, report.table("portal").decimals) == (Rounding.TRUNCATE, 2)
    assert (report.table("sub_channel").rounding, report.table("sub_channel").decimals) == (Rounding.HALF_UP, 1)
    assert report.table("failing_sites").decimals == 1
    assert list(report.table("failing_sites").headings) == ["number", "name"]
    assert (report.wording["N2a"], report.platforms["微信公众号"]) == ("前1周无更新", "微信号")


def test_columns_and_reviews_may_be_left_out(folder):
    (folder / "columns.csv").unlink()
    (folder / "reviews.csv").unlink()
    register = read_register(folder)
    assert (register.columns, register.reviews) == ((), ())


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("9901020001", "site/9901020001"),
        ("site/9901020001", "site/9901020001"),
        ("东区人民政府网", "site/9901020001"),
        (" 东区 人民政府网　", "site/9901020001"),
        ("https://www.dong.test", "site/9901020001"),
        ("www.jia.test/czj/", "site/www.jia.test/czj"),
        ("gh_1", "account/微信公众号/gh_1"),
        ("微信订阅号/东区发布", "account/微信公众号/gh_1"),
        ("微博/东区发布", "account/新浪微博/1001"),
        ("９９０１０２０００１", "site/9901020001"),
    ],
)
def test_an_object_is_found_by_whatever_it_is_called(folder, name, target):
    found = read_register(folder).find(name)
    assert found is not None
    assert found.id == target


def test_an_unknown_name_finds_nothing_and_a_shared_one_is_refused(folder):
    register = read_register(folder)
    assert register.find("西区人民政府网") is None
    with pytest.raises(GovcrawlError, match=r"names 2 objects.*account/微信公众号/gh_1, account/新浪微博/1001"):
        register.find("东区发布")


def test_only_the_hosts_of_an_object_belong_to_it(folder, change):
    change("columns.csv", "http://www.dong.test/yw/", "http://news.dong.test/yw/")
    register = read_register(folder)
    portal, weixin = register.sites[0], register.accounts[0]
    assert register.hosts(portal) == {"www.dong.test", "news.dong.test"}
    assert register.hosts(weixin) == {"m.test"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_and_line_ends_make_no_difference(folder, encoding, line_end):
    expected = read_register(folder)
    for name, text in {"sites": SITES, "accounts": ACCOUNTS, "columns": COLUMNS, "reviews": REVIEWS}.items():
        (folder / f"{name}.csv").write_bytes(text.replace("\n", line_end).encode(encoding))
    assert read_register(folder) == expected


def test_tabs_and_semicolons_separate_cells_too(folder):
    expected = read_register(folder)
    (folder / "sites.csv").write_text(SITES.replace(",", "\t"), encoding="utf-8")
    (folder / "accounts.csv").write_text(ACCOUNTS.replace(",", ";"), encoding="utf-8")
    assert read_register(folder) == expected


def test_blanks_and_full_width_forms_are_those_of_ordinary_writing(folder, change):
    expected = read_register(folder)
    change("sites.csv", "9901020001,东区人民政府网", "９９０１０２０００１,\u3000东区人民政府网\u00a0")
    change("sites.csv", "http://www.dong.test/,portal,东区", "ｈｔｔｐ：／／www.dong.test/, PORTAL ,东 区")
    change("sites.csv", "js,no,closed", "ＪＳ,否,已关停")
    change("reviews.csv", "pass,,张三,2021-07-05", "合格,,张三,２０２１年７月５日")
    change("columns.csv", "dynamic,1,14,no", "dynamic,１,１４,否")
    assert read_register(folder) == expected


@pytest.mark.parametrize(
    ("written", "county"),
    [
        ("东区", "东区"),
        ("甲城市东区", "东区"),
        ("某省甲城市东区", "东区"),
        ("城步苗族自治县", "城步县"),
        ("municipal", "municipal"),
        ("市直部门", "municipal"),
        ("某省甲城市", "municipal"),
    ],
)
def test_a_county_is_known_with_what_stands_before_it(folder, change, written, county):
    change("sites.csv", "portal,东区,", f"portal,{written},")
    assert read_register(folder).sites[0].county == county


def test_a_quoted_cell_may_hold_commas_and_line_breaks_and_later_lines_keep_their_number(folder, change, faults):
    change("sites.csv", "operating,\n99010000", 'operating,"甲,乙\n丙"\n99010000')
    assert read_register(folder).sites[0].note == "甲,乙 丙"
    change("sites.csv", "sub_channel", "channel")
    assert faults()[0].startswith("sites.csv:5: kind: is 'channel'; ")


def test_an_export_of_the_national_system_is_read_as_it_comes(folder):
    (folder / "sites.csv").unlink()
    (folder / "accounts.csv").unlink()
    workbook(
        folder / "sites.xlsx",
        "网站台账",
        [
            ["甲城市政府网站基本信息"],
            [],
            [
                "序号",
                "*网站标识码（10位）",
                "网站名称",
                "首页网址",
                "网站类型",
                "所属地区",
                "主办单位",
                "网站状态",
                "ICP备案号",
            ],
            [
                1,
                9901020001,
                "东区人民政府网",
                "http://www.dong.test/",
                "政府门户网站",
                "甲城市东区",
                "东区人民政府",
                "正常运行",
                "某ICP备1号",
            ],
            [2, "9901000001", "市公安局", "https://gaj.jia.test/", "市直部门网站", "甲城市", "市公安局", "已关停", ""],
            [3, "", "市财政局", "http://www.jia.test/czj/", "子频道", "市直", "", "", ""],
        ],
        more=["说明"],
    )
    workbook(
        folder / "accounts.xlsx",
        "Sheet1",
        [
            ["新媒体名称", "平台类型", "账号", "主办单位", "所属地区", "是否备案", "运营状态"],
            ["东区发布", "微信服务号", "gh_1", "东区人民政府", "东区", "是", "正常运营"],
            ["东区发布", "政务微博", 1001, "", "东区", "否", "注销中"],
        ],
    )
    register = read_register(folder)
    assert [(s.site_code, s.kind, s.county, s.status) for s in register.sites] == [
        ("9901020001", SiteKind.PORTAL, "东区", SiteStatus.OPERATING),
        ("9901000001", SiteKind.DEPARTMENT_SITE, "municipal", SiteStatus.CLOSED),
        ("", SiteKind.SUB_CHANNEL, "municipal", SiteStatus.OPERATING),
    ]
    assert [(a.platform, a.account_id, a.registered, a.status) for a in register.accounts] == [
        ("微信公众号", "gh_1", True, AccountStatus.OPERATING),
        ("新浪微博", "1001", False, AccountStatus.CLOSING),
    ]


def test_a_table_says_the_same_as_csv_and_as_workbook(folder):
    expected = read_register(folder)
    for name, text in {"sites": SITES, "accounts": ACCOUNTS, "columns": COLUMNS, "reviews": REVIEWS}.items():
        (folder / f"{name}.csv").unlink()
        rows: list[list[object]] = [line.split(",") for line in text.splitlines()]
        if name == "reviews":
            for row in rows[1:]:
                row[5] = date(2021, 7, 5)
        workbook(folder / f"{name}.xlsx", name, rows, more=["notes"])
    assert read_register(folder) == expected


def test_an_office_may_keep_columns_of_its_own(folder, change):
    expected = read_register(folder)
    change("sites.csv", "status,note\n", "status,note,#责任人\n")
    text = (folder / "sites.csv").read_text(encoding="utf-8")
    heading, *rows = text.splitlines()
    (folder / "sites.csv").write_text("\n".join([heading, *(f"{row},李四" for row in rows)]), encoding="utf-8")
    assert read_register(folder) == expected


def test_sites_on_one_page_differ_by_query_or_fragment(folder, change):
    change("sites.csv", "http://www.jia.test/czj/,sub", "http://www.jia.test/list?d=1,sub")
    change("columns.csv", "市财政局,通知,http://www.jia.test/czj/tz/,,,,\n", "")
    with (folder / "sites.csv").open("a", encoding="utf-8") as file:
        file.write(",市教育局,http://www.jia.test/list?d=2,sub_channel,municipal,,,,,\n")
        file.write(",市民政局,http://www.jia.test/#/mzj,sub_channel,municipal,,,,,\n")
        file.write(",市审计局,http://www.jia.test/#/sjj,sub_channel,municipal,,,,,\n")
    sites = read_register(folder).sites
    assert [site.id for site in sites[2:]] == [
        "site/www.jia.test/list?d=1",
        "site/www.jia.test/list?d=2",
        "site/www.jia.test/#/mzj",
        "site/www.jia.test/#/sjj",
    ]


@given(
    name=st.text(
        st.characters(codec="gb18030", exclude_categories=["Cc", "Cf", "Co", "Cn"]) | st.just("\n"), min_size=1
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_any_name_comes_back_as_it_was_written(tmp_path_factory, name, encoding):
    assume(trimmed(name) and not trimmed(name).startswith("#"))
    folder = tmp_path_factory.mktemp("register")
    for file, text in GOOD.items():
        (folder / file).write_text(text, encoding="utf-8")
    for file in (*(f"{table.name}.csv" for table in IMPORTS), "columns.csv", "reviews.csv"):
        (folder / file).unlink()
    row = io.StringIO(newline="")
    csv.writer(row).writerow(["", name, "http://z.test/", "portal", "东区", "", "", "", "", name])
    (folder / "sites.csv").write_bytes((SITES + row.getvalue()).encode(encoding))
    site = read_register(folder).sites[-1]
    assert (site.name, site.note) == (trimmed(name), trimmed(name))


def workbook(path: Path, sheet: str, rows: list[list[object]], more: list[str] | None = None) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name in more or []:
            book.add_worksheet(name)
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                elif isinstance(cell, int):
                    page.write_number(number, column, cell)
                else:
                    page.write_string(number, column, str(cell))
