"""Links as a browser would follow them, soft 404 by the site's own yardstick, and what an answer proves of a link."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings

from govcrawl.cms.likeness import OWN, words_of, yardstick
from govcrawl.cms.page_links import ATTACHMENT, IMAGE, PAGE, page_links
from govcrawl.model.fact import LinkScope, LinksCounted, LinkState, TargetVisited
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Site, SiteKind, SiteStatus
from govcrawl.register import City, Register
from govcrawl.spiders.link_answers import SUSPECT, outcome
from govcrawl.spiders.link_sources import Neighbours, Place, read_sources
from govcrawl.spiders.links import LinksSpider, LinksVisit

AT = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
BASE = "http://www.own.test/xw/"


def links(html: str) -> list[tuple[str, str, str]]:
    page = Page(f"<html><body>{html}</body></html>", AT, BASE)
    return [(link.url, link.anchor, link.kind) for link in page_links(page)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="a.html"> 甲  乙 </a>', [(f"{BASE}a.html", "甲 乙", PAGE)]),
        ('<a href="/">首页</a>', [("http://www.own.test/", "首页", PAGE)]),
        ('<a href="http://b.test">乙</a>', [("http://b.test/", "乙", PAGE)]),
        ('<a href="a.html#top">甲</a><a href="a.html">甲</a>', [(f"{BASE}a.html", "甲", PAGE)]),
        ('<a href="..\\f\\a.pdf" title="附件">下载</a>', [("http://www.own.test/f/a.pdf", "下载", ATTACHMENT)]),
        ('<a href="a.xlsx"></a>', [(f"{BASE}a.xlsx", "", ATTACHMENT)]),
        ('<a href="/"><img src="l.png" alt="标志"></a>', [
            ("http://www.own.test/", "标志", PAGE), (f"{BASE}l.png", "标志", IMAGE),
        ]),
        ('<map><area href="b.html" title="地图"></map>', [(f"{BASE}b.html", "地图", PAGE)]),
        ('<a href="file:///D:/a.doc">甲</a>', [("file:///D:/a.doc", "甲", PAGE)]),
        ('<a href="http://">甲</a>', [("http://", "甲", PAGE)]),
        ('<a href="http://[bad/">甲</a>', [("http://[bad/", "甲", PAGE)]),
        ('<a href="javascript:;">甲</a><a href="MAILTO:a@b">乙</a><a href="tel:1">丙</a><a href="#">丁</a>', []),
        ('<a>甲</a><a href="">乙</a><a href=" ">丙</a>', []),
        ('<a href="weixin://dl">甲</a><img src="data:image/gif;base64,R0"><img src=""><a href="{{x.url}}">甲</a>', []),
        ('<base href="http://c.test/d/"><a href="e.html">甲</a>', [("http://c.test/d/e.html", "甲", PAGE)]),
        (f'<a href="a.html">{"长" * 80}</a>', [(f"{BASE}a.html", "长" * 60, PAGE)]),
    ],
)  # fmt: skip
def test_links_of_a_page(html, found):
    assert links(html) == found


NAV = "".join(f"<li><a href='/{number}/'>栏目{number}政务公开</a></li>" for number in range(40))


def framed(middle: str, title: str = "人民政府") -> str:
    return words_of(f"<html><title>{title}</title><script>var x=1</script><body>{NAV}<div>{middle}</div></body></html>")


HOME = framed("最新要闻一二三四五六七八九十")
MISSING = framed("抱歉，您访问的页面不存在或已被删除，请返回首页。编号：77310", "页面不存在")


@pytest.mark.parametrize(
    ("page", "like"),
    [
        (MISSING, True),
        (framed("抱歉，您访问的页面不存在或已被删除，请返回首页。编号：90218", "页面不存在"), True),  # another number
        (framed("关于举办招聘会的通知，定于七月五日在市民广场举行。"), False),
        (framed("关于页面不存在的说明：抱歉，您访问的页面不存在是因为正在改版，预计七月五日恢复，详见公告。"), False),
        (HOME, False),
        (words_of(""), False),
    ],
)
def test_a_soft_404_is_told_by_the_sites_own_answer(page, like):
    assert yardstick(MISSING, HOME).is_like(page) is like


def test_a_site_that_shows_its_home_page_for_everything_gives_no_yardstick():
    measure = yardstick(HOME, HOME)
    assert not measure.tells
    assert not measure.is_like(HOME)
    assert not yardstick(HOME + "一" * (OWN - 1 + 2), HOME).tells  # hardly anything of its own


def snapshot(status: int = 0, failure: str = "") -> Snapshot:
    return Snapshot("s", "r", "site/a", BASE, "link", AT, AT, status=status, failure=failure)


@pytest.mark.parametrize(
    ("status", "failure", "state", "suspect"),
    [
        (200, "", "alive", False),
        (204, "empty_answer", "alive", False),
        (200, "empty_answer", "alive", False),  # the answer to HEAD
        (0, "too_large", "alive", False),
        (404, "http_404", "dead", False),
        (410, "http_410", "dead", False),
        (0, "redirect_loop", "dead", False),
        *((0, failure, "dead", True) for failure in SUSPECT),
        (500, "http_500", "dead", True),
        (503, "http_503", "dead", True),
        (200, "blocked", "refused", False),
        *((status, "blocked", "refused", False) for status in (401, 403, 412, 429)),
        (400, "http_400", "refused", False),
        (405, "http_405", "refused", False),
        (0, "robots", "refused", False),
        (0, "outside_register", "not_checked", False),
        (302, "http_302", "not_checked", False),
        (0, "our_error", "not_checked", False),
        (0, "", "not_checked", False),
    ],
)
def test_what_an_answer_says_of_a_link(status, failure, state, suspect):
    told = outcome(snapshot(status, failure))
    assert (told.state, told.suspect) == (LinkState(state), suspect)
    assert bool(told.reason) == (state != "alive") or not failure


def test_a_server_that_knows_no_head_says_nothing_where_nothing_else_may_be_asked():
    assert outcome(snapshot(501, "http_501"), head_only=True).state is LinkState.REFUSED
    assert outcome(snapshot(501, "http_501")).suspect


def site(url: str, status: SiteStatus = SiteStatus.OPERATING) -> Site:
    return Site(url, url, SiteKind.PORTAL, "甲区", status=status)


OWN_SITE = site("http://www.own.test/")
REGISTER = Register(
    City("试验市", "440800", "national", ("甲区",), {}),
    (
        OWN_SITE,
        site("http://www.other.test/sub/index.html"),
        site("http://www.old.test/", SiteStatus.CLOSED),
        site("http://www.own.test/closed/", SiteStatus.CLOSED),
        site("http://www.own.test/closed/new/"),
        site("http://www.asleep.test/", SiteStatus.SUSPENDED),
    ),
    (),
)
NEIGHBOURS = Neighbours(REGISTER, frozenset({"www.own.test", "own.test"}))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://own.test/a", Place.OWN),
        ("https://www.own.test/", Place.OWN),
        ("http://www.own.test/closed/a.html", Place.CLOSED),
        ("http://www.own.test/closed", Place.OWN),  # not below the closed one, as far as its address tells
        ("http://www.own.test/closed/new/a.html", Place.OWN),
        ("http://old.test/a/b.html", Place.CLOSED),
        ("http://www.old.test/", Place.CLOSED),
        ("http://other.test/elsewhere", Place.REGISTERED),
        ("http://www.asleep.test/", Place.EXTERNAL),
        ("http://www.gov.test/", Place.EXTERNAL),
        ("http://8.8.8.8/", Place.EXTERNAL),
        ("http://10.1.2.3/", Place.NOWHERE),
        ("http://localhost:8080/", Place.NOWHERE),
        ("http://[::1]/", Place.NOWHERE),
        ("file:///D:/a.doc", Place.NOWHERE),
        ("http://", Place.NOWHERE),
        ("http://[bad/", Place.NOWHERE),
    ],
)
def test_where_a_link_leads(url, place):
    assert NEIGHBOURS.place(url) is place


def stored(name: str, role: str, html: str, status: int = 200, failure: str = "") -> tuple[Snapshot, bytes]:
    url = f"http://www.own.test/{name}"
    page = Snapshot(f"s{name}", "r", OWN_SITE.id, url, role, AT, AT, status, failure=failure, content_type="text/html")
    return page, f"<html><head><meta charset='utf-8'></head><body>{html}</body></html>".encode()


def test_a_link_counts_once_at_the_page_nearest_to_the_home_page():
    pages = [
        stored("xw/1.html", "row", "<a href='/deep.html'>深</a><a href='/xw/'>要闻</a>"),
        stored("xw/", "column", "<a href='/both.html'>远</a><a href='/second.html'>二</a><a href='/xw/1.html'>一</a>"),
        stored("", "home", "<a href='/xw/'>要闻</a><a href='/both.html'>近</a>"),
        stored("lost/", "column", "<a href='/never.html'>无</a>", 404, "http_404"),
        stored("rows.json", "rows", "<a href='/never.html'>无</a>"),
    ]
    found = read_sources(OWN_SITE, pages, NEIGHBOURS)
    by_path = {link.url.removeprefix("http://www.own.test/"): link for link in found.links}
    assert {path: link.scope for path, link in by_path.items()} == {
        "xw/": LinkScope.HOME,
        "both.html": LinkScope.HOME,
        "second.html": LinkScope.SECOND,
        "xw/1.html": LinkScope.SECOND,
        "deep.html": LinkScope.OTHER,
    }
    assert [link.scope for link in found.links] == sorted(
        (link.scope for link in found.links), key="home second other".find
    )
    both = by_path["both.html"]
    assert (both.anchor, both.page, both.snapshot, both.pages) == ("近", "http://www.own.test/", "s", 2)
    assert (found.pages, found.home_links) == (3, 2)


def test_a_home_page_that_only_refreshes_is_the_page_it_leads_to():
    stub = "<meta http-equiv='refresh' content='0; url=/main/'>"
    pages = [stored("", "home", stub), stored("main/", "refreshed", "<a href='/a.html'>甲</a>")]
    found = read_sources(OWN_SITE, pages, NEIGHBOURS)
    assert [(link.url, link.scope) for link in found.links] == [("http://www.own.test/a.html", LinkScope.HOME)]


def test_a_site_that_is_through_makes_room_for_one_other():
    folder = Path(__file__).parent / "mockgov" / "registers" / "boundary"
    spider = LinksSpider(city=str(folder), period="2021Q3")
    spider.room = asyncio.BoundedSemaphore(1)  # refuses to be released more often than it was acquired
    spider.settings = Settings(LinksSpider.custom_settings)
    site = spider.targets[0]

    async def through() -> list[object]:
        await spider.room.acquire()
        return [fact for item in spider._begun(LinksVisit(site, frozenset())) for fact in item.facts]

    assert [type(fact) for fact in asyncio.run(through())] == [LinksCounted, TargetVisited]
    assert not spider.room.locked()
