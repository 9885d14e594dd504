# ruff: noqa: E501 -- names and pages of one line are easier to compare
"""Finding columns: pages in the dialect of each CMS, and what must be left alone."""

import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.discovery import CORPUS, score, sites
from bench.web import body_of
from govcrawl.cms.addresses import AddressKind, canonical, kind_of, looks_like_article, looks_like_column
from govcrawl.cms.discovery import column_links, sitemap_link
from govcrawl.cms.document import Document
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import ColumnLink

SITE = "http://www.demo.gov.cn"
CAPTURED = datetime(2021, 7, 5, tzinfo=CHINA_TIME)


def document(html: str, url: str | None = SITE + "/") -> Document:
    return Document(Page(html, CAPTURED, url))


def found(html: str, url: str | None = SITE + "/") -> dict[str, ColumnLink]:
    return {link.url.removeprefix(SITE): link for link in column_links(document(html, url))}


ARTICLES = [
    "/gzdt/tzgg/202006/t20200623_61199953.html",  # TRS
    "/gzdt/tzgg/t20200623_61199953.shtml",
    "/art/2020/6/23/art_123_4567.html",  # 大汉
    "/xxgk/content_1234567.html",  # 开普
    "/2020-06/23/content_5384134.htm",
    "/zwgk/c100494/2021/1/4/6c193cc438a34e099df907849e7b0881.html",
    "/zwgk/c100494/202101/6c193cc438a34e099df907849e7b0881.shtml",
    "/zwgk/tzgg/content/post_3140689.html",  # 南方/gkmlpt
    "/gkmlpt/content/3/3140/post_3140689.html",
    "/gkmlpt/content/3/3140/mpost_3140689.html",
    "/info/1001/2345.htm",  # 博达
    "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1005&wbnewsid=2345",
    "/contents/12/3456.html",  # SiteServer
    "/html/tzgg/20200623/1234.html",  # DedeCMS
    "/zcfg/law/54721.html",
    "/plus/view.php?aid=12",
    "/tzgg/1234.jhtml",  # JEECMS
    "/show-12-345-1.html",  # PHPCMS
    "/ztzl/028002/20210105/766c86d1-c76a-4ca0-af0b-911f02a6.html",  # 新点
    "/news_view.asp?id=12",
    "/Article/Detail.aspx?id=3",
    "/news/1234",
]
COLUMNS = [
    "/gzdt/tzgg/",
    "/gzdt/tzgg/index.html",
    "/zwgk/zcfg_62459/index.html",
    "/zwgk/tzgg",
    "/col/col1234/index.html",
    "/col/col1234/",
    "/zwgk/c100494/xwzx_list.html",
    "/zwgk/c100573/list_2.html",  # a template of that name, not the second page
    "/zwgk/c100573/zfxxgk_gknrz.shtml",
    "/zwgk/node_1234.htm",
    "/gkmlpt/index#1234",
    "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1005",
    "/channels/12.html",
    "/channel/12.html",
    "/plus/list.php?tid=3",
    "/tzgg/index.jhtml",
    "/list-12-1.html",
    "/zjgsfzx/031003/zjgCity_moreinfo.html",
    "/staticmores/003/003-1.html",
    "/news.asp?classid=3",
]
PAGINGS = [
    "/gzdt/tzgg/index_2.html",
    "/gzdt/tzgg/index_1.html",  # TRS counts from 0
    "/zcfg/list_22_4.html",
    "/list-12-3.html",
    "/col/col1234/index.html?uid=5&pageNum=3",
    "/list.php?tid=3&PageNo=2",
    "/staticmores/003/003-2.html",
]
SERVICES = ["/login.html", "/tyrzLogin/loginPage", "http://mail.demo.gov.cn/", "/user/login.jsp", "/search/fullsearch-E4B8.html", "/jsearch/index.html", "/so.html?q=a", "/rss/index.html", "/english/index.html", "mailto:a@b.cn"]  # fmt: skip
FILES = ["/a.pdf", "/x/P020200623.doc", "/x/y.ZIP", "/images/a.JPG", "/x/app.apk"]
HOMES = ["/", "/index.html", "/index2.html", "/Default.aspx"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [(each, AddressKind.ARTICLE) for each in ARTICLES]
    + [(each, AddressKind.COLUMN) for each in COLUMNS]
    + [(each, AddressKind.PAGING) for each in PAGINGS]
    + [(each, AddressKind.SERVICE) for each in SERVICES]
    + [(each, AddressKind.FILE) for each in FILES]
    + [(each, AddressKind.HOME) for each in HOMES],
)
def test_an_address_tells_its_kind(address: str, kind: AddressKind) -> None:
    url = address if ":" in address[:8] else SITE + address
    assert kind_of(url) is kind
    assert looks_like_article(url) is (kind is AddressKind.ARTICLE)
    assert looks_like_column(url) is (kind is AddressKind.COLUMN)


@pytest.mark.parametrize("address", ["/xwzx/tzgg.htm", "/news.asp?id=5", "/lxwm.html"])
def test_an_address_may_tell_nothing(address: str) -> None:
    assert kind_of(SITE + address) is AddressKind.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.gov.cn/x/", "https://a.gov.cn/x/index.html#top", True),
        ("http://a.gov.cn:80/x/default.aspx", "http://a.gov.cn/x/", True),
        ("http://a.gov.cn/x/a.jsp;jsessionid=AB12?b=1&a=2", "http://a.gov.cn/x/a.jsp?a=2&b=1&utm_source=wx", True),
        ("http://a.gov.cn", "http://a.gov.cn/", True),
        ("http://a.gov.cn/X/", "http://a.gov.cn/x/", False),
        ("http://a.gov.cn/x/", "http://b.gov.cn/x/", False),
        ("http://a.gov.cn/x/index_2.html", "http://a.gov.cn/x/", False),
        ("http://a.gov.cn/list.php?tid=3", "http://a.gov.cn/list.php?tid=4", False),
        ("http://a.gov.cn:8080/x/", "http://a.gov.cn/x/", False),
        ("http://a.gov.cn/gkmlpt/index#12", "http://a.gov.cn/gkmlpt/index#13", False),
        ("http://a.gov.cn/x/#12", "http://a.gov.cn/x/#13", True),
    ],
)
def test_one_spelling_for_one_page(one: str, other: str, same: bool) -> None:
    assert (canonical(one) == canonical(other)) is same


HOME = """
<div class="header"><a href="/login.html">登录</a><a href="/english/">English</a></div>
<div class="nav"><ul>
 <li><a href="/">网站首页</a></li>
 <li><a href="/gzdt/">工作动态</a><ul><li><a href="/gzdt/tzgg/index.html">通知公告</a></li><li><a href="/gzdt/zcfg.htm">政策法规</a></li></ul></li>
 <li><a href="/bmgk/index.html">部门概况</a></li>
 <li><a href="http://www.gov.cn/zhengce/index.html">国务院政策</a></li>
</ul></div>
<div class="box"><div class="hd"><h2>领导活动</h2><a class="more" href="/ldhd/index.html">更多&gt;&gt;</a></div>
 <ul><li><a href="/ldhd/202107/t20210701_123.html">县长调研防汛工作</a><span>2021-07-01</span></li>
     <li><a href="/ldhd/a1.htm">县长看望慰问</a><span>07-02</span></li></ul></div>
<div class="box"><div class="tabs"><ul><li class="on">政策文件</li><li>政策解读</li></ul></div>
 <div class="panels"><div><ul><li><a href="/zc/t20210601_1.html">关于一件事的通知</a></li></ul><a href="/zc/wj/">更多</a></div>
 <div><ul><li><a href="/zc/t20210601_2.html">图解一件事的通知</a></li></ul><a href="/zc/jd/">更多</a></div></div></div>
<div class="pics"><a href="/ztzl/dsxx/index.html"><img src="a.jpg" alt="党史学习教育"></a>
 <a href="/ztzl/zyhb/index.html"><img src="b.jpg"></a></div>
<div class="foot"><a href="/map/index.html">网站地图</a> <a href="javascript:;">设为首页</a> <a href="/a.pdf">年报下载</a>
 <a href="mailto:a@b.cn">邮箱</a> <a href="#">顶部</a> <a href="http://[bad">坏</a></div>
"""


def test_a_home_page_gives_menus_headings_tabs_and_pictures() -> None:
    links = found(HOME)
    assert {url: (link.name, link.level, link.parent, link.place) for url, link in links.items()} == {
        "/gzdt/": ("工作动态", 1, "", "nav"),
        "/gzdt/tzgg/index.html": ("通知公告", 2, "工作动态", "nav"),
        "/gzdt/zcfg.htm": ("政策法规", 2, "工作动态", "nav"),
        "/bmgk/index.html": ("部门概况", 1, "", "nav"),
        "/ldhd/index.html": ("领导活动", 0, "", "more"),
        "/zc/wj/": ("政策文件", 0, "", "more"),
        "/zc/jd/": ("政策解读", 0, "", "more"),
        "/ztzl/dsxx/index.html": ("党史学习教育", 0, "", "box"),
        "/ztzl/zyhb/index.html": ("", 0, "", "box"),
    }
    assert sitemap_link(document(HOME)) == SITE + "/map/index.html"


def test_other_hosts_are_left_to_the_caller() -> None:
    html = '<div class="nav"><a href="http://zwgk.demo.gov.cn/tzgg/">通知公告</a><a href="//demo.gov.cn/zc/">政策</a></div>'
    assert set(found(html)) == {"http://demo.gov.cn/zc/"}
    every = column_links(document(html), lambda host: host.endswith("demo.gov.cn"))
    assert [link.name for link in every] == ["通知公告", "政策"]


def test_an_address_that_no_browser_opens_is_no_column() -> None:
    html = """<div class="nav"><a href="http://www.demo.gov.cn:abc/x/">政策</a><a href="http://www.demo.gov.cn:99999/y/">公告</a>
     <a href="http://[bad/z/">解读</a><a href="/tzgg/">通知公告</a></div>"""
    assert set(found(html)) == {"/tzgg/"}
    for url in ("http://www.demo.gov.cn:abc/x/", "http://www.demo.gov.cn:99999/y/", "http://[bad/z/"):
        assert kind_of(url) is AddressKind.SERVICE
        assert canonical(url) == url


def assert_known_columns_change_nothing(page: Document) -> None:
    every = column_links(page)
    keys = [canonical(link.url) for link in every]
    for known in (keys, keys[1:], keys[::2]):
        assert column_links(page, known=known) == tuple(
            link for link, key in zip(every, keys, strict=True) if key not in known
        )


@pytest.mark.parametrize("path", ["/", "/lm3/", "/lm3/202101/t20210101_3.html"])
def test_known_columns_are_left_out_and_change_nothing(path: str) -> None:
    assert_known_columns_change_nothing(document(body_of(1, path).decode(), SITE + path))
    assert_known_columns_change_nothing(document(HOME, SITE + path))
    assert_known_columns_change_nothing(document(LIST_PAGE, SITE + path))


def test_what_is_new_lies_below_what_is_known() -> None:
    html = '<div class="nav"><a href="/zwgk/">政务公开</a><a href="/zwgk/tzgg/">通知公告</a></div>'
    (new,) = column_links(document(html), known={canonical(SITE + "/zwgk/")})
    assert (new.name, new.level, new.parent) == ("通知公告", 2, "政务公开")


def test_known_columns_change_nothing_on_any_page_of_the_fixtures() -> None:
    pages = sorted((Path(__file__).parent / "fixtures" / "pages").rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        assert_known_columns_change_nothing(document(page.read_text("utf-8", "replace"), SITE + "/zwgk/index.html"))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus ../shared/realpages is not here")
def test_known_columns_change_nothing_on_any_page_of_the_corpus() -> None:
    for page in sorted((CORPUS / "pages").rglob("*.html")):
        assert_known_columns_change_nothing(document(page.read_text("utf-8", "replace"), SITE + "/zwgk/index.html"))


def test_a_page_of_unknown_address_gives_relative_links() -> None:
    assert set(found('<div class="nav"><a href="../tzgg/index.html">通知公告</a></div>', None)) == {
        "../tzgg/index.html"
    }
    assert found('<div class="nav"><a href="http://a.gov.cn/tzgg/">通知公告</a></div>', None) == {}


def test_base_href_is_obeyed() -> None:
    assert set(found('<head><base href="/x/"></head><div class="nav"><a href="tzgg/">通知公告</a></div>')) == {
        "/x/tzgg/"
    }


LIST_PAGE = """
<div class="location">您现在的位置：<a href="/index.html">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>
<div class="left-menu"><ul><li><a href="/zwgk/zcwj/">政策文件</a></li><li><a href="/zwgk/zcjd.htm">政策解读</a></li></ul></div>
<ul class="list"><li><a href="/zwgk/tzgg/abc.html">停水通知</a><span>2021-07-01</span></li>
 <li><a href="/zwgk/tzgg/def.html">关于举办第三届全民健身运动会开幕式的通知</a><span>2021-06-30</span></li></ul>
<div class="pager"><a href="index_2.html">下一页</a><a href="index_3.html">3</a></div>
"""


def test_a_column_page_gives_breadcrumb_and_side_menu() -> None:
    links = found(LIST_PAGE, SITE + "/zwgk/tzgg/index.html")
    assert {url: (link.name, link.level, link.parent, link.place) for url, link in links.items()} == {
        "/zwgk/": ("政务公开", 1, "", "breadcrumb"),
        "/zwgk/zcwj/": ("政策文件", 2, "政务公开", "nav"),
        "/zwgk/zcjd.htm": ("政策解读", 2, "政务公开", "nav"),
    }


def test_an_article_gives_the_columns_of_its_breadcrumb() -> None:
    links = found(LIST_PAGE, SITE + "/zwgk/tzgg/t20210701_12.html")
    assert (links["/zwgk/tzgg/"].name, links["/zwgk/tzgg/"].level, links["/zwgk/tzgg/"].parent) == (
        "通知公告",
        2,
        "政务公开",
    )


def test_crumbs_may_stand_in_elements_of_their_own() -> None:
    html = '<ol class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwgk/zc/">政策</a></li></ol>'
    assert [(link.name, link.level, link.parent) for link in found(html).values()] == [
        ("政务公开", 1, ""),
        ("政策", 2, "政务公开"),
    ]


def test_rows_with_unknown_addresses_are_no_columns_even_in_a_menu_box() -> None:
    rows = "".join(
        f'<li><a href="/news.asp?id={i}">{title}</a></li>'
        for i, title in enumerate(("停水通知", "停电通知", "关于举办第三届全民健身运动会开幕式的通知"))
    )
    assert found(f'<div class="nav-news"><ul>{rows}</ul></div>') == {}


def test_short_titles_in_dated_rows_are_no_columns() -> None:
    rows = "".join(f'<li><a href="/news/a{i}/">县长下乡调研走访慰问</a><i>2021-07-0{i}</i></li>' for i in range(1, 4))
    assert found(f"<ul>{rows}</ul>") == {}


def test_pages_of_leaders_are_no_columns() -> None:
    people = "".join(
        f'<li><a href="/ld/{key}/ld_list.html">{name}</a></li>'
        for key, name in (("a", "王小明"), ("b", "李 江"), ("c", "欧阳明华"), ("d", "张伟"))
    )
    columns = "".join(
        f'<li><a href="/{key}/list.html">{name}</a></li>'
        for key, name in (("a", "安全生产"), ("b", "时政"), ("c", "党建"), ("d", "文件"))
    )
    assert found(f'<div class="left"><ul>{people}</ul></div>') == {}
    assert len(found(f'<div class="left"><ul>{columns}</ul></div>')) == 4


def test_a_flat_menu_is_placed_by_its_folders() -> None:
    html = """<div class="nav"><a href="/zwgk/">政务公开</a><div><a href="/zwgk/zc/">政策文件</a><a href="/zwgk/zc/sj/index.html">省级文件</a>
    <a href="/zwgkpt/">公开平台</a></div></div>"""
    assert [(link.name, link.level, link.parent) for link in found(html).values()] == [
        ("政务公开", 1, ""),
        ("政策文件", 2, "政务公开"),
        ("省级文件", 3, "政策文件"),
        ("公开平台", 1, ""),
    ]


def test_organs_bots_and_closing_crosses_are_no_columns() -> None:
    names = ("某某县人民政府", "市医保局", "某市发展和改革委员会", "智能问答", "X", "县教育局", "友情链接")
    rows = "".join(f'<a href="/s{i}/">{name}</a>' for i, name in enumerate(names))
    assert found(f'<div class="nav">{rows}<a href="/zdgz/">重点工作</a></div>').keys() == {"/zdgz/"}


def test_a_cut_name_is_taken_from_the_title() -> None:
    assert (
        found('<div class="nav"><a href="/a/" title="人大代表建议政协委员提案">人大代表建议...</a></div>')["/a/"].name
        == "人大代表建议政协委员提案"
    )


def test_the_direct_name_wins_over_the_heading_of_more() -> None:
    html = '<div><h3>要闻</h3><a href="/gzdt/">更多</a></div><div class="tab-tit"><a href="/gzdt/">工作动态</a></div>'
    assert found(html)["/gzdt/"].name == "工作动态"


@pytest.mark.parametrize("more", ["更多", "更多&gt;&gt;", "MORE", "+ more", "查看更多", "&gt;&gt;", "[更多]", "…"])
def test_every_spelling_of_more(more: str) -> None:
    assert found(f'<div class="tit"><span>通知公告</span><a href="/tz/">{more}</a></div>')["/tz/"].name == "通知公告"


def test_more_below_the_rows_takes_the_heading_above_them() -> None:
    rows = "".join(f'<li><a href="/tz/t20210701_{i}.html">关于做好第{i}项工作的通知</a></li>' for i in range(8))
    assert (
        found(f'<div><h2>通知公告</h2><ul>{rows}</ul><p><a href="/tz/">更多</a></p></div>')["/tz/"].name == "通知公告"
    )


def test_a_gkmlpt_tree_is_read_from_its_script() -> None:
    html = """<script>window._CONFIG = {SID: '123', TREE: [{"id": 5, "name": "机构职能", "children": []},
     {"id": 6, "name": "政策文件", "children": [{"id": 7, "name": "规范性文件"}, {"id": 8, "name": "政策解读", "url": "/zcjd/index.html"}]}]};</script>
     <a href="#9">统计数据</a><a href="/gkmlpt/content/0/1/post_1.html">一项决定</a>"""
    links = found(html, SITE + "/xx/gkmlpt/index")
    assert {url: (link.name, link.parent) for url, link in links.items()} == {
        "/xx/gkmlpt/index#5": ("机构职能", ""),
        "/xx/gkmlpt/index#6": ("政策文件", ""),
        "/xx/gkmlpt/index#7": ("规范性文件", "政策文件"),
        "/zcjd/index.html": ("政策解读", "政策文件"),
        "/xx/gkmlpt/index#9": ("统计数据", ""),
    }


def test_ztree_and_dtree_are_read_from_their_scripts() -> None:
    ztree = """<script>var zNodes =[ {id:1, pId:0, name:"法定主动公开内容", open:true},
      {id:12, pId:1, name:'规划计划', url:'/ghjh/index.html', target:'_self'},{id:13, pId:1, name:"网站", url:"http://other.cn/"}];</script>"""
    assert [(link.name, link.parent, link.url) for link in column_links(document(ztree))] == [
        ("规划计划", "法定主动公开内容", SITE + "/ghjh/index.html")
    ]
    dtree = "<script>d = new dTree('d'); d.add(0,-1,'信息公开目录'); d.add(1,0,'人事信息','/rsxx/index.html','','');</script>"
    assert [(link.name, link.url) for link in column_links(document(dtree))] == [
        ("人事信息", SITE + "/rsxx/index.html")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a/'>更多</a>" * 20_000,
        "<div class='nav'>" * 3_000 + "<a href='/x.htm'>通知</a>" * 5_000,
        "<ul>" + "".join(f"<li><a href='/x{i}/'>县长下乡调研走访慰问</a>" for i in range(20_000)),
        "".join(f"<div><p><a href='/x{i}.htm'>通知</a></p></div>" for i in range(20_000)),
        "<p class='tit'>" + "<b>" * 400 + "".join(f"<a href='/x{i}.htm'>通知</a>" for i in range(20_000)),
        "<script>var zNodes = [" + '{"id":1,"name":"' * 60_000 + "</script>",
        "<script>zNodes=[" * 60_000 + "</script>",
        "<script>var TREE = " + "[" * 200_000 + "</script>",
        "<script>" + "d.add(1,0,'" * 90_000 + "</script>",
        "<div class='location'>" + "<a href='/y/'>政务</a>&gt;" * 20_000,
    ],
    ids=["more", "deep", "rows", "blocks", "one-block", "json", "marks", "brackets", "dtree", "crumbs"],
)
def test_a_megabyte_of_malice_costs_no_more_than_its_size(html: str) -> None:
    def cost(text: str) -> float:
        start = time.process_time()
        column_links(document(text))
        return time.process_time() - start

    row = "<li><a href='/x/'>通知公告</a></li>"
    honest = cost(row * (len(html) // len(row)))
    # an honest page of the same size costs the parse and little more; reading in the square of the size costs hundreds
    assert cost(html) < 20 * honest


@settings(max_examples=150)
@given(st.lists(st.sampled_from(["<a href='/a/'>", "</a>", "<ul>", "<li>", "更多", "通知公告", "<div class=nav>", "</div>", "<a href='//['>", "2021-07-01", "<script>TREE=[", "]</script>"]), max_size=40))  # fmt: skip
def test_broken_pages_are_read_without_error(parts: list[str]) -> None:
    for link in column_links(document("".join(parts))):
        assert kind_of(link.url) in (AddressKind.COLUMN, AddressKind.UNKNOWN)
        assert len(link.name) <= 24


@given(st.text(max_size=60))
def test_any_path_is_told_and_spelt_once(path: str) -> None:
    url = f"{SITE}/{path}"
    assert kind_of(url) in AddressKind
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus ../shared/realpages is not here")
def test_every_listed_column_of_the_corpus_is_found_and_no_article() -> None:
    for site in sites():
        one = score(site)
        assert one.missed == set(), site
        assert one.reachable <= one.reached, site
        assert one.of_kind("article", "message", "guide") == {}, site
