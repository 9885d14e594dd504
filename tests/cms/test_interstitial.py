"""What stands in the place of a page has a name; a page never has one of these names."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from govcrawl.cms import interstitial
from govcrawl.cms.interstitial import LONGEST, MOST_LINKS
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.reasons import REASONS
from govcrawl.rules.remedies import Blame, remedy

REALPAGES = Path(__file__).parents[2] / ".." / "shared" / "realpages"
NAMES = ("outage_page", "closed_notice", "error_page", "default_page", "parked_domain", "login_wall", "empty_answer")


def stands_in(html: str) -> str:
    return interstitial.stands_in(Page(html, datetime(2021, 7, 5, tzinfo=CHINA_TIME), "http://www.dong.test/"))


def page(body: str, title: str = "东区人民政府") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("outage_page", page("<h1>网站维护中</h1><p>给您带来不便，敬请谅解。</p>")),
        ("outage_page", page("<p>系统正在升级，请稍后访问</p>")),
        ("outage_page", page("<p>本站正在进行系统升级改造，暂停访问。</p>")),
        ("outage_page", page("<p>因机房检修，暂时无法访问</p>", "温馨提示")),
        ("outage_page", page("The site is under maintenance")),
        ("closed_notice", page("<p>本网站已于2020年底关停，请访问市政府网站。</p>")),
        ("closed_notice", page("<p>网站已迁移至新址</p>")),
        ("error_page", page("<h1>HTTP Status 500 - Internal Server Error</h1>")),
        ("error_page", page("<h2>“/”应用程序中的服务器错误。</h2>")),
        ("error_page", page("java.lang.NullPointerException at com.a.B")),
        ("error_page", page("数据库连接失败")),
        ("default_page", page("<h1>Welcome to nginx!</h1>", "Welcome to nginx!")),
        ("default_page", page("<h1>It works!</h1>", "")),
        ("default_page", page("<p>恭喜，站点创建成功！</p>", "恭喜，站点创建成功！")),
        ("parked_domain", page("<p>此域名可出售 This domain is for sale</p>", "a.example")),
        ("parked_domain", page("<p>您访问的域名已过期</p>")),
        ("parked_domain", page("<p>网站暂未备案，无法访问</p>".replace("暂未备案", "尚未备案"))),
        ("login_wall", page("<form><input name=u><input type='password' name=p></form>", "统一身份认证平台")),
        ("login_wall", page("<p>用户登录</p><input type=password>", "")),
        ("empty_answer", "<html><head><title></title></head><body></body></html>"),
    ],
)
def test_each_has_its_name(name, html):
    assert stands_in(html) == name


@pytest.mark.parametrize(
    "html",
    [
        page("<ul><li>暂无内容</li></ul>"),  # a blank column is one
        page("<div class='list'></div>"),
        page("<h1>关于网站系统升级维护的公告</h1><p>发布时间：2021-07-01</p><p>网站将暂停服务。</p>"),
        page("<p>网站正在维护</p>" + "<a href='/x'>栏目</a>" * (MOST_LINKS + 1)),
        page("<p>系统升级维护中</p><p>" + "字" * LONGEST + "</p>"),
        page("<form>搜索<input name=q></form><p>登录</p>"),
        page("<p>设备维护工作</p>"),
        page("<p>我局完成信息系统的日常维护工作，域名管理规范。</p>"),
        "<html><body><script>render()</script></body></html>",
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<html><head><meta http-equiv='refresh' content='0;url=/x'></head></html>",
        '{"code": 500, "msg": "系统维护中"}',
        "plain text 系统维护中",
        "",
    ],
)
def test_what_is_a_page_or_decides_nothing_has_none(html):
    assert stands_in(html) == ""


@pytest.mark.parametrize("name", NAMES)
def test_each_is_told_in_chinese_and_charged_to_nobody(name):
    assert re.search("[\u4e00-\u9fff]", REASONS[name])
    assert remedy(name).blame is Blame.DOUBTFUL


@pytest.mark.skipif(not REALPAGES.is_dir(), reason="needs ../shared/realpages")
def test_no_real_page_is_taken_for_one():
    named = {}
    for path in (REALPAGES / "pages").glob("*/*.html"):
        if name := stands_in(path.read_text(encoding="utf-8")):
            named[path.name] = name
    assert named == {}
