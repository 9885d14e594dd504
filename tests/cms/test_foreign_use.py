"""Domains that are for sale or were registered by somebody else, and pages that only speak of such."""

from datetime import datetime

import pytest

from govcrawl.cms.foreign_use import PARKED, TAKEN_OVER, foreign_use
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME


def use(title: str, body: str) -> str:
    moment = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
    return foreign_use(Page(f"<title>{title}</title><body>{body}</body>", moment, "http://www.old.test/"))


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("old.test", "<p>该域名正在出售，请联系我们</p>", PARKED),
        ("old.test is for sale", "<p>The domain old.test is for sale.</p>", PARKED),
        ("威尼斯人官网", "<p>百家乐、老虎机、体育投注，欢迎注册</p>", TAKEN_OVER),
        ("某协会", "<p>欢迎访问本协会网站</p>", ""),
        ("某局", "<p>百家乐</p>", ""),  # one word alone
        ("公安机关打击网络博彩", "<p>查处百家乐、老虎机、体育投注窝点</p>", ""),
        ("知识", "<p>" + "关于域名管理的说明。" * 200 + "该域名正在出售。</p>", ""),  # an article about domains
    ],
)
def test_what_became_of_a_domain(title: str, body: str, found: str) -> None:
    assert use(title, body) == found
