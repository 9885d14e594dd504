"""The mock web is tested itself: what it serves is what it declares, in every dialect, form and fault."""

import http.client
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from govcrawl.register import read_register
from tests.mockgov import (
    NATIONAL,
    ZHANJIANG,
    Dialect,
    Fault,
    Form,
    MockAccount,
    MockCity,
    MockColumn,
    MockGov,
    MockSite,
    as_of_in,
    city_web,
    mirror_site,
    plantings,
    unobserved,
)
from tests.mockgov.answer import HEADER, MARK
from tests.mockgov.dialects import dressed
from tests.mockgov.entries import entries
from tests.mockgov.feeds import CHINA, feed
from tests.mockgov.layouts import columns_of
from tests.mockgov.served import SiteServed
from tests.mockgov.windows import last_allowed, months_earlier

ROOT = Path(__file__).parents[2]
BOUNDARY = Path(__file__).parent / "registers" / "boundary"
REAL_PAGES = ROOT.parent / "shared" / "realpages" / "pages" / "rsj.gzdaozhen.gov.cn"
TODAY = date(2021, 7, 5)
CITIES = ("zhanjiang", "yulin")


def city_of(name: str) -> MockCity:
    folder = BOUNDARY if name == "boundary" else ROOT / "seeds" / name
    return city_web(folder, as_of_in(folder))


@pytest.fixture(scope="module")
def boundary() -> MockCity:
    return city_of("boundary")


def site_in(dialect: Dialect, layout: str = "healthy", fault: Fault | None = None) -> MockSite:
    host = f"{dialect}.example.test"
    columns = columns_of(layout, "department_site", host, TODAY)
    return MockSite(
        host, "某市某局", dialect, columns, TODAY, target=f"site/{dialect}", site_code="4408000001", fault=fault
    )


def text_of(site: MockSite, below: str) -> str:
    found = SiteServed(site).answer(site.base + below)
    assert found is not None, below
    return found.body.decode("gbk" if site.dialect is Dialect.TABLE else "utf-8")


def days_in(html: str) -> list[date]:
    """The full dates that a reader sees, links and metas left out."""
    seen = re.sub(r'(href|title|content)="[^"]*"', "", html)
    return [date(*map(int, found)) for found in re.findall(r"(20\d\d)[-/](\d\d?)[-/](\d\d?)", seen)]


def record_block(html: str) -> str:
    """What stands between the heading of a column and its side box."""
    return html.split("<h1>", 1)[1].split('<div class="side">', 1)[0]


# What is declared is what is served


@pytest.mark.parametrize("name", [*CITIES, "boundary"])
def test_every_list_shows_its_declared_newest_day(name: str) -> None:
    lists = 0
    for site in city_of(name).sites:
        if site.fault is Fault.WRONG_CHARSET:
            continue
        template = dressed(replace(site, fault=None))
        for column in site.columns:
            if column.form is not Form.LIST or column.fault is Fault.AJAX:
                continue
            shown = days_in(record_block(text_of(replace(site, fault=None), template.column_path(column))))
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
            assert row.title in page.body.decode("gbk" if dialect is Dialect.TABLE else "utf-8")


@pytest.mark.parametrize("dialect", Dialect)
def test_every_page_is_marked_and_nothing_on_it_is_of_tomorrow(dialect: Dialect) -> None:
    site = site_in(dialect, "stale_portal")
    template = dressed(site)
    for path in template.routes:
        found = template.answer(site.base + path)
        assert found is not None
        if found.content_type.startswith("text/html"):
            text = found.body.decode("gbk" if dialect is Dialect.TABLE else "utf-8")
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


# Plantings


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2021, 8, 31), 6, date(2021, 2, 28)),
        (date(2020, 8, 31), 6, date(2020, 2, 29)),
        (date(2021, 7, 5), 6, date(2021, 1, 5)),
        (date(2021, 3, 31), 1, date(2021, 2, 28)),
        (date(2021, 1, 15), 2, date(2020, 11, 15)),
        (date(2020, 2, 29), 12, date(2019, 2, 28)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, earlier: date) -> None:
    assert months_earlier(day, months) == earlier


def test_zhanjiang_is_planted_as_its_notice_says() -> None:
    city = city_of("zhanjiang")
    names = {site.target: site.name for site in city.sites}
    found = plantings(city, ZHANJIANG)
    assert (len(city.sites), len(city.accounts)) == (47, 216)
    assert {names[each.target] for each in found if each.code != "N2a"} == {"赤坎区人民政府网", "吴川市人民政府网"}
    assert {each.code for each in found} == {"V4a", "V4b", "N2a"}
    assert len({each.target for each in found if each.code == "N2a"}) == 4
    assert len({each.target for each in plantings(city, NATIONAL) if each.code == "N2a"}) == 2


def test_yulin_is_planted_as_its_notice_says() -> None:
    city = city_of("yulin")
    found = plantings(city, NATIONAL)
    assert (len(city.sites), len(city.accounts)) == (51, 323)
    assert {(each.target, each.code) for each in found if each.code != "N2a"} == {("site/6108000039", "V4b")}
    assert sum(each.code == "N2a" for each in found) == 10
    assert sum(each.code == "N2a" for each in plantings(city, ZHANJIANG)) > 100


@pytest.mark.parametrize("name", ["zhanjiang", "yulin", "lincang", "heyuan", "shaoyang"])
def test_no_planting_hangs_on_a_reading_that_sources_dispute(name: str) -> None:
    """Whether figures may rest 6 or 12 months, and whether V4b counts what V4a counts, must not change a verdict."""
    city = city_of(name)
    for site in city.sites:
        for column in site.columns:
            if column.column_class == "figures" and column.newest:
                age = (city.as_of - column.newest).days
                assert age < 180 or age > 366, (site.name, column.name)
        alone = tuple(c for c in site.columns if c.column_class not in ("dynamic", "notice", "policy"))
        whole = {each.code for each in plantings(replace(city, sites=(site,), accounts=()))}
        rest = {each.code for each in plantings(replace(city, sites=(replace(site, columns=alone),), accounts=()))}
        assert ("V4b" in whole) == ("V4b" in rest), site.name


@pytest.mark.parametrize("name", CITIES)
def test_each_city_has_healthy_objects_on_the_last_allowed_day(name: str) -> None:
    city = city_of(name)
    windows = ZHANJIANG if name == "zhanjiang" else NATIONAL
    failing = {each.target for each in plantings(city, windows)}
    healthy = [site for site in city.sites if site.target not in failing]
    days = timedelta(days=windows.account_days)
    assert any(site.home_newest == city.as_of - timedelta(days=14) for site in healthy)
    for column_class in ("dynamic", "notice", "policy"):
        edge = last_allowed(column_class, city.as_of)
        assert any(c.newest == edge and c.column_class == column_class for site in healthy for c in site.columns)
    assert any(a.newest == city.as_of - days and a.target not in failing for a in city.accounts)


def test_each_boundary_site_holds_and_breaks_its_rule(boundary: MockCity) -> None:
    found: dict[str, set[str]] = {}
    for each in plantings(boundary):
        found.setdefault(each.target, set()).add(each.code)
    shared = {site.base: found.get(site.target, set()) for site in boundary.sites if "shared" in site.host}
    assert shared == {"/quiet/": set(), "/loud/": {"V4b"}}
    by_host = {
        site.host.split(".")[1]: found.get(site.target, set())
        for site in boundary.sites
        if site.base == "/" and "www" in site.host
    }
    assert by_host == {
        "edgehome": set(),
        "pasthome": {"V3"},
        "edgedynamic": set(),
        "pastdynamic": {"V4a"},
        "edgenotice": set(),
        "pastnotice": {"V4a"},
        "foursum": set(),
        "deepnotices": set(),
        "edgecadence": set(),
        "pastcadence": {"V4b"},
        "ninestale": set(),
        "tenstale": {"V4b"},
        "fourblank": set(),
        "fiveblank": {"V4c"},
        "staleportal": {"V4a", "V4b"},
        "longstale": {"V4b"},
    }


def test_accounts_turn_stale_the_day_after_the_window(boundary: MockCity) -> None:
    for windows, days in ((NATIONAL, {15, 40}), (ZHANJIANG, {8, 14, 15, 40})):
        late = {each.target.rsplit("/")[-1] for each in plantings(boundary, windows) if each.code == "N2a"}
        assert {int(re.sub(r"\D", "", name)) for name in late} == days
        assert len(late) == 4 * len(days)


def test_a_planting_for_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the register"):
        city_web(BOUNDARY, TODAY, {"site": [{"name": "没有的网站"}]})
    with pytest.raises(ValueError, match="no such layout"):
        city_web(BOUNDARY, TODAY, {"site": [{"name": "甲城区人民政府网", "layout": "perfect"}]})


# The wire


def ask(web: MockGov, url: str, timeout: float = 5) -> tuple[int, str, http.client.HTTPResponse]:
    """Ask in absolute form, as of a proxy, and follow nothing."""
    with closing(http.client.HTTPConnection("127.0.0.1", web.port, timeout=timeout)) as connection:
        connection.request("GET", url, headers={"Host": url.split("/")[2], "User-Agent": "test-agent"})
        response = connection.getresponse()
        charset = response.headers.get_content_charset("utf-8").replace("gb2312", "gbk")
        return response.status, response.read().decode(charset, "replace"), response


@pytest.fixture(scope="module")
def web(boundary: MockCity) -> Iterator[MockGov]:
    with MockGov(boundary) as serving:
        yield serving


@pytest.mark.slow
def test_both_forms_of_a_request_are_answered(web: MockGov) -> None:
    status, body, response = ask(web, "http://jktrs.boundary.test/tzgg/")
    assert (status, "通知公告" in body, response.headers[HEADER]) == (200, True, "govcrawl tests")
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.request("GET", "/tzgg/", headers={"Host": "jktrs.boundary.test"})
    assert connection.getresponse().read().decode() == body
    connection.close()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": web.proxy_url}))
    with opener.open("http://jktrs.boundary.test/tzgg/") as answer:
        assert answer.read().decode() == body


@pytest.mark.slow
def test_an_unknown_host_is_refused_and_remembered(web: MockGov) -> None:
    status, body, _ = ask(web, "http://www.unknown.test/")
    assert status == 502
    assert "www.unknown.test: no such host" in body
    assert [asked.status for asked in web.asked("www.unknown.test")] == [502]


@pytest.mark.slow
def test_the_log_tells_who_asked_what_and_how_many_at_once(web: MockGov) -> None:
    before = len(web.asked("jkucap.boundary.test"))
    ask(web, "http://jkucap.boundary.test/search.html?q=1")
    ask(web, "http://jkucap.boundary.test/robots.txt")
    asked = web.asked("jkucap.boundary.test")[before:]
    assert [(each.method, each.path, each.user_agent) for each in asked] == [
        ("GET", "/search.html?q=1", "test-agent"),
        ("GET", "/robots.txt", "test-agent"),
    ]
    assert asked[0].began <= asked[0].ended <= asked[1].began
    assert web.most_at_once("jkucap.boundary.test") == 1


@pytest.mark.slow
def test_a_tunnel_is_refused(web: MockGov) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.set_tunnel("jktrs.boundary.test", 443)
    with pytest.raises(OSError, match="501"):
        connection.connect()
    connection.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("refused", 502, "connection refused"),
        ("servererror", 500, "服务器内部错误"),
        ("redirect", 302, ""),
        ("firewall", 200, "已被云防护节点拦截"),
        ("captcha", 403, "请完成安全验证"),
        ("soft404", 200, "政策文件"),
        ("slowbody", 200, "政策文件"),
        ("robots", 200, "政策文件"),
    ],
)
def test_faults_of_whole_sites(web: MockGov, fault: str, status: int, words: str) -> None:
    got, body, response = ask(web, f"http://f{fault}.boundary.test/")
    assert got == status
    assert words in body
    assert (response.headers.get("Location") or "").startswith("http://moved.elsewhere.test") is (fault == "redirect")


@pytest.mark.slow
def test_a_missing_page_is_a_404_but_where_the_site_lies(web: MockGov) -> None:
    assert ask(web, "http://jktrs.boundary.test/no-such-page.html")[0] == 404
    status, body, _ = ask(web, "http://fsoft404.boundary.test/no-such-page.html")
    assert (status, "页面不存在" in body) == (200, True)


@pytest.mark.slow
def test_robots_txt_stands_on_every_host(web: MockGov) -> None:
    assert "Disallow: /\n" in ask(web, "http://frobots.boundary.test/robots.txt")[1]
    assert "Disallow: /admin/" in ask(web, "http://mirror.boundary.test/robots.txt")[1]


@pytest.mark.slow
def test_a_site_that_never_answers_and_one_that_hangs_up(web: MockGov) -> None:
    with pytest.raises(TimeoutError):
        ask(web, "http://ftimeout.boundary.test/", timeout=0.2)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        ask(web, "http://freset.boundary.test/")


@pytest.mark.slow
def test_a_wrong_charset_is_declared(web: MockGov) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.request("GET", "http://fwrongcharset.boundary.test/", headers={"Host": "fwrongcharset.boundary.test"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "政策文件" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_what_cannot_be_read_is_declared_and_never_planted(boundary: MockCity) -> None:
    hidden = unobserved(boundary)
    assert len(hidden) == 8 + 4
    assert not hidden & {each.target for each in plantings(boundary)}


@pytest.mark.slow
def test_two_sites_share_a_host_and_two_cities_a_web() -> None:
    column = MockColumn("通知公告", "tzgg", "notice", TODAY, in_home=True)
    one = MockSite("www.shared.test", "市甲局", Dialect.TRS, (column,), TODAY, base="/jia/")
    other = MockSite("www.shared.test", "市乙局", Dialect.JPAGE, (column,), TODAY, base="/jia/yi/")
    account = MockAccount("微信公众号", "某号", "http://mirror.test/feed.xml?id=7", TODAY, TODAY)
    with MockGov(MockCity("a", TODAY, (one,)), other, account) as web:
        assert "市甲局" in ask(web, "http://www.shared.test/jia/tzgg/")[1]
        home = ask(web, "http://www.shared.test/jia/yi/")[1]
        assert "市乙局" in home
        link = re.search(r'href="(/jia/yi/col/[^"]*)"', home)
        assert link
        assert ask(web, f"http://www.shared.test{link[1]}")[0] == 200
        assert ask(web, "http://www.shared.test/")[0] == 404
        assert ask(web, "http://mirror.test/feed.xml?id=7")[0] == 200
        assert ask(web, "http://mirror.test/feed.xml?id=8")[0] == 404


@pytest.mark.slow
def test_saved_pages_are_served_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes("<p>首页</p>".encode("gb18030"))
    (tmp_path / "a__b__index.html").write_text("<p>栏目</p>", encoding="utf-8")
    (tmp_path / "a__t1.html").write_text("<p>文章</p>", encoding="utf-8")
    with MockGov(mirror_site(tmp_path, "www.saved.test")) as web:
        paths = ["/", "/index.html", "/a/b/", "/a/b/index.html", "/a/t1.html"]
        assert [ask(web, "http://www.saved.test" + path)[0] for path in paths] == [200] * 5
        assert ask(web, "http://www.saved.test/a/b/")[1] == "<p>栏目</p>"
        assert ask(web, "http://www.saved.test/a/")[0] == 404


@pytest.mark.slow
@pytest.mark.skipif(not REAL_PAGES.is_dir(), reason="../shared/realpages is not here")
def test_the_real_pages_are_all_served() -> None:
    with MockGov(mirror_site(REAL_PAGES, "rsj.gzdaozhen.gov.cn")) as web:
        for file in REAL_PAGES.iterdir():
            assert ask(web, "http://rsj.gzdaozhen.gov.cn/" + file.name.replace("__", "/"))[0] == 200
        assert ask(web, "http://rsj.gzdaozhen.gov.cn/gzdt/tzgg/")[0] == 200


def test_a_missing_folder_of_saved_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give the folder of saved pages"):
        mirror_site(tmp_path / "none", "www.saved.test").answer("/")


@pytest.mark.slow
def test_the_command_prints_its_address_and_stops_when_told() -> None:
    command = [sys.executable, "-m", "tests.mockgov", "--city", str(BOUNDARY), "--as-of", "2021-08-31"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout
        address = serving.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": address}))
        with opener.open("http://jktrs.boundary.test/") as answer:
            assert answer.headers[HEADER]
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(10) == 0


@pytest.mark.parametrize("name", [*CITIES, "boundary"])
def test_the_targets_are_those_of_the_register(name: str) -> None:
    folder = BOUNDARY if name == "boundary" else ROOT / "seeds" / name
    register, city = read_register(folder), city_of(name)
    assert {each.id for each in (*register.sites, *register.accounts) if each.operating} == {
        each.target for each in (*city.sites, *city.accounts)
    }
