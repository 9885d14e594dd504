"""Marks of footer and header, and page tags: every form, present, empty, malformed, wrong."""

from datetime import datetime
from pathlib import Path

import pytest

from govcrawl.cms.document import Document
from govcrawl.cms.marks import read_marks
from govcrawl.model.divisions import divisions
from govcrawl.model.marks import MarkFault, MarkRead, MarksRead
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

NOON = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
FOOTER = "<div class=foot>版权所有：甲县人民政府 {}</div>"


def marks(body: str, head: str = "", url: str | None = None) -> MarksRead:
    html = f"<html><head><title>甲县人民政府</title>{head}</head><body>{body}</body></html>"
    return read_marks(Document(Page(html, NOON, url)))


def footer(words: str) -> MarksRead:
    return marks(FOOTER.format(words))


def values(found: tuple[MarkRead, ...]) -> list[str]:
    return [mark.value for mark in found]


@pytest.mark.parametrize(
    ("words", "value", "fault"),
    [
        ("网站标识码：4408000001", "4408000001", ""),
        ("政府网站标识码 4408000001", "4408000001", ""),
        ("网站标识码4408000001", "4408000001", ""),
        ("<span>网站标识码：</span><b>4408000001</b>", "4408000001", ""),
        ("网站标识码：bm29030010", "bm29030010", ""),
        ("网站标识码：BM29030010", "bm29030010", ""),
        ("标识码：4408000001", "4408000001", ""),
        ("网站标识码：440800000", "440800000", "malformed"),
        ("网站标识码：440800000112", "440800000112", "malformed"),
        ("网站标识码：bm2903001", "bm2903001", "malformed"),
        ("网站标识码：9908000001", "9908000001", "wrong"),
        ("网站标识码： 版权", "", "empty"),
    ],
)
def test_site_codes(words: str, value: str, fault: str) -> None:
    (mark,) = footer(words).site_codes
    assert (mark.value, mark.fault) == (value, MarkFault(fault))


@pytest.mark.parametrize("words", ["产品标识码：123456", "网站编码 4408000001", "电话4408000001"])
def test_other_numbers_are_no_site_code(words: str) -> None:
    assert footer(words).site_codes == ()


def test_divisions_are_those_of_the_standard() -> None:
    assert len(divisions()) == 3351
    assert (divisions()["440800"], divisions()["610800"]) == ("湛江市", "榆林市")


@pytest.mark.parametrize(
    ("words", "value", "fault"),
    [
        ("粤ICP备05070829号", "粤ICP备05070829号", ""),
        ("粤ICP备05070829", "粤ICP备05070829号", ""),
        ("粤icp备05070829号-1", "粤ICP备05070829号-1", ""),
        ("鄂ICP备19031037-2号", "鄂ICP备19031037号-2", ""),
        ("陕ICP备2024054100号", "陕ICP备2024054100号", ""),
        ("陇ICP备05003927号-4", "陇ICP备05003927号-4", ""),
        ("备案号：<a>甘 ICP 备 05003927 号</a>", "甘ICP备05003927号", ""),
        ("<span>赣</span><a>ICP</a><span>备</span><span>17015617</span><span>号</span>", "赣ICP备17015617号", ""),
        ("滇ICP备0500000号", "滇ICP备0500000号", "malformed"),
    ],
)
def test_icp_numbers(words: str, value: str, fault: str) -> None:
    (mark,) = footer(words).icp
    assert (mark.value, mark.fault) == (value, MarkFault(fault))


def test_several_icp_numbers_are_all_kept_and_none_twice() -> None:
    found = footer("粤ICP备05070829号-1 京ICP备12030360号-1 粤ICP备05070829号-1").icp
    assert values(found) == ["粤ICP备05070829号-1", "京ICP备12030360号-1"]


@pytest.mark.parametrize("words", ["ICP证：桂B2-20040022-5", "ICP备案号：", "X ICP备05070829号"])
def test_other_licences_are_no_icp_filing(words: str) -> None:
    assert footer(words).icp == ()


@pytest.mark.parametrize(
    ("words", "value", "fault"),
    [
        ("粤公网安备 44011102001603号", "粤公网安备44011102001603号", ""),
        ("粤公网安备号44030402003007", "粤公网安备44030402003007号", ""),
        ("<p>粤公网安备<a>44011102001603号</a></p>", "粤公网安备44011102001603号", ""),
        ("公安机关备案号：36010802000157", "36010802000157", ""),
        ("京公网安备1101110200092号", "京公网安备1101110200092号", "malformed"),
        ("<a href='http://www.beian.gov.cn/portal?recordcode=51010402000507'><img></a>", "51010402000507", ""),
    ],
)  # fmt: skip
def test_police_filings(words: str, value: str, fault: str) -> None:
    (mark,) = footer(words).police
    assert (mark.value, mark.fault) == (value, MarkFault(fault))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("主办：甲县人民政府 承办：甲县政务公开办", "甲县人民政府"),
        ("主办单位：甲县人民政府办公室 版权所有", "甲县人民政府办公室"),
        ("<p>主办单位：</p><p>甲县人民政府</p>", "甲县人民政府"),
        ("主办方：<i>甲县人民政府</i>", "甲县人民政府"),
        ("主办单位：中共甲县纪委 甲县监察委员会", "中共甲县纪委 甲县监察委员会"),
        ("主办：甲县住房和城乡建设局 技术支持：乙公司", "甲县住房和城乡建设局"),
        ("<p>甲县人民政府办公室主办</p><p>甲县大数据中心承办</p>", "甲县人民政府办公室"),
    ],
)
def test_sponsors(words: str, value: str) -> None:
    assert values(footer(words).sponsors) == [value]


def test_who_holds_an_event_is_no_sponsor_of_the_site() -> None:
    article = "<p>本次比赛主办单位：乙县体育局</p>" + "<p>正文正文正文正文正文。</p>" * 80
    assert values(marks(article + FOOTER.format("主办：甲县人民政府 粤ICP备05070829号")).sponsors) == ["甲县人民政府"]
    assert footer("由甲县妇联、甲县团委联合主办").sponsors == ()


def test_a_sponsor_without_a_name_is_empty() -> None:
    (mark,) = footer("主办单位：<p>版权所有</p>").sponsors
    assert mark.fault is MarkFault.EMPTY


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("联系电话：0759-3181234", "0759-3181234"),
        ("电话：（0759）3181234", "（0759）3181234"),
        ("热线：12345", "12345"),
        ("<a href='/lx.html'>联系我们</a>", "联系我们"),
        ("地址：甲县人民大道1号", "甲县人民大道1号"),
        ("电话：13812345678", "138****5678"),
    ],
)
def test_contacts_with_mobiles_masked(words: str, value: str) -> None:
    assert values(footer(words).contacts) == [value]


def test_a_telephone_in_an_article_is_no_contact_of_the_site() -> None:
    article = "<p>报名电话：0759-7654321</p>" + "<p>正文正文正文正文正文。</p>" * 80
    assert marks(article + FOOTER.format("粤ICP备05070829号")).contacts == ()


@pytest.mark.parametrize(
    "html",
    [
        "<script id='_jiucuo_' sitecode='4408000001' src='static/js/jiucuo.js'></script>",
        "<script src='http://pucha.kaipuyun.cn/exposure/jiucuo.js'></script>",
        "<a href='http://121.43.68.40/exposure/jiucuo.html?site_code=4408000001'><img src=a.png></a>",
        "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4408000001'>x</a>",
        "<a href='https://zfwzzc.www.gov.cn/check_web/errorInfo_jcInfo.action?site_code=4408000001'>x</a>",
        "<img onclick=\"window.open('https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1')\" src=a.png>",
        "<span id='_span_jiucuo'><img src='static/picture/jiucuo.png'></span>",
        "<a href='/zc/'>我为政府网站找错</a>",
        "<a href='/zc/'><img src=a.png alt='政府网站找错'></a>",
        "<script>document.write(unescape(\"%3Cscript id='_jiucuo_' src='http://pucha.kaipuyun.cn/exposure/jiucuo.js'%3E\"))</script>",
    ],
)  # fmt: skip
def test_correction_entries(html: str) -> None:
    assert footer(html).corrections


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <a href='http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code=1'>我为政府网站找错</a> -->",
        "<script>new QRCode({correctLevel: 2 /*二维码纠错级别*/})</script>",
        "<a href='/jc.html'>内容纠错</a>",
        "<a href='/a.html'>关于健全容错纠错机制的通知</a>",
        "<p>我县认真开展“我为政府网站找错”活动，及时办理网民留言。</p>",
        "<style>#_span_jiucuo img{width:1px}</style>",
        "<script>$('#_span_jiucuo img').css({width: 1})</script>",
        "<a href='https://zfwzgl.www.gov.cn/'>政府网站管理</a>",
    ],
)
def test_other_corrections_are_no_entry(html: str) -> None:
    assert footer(html).corrections == ()


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<a href='http://bszs.conac.cn/sitename?method=show&id=0B69'><img src=red.png></a>", 1),
        ("<script src='https://dcs.conac.cn/js/20/000/0000/60101610/CA2.js'></script>", 1),
        ("<script>document.write(unescape(\"%3Cscript src='http://dcs.conac.cn/js/24/356/CA2.js'%3E\"))</script>", 1),
        ("<!-- <a href='http://bszs.conac.cn/sitename?method=show&id=0B69'></a> -->", 0),
        ("<img src=red.png>", 0),
    ],
)
def test_badges(html: str, count: int) -> None:
    assert len(footer(html).badges) == count


def test_site_map_and_accessibility_are_links_and_no_sentences() -> None:
    found = marks("<a>无障碍浏览</a><a>网站地图</a>")
    assert (values(found.accessibility), values(found.site_maps)) == (["无障碍浏览"], ["网站地图"])
    found = marks("<p>某区适老化改造交付，无障碍设施增加</p><p>网站地图编制说明</p>")
    assert (found.accessibility, found.site_maps) == ((), ())


def test_names_of_the_header() -> None:
    found = marks("<div class=top><img src=logo.png alt='甲县人民政府门户网站'></div><h1 class=x>乙</h1>")
    assert (found.title, found.names) == ("甲县人民政府", ("甲县人民政府门户网站",))


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        ("<iframe src='/footer.html'></iframe>" + "<p>正文正文正文</p>" * 20, "footer_elsewhere"),
        ("<script>$('#f').load('/public/foot.html')</script>" + "<p>正文正文正文</p>" * 20, "footer_elsewhere"),
        ("<div id=app></div>", "no_text"),
        ("<p>正文正文正文</p>" * 20, ""),
        (FOOTER.format("") + "<iframe src='/footer.html'></iframe>", ""),
    ],
)
def test_a_footer_from_elsewhere_proves_nothing_missing(body: str, hidden: str) -> None:
    assert marks(body).footer_hidden == hidden


def tag(name: str, content: str, more: str = "", url: str | None = None) -> tuple[MarkFault, str]:
    found = marks("", f'<meta name="{name}" content="{content}">{more}', url)
    read = next(each for each in found.tags if each.name == name)
    assert read.content == content
    return read.fault, read.why


@pytest.mark.parametrize(
    ("name", "content", "fault", "why"),
    [
        ("SiteName", "甲县人民政府", "", ""),
        ("SiteName", "", "empty", "empty"),
        ("SiteName", "网站名称", "wrong", "placeholder"),
        ("SiteIDCode", "4408000001", "", ""),
        ("SiteIDCode", "bm01000001", "", ""),
        ("SiteIDCode", "政府网站标识码", "wrong", "placeholder"),
        ("SiteIDCode", "甲县", "malformed", "no_site_code"),
        ("SiteIDCode", "9908000001", "wrong", "unknown_division"),
        ("SiteDomain", "www.jia.gov.cn", "", ""),
        ("SiteDomain", "http://www.jia.gov.cn/", "", ""),
        ("SiteDomain", "jia.gov.cn", "", ""),
        ("SiteDomain", "www.yi.gov.cn,www.jia.gov.cn", "", ""),
        ("SiteDomain", "www.yi.gov.cn", "wrong", "other_domain"),
        ("SiteDomain", "甲县人民政府", "malformed", "no_domain"),
        ("ColumnType", "工作动态", "", ""),
        ("ColumnType", "10", "wrong", "is_an_identifier"),
        ("ColumnType", "323a48cf378e4ee0904309ee56d43fa5", "wrong", "is_an_identifier"),
        ("ColumnName", "2024", "", ""),
        ("PubDate", "2021-07-05 09:30", "", ""),
        ("PubDate", "2021-07-05  09:30:11", "", ""),
        ("PubDate", "2021-07-05", "", ""),
        ("PubDate", "2021年7月5日", "malformed", "no_date"),
        ("PubDate", "2021-13-05 09:30", "malformed", "no_date"),
        ("PubDate", "甲县人民政府", "malformed", "no_date"),
        ("ContentSource", "甲县日报", "", ""),
    ],
)
def test_tags(name: str, content: str, fault: str, why: str) -> None:
    assert tag(name, content, url="http://www.jia.gov.cn/a.html") == (MarkFault(fault), why)


def test_tags_that_hold_another_tag() -> None:
    title = '<meta name="ArticleTitle" content="甲乙丙丁"><meta name="SiteName" content="甲县人民政府">'
    assert tag("ColumnName", "甲乙丙丁", title) == (MarkFault.WRONG, "is_the_title")
    assert tag("ColumnName", "甲县人民政府", title) == (MarkFault.WRONG, "is_the_site")
    assert tag("ColumnName", "甲县要闻", title) == (MarkFault.SOUND, "")
    site = '<meta name="SiteName" content="甲县人民政府">'
    assert tag("ArticleTitle", "甲县人民政府", site) == (MarkFault.WRONG, "is_the_site")


def test_a_domain_is_compared_only_where_the_address_is_known() -> None:
    assert tag("SiteDomain", "www.yi.gov.cn")[0] is MarkFault.SOUND


def test_missing_tags_are_not_there() -> None:
    assert marks("").tags == ()


REALPAGES = Path(__file__).parents[2] / "shared" / "realpages"


@pytest.mark.skipif(not REALPAGES.is_dir(), reason="../shared/realpages is not here")
def test_marks_of_real_pages() -> None:
    from bench.marks import score

    counted = score(REALPAGES)
    faults = {field: (found["missed"], found["wrong"]) for field, found in counted.items()}
    assert sum(found["right"] for found in counted.values()) >= 1124
    apart = {"psb": (0, 4), "barrier_free_entry": (3, 0), "error_entry": (1, 0), "meta_PubDate": (0, 1)}
    assert {field: each for field, each in faults.items() if any(each)} == apart
