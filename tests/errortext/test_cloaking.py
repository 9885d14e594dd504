import pytest

from govcrawl.errortext.cloaking import cloaked
from tests.errortext.found import rules
from tests.errortext.pages import page_of

NEWS = "".join(f"<li><a href='/a.html'>关于第{n}项工作进展情况的通报</a></li>" for n in "一二三四五六七八九十")
HOME = page_of(f"<ul>{NEWS}</ul><p>您是第1024位访客</p>", "<title>东区人民政府</title>")
LINKS = "".join(f"<a href='http://www.s{n}.example/'>站点{n}</a>" for n in range(3))


def seen_by_engine(body: str, title: str = "东区人民政府") -> list[str]:
    return rules(list(cloaked(HOME, page_of(body, f"<title>{title}</title>"))))


@pytest.mark.parametrize(
    ("kind", "body", "title"),
    [
        ("words", f"<ul>{NEWS}</ul><p>六合彩开奖直播</p>", "东区人民政府"),
        ("links", f"<ul>{NEWS}</ul><p>{LINKS}</p>", "东区人民政府"),
        ("markup", f"<ul>{NEWS}</ul><iframe src='http://a.example/' width=0 height=0></iframe>", "东区人民政府"),
        ("page", "<p>某某影视在线观看最新电影</p>", "某某影视"),
    ],
)
def test_what_only_the_engine_is_shown_is_found(kind, body, title):
    assert seen_by_engine(body, title) == [kind]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<ul>{NEWS}</ul><p>您是第2048位访客</p>", "东区人民政府"),
        (f"<ul>{NEWS}<li>今日要闻一条</li></ul>", "东区人民政府"),
        (f"<ul>{NEWS}</ul><p><a href='http://www.one.example/'>一个外链</a></p>", "东区人民政府"),
        (f"<ul>{NEWS}</ul>", "东区人民政府门户网站"),
        ("<p>移动版首页</p>", "东区人民政府"),
        ("<script>location='/m/'</script>", "东区人民政府"),
    ],
)
def test_answers_that_differ_as_any_two_do_are_silent(body, title):
    assert seen_by_engine(body, title) == []


def test_an_address_that_no_browser_opens_is_passed_over():
    assert seen_by_engine(f"<ul>{NEWS}</ul><p>{LINKS}<a href='http://[bad/'>坏</a></p>") == ["links"]


def test_what_the_visitor_is_shown_too_is_no_cloaking():
    page = page_of(f"<p>六合彩开奖直播</p>{LINKS}", "<title>东区</title>")
    assert cloaked(page, page) == ()
