"""`scrapy crawl messages`: what V5a, V5b and C3 find equals what is planted, and nobody's number is kept."""

import re
from decimal import Decimal

import pytest
from pymongo import MongoClient

from govcrawl.model.fact import BoardSeen, MessageSeen
from govcrawl.store.bodies import Bodies
from tests.crawl.conftest import Crawled
from tests.mockgov.boards import NAMES, board_points, overdue

MONTHS = {"national": 3, "zhanjiang": 2}


@pytest.fixture(scope="module")
def boards(crawl_once) -> Crawled:
    """A city of message boards, its columns found and its boards read."""
    return crawl_once("messages")


def verdicts(one: Crawled, code: str, profile: str = "national") -> dict[str, dict]:
    return {it["target"]: it for it in one.findings(profile) if it["code"] == code}


@pytest.fixture(scope="module")
def facts(boards) -> list[MessageSeen | BoardSeen]:
    return [fact for own in boards.facts().values() for fact in own if isinstance(fact, MessageSeen | BoardSeen)]


@pytest.mark.parametrize("profile", MONTHS)
def test_what_waits_too_long_is_what_is_planted(boards, profile):
    found = verdicts(boards, "V5b", profile).values()
    failed = {it["target_id"] for it in found if it["verdict"] == "fail"}
    assert failed == overdue(boards.city, MONTHS[profile])
    others = {it["target"]: it["verdict"] for it in found if it["verdict"] not in ("pass", "fail")}
    assert others == {
        "状态不明局": "needs_review",
        "故障局": "not_observed",
        "无渠道区人民政府网": "not_applicable",
        "甲局频道": "not_applicable",
    }


def test_every_message_that_waits_is_evidence(boards):
    found = verdicts(boards, "V5b")["多条超期局"]
    assert len(found["evidence"]) == 2
    assert all(it["url"].startswith("http://several.messages.test/") and it["snapshot"] for it in found["evidence"])
    assert all("办理中" in it["text"] for it in found["evidence"])
    assert "2021-04-30" in found["reason"]


def test_what_is_charged_for_publication_is_what_is_planted(boards):
    found = verdicts(boards, "C3")
    expected = {site.name: board_points(site, boards.city.as_of) for site in boards.city.sites}
    charged = {name: points for name, points in expected.items() if points is not None}
    assert {name: Decimal(str(found[name]["points"])) for name in charged} == charged
    assert {name for name in charged if found[name]["verdict"] == "fail"} == {n for n, p in charged.items() if p}
    assert sorted(set(charged.values())) == [Decimal(-6), Decimal(-5), Decimal(-3), Decimal(0)]
    assert found["无渠道区人民政府网"]["verdict"] == "needs_review"
    assert found["故障局"]["verdict"] == "not_observed"


def test_a_missing_channel_is_left_to_a_person_with_what_comes_near(boards):
    found = verdicts(boards, "V5a")
    assert {name for name, it in found.items() if it["verdict"] == "needs_review"} == {"无渠道区人民政府网"}
    assert {name for name, it in found.items() if it["verdict"] == "not_observed"} == {"故障局"}
    assert "网上信访（信访举报，不计入）" in found["无渠道区人民政府网"]["reason"]
    assert "甲局频道" not in found
    assert "咨询建议（未见提交入口）" in found["缺答复时间局"]["reason"]


def test_nobodys_number_and_no_writers_name_reaches_the_store(boards, facts):
    environment = boards.program.environment
    pages = 0
    with MongoClient(environment["GOVCRAWL_MONGO_URI"]) as client:
        database = client[environment["GOVCRAWL_MONGO_DB"]]
        bodies = Bodies(database)
        texts = [str(document) for name in ("facts", "snapshots", "findings") for document in database[name].find()]
        shown = [bodies.read(str(it["body_sha256"])) for it in database["snapshots"].find() if it["body_sha256"]]
    texts += [
        body.decode("gb18030" if b"gb2312" in body[:400] and body[:3] != b"\xef\xbb\xbf" else "utf-8", "replace")
        for body in shown
    ]
    for text in texts:
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.sub(r"[0-9a-f]{32,64}", "", text)), text[:300]
        assert not re.search(r"(?<!\d)[1-9]\d{16}[\dX](?![\dX])", re.sub(r"(?:id=|/)\w+", "", text)), text[:300]
        assert not [text[at - 60 : at + 9] for name in NAMES if (at := text.find(name)) >= 0]
        pages += "139****" in text
    assert pages > 100
    assert any("欧阳某" in text for text in texts)


def test_each_page_is_asked_once_and_only_of_boards(boards):
    asked = [(it.host, it.path) for it in boards.web.log if it.host == "pastthree.messages.test"]
    letters = [path for _, path in asked if path.startswith("/show.asp")]
    assert len(letters) == len(set(letters))
    assert {it.host for it in boards.web.log} <= set(boards.web.hosts)
    assert boards.ended["messages"].returncode == 1, boards.ended["messages"].stderr
    assert "Traceback" not in boards.ended["messages"].stderr


def test_rows_that_tell_all_are_not_opened(boards, facts):
    """The list of this dialect prints when a letter was asked and that it is answered; five are drawn, one waits."""
    opened = {it.path for it in boards.web.log if it.host == "pastthree.messages.test" and "show.asp" in it.path}
    own = [it for it in facts if isinstance(it, MessageSeen) and "pastthree" in it.url]
    assert sum(it.sampled for it in own) == 5
    assert len({it.url for it in own if it.text_sha256}) == 6
    assert len(own) > 6
    assert opened
