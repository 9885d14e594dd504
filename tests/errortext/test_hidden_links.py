import pytest

from bench import darklinks
from govcrawl.errortext.detectors.hidden_links import HiddenLinks
from govcrawl.errortext.hosts import host_of
from govcrawl.errortext.knowledge import NOTHING
from govcrawl.model.candidate import Severity
from tests.errortext.pages import page_of

PLANTED = [
    ("生殖医院", "yy.example"),
    ("天天小说阅读", "xs.example"),
    ("钢材市场", "gc.example"),
    ("驾校报名", "jx.example"),
]
LINKS = "".join(f'<a href="https://www.{host}/">{words}</a>' for words, host in PLANTED)
GAMBLING = '<a href="http://www.abc.example/">澳门葡京赌场</a>'
OFFICES = "".join(f'<a href="http://{name}.gov.cn/">{name}政府</a>' for name in ("jia", "yi", "bing"))


def rules(body: str, head: str = "") -> list[str]:
    return [candidate.rule for candidate in HiddenLinks(NOTHING).find(page_of(body, head))]


@pytest.mark.parametrize(
    ("way", "opened"),
    [
        ("display", '<div style="display:none">'),
        ("display", '<div style="DISPLAY : NONE ;">'),
        ("display", "<div hidden>"),
        ("visibility", '<div style="visibility:hidden">'),
        ("opacity", '<div style="opacity:0;height:20px">'),
        ("opacity", '<div style="filter:alpha(opacity=0)">'),
        ("offset", '<div style="position:absolute;left:-9999px">'),
        ("offset", '<div style="text-indent:-3000px">'),
        ("offset", '<div style="position:fixed;top:-100em">'),
        ("offset", '<div style="margin-left:-2000px">'),
        ("font", '<p style="font-size:0">'),
        ("font", '<p style="font-size:1px;line-height:1">'),
        ("size", '<div style="width:1px;height:1px;overflow:hidden">'),
        ("colour", '<div style="color:#ffffff;background:#fff">'),
        ("colour", '<div style="color:#fefefe;background-color:white">'),
        ("marquee", '<marquee width="1" height="1" scrollamount="3000">'),
    ],
)
def test_each_way_of_hiding_a_block_is_found_once(way, opened):
    assert rules(f"<p>正文</p>{opened}{LINKS}</div>") == [f"hidden_links/{way}"]


@pytest.mark.parametrize(
    "opened", ['<table><tr><td bgcolor="#FFFFFF"><font color="#fffffe">', '<div bgcolor="white"><font color="white">']
)
def test_a_font_in_the_colour_of_the_ground_is_found(opened):
    assert rules(f"{opened}{LINKS}</font>") == ["hidden_links/colour"]


def test_the_rules_of_the_page_and_a_line_of_script_hide_too():
    assert rules(f'<div class="qx">{LINKS}</div>', "<style>.qx{position:absolute;top:-999px}</style>") == [
        "hidden_links/offset"
    ]
    body = f'<div id="tt">{GAMBLING}</div><script>document.getElementById("tt").style.display="none"</script>'
    assert rules(body) == ["hidden_links/display"]


@pytest.mark.parametrize(
    "script",
    [
        f"document.write('<div style=\"display:none\">{LINKS}</div>')",
        "document.write(unescape('%3Cdiv%20style%3D%22display%3Anone%22%3E%3Ca%20href%3D%22http%3A//a.example/%22%3E%u535A%u5F69%3C/a%3E'))",
        "document.write('\\x3cmarquee height=1\\x3e\\x3ca href=\"http://a.example/\"\\x3e\\u535a\\u5f69\\x3c/a\\x3e')",
        "document.write(String.fromCharCode("
        + ",".join(str(ord(c)) for c in f"<p style='font-size:0'>{GAMBLING}")
        + "))",
    ],
)
def test_what_a_script_writes_is_read(script):
    assert len(rules(f"<script>{script}</script>")) == 1


def test_a_visible_link_counts_where_its_words_or_host_name_the_trade():
    assert rules(GAMBLING) == ["hidden_links/external"]
    assert rules('<a href="http://bet365.example/">官方网站</a>') == ["hidden_links/external"]
    assert rules(f"<noscript>{GAMBLING}</noscript>") == ["hidden_links/noscript"]
    assert rules('<iframe src="http://a.example/x.htm" width="0" height="0"></iframe>') == ["hidden_links/frame"]


@pytest.mark.parametrize(
    "body",
    [
        f'<ul class="sub" style="display:none">{OFFICES}<a href="/zw/">政务</a></ul>',  # a folded menu
        f'<div style="display:none">{OFFICES}{LINKS}</div>',  # 友情链接 with offices among them
        f'<div id="links3" style="display:none">{LINKS.replace("医院", "").replace("小说", "")}</div>',  # a tab
        '<div style="display:none"><a href="http://www.people.com.cn/">人民网</a><a href="http://www.news.cn/">新华网</a>'
        '<a href="http://www.cctv.com/">央视网</a><a href="http://www.gmw.cn/">光明网</a></div>',
        '<a href="http://www.51.la/" style="display:none">统计</a>',
        '<a href="http://www.lottery.gov.cn/">中国体彩网</a><a href="http://www.cwl.gov.cn/">福利彩票</a>',
        '<a href="/art/1.html">我市破获一起特大网络赌博、博彩案</a>',
        '<a href="http://news.example/1.html">警方打击跨境网络赌博，捣毁六合彩窝点</a>',
        '<a href="http://gsl.example/">美仑钢材市场</a>' + LINKS,  # visible and without such words
        '<a style="position:absolute;left:-9999px" href="#main">跳到正文</a>',
        '<h1 style="text-indent:-9999px"><a href="http://www.dong.test/">东区人民政府</a></h1>',
        '<div style="opacity:0.9">' + LINKS + "</div>",
        '<div style="font-size:14px;line-height:0">' + LINKS + "</div>",
        '<div style="color:#fff;background:#06c">' + LINKS + "</div>",
        '<div style="width:100%;overflow:hidden">' + LINKS + "</div>",
        '<iframe src="http://www.dong.test/count.htm" width="0" height="0"></iframe>',
        '<iframe src="http://player.example/v.html" width="600" height="400"></iframe>',
        "<script>document.write('<a href=\"http://www.51.la/\">统计</a>')</script>",
    ],
)
def test_what_the_law_allows_is_silent(body):
    assert rules(body) == []


def test_rules_for_the_printer_hide_nothing():
    style = "<style>@media print{.noprint{position:absolute;left:-9999px}}</style>"
    assert rules(f'<div class="noprint">{LINKS}</div>', style) == []


def test_a_candidate_names_the_links_and_where_they_stand():
    page = page_of(f'<div style="display:none">{LINKS}{GAMBLING}</div>')
    (found,) = HiddenLinks(NOTHING).find(page)
    assert found.severity is Severity.HIDDEN_LINK
    assert "生殖医院 www.yy.example" in found.wrong
    assert "等5个链接" in found.wrong
    assert found.context == "赌博；display:none"
    assert page.page.text[found.start :].startswith("https://www.yy.example/")
    assert page.page.text[: found.end].endswith("http://www.abc.example/")


def test_unclosed_links_are_one_block():
    body = '<div style="display:none">' + LINKS.replace("</a>", "<a>") + "</div>"
    (found,) = HiddenLinks(NOTHING).find(page_of(body))
    assert "等4个链接" in found.wrong


@pytest.mark.skipif(not darklinks.REALPAGES.is_dir(), reason="needs ../shared/realpages")
def test_every_planted_real_page_is_found_and_every_clean_one_silent():
    assert darklinks.score(darklinks.REALPAGES) == {"found": 2, "silent": 2, "false_alarms": 0, "missed": 0}


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("www.a.example", "http://www.a.example/b?c#d"),
        ("www.a.example", "//www.a.example"),
        ("www.a.example", " HTTPS://user@WWW.A.Example:8443/b "),
        ("a.example", "http:\\\\a.example\\b"),
        ("a" * 253, f"http://{'a' * 253}/"),
        ("", f"http://{'a' * 254}/"),
        ("", "http://[bad/"),
        ("", "ftp://a.example/"),
        ("", "javascript:open('//a.example/')"),
        ("", "/b.html"),
        ("", ""),
    ],
)
def test_a_host_is_read_as_browsers_read_it(host, url):
    assert host_of(url) == host
