"""The second quarter of a city that did not change: confirmed with a few bytes, the same facts, and honestly so."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from govcrawl.model.fact import ColumnSeen, Fact, HomePageSeen, TargetVisited
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import Program
from tests.crawl.parts import Small
from tests.crawl.registers import CITY, write_register
from tests.mockgov import MockGov
from tests.mockgov.answer import Answer
from tests.test_start import imported

FIRST, SECOND = ("2021Q2", date(2021, 7, 5)), ("2021Q3", date(2021, 9, 28))
NAMES = ("tagged", "plain", "lying", "changed")
LATER = """
[period.2021Q3]
start = 2021-07-06
end = 2021-09-28
as_of = 2021-09-28
"""


@dataclass
class Tagged:
    """A small site with ETags: those of its pages, or one and the same for ever (`lies`)."""

    host: str
    lies: bool = False
    columns: int = 12
    base: str = "/"
    news: str = ""
    inner: Small = field(init=False)

    def __post_init__(self) -> None:
        self.inner = Small(self.host, columns=self.columns)

    def answer(self, path: str) -> Answer | None:
        answer = self.inner.answer(path)
        if answer is None:
            return None
        body = answer.body
        if self.news and path == "/lm3/":
            body = body.replace(b"2021-07-04", self.news.encode()).replace(b"t20210704", b"t20210920")
        tag = '"always"' if self.lies else f'"{sha256(body).hexdigest()[:12]}"'
        return replace(answer, body=body, headers={"ETag": tag})


@dataclass
class Quarters:
    program: Program
    folder: Path
    web: MockGov
    asked: int  # requests of the first quarter
    imported: set[str]  # modules of the second

    def facts(self, quarter: tuple[str, date], name: str) -> list[Fact]:
        environment = self.program.environment
        with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
            return list(dict(store.facts(self.folder.name, *quarter))[f"site/www.{name}.test"])

    def lists(self, quarter: tuple[str, date], name: str) -> dict[str, tuple[str, str, int]]:
        shown = [fact for fact in self.facts(quarter, name) if isinstance(fact, ColumnSeen | HomePageSeen)]
        return {fact.url: (str(fact.state), str(fact.newest), fact.rows) for fact in shown}


@pytest.fixture(scope="module")
def quarters(program_for, tmp_path_factory) -> Iterator[Quarters]:
    folder = write_register(tmp_path_factory.mktemp("quarters") / "city", {n: f"http://www.{n}.test/" for n in NAMES})
    (folder / "city.toml").write_text(CITY + LATER, "utf-8")
    lying, changed = Tagged("www.lying.test", lies=True), Tagged("www.changed.test")
    parts = (Tagged("www.tagged.test"), Small("www.plain.test"), lying, changed)
    with MockGov(*parts) as web:
        program = program_for(web.proxy_url)
        for number, (period, as_of) in enumerate((FIRST, SECOND)):
            ended = program.crawl("site", folder, period, "-a", f"as_of={as_of}", PYTHONPROFILEIMPORTTIME="1")
            assert ended.returncode == 0, ended.stderr
            if number == 0:
                asked = len(web.log)
                lying.news = changed.news = "2021-09-20"
        yield Quarters(program, folder, web, asked, imported(ended.stderr))


def test_a_crawl_imports_nothing_that_it_does_not_use(quarters):
    assert "govcrawl.spiders.base" in quarters.imported
    assert not quarters.imported & {"aiohttp", "distributed", "dns", "feedparser", "pandas", "playwright", "rich"}


def test_an_unchanged_site_is_confirmed_with_few_bytes_and_the_facts_are_the_same(quarters):
    pages = [one for one in quarters.web.log[quarters.asked :] if one.host == "www.tagged.test"]
    asked = [one.status for one in pages if one.path != "/robots.txt"]
    assert asked.count(304) >= 13
    assert asked.count(200) == 1  # the control: one page without the question
    assert quarters.lists(SECOND, "tagged") == quarters.lists(FIRST, "tagged") != {}


def test_a_fact_says_since_when_its_page_is_unchanged_and_leads_to_todays_snapshot(quarters):
    environment = quarters.program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        for fact in quarters.facts(SECOND, "tagged"):
            if isinstance(fact, ColumnSeen):
                assert fact.seen_at.date() == SECOND[1]
                assert fact.unchanged_since
                assert fact.unchanged_since.date() == FIRST[1]
                snapshot = store.snapshot(fact.snapshot)
                assert snapshot.seen_at.date() == SECOND[1]
                assert snapshot.unchanged_since == fact.unchanged_since
                assert "2021-07-04" in store.body(snapshot.body_sha256).decode()
    (visit,) = [fact for fact in quarters.facts(SECOND, "tagged") if isinstance(fact, TargetVisited)]
    (before,) = [fact for fact in quarters.facts(FIRST, "tagged") if isinstance(fact, TargetVisited)]
    assert (visit.observed, visit.pages) == (True, before.pages)


def test_a_site_without_etags_is_confirmed_by_its_bytes(quarters):
    assert quarters.lists(SECOND, "plain") == quarters.lists(FIRST, "plain")
    columns = [fact for fact in quarters.facts(SECOND, "plain") if isinstance(fact, ColumnSeen)]
    assert all(fact.unchanged_since for fact in columns)


@pytest.mark.parametrize("name", ["changed", "lying"])
def test_a_change_is_seen_even_where_the_server_denies_it(quarters, name):
    url = f"http://www.{name}.test/lm3/"
    assert quarters.lists(FIRST, name)[url][1] == "2021-07-04"
    assert quarters.lists(SECOND, name)[url][1] == "2021-09-20"
    columns = [fact for fact in quarters.facts(SECOND, name) if isinstance(fact, ColumnSeen)]
    assert not any(fact.unchanged_since for fact in columns)
