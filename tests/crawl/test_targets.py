"""Which targets a job is about, and which of them a part of it visits: the same for one process and for workers."""

from datetime import UTC, datetime

import pytest

from govcrawl.inspection import open_inspection
from govcrawl.spiders.feed import FeedSpider
from govcrawl.spiders.guides import GuidesSpider
from govcrawl.spiders.unregistered import UnregisteredSpider
from govcrawl.spiders.wechat import WechatSpider
from tests.crawl.registers import CITY

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ACCOUNTS = """platform,name,county,sponsor,mirror,status
微信公众号,甲,甲区,甲局,http://one.test/a.json,operating
微信公众号,乙,甲区,甲局,http://one.test/b.json,operating
抖音,丙,甲区,乙局,http://two.test/c.json,operating
抖音,已销,甲区,乙局,http://two.test/d.json,closed
抖音,已销无镜像,甲区,乙局,,closed
"""
SITES = """name,url,kind,county,services
办事,http://a.test/,portal,甲区,yes
不办事,http://b.test/,department_site,甲区,no
"""


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp("targets") / "city"
    folder.mkdir()
    (folder / "city.toml").write_text('search = {"微信公众号" = "http://search.test/{name}"}\n' + CITY, "utf-8")
    (folder / "sites.csv").write_text(SITES, "utf-8")
    (folder / "accounts.csv").write_text(ACCOUNTS, "utf-8")
    return {"city": str(folder), "period": "2021Q2", "as_of": "2021-07-05"}


@pytest.mark.parametrize(
    ("spider", "expected"),
    [
        (FeedSpider, ["甲", "丙", "乙", "已销"]),  # the hosts take turns; what is closed may still post
        (WechatSpider, ["甲", "乙"]),
        (UnregisteredSpider, ["办事", "不办事", "甲", "丙"]),
        (GuidesSpider, ["办事"]),
    ],
)
def test_a_job_visits_what_it_is_about_and_a_part_of_it_only_its_own(given, tmp_path, spider, expected):
    concerned = spider.concerned(open_inspection(given["city"], given["period"], NOW, given["as_of"]))
    assert [target.name for target in concerned] == expected
    assert spider(**given).targets == concerned
    part = tmp_path / "part"
    for target in concerned:
        part.write_text(target.id, "utf-8")
        assert spider(**given, part=str(part)).targets == [target]


def test_a_job_that_names_its_targets_takes_no_others(given):
    assert [target.name for target in FeedSpider(**given, only="乙").targets] == ["乙"]
    assert [target.name for target in FeedSpider(**given, only="已销").targets] == ["已销"]
