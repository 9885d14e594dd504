"""What a host asks of us is kept: Retry-After, Crawl-delay, budgets; and what we asked of it is on record."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from govcrawl.model.fact import HomePageSeen, TargetVisited
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import Program
from tests.crawl.parts import Small
from tests.crawl.registers import write_register
from tests.mockgov import MockGov
from tests.mockgov.answer import Answer

AS_OF = date(2021, 7, 5)
SITES = ("plain", "busy", "limit", "closed", "slow", "lazy", "large")


def later(status: int, seconds: str) -> Answer:
    return Answer(b"later", status=status, headers={"Retry-After": seconds})


@dataclass
class Polite:
    program: Program
    folder: Path
    web: MockGov
    ended: str

    def facts(self, name: str, kind: type) -> list:
        environment = self.program.environment
        with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
            found = dict(store.facts(self.folder.name, "2021Q2", AS_OF))[f"site/www.{name}.test"]
        return [fact for fact in found if isinstance(fact, kind)]

    def times(self, name: str) -> list[float]:
        return [asked.began for asked in self.web.asked(f"www.{name}.test")]


@pytest.fixture(scope="module")
def polite(program_for, tmp_path_factory) -> Iterator[Polite]:
    folder = write_register(
        tmp_path_factory.mktemp("polite") / "city", {name: f"http://www.{name}.test/" for name in SITES}
    )
    parts = (
        Small("www.plain.test"),
        Small("www.busy.test", instead=lambda path, times: later(429, "1") if path == "/lm0/" and times == 1 else None),
        Small("www.limit.test", instead=lambda path, times: later(429, "0")),
        Small("www.closed.test", instead=lambda path, times: later(503, "Fri, 01 Jan 2021 00:00:00 GMT")),
        Small("www.slow.test", columns=3, robots="User-agent: *\nCrawl-delay: 0.2\n"),
        Small("www.lazy.test", robots="User-agent: govcrawl\nCrawl-delay: 3600\n"),
        Small("www.large.test", columns=30),
    )
    with MockGov(*parts) as web:
        program = program_for(web.proxy_url)
        budget = {"GOVCRAWL_REQUESTS_PER_SITE": "20"}
        ended = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}", **budget)
        yield Polite(program, folder, web, ended.stderr)


def test_a_host_is_left_alone_for_as_long_as_it_says_then_asked_again(polite):
    (visit,) = polite.facts("busy", TargetVisited)
    assert visit.observed
    assert not visit.failures
    asked = polite.web.asked("www.busy.test")
    (refused,) = [one for one in asked if one.status == 429]
    assert not [one for one in asked if refused.ended < one.began < refused.ended + 0.9]
    assert [one.path for one in asked].count("/lm0/") == 2


@pytest.mark.parametrize("name", ["limit", "closed"])
def test_who_keeps_refusing_is_not_observed_and_not_to_blame(polite, name):
    (visit,) = polite.facts(name, TargetVisited)
    assert not visit.observed
    assert visit.reason == "blocked"
    assert [one.reason for one in polite.facts(name, HomePageSeen)] == ["blocked"]
    assert polite.web.hosts[f"www.{name}.test"][0].asked["/"] == 3  # once, and twice after a pause


def test_a_crawl_delay_is_kept_one_page_at_a_time(polite):
    assert polite.facts("slow", TargetVisited)[0].observed
    _, *times = polite.times("slow")  # robots.txt itself
    # As the web sees them single gaps shrink where the machine is busy; half of their sum is out of that reach.
    assert len(times) > 3
    assert times[-1] - times[0] > 0.5 * 0.2 * (len(times) - 1)
    assert polite.web.most_at_once("www.slow.test") == 1


def test_a_host_that_asks_for_more_than_we_wait_is_not_crawled(polite):
    assert [one.path for one in polite.web.asked("www.lazy.test")] == ["/robots.txt"]
    (visit,) = polite.facts("lazy", TargetVisited)
    assert (visit.observed, visit.reason) == (False, "crawl_delay")


def test_no_site_is_asked_more_than_its_budget(polite):
    assert len([one for one in polite.web.asked("www.large.test") if one.path != "/robots.txt"]) == 20
    assert polite.facts("large", TargetVisited)[0].observed
    assert "over_budget" in {fact.reason for fact in polite.facts("large", object) if hasattr(fact, "reason")}


def test_the_footprint_is_what_the_hosts_themselves_counted(polite):
    printed = polite.program.run("analysis.footprint", str(polite.folder), "--period", "2021Q2")
    assert printed.returncode == 0, printed.stderr
    rows = {row["主机"]: row for row in csv.DictReader(StringIO(printed.stdout))}
    for name in SITES:
        row, asked = rows[f"www.{name}.test"], polite.web.asked(f"www.{name}.test")
        assert int(row["请求数"]) == len(asked), name
        assert int(row["每分钟最多请求"]) <= len(asked)
        assert row["检查对象"] == name
        assert row["User-Agent"] == asked[0].user_agent
    assert {row["任务"] for row in rows.values()} == {"site"}
    assert [rows[f"www.{name}.test"]["被要求放缓"] for name in ("plain", "busy", "limit")] == ["0", "1", "3"]
    assert rows["www.slow.test"]["最小间隔（秒）"] == "0.2"
    assert float(rows["www.large.test"]["流量（MB）"]) > 0


def test_the_footprint_is_also_a_workbook(polite, tmp_path):
    words = ("analysis.footprint", str(polite.folder), "--period", "2021Q2", "--out")
    assert polite.program.run(*words, str(tmp_path / "f.xlsx")).returncode == 0
    assert (tmp_path / "f.xlsx").read_bytes()[:2] == b"PK"
    refused = polite.program.run(*words, str(tmp_path / "f.doc"))
    assert refused.returncode == 2
    assert "ends in .csv or .xlsx" in refused.stderr
