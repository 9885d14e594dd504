"""Links that leave government, the prompt before them, and what looks like advertising."""

from datetime import datetime

import pytest

from govcrawl.cms.leaving import MOST_HOSTS, outward_links
from govcrawl.model.outward import AdvertPlace, LinkAway, OutwardRead
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

NOON = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
OWN = frozenset({"www.jia.test", "jia.test", "www.yi.test"})


def read(body: str) -> OutwardRead:
    return outward_links(Page(f"<html><body>{body}</body></html>", NOON, "http://www.jia.test/"), OWN)


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("/zwgk/", False),
        ("http://www.yi.test/", False),  # another site of the register
        ("http://www.yi.test.elsewhere.test/", True),
        ("http://www.gov.cn/", False),
        ("http://gov.cn/", False),
        ("http://www.notgov.cn/", True),
        ("http://www.gov.cn.elsewhere.test/", True),
        ("http://bszs.conac.cn/sitename?id=1", False),
        ("http://pucha.kaipuyun.cn/exposure/jiucuo.html", False),
        ("http://121.43.68.40/exposure/jiucuo.html", False),
        ("javascript:void(0)", False),
        ("mailto:a@elsewhere.test", False),
        ("http://[broken/", False),
    ],
)
def test_what_leaves_is_neither_of_the_register_nor_of_government(url, leaves):
    assert bool(read(f'<a href="{url}">链接</a>').count) is leaves


def test_each_host_is_kept_once_and_every_link_counted():
    seen = read('<a href="http://a.test/1">甲</a><a href="http://a.test/2">乙</a><a href="http://b.test/">丙</a>')
    assert seen.links == (LinkAway("http://a.test/1", "甲"), LinkAway("http://b.test/", "丙"))
    assert seen.count == 3
    many = read("".join(f'<a href="http://h{number}.test/">链接</a>' for number in range(MOST_HOSTS + 1)))
    assert (len(many.links), many.count) == (MOST_HOSTS, MOST_HOSTS + 1)


@pytest.mark.parametrize(
    ("body", "prompt"),
    [
        ("<p>您访问的链接即将离开“甲区人民政府门户网站”，是否继续？</p>", "即将离开“甲区人民政府门户网站”，是否继续？"),
        ("<script>if(confirm('您打开的是外部链接，继续？'))go()</script>", "您打开的是外部链接，继续？"),
        (r"<script>layer.confirm('\u5373\u5c06\u79bb\u5f00')</script>", r"\u5373\u5c06\u79bb\u5f00"),
        ("<p>老局长离开工作岗位</p>", ""),
        ("<p>外部链接</p>", ""),
    ],
)
def test_a_prompt_stands_in_the_page_or_in_a_script_of_it(body, prompt):
    assert read(body).prompt == prompt


def test_files_of_scripts_may_ask_and_inline_scripts_are_read():
    assert read('<script src="/js/jquery.js"></script>').scripted
    assert not read("<script>var a = 1</script>").scripted


def places(body: str) -> list[AdvertPlace]:
    return [advert.place for advert in read(body).adverts]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<a href="http://ads.test/">广告位招租</a>', AdvertPlace.LINK),
        ('<a href="http://ads.test/">推广</a>', AdvertPlace.LINK),
        ('<a href="http://shop.test/"><img src="/a.gif" alt="限时抢购"></a>', AdvertPlace.LINK),
        ('<div class="piaofu"><a href="http://shop.test/">点我</a><p>年货促销</p></div>', AdvertPlace.FLOATING),
        ('<div style="POSITION: fixed"><a href="http://s.test/">点我</a>全场特价</div>', AdvertPlace.FLOATING),
        ('<iframe src="//pos.baidu.com/s?hei=90"></iframe>', AdvertPlace.NETWORK),
        ('<script src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"></script>', AdvertPlace.NETWORK),
    ],
)
def test_advertising_is_proposed_with_what_gives_it_away(body, place):
    assert places(body) == [place]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/zwgk/gg.html">广告位招租</a>',  # does not leave
        '<a href="http://www.gov.cn/x">促销</a>',
        '<a href="http://news.test/">本地新闻网</a>',
        '<a href="http://news.test/">招商引资</a>',  # the work of an office
        '<a href="http://news.test/">关于整治节日促销的通知</a>',
        '<a href="http://news.test/">推广普通话</a>',
        '<div class="piaofu"><a href="http://news.test/">学习专题</a></div>',
        '<div class="piaofu"><a href="/zt/">年货促销</a></div>',
        '<a href="http://baidu.com/">百度</a><script src="http://hm.baidu.com/hm.js"></script>',
    ],
)
def test_what_is_no_advertising_is_not_proposed(body):
    assert places(body) == []


def test_an_address_is_proposed_once():
    body = '<div class="popup"><a href="http://s.test/">年货促销</a></div><a href="http://s.test/">年货促销</a>'
    assert places(body) == [AdvertPlace.FLOATING]
