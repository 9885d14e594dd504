"""Accounts with several mirrors, walls, comments and further pages: what one crawl sees of them, and what is judged."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from govcrawl.model.fact import AccountSeen, CommentSeen, FeedSeen, PostSeen, SourceAsked, TargetVisited
from govcrawl.model.fact.post import LOOK_BACK_DAYS
from govcrawl.store.mongo import open_store
from tests.mockgov import MockGov
from tests.mockgov.answer import Answer, simple

AS_OF = date(2021, 7, 5)
CITY = """name = "账号市"
division = "440800"
profile = "national"
counties = ["甲区"]

[mirrors]
"快手" = "http://second.mirror.test/{platform}/{account_id}.xml"

[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05
"""
WALL = simple("环境异常", "当前环境异常，完成验证后即可继续访问。")
PATIENCE = 3


def posts(*days_ago: int, **more: object) -> list[dict[str, object]]:
    """Rows of a mirror in JSON."""
    return [
        {"title": f"第{ago}天前的内容", "url": f"http://p.test/{ago}", "published": f"{AS_OF - timedelta(days=ago)}"}
        | more
        for ago in days_ago
    ]


def answer(rows: list[dict[str, object]], **more: object) -> Answer:
    return Answer(json.dumps({"posts": rows, **more}, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def rss(*days_ago: int) -> Answer:
    items = "".join(
        f"<item><title>{ago}</title><link>http://p.test/{ago}</link>"
        f"<pubDate>{AS_OF - timedelta(days=ago)} 09:00:00</pubDate></item>"
        for ago in days_ago
    )
    return Answer(f'<rss version="2.0"><channel><title>镜像</title>{items}</channel></rss>'.encode(), "text/xml")


@dataclass
class Mirror:
    """A host of mirrors, its answers by path."""

    host: str
    pages: dict[str, Answer] = field(default_factory=dict)
    base: str = "/"

    def answer(self, path: str) -> Answer | None:
        return self.pages.get(path)


COMMENTS = {
    "comments": [{"text": "加微信买特价海鲜13812345678", "name": "张三"}, {"text": "周末办公吗", "name": "李四"}]
}
MIRRORS = (
    Mirror(
        "mirror.test",
        {
            "/silent.json": answer(posts(40, 90, 150)),
            "/alone.json": answer(posts(40, 90)),
            "/behind.json": answer(posts(40, 90)),
            "/gone.json": answer(posts(2, 20)),
            "/menu.json": answer(
                posts(1, 2, is_original=False, can_comment=False) + posts(3, is_original=True, can_comment=False),
                menu=["办事", "咨询"],
                verified_subject="甲区人民政府",
                account="菜单",
            ),
            "/talk.json": answer(posts(1, comments=2, comments_url="/talk-comments.json"), account="评论"),
            "/beside.json": answer(
                posts(1, id="13987654321"), comments=[{"text": "请回电13812345678", "name": "王五"}], account="并列"
            ),
            "/talk-comments.json": Answer(json.dumps(COMMENTS).encode(), "application/json"),
            "/long.json": answer(posts(1, 30), next_url="/long2.json"),
            "/long2.json": answer(posts(60, 90), next_url="/long3.json"),
            "/long3.json": answer(posts(120, 150), next_url="/long4.json"),
            "/weibo.json": answer(posts(3)),
        },
    ),
    Mirror(
        "second.mirror.test",
        {"/%E5%BF%AB%E6%89%8B/ks1.xml": rss(40, 90), "/behind.xml": rss(1, 40), "/broken.xml": WALL},
    ),
    Mirror("wall.test", {f"/{number}": WALL for number in range(8)}),
)
ACCOUNTS = (
    "快手,ks1,停更,,http://mirror.test/silent.json,operating",
    "抖音,,一源停更,,http://mirror.test/alone.json,operating",
    "抖音,,一源滞后,,http://mirror.test/behind.json http://second.mirror.test/behind.xml,operating",
    "抖音,,一源受阻,,http://mirror.test/silent.json?2 http://second.mirror.test/broken.xml,operating",
    "抖音,,已销仍更,,http://mirror.test/gone.json,closed",
    "抖音,,已销,,http://mirror.test/none.json,closed",
    "微信公众号,,菜单,,http://mirror.test/menu.json,operating",
    "微信公众号,,评论,,http://mirror.test/talk.json,operating",
    "微信公众号,,并列,,http://mirror.test/beside.json,operating",
    "百家号,,多页,,http://mirror.test/long.json,operating",
    "新浪微博,,微博,,http://mirror.test/weibo.json,operating",
    "小程序,,无镜像,,,operating",
    "小程序,,仅存档,,,operating",
    *(f"澎湃号,,墙{number},,http://wall.test/{number},operating" for number in range(8)),
)


@dataclass
class Looked:
    program: object
    folder: Path
    ended: object
    web: MockGov
    facts: dict[str, tuple[object, ...]]
    bodies: dict[str, bytes]  # of the pages kept, by address
    judged: dict[str, list[dict]] = field(default_factory=dict)

    def of(self, name: str, kind: type) -> list:
        target = next(target for target in self.facts if target.endswith(f"/{name}"))
        return [fact for fact in self.facts[target] if isinstance(fact, kind)]

    def verdicts(self, code: str, profile: str = "national") -> dict[str, dict]:
        if profile not in self.judged:
            self.judged[profile] = self.program.findings(self.folder, "2021Q2", str(AS_OF), profile)
        return {it["target"]: it for it in self.judged[profile] if it["code"] == code}


@pytest.fixture(scope="module")
def looked(program_for, tmp_path_factory) -> Looked:
    folder = tmp_path_factory.mktemp("accounts") / "accounts"
    folder.mkdir()
    (folder / "city.toml").write_text(CITY, "utf-8")
    (folder / "sites.csv").write_text("name,url,kind,county\n", "utf-8")
    rows = "".join(f"{row},甲区\n" for row in ACCOUNTS)
    (folder / "accounts.csv").write_text("platform,account_id,name,sponsor,mirror,status,county\n" + rows, "utf-8")
    saved = folder / "saved" / "2021-07-03"
    saved.mkdir(parents=True)
    rows = "".join(
        f'<li><a href="/{n}">第{n}条推文</a><span>{when}</span></li>' for n, when in enumerate(("昨天", "2021-06-28"))
    )
    (saved / "小程序_仅存档.html").write_text(
        f"<html><title>仅存档</title><body><ul>{rows}</ul></body></html>", "utf-8"
    )
    MIRRORS[0].pages["/silent.json?2"] = MIRRORS[0].pages["/silent.json"]
    with MockGov(*MIRRORS) as web:
        program = program_for(web.proxy_url)
        told = {"GOVCRAWL_TARGETS_AT_ONCE": "1", "GOVCRAWL_MIRROR_PATIENCE": str(PATIENCE)}
        ended = program.crawl("feed", folder, "2021Q2", "-a", f"as_of={AS_OF}", **told)
        weibo = program.crawl("weibo", folder, "2021Q2", "-a", f"as_of={AS_OF}")
    assert "Traceback" not in ended.stderr + weibo.stderr, ended.stderr
    assert weibo.returncode == 0, weibo.stderr
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        facts = dict(store.facts("accounts", "2021Q2", AS_OF))
        seen = [store.snapshot(it.snapshot) for own in facts.values() for it in own if getattr(it, "snapshot", "")]
        bodies = {it.url: store.body(it.body_sha256) for it in seen if it.body_sha256}
        return Looked(program, folder, ended, web, facts, bodies)


def test_silence_takes_two_sources_and_a_fresh_post_one(looked):
    found = looked.verdicts("N2a")
    assert {name: it["verdict"] for name, it in found.items() if not name.startswith("墙")} == {
        "停更": "fail",
        "一源停更": "needs_review",
        "一源滞后": "pass",
        "一源受阻": "needs_review",
        "菜单": "pass",
        "评论": "pass",
        "并列": "pass",
        "多页": "pass",
        "微博": "pass",
        "无镜像": "not_observed",
        "仅存档": "pass",
    }
    assert len(found["停更"]["evidence"]) == 2
    (wall,) = [it for it in found["一源受阻"]["evidence"] if "second" in it["url"]]
    assert "平台提示环境异常" in wall["text"]
    assert "最近一次成功采集：无" in wall["text"]


def test_a_page_that_was_saved_by_hand_is_read_as_of_its_day(looked):
    (feed,) = looked.of("仅存档", FeedSeen)
    assert (feed.newest, feed.newest_raw, feed.seen_at.date()) == (date(2021, 7, 2), "昨天", date(2021, 7, 3))
    assert feed.source == "saved/2021-07-03/仅存档"
    assert feed.snapshot
    assert looked.of("仅存档", TargetVisited)[0].observed


def test_a_wall_is_no_silence_and_is_left_in_peace(looked):
    assert {it["verdict"] for name, it in looked.verdicts("N2a").items() if name.startswith("墙")} == {"not_observed"}
    assert len([it for it in looked.web.asked("wall.test") if it.path != "/robots.txt"]) == PATIENCE
    reasons = [looked.of(f"墙{number}", TargetVisited)[0].reason for number in range(8)]
    assert reasons.count("mirror_blocked") == 8 - PATIENCE
    assert {reason for reason in reasons if reason != "mirror_blocked"} <= {"blocked", "environment_abnormal"}
    assert not looked.of("墙0", SourceAsked)[0].read
    (feed,) = looked.of("墙7", FeedSeen)
    assert (feed.state.value, feed.reason) == ("not_observed", "mirror_blocked")


def test_a_closed_account_that_posts_is_found_and_one_that_is_gone_is_no_failure(looked):
    assert {name: it["verdict"] for name, it in looked.verdicts("R6").items()} == {
        "已销仍更": "fail",
        "已销": "not_applicable",
    }
    assert looked.ended.returncode == 1
    assert "9 targets were not observed" in looked.ended.stderr
    assert "已销" not in looked.ended.stderr


def test_comments_are_kept_masked_and_proposed_where_a_region_asks(looked):
    assert sorted(fact.text for fact in looked.of("评论", CommentSeen)) == [
        "加微信买特价海鲜138****5678",
        "周末办公吗",
    ]
    assert looked.verdicts("L1") == {}
    asked = looked.verdicts("L1", "yulin")
    assert (asked["评论"]["verdict"], asked["菜单"]["verdict"]) == ("needs_review", "not_applicable")


def test_numbers_in_comments_beside_posts_are_not_kept_and_those_of_posts_are(looked):
    body = looked.bodies["http://mirror.test/beside.json"].decode()
    assert "13812345678" not in body
    assert "138****5678" in body
    assert "13987654321" in body
    assert "13812345678" not in looked.bodies["http://mirror.test/talk-comments.json"].decode()


def test_what_an_account_says_of_itself_and_whether_it_only_forwards(looked):
    (itself,) = looked.of("菜单", AccountSeen)
    assert (itself.menu, itself.verified_subject, itself.replies_open) == (("办事", "咨询"), "甲区人民政府", False)
    assert looked.verdicts("L2", "weinan")["菜单"]["verdict"] == "pass"
    assert looked.verdicts("L2", "weinan")["停更"]["verdict"] == "not_applicable"


def test_older_pages_are_read_as_far_as_the_look_back_goes(looked):
    assert [it.path for it in looked.web.asked("mirror.test") if "long" in it.path] == [
        "/long.json",
        "/long2.json",
        "/long3.json",
    ]
    kept = looked.of("多页", PostSeen)
    assert sorted((AS_OF - fact.published).days for fact in kept) == [1, 30, 60, 90]
    assert max((AS_OF - fact.published).days for fact in kept) <= LOOK_BACK_DAYS
    (feed,) = looked.of("多页", FeedSeen)
    assert (feed.posts, feed.newest, feed.oldest) == (6, AS_OF - timedelta(days=1), AS_OF - timedelta(days=150))


def test_a_job_of_one_platform_visits_its_accounts_alone(looked):
    visits = {
        name: [visit.job for visit in own if isinstance(visit, TargetVisited)] for name, own in looked.facts.items()
    }
    assert {name.rsplit("/")[-1] for name, jobs in visits.items() if "weibo" in jobs} == {"微博"}
