"""What the mock web serves is what it declares, in every dialect and form."""

import re
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import pytest

from tests.mockgov import (
    Dialect,
    Fault,
    Form,
)
from tests.mockgov.answer import MARK
from tests.mockgov.dialects import dressed
from tests.mockgov.entries import entries
from tests.mockgov.examples import (
    CITIES,
    TODAY,
    city_of,
    days_in,
    decoded,
    record_block,
    shows_its_newest,
    site_in,
    text_of,
)
from tests.mockgov.feeds import CHINA, feed


@pytest.mark.parametrize("name", [*CITIES, "boundary"])
def test_every_list_shows_its_declared_newest_day(name: str) -> None:
    lists = 0
    for site in city_of(name).sites:
        if site.fault is Fault.WRONG_CHARSET:
            continue
        template = dressed(replace(site, fault=None))
        for column in site.columns:
            if column.form is not Form.LIST or column.fault is Fault.AJAX or not shows_its_newest(site, column):
                continue
            page = template.answer(site.base + template.column_path(column))
            assert page
            shown = days_in(record_block(decoded(page)))
            assert max(shown, default=None) == column.newest, (site.name, column.name)
            lists += 1
    assert lists > 100


@pytest.mark.parametrize("name", [*CITIES, "boundary"])
def test_every_home_page_shows_its_declared_newest_day(name: str) -> None:
    for site in city_of(name).sites:
        html = text_of(replace(site, fault=None), "").split('<div class="main">')[1]
        rows = re.findall(r'<a href="([^"]*)"[^>]*>[^<]*</a><(?:span|b|font)[^>]*>\[?((?:20\d\d-)?\d\d-\d\d)', html)
        days = []
        for link, shown in rows:
            year = shown[:4] if len(shown) > 5 else re.search(r"20\d\d", link)[0]  # type: ignore[index]
            days.append(date.fromisoformat(f"{year}-{shown[-5:]}"))
        assert max(days) == site.home_newest, site.name


@pytest.mark.parametrize("name", [*CITIES, "boundary"])
def test_every_mirror_shows_its_declared_newest_day(name: str) -> None:
    for account in city_of(name).accounts:
        if not account.mirror:
            continue
        text = feed(account).body.decode()
        moments = [parsedate_to_datetime(raw).astimezone(CHINA) for raw in re.findall("<pubDate>(.*?)</pubDate>", text)]
        moments += [datetime.fromisoformat(raw) for raw in re.findall("<published>(.*?)</published>", text)]
        moments += [
            datetime.fromisoformat(raw) for raw in re.findall(r'(?:class="time">|"published": ")([^"<]*)', text)
        ]
        assert max(moment.date() for moment in moments) == account.newest, account.name


@pytest.mark.parametrize("dialect", Dialect)
def test_every_column_and_article_is_reached_from_the_home_page(dialect: Dialect) -> None:
    site = site_in(dialect)
    template = dressed(site)
    home = text_of(site, "")
    for column in site.columns:
        link = template.link(template.home, template.column_path(column))
        assert f'href="{link}"' in home, column.name
        if column.in_home:
            assert f'href="{template.link(template.home, template.more_path(column))}"' in home
        for row in entries(site, column):
            page = template.answer(site.base + template.entry_path(column, row))
            assert page
            assert row.title in decoded(page)


@pytest.mark.parametrize("dialect", Dialect)
def test_every_page_is_marked_and_nothing_on_it_is_of_tomorrow(dialect: Dialect) -> None:
    site = site_in(dialect, "stale_portal")
    template = dressed(site)
    for path in template.routes:
        found = template.answer(site.base + path)
        assert found is not None
        if found.content_type.startswith("text/html"):
            text = decoded(found)
            assert MARK in text
            assert max(days_in(text), default=TODAY) <= TODAY


def test_the_dialects_differ_and_carry_the_marks_of_their_vendors() -> None:
    column = next(column for column in site_in(Dialect.TRS).columns if column.name == "通知公告")
    marks = {
        Dialect.TRS: (r"createPageHTML\(\d+, 0, \"index\"", r"\./\d{6}/t\d{8}_\d+\.html"),
        Dialect.JPAGE: (
            r"<datastore>",
            r"<record><!\[CDATA\[",
            r"dataproxy\.jsp",
            r"/art/20\d\d/\d+/\d+/art_\d+_\d+\.html",
        ),
        Dialect.UCAP: (r"页面生成时间", r"/c\d{6}/\d{6}/[0-9a-f]{32}\.shtml"),
        Dialect.GKMLPT: (r"NFCMS_SITE_ID", r"/content/post_\d+\.html"),
        Dialect.TABLE: (r"<table", r"show\.asp\?id=\d+", r"charset=gb2312"),
        Dialect.VSB: (r"winstyle\d+", r"\binfo/\d{4}/\d+\.htm", r"Visual SiteBuilder"),
        Dialect.SITESERVER: (r"/channels/\d+\.html", r"/contents/\d+/\d+\.html", r"/sitefiles/"),
        Dialect.DEDE: (r"/a/tzgg/20\d\d/\d{4}/\d+\.html", r"<small>日期：</small>", r"charset=gb2312"),
        Dialect.JEECMS: (r"/tzgg/\d+\.jhtml", r"/r/cms/"),
        Dialect.EPOINT: (r"/\d{3}/moreinfo\.html", r"/\d{8}/[0-9a-f-]{36}\.html", r"ewb-list"),
        Dialect.WEBIMS: (r"/columns/[0-9a-f-]{36}/index\.html", r"WebIMS"),
        Dialect.LONSUN: (r"/content/column/\d+", r"/content/article/\d+\"", r"lonsun"),
    }
    for dialect, patterns in marks.items():
        site = site_in(dialect)
        html = text_of(site, dressed(site).column_path(column))
        for pattern in patterns:
            assert re.search(pattern, html), (dialect, pattern)


def test_the_jpage_data_proxy_has_the_rows_of_the_page() -> None:
    site = site_in(Dialect.JPAGE)
    column = next(column for column in site.columns if column.name == "通知公告")
    answer = dressed(site).answer("/" + dressed(site).rows_url(column))
    assert answer is not None
    assert answer.content_type.startswith("text/xml")
    assert max(days_in(answer.body.decode())) == column.newest


def test_a_side_box_is_newer_than_the_stale_list_beside_it() -> None:
    site = site_in(Dialect.TRS, "stale_portal")
    column = next(column for column in site.columns if column.name == "政策文件")
    html = text_of(site, dressed(site).column_path(column))
    assert max(days_in(html.split('<div class="side">')[1])) > max(days_in(record_block(html)))


def test_a_blank_column_has_furniture_and_no_row() -> None:
    site = site_in(Dialect.UCAP, "five_blank")
    column = next(column for column in site.columns if column.blank)
    html = text_of(site, dressed(site).column_path(column))
    assert '<ul class="list_ul"></ul>' in html
    assert days_in(html.split('<div class="side">')[1])


def test_a_list_by_script_shows_no_row_and_its_source_has_them() -> None:
    for dialect in (Dialect.TRS, Dialect.JPAGE, Dialect.GKMLPT):
        site = site_in(dialect, "ajax_notices")
        column = next(column for column in site.columns if column.fault is Fault.AJAX)
        template = dressed(site)
        path = template.column_path(column).split("#")[0]
        middle = text_of(site, path).split('<div class="main">')[1].split('<div class="side">')[0]
        assert not days_in(middle), dialect
        source = template.answer("/" + template.rows_url(column))
        assert source is not None
        assert len(re.findall(r'"title"|<record>', source.body.decode())) >= 10, dialect


def test_an_endless_list_goes_on_and_on() -> None:
    site = site_in(Dialect.GKMLPT, "endless_list")
    assert "下一页" in text_of(site, "tzgg/index_999.html")


def test_the_same_page_comes_out_the_same_every_time() -> None:
    assert text_of(site_in(Dialect.TRS), "tzgg/") == text_of(site_in(Dialect.TRS), "tzgg/")
