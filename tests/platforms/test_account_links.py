"""Accounts that pages show: by their addresses, by captions, by a search's answer."""

import json

import pytest

from govcrawl.platforms.account_links import linked_accounts, named_accounts, searched_accounts
from tests.platforms.conftest import PageMaker


@pytest.mark.parametrize(
    ("url", "platform", "number"),
    [
        ("https://weibo.com/u/1234567890?is_all=1", "新浪微博", "1234567890"),
        ("http://www.weibo.com/jiaxianfabu", "新浪微博", "jiaxianfabu"),
        ("http://e.weibo.com/jiaxian/", "新浪微博", "jiaxian"),
        ("https://www.toutiao.com/c/user/token/MS4wLjABAAAA_x/", "今日头条", "MS4wLjABAAAA_x"),
        ("https://www.douyin.com/user/MS4wLjABAAAAxyz", "抖音", "MS4wLjABAAAAxyz"),
        ("https://www.kuaishou.com/profile/3xabc", "快手", "3xabc"),
        ("https://baijiahao.baidu.com/u?app_id=16012345", "百家号", "16012345"),
        ("https://author.baidu.com/home/16012345", "百家号", "16012345"),
        ("https://page.om.qq.com/page/OabcDEF", "企鹅号", "OabcDEF"),
        ("https://tieba.baidu.com/f?kw=甲县", "百度贴吧", "甲县"),
    ],
)
def test_the_address_of_an_account_tells_its_platform_and_id(url: str, platform: str, number: str) -> None:
    (shown,) = linked_accounts([(url, "官微"), (url, "again")])
    assert (shown.platform, shown.account_id, shown.address) == (platform, number, url)


@pytest.mark.parametrize(
    "url",
    [
        "http://service.weibo.com/share/share.php?url=x",
        "https://weibo.com/ttarticle/p/show?id=1",
        "https://weibo.com/login",
        "https://weibo.com/1234567890/KabcDEF",
        "http://www.jiaxian.gov.cn/weibo/",
        "https://mp.weixin.qq.com/s/abc",
    ],
)
def test_what_is_no_page_of_an_account(url: str) -> None:
    assert linked_accounts([(url, "")]) == ()


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>官方微信：甲县发布</p>", [("微信公众号", "甲县发布")]),
        ("<p>关注“甲县公安”微信公众号</p>", [("微信公众号", "甲县公安")]),
        ("<img alt='甲县发布微信公众号二维码'>", [("微信公众号", "甲县发布")]),
        ("<img alt='微信公众号'><p>微信公众号</p>", []),
        ("<p>扫一扫 政务微博 @我们</p>", []),
    ],
)
def test_captions(page: PageMaker, markup: str, shown: list[tuple[str, str]]) -> None:
    found = named_accounts(page(f"<html><body>{markup}</body></html>"))
    assert [(it.platform, it.name) for it in found] == shown


def test_answers_of_a_search(page: PageMaker, saved: PageMaker) -> None:
    rows = {"list": [{"name": "甲县网警", "account_id": "gh_9", "verified_subject": "甲县公安局"}, {"name": "无主体"}]}
    (found,) = searched_accounts(page(json.dumps(rows)), "微信公众号")
    assert (found.platform, found.name, found.account_id, found.subject) == (
        "微信公众号",
        "甲县网警",
        "gh_9",
        "甲县公安局",
    )
    names = [it.name for it in searched_accounts(saved("sogou.html"), "微信公众号")]
    assert "甲县发布" in names
    assert len(names) > 1
