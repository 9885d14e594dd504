"""A home page that is only a way in, and what speaks against it."""

from datetime import datetime

import pytest

from govcrawl.cms import read_page
from govcrawl.cms.way_in import only_leads_on
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

LINKS = "".join(
    f'<li><a href="/{path}/">{name}</a></li>'
    for path, name in {"zwgk": "政务公开", "bsfw": "办事服务", "hdjl": "互动交流"}.items()
)
MENU = f"<h1>某县人民政府</h1><p>今天是：2021年7月5日 星期一</p><ul>{LINKS}</ul><p>主办单位：某县人民政府办公室</p>"
ROWS = "".join(
    f'<li><a href="/dt/202107/t2021070{n}_{n}.html">关于第{n}次会议的消息</a><span>2021-07-0{n}</span></li>'
    for n in range(1, 6)
)


def is_way_in(body: str) -> bool:
    moment = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
    page = Page(f"<html><head><title>某县</title></head><body>{body}</body></html>", moment, "http://www.jia.test/")
    return only_leads_on(page, read_page(page, home=True))


def test_a_menu_is_a_way_in() -> None:
    assert is_way_in(MENU)


@pytest.mark.parametrize(
    "more",
    [
        f"<div><h2>要闻</h2><ul>{ROWS}</ul></div>",
        "<p>公告：7月3日停水</p>",
        "<p>" + "本县位于某省东部，历史悠久。" * 30 + "</p>",
        "<script>$.get('/news.json')</script>",
        '<iframe src="/news.html"></iframe>',
    ],
)
def test_anything_else_speaks_against_it(more: str) -> None:
    assert not is_way_in(MENU + more)


def test_a_page_that_leads_nowhere_is_none() -> None:
    assert not is_way_in("<h1>某县人民政府</h1><a href='/zwgk/'>进入网站</a>")
