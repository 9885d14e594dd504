"""The search of a site on a page: its form, a link to it, one that only a script asks, none."""

from datetime import datetime

import pytest

from govcrawl.cms.search_form import read_search, shows_title
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.search import SearchPlace, SearchRead

URL = "http://www.jia.test/"
HERE, LINKED = SearchPlace.HERE, SearchPlace.LINKED
ASKED = "http://www.jia.test/s.jsp"


def page(body: str, head: str = "") -> Page:
    moment = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
    return Page(f"<html><head>{head}</head><body>{body}</body></html>", moment, URL)


SCRIPT = "<script>go()</script>"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('<form action="/s.jsp"><input name="q"></form>', SearchRead(HERE, ASKED, "q")),
        ('<form action="/s.jsp" method="POST"><input name="kw"></form>', SearchRead(HERE, ASKED, "kw", post=True)),
        (
            '<form action="/s.jsp" onsubmit="return full()"><input name="q"></form>',
            SearchRead(HERE, ASKED, "q", scripted=True),
        ),
        ('<form><input name="searchword"></form>', SearchRead(HERE, URL, "searchword")),
        (
            '<form action="/s.jsp"><input type="hidden" name="site" value="7"><select name="in"><option value="1">标题'
            '</select><input name="abc" placeholder="请输入关键词"><input type="submit" name="go" value="搜"></form>',
            SearchRead(HERE, ASKED, "abc", (("site", "7"), ("in", "1"))),
        ),
        # What a browser sends is known only where something sends the form, or no script could.
        (f"<form><input name='qt'></form>{SCRIPT}", SearchRead(HERE, URL, "qt", scripted=True)),
        (f"<form action='#'><input name='qt'></form>{SCRIPT}", SearchRead(HERE, URL, "qt", scripted=True)),
        (
            f"<form action='/s.jsp'><input name='q'></form>{SCRIPT}",
            SearchRead(HERE, ASKED, "q", scripted=True),
        ),
        (f"<form action='/s.jsp'><input name='q'><button>搜</button></form>{SCRIPT}", SearchRead(HERE, ASKED, "q")),
        ('<a href="/s.jsp">站内搜索</a>', SearchRead(LINKED, ASKED)),
        ('<form action="javascript:find()"><input name="q"></form>', SearchRead(SearchPlace.BY_SCRIPT)),
        ('<form action="" onsubmit="return find()"><input name="q"></form>', SearchRead(SearchPlace.BY_SCRIPT)),
        ('<div class="search"><input id="a"></div>', SearchRead(SearchPlace.BY_SCRIPT)),
        ('<a href="javascript:void(0)">搜索</a>', SearchRead(SearchPlace.BY_SCRIPT)),
        (
            '<form action="/login.do"><input name="key"><input type="password" name="p"></form>',
            SearchRead(SearchPlace.MISSING),
        ),
        ("<p>欢迎</p>", SearchRead(SearchPlace.MISSING)),
        ('<p>欢迎</p><script src="/a.js"></script>', SearchRead(SearchPlace.NOT_SHOWN)),
    ],
)
def test_the_search_of_a_page(body: str, read: SearchRead) -> None:
    assert read_search(page(body)) == read


def test_a_page_in_gbk_asks_in_gbk() -> None:
    read = read_search(page('<form action="/s.asp"><input name="q"></form>', '<meta charset="gb2312">'))
    assert read.charset == "gb18030"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<a href="/1.html">关于做好春耕备耕工作的通告</a>', True),
        ('<a href="/1.html">关于做好<em>春耕备耕</em>工作的通告</a>', True),
        ('<a href="/9.html">关于做好春耕备耕工作的通告...</a>', True),
        ('<a href="/1.html">查看</a>', True),
        ("<p>您搜索的“关于做好春耕备耕工作的通告”没有结果</p>", False),
        ('<a href="/9.html">关于做好春耕工作的通告</a>', False),
    ],
)
def test_whether_results_show_a_title(body: str, shown: bool) -> None:
    assert shows_title(page(body), "关于做好春耕备耕工作的通告", "http://www.jia.test/1.html") is shown
