"""Links between an interpretation and its document: by label, by title, uncertain, none."""

from datetime import datetime

import pytest

from govcrawl.cms.relations import document_of, interpretation_of, links_to, loads_by_script, same_matter
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

TITLE = "《甲区流动摊点管理办法》政策解读"
AROUND = """<div class="nav"><a href="/zcjd/">政策解读</a><a href="/zcwj/">政策文件</a></div>{}
<div class="side"><h3>最新文件</h3><a href="/zcwj/202103/t20210301_9.html">关于印发别处规划的通知</a></div>"""


def page(body: str) -> Page:
    moment = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
    return Page(f"<body>{AROUND.format(body)}</body>", moment, "http://www.jia.test/zcjd/202101/t20210101_1.html")


@pytest.mark.parametrize(
    ("body", "certain"),
    [
        ("<div><h4>相关文件</h4><ul><li><a href='/w.html'>点这里</a></li></ul></div>", True),
        ("<p>政策原文：<a href='/w.html'>点这里</a></p>", True),
        ("<p><a href='/w.html'>查看原文</a></p>", True),
        ("<p>根据<a href='/w.html'>《甲区流动摊点管理办法》</a></p>", True),
        ("<p>根据<a href='/w.html'>甲区人民政府关于印发流动摊点管理办法的通知</a></p>", True),
        ("<p>根据<a href='/w.html'>《乙省无人机条例》</a></p>", False),
    ],
)
def test_the_link_to_the_document(body: str, certain: bool) -> None:
    found = document_of(page(body), TITLE)
    assert found
    assert (found.url, found.certain) == ("http://www.jia.test/w.html", certain)


def test_a_link_with_the_name_of_a_column_may_be_one_of_a_menu() -> None:
    found = document_of(page("<p><a href='/zcwj/202101/t20210101_2.html'>政策文件</a></p>"), TITLE)
    assert found
    assert not found.certain


@pytest.mark.parametrize(
    "body",
    [
        "<p>为方便理解，现解读如下。</p>",
        "<p><a href='/j.html'>《甲区流动摊点管理办法》图解</a></p>",  # another interpretation
        "<p><a href='javascript:void(0)'>政策原文</a></p>",
        "<ul><li><a href='/tzgg/list.shtml'>通知公告</a></li><li><a href='/zd.html'>公开制度</a></li></ul>",
        "<ul><li><a href='/zcwj/a.shtml'>政策文件</a><li><a href='/sjfb/a.shtml'>数据发布</a></ul>",
        "<p>关联文件：</p><ul><li class='footer-txt'><a href='/map.shtml'>网站地图</a></li></ul>",
    ],
)
def test_no_link_to_the_document(body: str) -> None:
    assert document_of(page(body), TITLE) is None


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>相关解读：<a href='/j.html'>一张图</a></p>", True),
        ("<p><a href='/j.html'>一图读懂《甲区流动摊点管理办法》</a></p>", True),
        ("<p><a href='/j.html'>一图读懂《乙区河道管理办法》</a></p>", False),
        ("<p>无</p>", False),
        ("<div class='menu2'><a href='/a/a.shtml'>政策解读</a><a href='/b/b.shtml'>数据发布</a></div>", False),
        ("<p><a href='/ztbd/fbh/'>流动摊点管理办法发布会</a></p>", False),  # a column
    ],
)
def test_the_link_to_an_interpretation(body: str, found: bool) -> None:
    assert bool(interpretation_of(page(body), "甲区流动摊点管理办法")) is found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("甲区人民政府办公室关于印发流动摊点管理办法的通知", "《流动摊点管理办法》解读", True),
        ("流动摊点管理办法", "河道管理办法", False),
        ("甲区春耕备耕管理办法", "关于印发甲区疫苗接种实施方案的通知", False),
        ("", "", False),
    ],
)
def test_titles_of_the_same_matter(one: str, other: str, same: bool) -> None:
    assert same_matter(one, other) is same


def test_links_back_and_scripts() -> None:
    assert links_to(page("<a href='http://www.jia.test/zcjd/2.html'>解读</a>"), "http://www.jia.test/zcjd/2.html")
    assert not links_to(page(""), "http://www.jia.test/zcjd/2.html")
    assert loads_by_script(page("<script>$.get('/xgwj')</script>"))
    assert not loads_by_script(page("<script>var a = 1;</script>"))
