"""What each platform's own pages and answers tell."""

import json
from datetime import date, datetime
from urllib.parse import quote

import pytest

from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.platforms import read_feed, read_feed_pages
from tests.platforms.conftest import PageMaker


def china(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA_TIME)


def test_a_wechat_article_is_dated_by_its_script_to_the_second(saved: PageMaker) -> None:
    feed = read_feed(saved("wechat.html"))
    assert (feed.platform, feed.account_name, feed.account_id) == ("微信公众号", "甲县发布", "gh_0123456789ab")
    assert feed.newest is not None
    assert feed.newest.published.moment == datetime.fromtimestamp(1625236674, CHINA_TIME)
    assert (feed.newest.published.raw, feed.newest.published.place) == ("1625236674", "ct")
    assert (feed.newest.title, feed.newest.original) == ("甲县本周工作", False)
    assert feed.newest.url == "http://mp.weixin.qq.com/s?__biz=A&mid=1"


@pytest.mark.parametrize(
    ("script", "visible", "day"),
    [
        ("var createTime = '2021-06-30 17:00';", "", date(2021, 6, 30)),
        ("create_time: JsDecode('2021-06-29 17:00'),", "", date(2021, 6, 29)),
        ('var publish_time = "2021-06-28" || "";', "", date(2021, 6, 28)),
        ('var publish_time = "" || "2021-06-27";', "", date(2021, 6, 27)),
        ('var t="",n="1624676000",s="2021-06-26";', "昨天", date(2021, 6, 26)),
        ("", "2021年6月25日 08:00", date(2021, 6, 25)),
        ("", "前天", date(2021, 7, 3)),
        ('var ct = "";', "", None),
    ],
)
def test_wechat_articles_of_every_age_of_the_template(page: PageMaker, script: str, visible: str, day: object) -> None:
    text = f'<div id="js_content">文</div><em id="publish_time">{visible}</em><script>/*weixin*/ {script}</script>'
    assert read_feed(page(text)).posts[0].published.day == day


def test_sogou_shows_several_accounts_and_the_named_one_is_read(saved: PageMaker) -> None:
    assert read_feed(saved("sogou.html")).reason == "several_accounts"
    feed = read_feed(saved("sogou.html"), "微信", "甲县发布")
    assert feed.newest is not None
    assert feed.newest.published.moment == datetime.fromtimestamp(1625144400, CHINA_TIME)
    assert (feed.newest.title, feed.account_name) == ("七月一日的活动", "甲县发布")


def test_weibo_answers_keep_to_the_account_and_leave_pinned_posts_out(saved: PageMaker) -> None:
    feed = read_feed(saved("getindex.json"))
    assert (feed.platform, feed.account_name, feed.account_id) == ("新浪微博", "甲县发布", "1234567890")
    assert feed.verified_subject == "甲县人民政府新闻办公室"
    assert [(post.id, post.pinned, post.original, post.comments) for post in feed.posts] == [
        ("1", True, True, 3),
        ("2", False, False, 0),
        ("3", False, True, None),
    ]
    assert feed.newest is not None
    assert feed.newest.published.moment == china(2021, 6, 28, 8, 1, 2)
    assert feed.posts[1].title == "转发 一条"


@pytest.mark.parametrize(
    ("printed", "day", "moment"),
    [
        ("刚刚", date(2021, 7, 5), None),
        ("5分钟前", date(2021, 7, 5), None),
        ("10小时前", date(2021, 7, 4), None),
        ("今天 08:00", date(2021, 7, 5), china(2021, 7, 5, 8, 0)),
        ("昨天 23:59", date(2021, 7, 4), china(2021, 7, 4, 23, 59)),
        ("2019-12-31", date(2019, 12, 31), None),
        ("06-14", None, None),
        ("02-30", None, None),
    ],
)
def test_every_form_of_created_at(page: PageMaker, printed: str, day: date | None, moment: datetime | None) -> None:
    answer = {"ok": 1, "data": {"cards": [{"mblog": {"created_at": printed, "id": "1", "mid": "1", "text": "甲"}}]}}
    published = read_feed(page(json.dumps(answer))).posts[0].published
    assert (published.day, published.moment, published.raw) == (day, moment, printed)
    assert bool(published.reason) is (day is None)


# mid = (seconds - 515483463) << 22: the number below was made of 2020-06-14 20:09:02, Chinese time.
MID = str((int(china(2020, 6, 14, 20, 9, 2).timestamp()) - 515483463 << 22) + 77)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("06-14", date(2020, 6, 14)),
        ("06月14日 20:09", date(2020, 6, 14)),
        ("06月14日 20:15", None),  # another minute than the number's: no proof
        ("06-15", None),
    ],
)
def test_the_number_of_a_weibo_post_proves_its_year(page: PageMaker, printed: str, day: date | None) -> None:
    answer = {"ok": 1, "data": {"cards": [{"mblog": {"created_at": printed, "id": MID, "mid": MID, "text": "甲"}}]}}
    assert read_feed(page(json.dumps(answer))).posts[0].published.day == day


def test_weibo_answers_without_posts_are_not_a_silent_account(page: PageMaker) -> None:
    facts = {
        "ok": 1,
        "data": {"userInfo": {"id": 12345, "screen_name": "甲"}, "tabs": [{"containerid": "10760312345"}]},
    }
    feed = read_feed(page(json.dumps(facts)))
    assert (feed.state, feed.reason) == (Observation.NOT_OBSERVED, "account_facts_only")
    assert feed.next_pages == (
        "https://m.weibo.cn/api/container/getIndex?type=uid&value=12345&containerid=10760312345",
    )
    wall = read_feed(page('{"ok": -100, "url": "https://passport.weibo.test/sso/signin"}'), "微博")
    assert (wall.state, wall.reason, wall.platform) == (Observation.NOT_OBSERVED, "login_wall", "新浪微博")
    nothing = read_feed(page('{"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}'))
    assert nothing.state is Observation.NOT_OBSERVED


def test_weibo_wap_pages(saved: PageMaker) -> None:
    feed = read_feed(saved("wap.html"))
    assert (feed.account_name, feed.account_id) == ("甲县发布", "1234567890")
    assert feed.verified_subject == "甲县人民政府新闻办公室"
    assert [(post.title, post.pinned, post.original, post.comments) for post in feed.posts] == [
        ("置顶", True, True, None),
        ("今天的", False, True, 12),
        ("我们的话", False, False, None),
        ("去年的", False, True, None),
    ]
    moments = [post.published.moment for post in feed.posts]
    # The third stands between a post of today and one of last year: its year is proven. The pinned one has no place.
    assert moments == [None, china(2021, 7, 5, 8, 5), china(2021, 7, 1, 18, 12), china(2020, 12, 31, 23, 59, 59)]
    assert feed.newest is not None
    assert feed.newest.published.raw == "今天 08:05"


def rows(*printed: str) -> str:
    return json.dumps([{"title": str(index), "url": f"/{index}", "time": text} for index, text in enumerate(printed)])


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        (("06-30", "12-28", "2020-12-27"), [date(2021, 6, 30), date(2020, 12, 28), date(2020, 12, 27)]),
        (("07-06", "2020-12-27"), [None, date(2020, 12, 27)]),  # 6 July 2021 is after the capture
        (("07-06", "2020-07-06"), [date(2020, 7, 6), date(2020, 7, 6)]),
        (("07-05", "2020-07-06"), [date(2021, 7, 5), date(2020, 7, 6)]),
        (("06-30", "2019-12-27"), [None, date(2019, 12, 27)]),  # 2020 or 2021
        (("2021-07-01", "06-30"), [date(2021, 7, 1), None]),  # any year before
        (("06-30", "2020-12-27", "2021-01-01"), [None, date(2020, 12, 27), date(2021, 1, 1)]),  # not sorted
        (("2020-03-01", "02-29", "2019-12-01"), [date(2020, 3, 1), date(2020, 2, 29), date(2019, 12, 1)]),
        (("06-30", "06-29"), [None, None]),
    ],
)
def test_a_year_is_given_only_where_neighbours_prove_it(
    page: PageMaker, printed: tuple[str, ...], days: list[date | None]
) -> None:
    feed = read_feed(page(rows(*printed)))
    assert [post.published.day for post in feed.posts] == days


def test_pages_of_one_list_prove_each_others_years(page: PageMaker) -> None:
    first, second = page(rows("06-30", "06-01")), page(rows("2021-05-30", "2021-05-01").replace('"/', '"/x'))
    assert read_feed(first).newest is None
    joined = read_feed_pages([first, second])
    assert joined.newest is not None
    assert joined.newest.published.day == date(2021, 6, 30)
    assert len(joined.posts) == 4


def test_toutiao(saved: PageMaker) -> None:
    feed = read_feed(saved("toutiao.json"))
    assert (feed.platform, feed.account_name, feed.verified_subject) == ("今日头条", "甲县发布", "甲县融媒体中心")
    assert feed.newest is not None
    assert (feed.newest.title, feed.newest.published.raw) == ("微头条", "1625000000")
    assert feed.posts[0].pinned


def test_douyin_by_its_rendered_state_and_its_answer(page: PageMaker) -> None:
    state = {
        "app": {
            "post": {
                "data": [
                    {"awemeId": "1", "desc": "置顶", "createTime": 1625300000, "tag": {"isTop": True}, "stats": {}},
                    {
                        "awemeId": "2",
                        "desc": "旧",
                        "createTime": 1624000000,
                        "tag": {},
                        "authorInfo": {"nickname": "甲"},
                    },
                    {"awemeId": "3", "desc": "新", "createTime": 1625000000, "stats": {"commentCount": 4}},
                ]
            }
        }
    }
    rendered = f'<script id="RENDER_DATA" type="application/json">{quote(json.dumps(state))}</script>'
    answer = {
        "aweme_list": [
            {"aweme_id": "2", "desc": "旧", "create_time": 1624000000, "author": {"nickname": "甲"}},
            {"aweme_id": "3", "desc": "新", "create_time": 1625000000, "statistics": {"comment_count": 4}},
        ]
    }
    for text in (f"<html>{rendered}</html>", json.dumps(answer)):
        feed = read_feed(page(text))
        assert (feed.platform, feed.account_name) == ("抖音", "甲")
        assert feed.newest is not None
        assert (feed.newest.id, feed.newest.comments) == ("3", 4)


def test_applications_are_dated_by_their_newest_version(saved: PageMaker, page: PageMaker) -> None:
    feed = read_feed(saved("lookup.json"), "移动客户端")
    assert feed.newest is not None
    assert feed.newest.published.moment == china(2021, 7, 1, 4, 15, 30)
    assert (feed.platform, feed.verified_subject) == ("APP", "甲县人民政府办公室")
    unknown = read_feed(page('{"resultCount": 0, "results": []}'))
    assert (unknown.state, unknown.reason) == (Observation.BLANK, "no_such_application")
    store = "<h1>甲县政务</h1><p>版本：2.1 更新时间：2021-06-30</p><a href='/x.apk'>下载</a><p>发布时间：2021-07-04</p>"
    android = read_feed(page(f"<html><body>{store}</body></html>"))
    assert android.newest is not None
    assert android.newest.published.day == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "<html><body><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p></body></html>",
            "environment_abnormal",
        ),
        ("<html><body>请输入图中的验证码</body></html>", "captcha"),
        ("<html><body>您的访问过于频繁，请稍后再试</body></html>", "too_frequent"),
        ("<html><head><title>登录 - 某平台</title></head><body>扫码</body></html>", "login_wall"),
        ("<html><head><title>Sina Visitor System</title></head><body></body></html>", "login_wall"),
        ("<html><body>该内容已被发布者删除</body></html>", "removed"),
        ("<html><body>此帐号已被屏蔽, 内容无法查看</body></html>", "banned"),
        ("<html><body>系统繁忙，请稍后再试</body></html>", "system_busy"),
        ('{"code": -1, "msg": "系统繁忙"}', "system_busy"),
        ('{"errno": 403, "errmsg": "请先登录", "data": []}', "login_wall"),
        ('{"code": 5, "data": {"list": []}}', "refused"),
        ("访问过于频繁", "too_frequent"),
    ],
)
def test_an_obstacle_is_named_and_is_never_silence(page: PageMaker, text: str, reason: str) -> None:
    feed = read_feed(page(text), "快手")
    assert (feed.state, feed.reason, feed.newest) == (Observation.NOT_OBSERVED, reason, None)
    assert feed.platform == "快手"


def test_a_list_that_talks_of_captchas_is_a_list(page: PageMaker) -> None:
    text = (
        "<html><body>请登录<ul><li><a href='/1'>关于验证码诈骗的提醒</a><span>2021-07-01</span></li></ul></body></html>"
    )
    feed = read_feed(page(text))
    assert (feed.state, feed.posts[0].title) == (Observation.DATED, "关于验证码诈骗的提醒")
