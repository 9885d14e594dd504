"""Each platform of the fact sheet has a path: a page or answer in the form it is known by is read to the day."""

import json
from datetime import date

import pytest

from govcrawl.model.platform_names import SPELLINGS
from govcrawl.platforms import read_feed
from tests.platforms.conftest import PageMaker

DAY = date(2021, 7, 1)
EPOCH = 1625101200  # 2021-07-01 09:00 in China


def answer(*rows: dict[str, object], **more: object) -> str:
    return json.dumps({"result": 1, "data": {"list": list(rows)}, **more}, ensure_ascii=False)


def state(name: str, value: object) -> str:
    script = f"window.{name}={json.dumps(value).replace('null', 'undefined')};(function(){{}}())"
    return f"<html><title>甲县发布</title><body></body><script>{script}</script></html>"


KUAISHOU = {"photo": {"id": "3x1", "caption": "防汛", "timestamp": EPOCH * 1000, "commentCount": 2}, "type": 1}
APOLLO = {
    "defaultClient": {
        "VisionVideo:1": {"id": "1", "caption": "防汛", "timestamp": EPOCH * 1000},
        "VisionVideo:2": {"id": "2", "caption": "旧", "timestamp": (EPOCH - 9 * 86400) * 1000},
        "User:1": {"id": "9", "name": "甲县发布", "time": "无"},
    }
}
RSS = "<item><title>更新</title><pubDate>2021-07-01 09:00</pubDate></item>"
RSS = f'<rss version="2.0"><channel>{RSS}</channel></rss>'
FORMS = {
    "快手": answer(KUAISHOU),
    "快手 (page)": state("__APOLLO_STATE__", APOLLO),
    "百家号": answer({"feed_id": "1", "itemData": {"title": "防汛", "url": "http://x.test/1", "ctime": EPOCH}}),
    "企鹅号": answer({"title": "防汛", "url": "http://x.test/1", "pub_time": "2021-07-01 09:00:00"}),
    "大鱼号": answer({"title": "防汛", "share_url": "http://x.test/1", "publish_at": EPOCH * 1000}),
    "南方号": answer({"articleTitle": "防汛", "articleUrl": "http://x.test/1", "publishTime": "2021-07-01 09:00:00"}),
    "澎湃号": answer({"contId": "1", "name": "防汛", "pubTime": "4天前", "pubTimeLong": EPOCH * 1000}),
    "视频号": answer({"id": "1", "desc": "防汛", "createtime": EPOCH}),
    "小程序": RSS,
    "小红书": state("__INITIAL_STATE__", {"notes": [{"id": "1", "title": "防汛", "time": EPOCH * 1000, "x": None}]}),
    "哔哩哔哩": answer({"title": "防汛", "created_at": EPOCH, "comment": 3}),
    "网易号": "<html><ul><li><a href='/1'>防汛工作</a><span>2021-07-01 09:00</span></li></ul></html>",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_its_form_is_read(page: PageMaker, name: str) -> None:
    platform = name.split(" ")[0]
    assert platform in SPELLINGS
    feed = read_feed(page(FORMS[name]), platform)
    assert feed.newest is not None, feed.reason
    assert (feed.platform, feed.newest.published.day) == (platform, DAY)


@pytest.mark.parametrize("platform", SPELLINGS)
def test_every_platform_is_read_from_a_mirror_of_any_kind(page: PageMaker, platform: str) -> None:
    """Whatever the platform: RSS, JSON and HTML rows of a mirror, or of a page that somebody saved."""
    for text in (FORMS["企鹅号"], FORMS["小程序"], FORMS["网易号"]):
        feed = read_feed(page(text), platform)
        assert feed.newest is not None
        assert (feed.platform, feed.newest.published.day) == (platform, DAY)
