# ruff: noqa: E501 -- lines of HTML, and one line a site
"""What stands in the way of a list's newest row: disorder, stubs, scripts, lost years, wrong encodings, huge bodies.

One crawl of many small sites, each with one difficulty in its column 通知公告; the fact and the requests are asserted.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from govcrawl.model.fact import ColumnSeen, HomePageSeen, TargetVisited
from govcrawl.model.snapshot import Snapshot
from govcrawl.spiders.site import FIRST_ROWS, FURTHER_PAGES, MORE_ROWS
from govcrawl.store.mongo import open_store
from tests.crawl.registers import write_register
from tests.mockgov import MockGov
from tests.mockgov.answer import Answer, simple

AS_OF = date(2021, 7, 5)
MOST_BYTES = 300_000  # of a page, in this crawl
NEWEST = "关于防汛值守的紧急通知"
Rows = list[tuple[str, str, str]]  # title, address, what stands behind it


def html(title: str, middle: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{title}-试验局</title><style>{'.box{margin:0}' * 30}</style></head><body>"
        f'<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/tzgg/">通知公告</a></li></ul></div>'
        f'<div class="main">{middle}</div><div class="footer">主办单位：试验局　联系电话：0759-2000000</div></body></html>'
    )


def listed(rows: Rows, more: str = "") -> str:
    items = "".join(f'<li><a href="{url}">{title}</a><span>{shown}</span></li>' for title, url, shown in rows)
    return html("通知公告", f'<div class="position">首页 &gt; 通知公告</div><ul class="list">{items}</ul>{more}')


def dated(*days: str, newest: str = "") -> Rows:
    """Rows in the order of their days, the address of each telling its own; `newest` is called NEWEST."""
    return [
        (NEWEST if day == newest else f"关于第{n}项工作安排的通知", f"/tzgg/t{day.replace('-', '')}_{n}.html", day)
        for n, day in enumerate(days)
    ]


def following(page: int) -> str:
    return f'<div class="page"><span>第{page}页</span> <a href="/tzgg/index_{page + 1}.html">下一页</a></div>'


def article(title: str, line: str) -> str:
    text = "<p>各有关单位要加强领导，落实责任，认真组织实施，确保各项工作取得实效。</p>" * 6
    return html(title, f'<div class="article"><h1>{title}</h1><div class="info">{line}</div><div>{text}</div></div>')


def stub(url: str) -> str:
    return (
        f'<html><head><meta http-equiv="refresh" content="0;url={url}"><title>跳转</title></head><body></body></html>'
    )


HOME = html(
    "首页",
    '<h2>要闻</h2><ul class="box"><li><a href="/yw/t20210704_9.html">要闻一则讲述情况</a><span>2021-07-04</span></li></ul>',
)
SORTED = listed(dated("2021-07-02", "2021-06-28", "2021-06-20", "2021-06-11", newest="2021-07-02"))


@dataclass
class Town:
    """A host whose pages are told by path, as text in UTF-8 or as an answer; the rest is missing."""

    name: str
    pages: dict[str, str | Answer] = field(default_factory=dict)
    other: Callable[[str], str | Answer | None] = lambda path: None
    base: str = "/"

    @property
    def host(self) -> str:
        return f"www.{self.name}.test"

    def answer(self, path: str) -> Answer | None:
        found = ({"/": HOME, "/tzgg/": SORTED} | self.pages).get(path) or self.other(path)
        return Answer(found.encode(), "text/html") if isinstance(found, str) else found


def unsorted_page(path: str) -> str | None:
    """Disorder on every page of an endless list; the newest row stands on the second."""
    number = int(path.split("_")[1].split(".")[0]) if path.startswith("/tzgg/index_") else 0
    days = ("2021-05-02", "2021-07-03", "2021-04-28") if number == 2 else ("2021-03-01", "2021-06-11", "2021-05-09")
    return listed(dated(*days, "2021-02-02", newest="2021-07-03"), following(number)) if number else None


def yearless(*titles: str) -> Rows:
    return [(title, f"/info/1001/{n}.htm", f"07-{4 - n % 4:02d}") for n, title in enumerate(titles, 2000)]


def articles(line: Callable[[int], str]) -> Callable[[str], str | None]:
    def page(path: str) -> str | None:
        number = int(path.rsplit("/", 1)[-1].split(".")[0]) if path.startswith("/info/1001/") else 0
        return article(f"第{number}号通知", line(number)) if number else None

    return page


def falling(number: int) -> str:
    return f"发布时间：2021-07-{4 - number % 4:02d} 09:30"


def leaping(number: int) -> str:
    """The second row is newer than the first, and the newest one of all stands far below."""
    return f"发布时间：2021-0{7 if number == 2009 else 5 + number % 2}-0{3 if number == 2009 else 1} 09:30"


PROXY = """<div id="77"><script type="text/xml"><datastore><recordset></recordset></datastore></script></div>
<script src="/script/jpage.min.js"></script><script>$("#77").jpage({nTotalRecord: 40, nPerPage: 15,
proxyUrl: "/module/web/jpage/dataproxy.jsp", webid: 1, path: "/", columnid: 77, unitid: 99, col: 1, appid: 1});</script>"""
RECORDS = "".join(
    f'<record><![CDATA[<li><a href="/art/2021/7/{day}/art_77_{day}.html" title="{title}">{title}</a><b>2021-07-0{day}</b></li>]]></record>'
    for day, title in ((3, NEWEST), (2, "关于垃圾分类的通知"), (1, "关于停水的通知"))
)
DATASTORE = (
    f"<datastore><totalrecord>40</totalrecord><totalpage>3</totalpage><recordset>{RECORDS}</recordset></datastore>"
)
MANY = "".join(f"甲乙丙丁{n}" for n in range(60_000))

TOWNS = (
    Town("disorder", {"/tzgg/": listed(dated("2021-03-05", "2021-06-10", "2021-05-09", "2021-02-02"), following(1))}, unsorted_page),
    Town("ordered", {"/tzgg/": listed(dated("2021-07-02", "2021-06-28", "2021-06-20", newest="2021-07-02"), following(1))}, unsorted_page),
    Town("pinned", {"/tzgg/": listed([("[置顶] 关于开放时间的公告", "/tzgg/t20190301_9.html", "2019-03-01"), *dated("2021-07-02", "2021-06-28", "2021-06-20", newest="2021-07-02")])}),
    Town("top", {"/tzgg/": listed(dated("2019-03-01", "2021-07-02", "2021-06-28", "2021-06-20", newest="2021-07-02"))}),
    Town("stub", {"/tzgg/": stub("list.html"), "/tzgg/list.html": SORTED}),
    Town("stubs", {"/tzgg/": stub("a.html"), "/tzgg/a.html": stub("b.html"), "/tzgg/b.html": SORTED}),
    Town("stubout", {"/tzgg/": stub("http://www.outside.test/tzgg/")}),
    Town("stubscript", {"/tzgg/": '<html><head><script>window.location.href = "list.html";</script></head><body></body></html>', "/tzgg/list.html": SORTED}),
    Town("stubgone", {"/tzgg/": stub("list.html")}),
    Town("stubhome", {"/": stub("/main.html"), "/main.html": HOME}),
    Town("stubhomeout", {"/": stub("http://www.outside.test/")}),
    Town("shared", {"/one/": stub("/two/"), "/two/": HOME}),
    Town("proxy", {"/tzgg/": html("通知公告", PROXY)}, lambda path: Answer(DATASTORE.encode(), "text/xml; charset=utf-8") if "dataproxy" in path else None),
    Town("proxydown", {"/tzgg/": html("通知公告", PROXY)}, lambda path: simple("500", "服务器内部错误", 500) if "dataproxy" in path else None),
    Town("yearless", {"/tzgg/": listed(yearless(NEWEST, *(f"关于第{n}项工作的通知" for n in range(9))))}, articles(falling)),
    Town("leaping", {"/tzgg/": listed(yearless(*(NEWEST if n == 9 else f"关于第{n}项工作的通知" for n in range(40))))}, articles(leaping)),
    Town("moved", {"/tzgg/": listed(yearless(NEWEST, *(f"关于第{n}项工作的通知" for n in range(9))))},
         lambda path: Answer(status=301, headers={"Location": path.replace("info", "xx")}) if "/info/" in path else articles(falling)(path.replace("xx", "info"))),
    Town("undated", {"/tzgg/": listed([(t, u, "") for t, u, _ in yearless(*(f"关于第{n}项工作的通知" for n in range(9)))])}, articles(lambda number: "来源：试验局")),
    Town("lost", {"/tzgg/": listed([(t, u, "") for t, u, _ in yearless(*(f"关于第{n}项工作的通知" for n in range(9)))])},
         lambda path: simple("500", "服务器内部错误", 500) if "/info/" in path else None),
    Town("gbkasutf8", {"/tzgg/": Answer(SORTED.replace("<head>", '<head><meta charset="utf-8">').encode("gbk"), "text/html; charset=utf-8")}),
    Town("utf8asgbk", {"/tzgg/": Answer(SORTED.replace("<head>", '<head><meta charset="gbk">').encode(), "text/html; charset=gbk")}),
    Town("utf16", {"/tzgg/": Answer(SORTED.encode("utf-16"), "text/html")}),
    Town("utf16bare", {"/tzgg/": Answer(SORTED.encode("utf-16-le"), "text/html; charset=gb2312")}),
    Town("leaving", {"/": HOME.replace("</ul></div>", '<li><a href="http://www.outside.test/zcwj/">政策文件</a></li><li><a href="/gsgg/">公示公告</a></li></ul></div>', 1),
                     "/gsgg/": Answer(status=302, headers={"Location": "http://www.outside.test/gsgg/"})}),
    Town("huge", {"/tzgg/": SORTED.replace("</body>", f"<p>{MANY}</p></body>")}),
    Town("bomb", {"/tzgg/": Answer(gzip.compress(SORTED.encode() + b" " * 60_000_000), "text/html", headers={"Content-Encoding": "gzip"})}),
    Town("packed", {"/tzgg/": Answer(gzip.compress(SORTED.encode()), "text/html", headers={"Content-Encoding": "gzip"})}),
    Town("loop", {"/tzgg/": Answer(status=302, headers={"Location": "/tzgg/"})}),
)  # fmt: skip


@dataclass
class Looked:
    """What the crawl stored of each host, and what it asked."""

    facts: dict[str, list[object]]
    shots: list[Snapshot]
    web: MockGov

    def column(self, name: str, called: str = "通知公告") -> ColumnSeen:
        (fact,) = [it for it in self.facts[name] if isinstance(it, ColumnSeen) and it.name == called]
        return fact

    def visit(self, name: str) -> TargetVisited:
        (fact,) = [it for it in self.facts[name] if isinstance(it, TargetVisited)]
        return fact

    def paths(self, name: str, below: str) -> list[str]:
        return [it.path for it in self.web.asked(f"www.{name}.test") if it.path.startswith(below)]

    def rows(self, name: str) -> set[str]:
        """The rows that were opened for their days."""
        return {shot.url.rsplit("/", 1)[-1] for shot in self.shots if shot.role == "row" and f"www.{name}." in shot.url}


def first_rows(count: int) -> set[str]:
    return {f"{number}.htm" for number in range(2000, 2000 + count)}


@pytest.fixture(scope="module")
def looked(program_for, tmp_path_factory) -> Looked:
    sites = {it.name: f"http://{it.host}/" for it in TOWNS if it.name != "shared"}
    sites |= {name: f"http://www.shared.test/{name}/" for name in ("one", "two")}
    folder = write_register(tmp_path_factory.mktemp("lists") / "town", sites)
    with MockGov(*TOWNS, Town("outside")) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl(
            "site", folder, "2021Q2", "-a", f"as_of={AS_OF}", GOVCRAWL_DOWNLOAD_MAXSIZE=str(MOST_BYTES)
        )
    assert "Traceback" not in ended.stderr, ended.stderr
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        found = {target: list(own) for target, own in store.facts("town", "2021Q2", AS_OF)}
        facts = {target.removeprefix("site/www.").replace(".test", ""): own for target, own in found.items()}
        return Looked(facts, list(store.snapshots()), web)


def seen(fact: ColumnSeen) -> tuple[str, date | None, str]:
    return fact.state.value, fact.newest, fact.newest_title


def test_of_an_unsorted_list_two_more_pages_are_asked_and_an_endless_one_ends(looked):
    assert seen(looked.column("disorder")) == ("dated", date(2021, 7, 3), NEWEST)
    assert looked.paths("disorder", "/tzgg/index") == [f"/tzgg/index_{n}.html" for n in range(2, 2 + FURTHER_PAGES)]


def test_of_a_sorted_list_no_further_page_is_asked(looked):
    assert seen(looked.column("ordered")) == ("dated", date(2021, 7, 2), NEWEST)
    assert looked.paths("ordered", "/tzgg/index") == []


@pytest.mark.parametrize("name", ["pinned", "top"])
def test_an_old_row_on_top_hides_no_newer_one(looked, name):
    assert seen(looked.column(name)) == ("dated", date(2021, 7, 2), NEWEST)


@pytest.mark.parametrize("name", ["stub", "stubscript"])
def test_a_stub_is_followed(looked, name):
    assert seen(looked.column(name)) == ("dated", date(2021, 7, 2), NEWEST)
    assert [path for path in looked.paths(name, "/tzgg/") if "/t2021" not in path] == ["/tzgg/", "/tzgg/list.html"]


def test_a_stub_behind_a_stub_is_not_followed(looked):
    column = looked.column("stubs")
    assert (column.state, column.reason) == ("not_observed", "meta_refresh")
    assert looked.paths("stubs", "/tzgg/") == ["/tzgg/", "/tzgg/a.html"]


def test_a_stub_that_leaves_the_register_is_not_followed(looked):
    column = looked.column("stubout")
    assert (column.state, column.reason) == ("not_observed", "outside_register")
    assert not looked.web.asked("www.outside.test")


def test_a_stub_that_leads_to_another_site_of_its_host_is_not_followed(looked):
    one, two = looked.visit("shared/one"), looked.visit("shared/two")
    assert (one.observed, one.reason, two.observed) == (False, "outside_register", True)
    assert looked.paths("shared", "/two/") == ["/two/"]


def test_a_stub_to_a_missing_page_is_a_dead_link_and_no_column(looked):
    assert not [it for it in looked.facts["stubgone"] if isinstance(it, ColumnSeen)]


def test_the_stub_of_a_home_page_is_followed(looked):
    (home,) = [it for it in looked.facts["stubhome"] if isinstance(it, HomePageSeen)]
    assert (home.state, home.newest) == ("dated", date(2021, 7, 4))
    assert seen(looked.column("stubhome")) == ("dated", date(2021, 7, 2), NEWEST)
    assert looked.visit("stubhome").observed
    away = looked.visit("stubhomeout")
    assert (away.observed, away.reason) == (False, "outside_register")


def test_rows_behind_a_data_proxy_are_read(looked):
    column = looked.column("proxy")
    assert (*seen(column), column.rows, column.cms) == ("dated", date(2021, 7, 3), NEWEST, 3, "hanweb")
    (asked,) = looked.paths("proxy", "/module/")
    assert "columnid=77" in asked


def test_a_data_proxy_that_is_down_makes_no_column_blank(looked):
    column = looked.column("proxydown")
    assert (column.state, column.newest) == ("not_observable", None)


def test_rows_without_a_year_take_that_of_their_articles(looked):
    assert seen(looked.column("yearless")) == ("dated", date(2021, 7, 4), NEWEST)
    assert looked.rows("yearless") == first_rows(FIRST_ROWS)


def test_articles_out_of_order_are_followed_by_more(looked):
    assert seen(looked.column("leaping")) == ("dated", date(2021, 7, 3), NEWEST)
    assert looked.rows("leaping") == first_rows(MORE_ROWS)


def test_an_article_that_has_moved_still_tells_the_day_of_its_row(looked):
    assert seen(looked.column("moved")) == ("dated", date(2021, 7, 4), NEWEST)


@pytest.mark.parametrize(("name", "reason"), [("undated", "no_date"), ("lost", "articles_not_seen")])
def test_whose_lack_it_is_that_no_row_has_a_date(looked, name, reason):
    column = looked.column(name)
    assert (column.state, column.reason, column.rows, column.dated_rows) == ("undated", reason, 9, 0)


@pytest.mark.parametrize("name", ["gbkasutf8", "utf8asgbk", "utf16", "utf16bare", "packed"])
def test_the_title_is_stored_as_it_was_written(looked, name):
    assert seen(looked.column(name)) == ("dated", date(2021, 7, 2), NEWEST)


def test_what_leads_out_of_the_register_is_not_asked(looked):
    column = looked.column("leaving", "公示公告")
    assert (column.state, column.reason) == ("not_observed", "outside_register")
    assert not looked.web.asked("www.outside.test")
    assert seen(looked.column("leaving")) == ("dated", date(2021, 7, 2), NEWEST)


@pytest.mark.parametrize(("name", "reason"), [("huge", "too_large"), ("bomb", "too_large"), ("loop", "redirect_loop")])
def test_what_cannot_be_taken_is_not_observed_and_named(looked, name, reason):
    column = looked.column(name)
    assert (column.state, column.reason) == ("not_observed", reason)
    assert looked.visit(name).observed
