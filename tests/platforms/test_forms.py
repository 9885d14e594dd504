"""The forms that any platform may come in: RSS, Atom, JSON, HTML."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.platforms import read_feed
from tests.platforms.conftest import CAPTURED, PageMaker


def china(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA_TIME)


def test_rss_is_read_in_chinese_time_and_by_the_maximum(saved: PageMaker) -> None:
    feed = read_feed(saved("rss.xml"), "微博")
    assert feed.state is Observation.DATED
    assert (feed.platform, feed.account_name) == ("新浪微博", "甲县发布的微博")
    assert [post.published.moment for post in feed.posts] == [
        china(2021, 6, 5, 9, 2, 3),
        china(2021, 7, 3, 23, 30),
        china(2021, 7, 3, 22, 0),
        None,
        china(2021, 7, 4, 22, 0),
    ]
    assert feed.newest is not None
    assert (feed.newest.title, feed.newest.published.raw) == ("没有时区的一条", "2021-07-03 23:30:00")
    assert feed.posts[0].title == "置顶的 老消息 & 新消息"
    assert feed.posts[0].url == "http://mirror.test/p/1"
    assert feed.posts[3].published.reason == "no_date"


def test_atom_prefers_the_publication_to_the_update(saved: PageMaker) -> None:
    feed = read_feed(saved("atom.xml"))
    assert [post.published.moment for post in feed.posts] == [china(2021, 7, 2, 4, 0), china(2021, 6, 30, 8, 0)]
    assert [post.published.place for post in feed.posts] == ["published", "updated"]
    assert feed.posts[0].url == "http://mirror.test/a/p/1"


def test_an_empty_channel_is_blank_and_a_broken_one_was_not_seen(page: PageMaker) -> None:
    assert read_feed(page("<rss version='2.0'><channel><title>甲</title></channel></rss>")).state is Observation.BLANK
    broken = read_feed(page("<rss version='2.0'><channel><title>甲</ti"))
    assert (broken.state, broken.reason) == (Observation.NOT_OBSERVED, "broken_feed")


def test_entities_are_neither_fetched_nor_multiplied(page: PageMaker, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    text = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY e0 "哈">{layers}]><rss version="2.0"><channel>'
        "<item><title>&x;&e8;</title><pubDate>Sat, 03 Jul 2021 22:00:00 +0800</pubDate></item></channel></rss>"
    )
    feed = read_feed(page(text))
    assert all("geheim" not in post.title and len(post.title) < 1000 for post in feed.posts)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        (1625300000, datetime.fromtimestamp(1625300000, CHINA_TIME)),
        ("1625300000", datetime.fromtimestamp(1625300000, CHINA_TIME)),
        (1625300000123, datetime.fromtimestamp(1625300000.123, CHINA_TIME)),
        ("2021-07-03 08:05", china(2021, 7, 3, 8, 5)),
        ("2021-07-03T00:05:06Z", china(2021, 7, 3, 8, 5, 6)),
        ("2021-07-03T08:05:06.789+08:00", china(2021, 7, 3, 8, 5, 6).replace(microsecond=789000)),
        ("20210703080506", china(2021, 7, 3, 8, 5, 6)),
    ],
)
def test_json_lists_tell_time_in_many_ways(page: PageMaker, printed: object, moment: datetime) -> None:
    answer = {"code": 0, "data": {"nickName": "丁局", "list": [{"title": "甲", "publish_time": printed, "url": "/1"}]}}
    feed = read_feed(page(json.dumps(answer)))
    assert feed.newest is not None
    assert feed.newest.published.moment == moment
    assert feed.newest.url == "http://mirror.test/1"
    assert feed.newest.published.raw == str(printed)


def test_json_feed_and_jsonp(page: PageMaker) -> None:
    answer = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "戊县",
        "items": [
            {"id": "1", "url": "http://m.test/1", "content_text": "甲", "date_published": "2021-07-02T08:00:00Z"}
        ],
    }
    for text in (
        json.dumps(answer),
        f"callback({json.dumps(answer)});",
        f"<html><body><pre>{json.dumps(answer)}</pre>",
    ):
        feed = read_feed(page(text))
        assert feed.newest is not None
        assert (feed.account_name, feed.newest.published.day) == ("戊县", date(2021, 7, 2))


def test_pinned_posts_of_json_lists_do_not_count(page: PageMaker) -> None:
    rows = [
        {"title": "置顶", "createTime": "2021-07-04", "isTop": 1},
        {"title": "旧", "createTime": "2021-06-01", "isTop": 0},
        {"title": "新", "createTime": "2021-06-20", "isTop": 0},
    ]
    feed = read_feed(page(json.dumps(rows)))
    assert feed.newest is not None
    assert feed.newest.title == "新"
    only_pinned = read_feed(page(json.dumps(rows[:1])))
    assert (only_pinned.state, only_pinned.newest, only_pinned.reason) == (
        Observation.UNDATED,
        None,
        "only_pinned_posts",
    )


def test_json_without_posts(page: PageMaker) -> None:
    assert read_feed(page('{"code": 0, "data": {"list": []}}')).state is Observation.BLANK
    assert read_feed(page('{"version": "1.0"}')).state is Observation.NOT_OBSERVABLE


def test_an_html_mirror_is_read_by_its_rows(saved: PageMaker) -> None:
    feed = read_feed(saved("mirror.html"), "南方+")
    assert feed.platform == "南方号"
    assert [(post.title, post.published.day, post.pinned) for post in feed.posts] == [
        ("旧的置顶说明", date(2021, 7, 4), True),
        ("六月二十日的活动2021-07-20开始", date(2021, 6, 20), False),
        ("更新的一条", date(2021, 6, 28), False),
    ]
    assert feed.newest is not None
    assert (feed.newest.url, feed.newest.published.raw) == ("http://mirror.test/a/3.html", "发布时间：2021/06/28")


def test_html_without_rows(page: PageMaker) -> None:
    assert read_feed(page("<html><body><div class='e'>暂无作品</div></body></html>")).state is Observation.BLANK
    script = read_feed(page("<html><body><div id='app'></div><script src='a.js'></script></body></html>"))
    assert (script.state, script.reason) == (Observation.NOT_OBSERVABLE, "no_dated_row")


@pytest.mark.parametrize(("printed", "read"), [("2021-07-05 23:00", True), ("2021-07-06", False)])
def test_a_post_of_the_day_after_the_capture_is_refused(page: PageMaker, printed: str, *, read: bool) -> None:
    feed = read_feed(page(json.dumps([{"title": "甲", "date": printed}])))
    assert (feed.newest is not None) is read
    assert feed.posts[0].published.raw == printed
    assert feed.reason == ("" if read else "after_capture")


def test_a_refused_post_does_not_hide_an_older_one(page: PageMaker) -> None:
    feed = read_feed(page(json.dumps([{"title": "甲", "date": "2031-07-05"}, {"title": "乙", "date": "2021-07-01"}])))
    assert feed.newest is not None
    assert feed.newest.title == "乙"


def test_posts_of_several_accounts_are_told_apart(page: PageMaker) -> None:
    rows = [
        {"title": "甲", "date": "2021-07-04", "nickname": "甲局"},
        {"title": "乙", "date": "2021-07-01", "nickname": "乙局"},
    ]
    text = json.dumps(rows)
    assert read_feed(page(text)).reason == "several_accounts"
    assert read_feed(page(text)).newest is None
    own = read_feed(page(text), account="乙局")
    assert own.newest is not None
    assert (own.newest.title, own.account_name) == ("乙", "乙局")
    assert read_feed(page(text), account="丙局").reason == "another_account"


@given(st.lists(st.datetimes(datetime(2010, 1, 1), datetime(2021, 7, 5)), min_size=1, max_size=8))  # noqa: DTZ001
def test_order_never_decides_which_post_is_newest(moments: list[datetime]) -> None:
    aware = [moment.replace(microsecond=0, tzinfo=CHINA_TIME) for moment in moments]
    rows = [{"title": str(index), "time": moment.isoformat()} for index, moment in enumerate(aware)]
    feed = read_feed(Page(json.dumps(rows), CAPTURED))
    assert feed.newest is not None
    assert feed.newest.published.moment == max(aware)
    assert feed.dated_posts == len(rows)


@given(st.text(max_size=200) | st.text(alphabet='<>{}[]":,0123456789-年月日 &;ahreflitdiv/', max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    feed = read_feed(Page(text, CAPTURED))
    assert feed.newest is not None or feed.reason


def test_a_capture_in_another_zone_is_the_same_moment(page: PageMaker) -> None:
    text = json.dumps([{"title": "甲", "date": "2021-07-05"}])
    evening = (CAPTURED - timedelta(hours=6)).astimezone(UTC)  # still 4 July in UTC
    assert read_feed(page(text, evening)).newest is not None
