"""`scrapy crawl unregistered`: accounts on home pages and in searches, against the register."""

import json
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

import pytest

from tests.mockgov import MockGov
from tests.mockgov.answer import Answer, page

AS_OF = date(2021, 7, 5)
CITY = """name = "漏报市"
division = "440800"
profile = "national"
counties = ["甲区"]

[search]
"微信公众号" = "http://search.test/{name}.json"

[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05
"""
SITES = """name,url,kind,county,sponsor
甲区人民政府网,http://www.jia.test/,portal,甲区,甲区人民政府
乙局网,http://www.yi.test/,department_site,甲区,乙局
丙局网,http://www.bing.test/,department_site,甲区,丙局
"""
ACCOUNTS = """platform,account_id,name,county,sponsor,url,status
微信公众号,gh_1,甲区发布,甲区,甲区人民政府,,operating
新浪微博,,甲区发布,甲区,甲区人民政府,http://weibo.com/jiaqu,operating
微信公众号,gh_3,甲区公安,甲区,甲区公安局,,operating
微信公众号,gh_4,甲区老号,甲区,甲区公安局,,closed
"""


@dataclass
class Host:
    host: str
    pages: dict[str, Answer] = field(default_factory=dict)
    base: str = "/"

    def answer(self, path: str) -> Answer | None:
        return self.pages.get(path)


def home(middle: str) -> Answer:
    return page(
        f"<html><head><title>首页</title></head><body><div>{middle * 3}</div>{'<p>要闻</p>' * 40}</body></html>"
    )


def found(*rows: tuple[str, str]) -> Answer:
    listed = [{"name": name, "verified_subject": subject} for name, subject in rows]
    return Answer(json.dumps({"list": listed}).encode(), "application/json")


JIA = '<a href="https://weibo.com/jiaqu">微博</a><img src="q.png" alt="甲区发布微信公众号二维码">'
ANSWERS = {
    "甲区人民政府": found(("甲区发布", "甲区人民政府"), ("美食", "某公司")),
    "甲区公安局": found(("甲区老号", "甲区公安局"), ("甲区网警", "甲区公安局")),
}
HOSTS = (
    Host("www.jia.test", {"/": home(JIA)}),
    Host("www.yi.test", {"/": home('<a href="http://weibo.com/u/1234567890">乙局微博</a>')}),
    Host("www.bing.test"),
    Host("search.test", {f"/{quote(sponsor)}.json": answer for sponsor, answer in ANSWERS.items()}),
)


@pytest.fixture(scope="module")
def judged(program_for, tmp_path_factory):
    folder = tmp_path_factory.mktemp("missing") / "missing"
    folder.mkdir()
    for name, text in (("city.toml", CITY), ("sites.csv", SITES), ("accounts.csv", ACCOUNTS)):
        (folder / name).write_text(text, "utf-8")
    with MockGov(*HOSTS) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl("unregistered", folder, "2021Q2", "-a", f"as_of={AS_OF}")
    assert "Traceback" not in ended.stderr, ended.stderr
    findings = program.findings(folder, "2021Q2", str(AS_OF), "national")
    return ended, {
        (it["target_id"].split("/")[0], it["target"], it["platform"]): it for it in findings if it["code"] == "R7"
    }


def test_what_the_register_lacks_is_found_and_nothing_else(judged):
    ended, found = judged
    assert {key: it["verdict"] for key, it in found.items()} == {
        ("site", "甲区人民政府网", ""): "pass",
        ("site", "乙局网", ""): "needs_review",
        ("site", "丙局网", ""): "not_observed",
        ("account", "甲区发布", "微信公众号"): "pass",
        ("account", "甲区发布", "新浪微博"): "not_applicable",
        ("account", "甲区公安", "微信公众号"): "fail",
    }
    assert ended.returncode == 1
    assert "丙局网" in ended.stderr
    missing = found["account", "甲区公安", "微信公众号"]
    assert "甲区网警" in missing["reason"]
    assert "甲区老号" not in missing["reason"]  # out of operation, and registered
    (proof,) = missing["evidence"]
    assert proof["snapshot"]
    assert proof["url"].startswith("http://search.test/")
