"""Pages that stand in front of the posts: logins, captchas, refusals. They say nothing about the account."""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.page import Page
from govcrawl.platforms.jsontext import json_of, text_of

# Most specific first; the names are kept in facts, reports translate them.
_REASONS = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        ("environment_abnormal", r"环境异常|当前环境(?:存在)?异常"),
        (
            "captcha",
            r"验证码|人机验证|安全验证|滑动验证|拖动.{0,8}滑块|完成验证|captcha|antispider|verify you are human",
        ),
        ("too_frequent", r"(?:访问|操作|请求|查询)(?:过于|太过?)?频繁|too many requests|rate limit"),
        (
            "login_wall",
            r"请[先您]?登[录陆]|登[录陆]后(?:即可|才能|可以?)?(?:查看|访问|浏览)|未登[录陆]|need ?login|login required",
        ),
        (
            "removed",
            r"已被(?:发布者|作者|用户)?删除|(?:内容|账号|帐号|用户|微博|页面|链接|文章)(?:已)?(?:不存在|失效|过期)|已注销|已迁移",
        ),
        (
            "banned",
            r"(?:账号|帐号|公众号|用户).{0,12}(?:屏蔽|封禁|封停|停止使用)|因违规无法查看|违反.{0,20}(?:规定|法规)",
        ),
        (
            "system_busy",
            r"系统(?:繁忙|错误|异常)|服务(?:器)?(?:繁忙|异常|出错|开小差)|网络(?:繁忙|异常|错误|超时)|稍后(?:再试|重试)",
        ),
        (
            "refused",
            r"访问被?(?:拒绝|阻断|拦截)|access denied|forbidden|非法(?:访问|请求)|参数(?:错误|有误)|illegal|invalid",
        ),
    )
)
# Of these, and of the failures of an answer, the ones by which a server tells us to go away.
OBSTACLES = frozenset(("environment_abnormal", "captcha", "too_frequent", "login_wall", "blocked"))
_LOGIN_TITLE = re.compile(
    r"^(?:(?:用户|[帐账]号|扫码)?登[录陆]|sign ?in|log ?in|sina visitor system|新浪通行证)", re.IGNORECASE
)
_FINE = frozenset(("", "0", "1", "200", "ok", "success"))
_LONGEST_PAGE = 1500  # characters of visible text: a longer page has content and only talks of these things


def reason_of(page: Page) -> str:
    """Return the short name of what stands in front of the posts, or "" where nothing does.

    To be asked only of a page on which no dated post was found: a list with posts may talk of captchas too.
    """
    value = json_of(page.text)
    return _refusal(value) if value is not None else _wall(page)


def _refusal(value: Any) -> str:
    """Name the refusal of an API answer by its code and its words."""
    if not isinstance(value, dict):
        return ""
    if text_of(value.get("ok")) == "-100":  # m.weibo.cn sends its visitors to the login page
        return "login_wall"
    words = " ".join(text_of(value.get(key)) for key in ("msg", "message", "errmsg", "error", "reason", "info", "url"))
    codes = [
        text_of(value[key]) for key in ("code", "errno", "ret", "status", "status_code", "errcode") if key in value
    ]
    failed = any(code.lower() not in _FINE for code in codes) or text_of(value.get("ok")) == "0"
    full = any(isinstance(inner, dict | list) and inner for inner in value.values())
    return _named(words) or "refused" if failed else "" if full else _named(words)


def _wall(page: Page) -> str:
    if len(page.text) > 400_000 or "<" not in page.text:
        return _named(page.text) if len(page.text) < _LONGEST_PAGE else ""
    tree = LexborHTMLParser(page.text)
    title = tree.css_first("title")
    name = " ".join(title.text().split()) if title else ""
    if _LOGIN_TITLE.search(name):
        return "login_wall"
    for node in tree.css("script, style, noscript, head"):
        node.decompose()
    visible = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    if len(visible) > _LONGEST_PAGE:
        return ""
    return _named(f"{name} {visible}")


def _named(words: str) -> str:
    return next((name for name, mark in _REASONS if mark.search(words)), "")
