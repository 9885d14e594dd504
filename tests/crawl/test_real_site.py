"""The saved pages of one real county site, served under its own host name and crawled."""

import csv
from datetime import date
from pathlib import Path

import pytest

from govcrawl.model.fact import ColumnSeen
from govcrawl.model.observation import Observation
from govcrawl.store.mongo import open_store
from tests.mockgov import MockGov, mirror_site

REAL = Path(__file__).parents[3] / "shared" / "realpages"
HOST = "rsj.gzdaozhen.gov.cn"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/realpages is not on this machine")

CITY = """
name = "道真"
division = "520325"
profile = "national"
counties = ["道真县"]
[period.2021Q1]
start = 2021-01-01
end = 2021-01-31
as_of = 2021-01-31
"""


@pytest.fixture(scope="module")
def columns(program_for, tmp_path_factory):
    folder = tmp_path_factory.mktemp("register") / "daozhen"
    folder.mkdir()
    (folder / "city.toml").write_text(CITY, "utf-8")
    (folder / "sites.csv").write_text(
        "site_code,name,url,kind,county,sponsor,render,services,status,note\n"
        f"5203250001,道真县人社局,http://{HOST}/,department_site,道真县,,auto,yes,operating,\n",
        "utf-8",
    )
    (folder / "accounts.csv").write_text(
        "platform,account_id,name,county,sponsor,url,mirror,status,registered,note\n", "utf-8"
    )
    with MockGov(mirror_site(REAL / "pages" / HOST, HOST)) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl("site", folder, "2021Q1", "-a", "as_of=2021-01-31")
        assert ended.returncode == 0, ended.stderr
        assert {asked.host for asked in web.asked()} == {HOST}
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        ((_, facts),) = store.facts("daozhen", "2021Q1", date(2021, 1, 31))
    return {fact.url: fact for fact in facts if isinstance(fact, ColumnSeen)}


def truth() -> dict[str, str]:
    with (REAL / "truth" / "lists.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["site"] == HOST]
    return {f"http://{HOST}/{row['url_path'].removesuffix('index.html')}": row["date"] for row in rows}


def test_no_newest_date_of_a_column_is_wrong(columns):
    known = {url.removesuffix("index.html"): fact for url, fact in columns.items()}
    compared = {url: (known[url], day) for url, day in truth().items() if url in known}
    assert len(compared) >= 18
    wrong = {
        url: (str(fact.newest), day)
        for url, (fact, day) in compared.items()
        if fact.newest is not None and str(fact.newest) != day
    }
    assert not wrong


def test_dated_columns_come_out_with_the_words_they_were_read_from(columns):
    known = {url.removesuffix("index.html"): fact for url, fact in columns.items()}
    dated = [(known[url], day) for url, day in truth().items() if url in known and day not in ("EMPTY", "unknown")]
    right = [fact for fact, day in dated if str(fact.newest) == day]
    assert len(right) == len(dated)
    assert all(fact.newest_raw and fact.snapshot for fact in right)


def test_empty_columns_are_never_given_a_date_and_the_truly_blank_are_blank(columns):
    known = {url.removesuffix("index.html"): fact for url, fact in columns.items()}
    empty = [known[url] for url, day in truth().items() if day == "EMPTY" and url in known]
    assert empty
    assert all(fact.newest is None for fact in empty)
    assert {fact.state for fact in empty} == {Observation.BLANK}
