"""Nothing that was acknowledged is lost, whoever is killed; the next command goes on."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from pymongo import MongoClient

from govcrawl.model.fact import ColumnSeen, HomePageSeen
from govcrawl.store.mongo import open_store
from govcrawl.store.mongod import Home
from tests.crawl.conftest import HASTE, Program
from tests.crawl.registers import write_register
from tests.mockgov import MockGov, city_web

PERIOD, AS_OF = "2021Q2", date(2021, 7, 5)
OFFICES = {f"第{number}局": f"http://www.office{number}.test/" for number in range(12)}  # some 20 pages each
# Slow enough to be caught in the middle: a few sites after another, a pause between the pages of each.
SLOWLY = {"GOVCRAWL_TARGETS_AT_ONCE": "3", "GOVCRAWL_DOWNLOAD_DELAY": "0.05"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write_register(tmp_path_factory.mktemp("interruption") / "town", OFFICES)


@pytest.fixture
def web(folder):
    with MockGov(city_web(folder, AS_OF, {})) as served:
        yield served


def crawl_of(folder: Path) -> tuple[str, ...]:
    return ("scrapy", "crawl", "site", "-a", f"city={folder}", "-a", f"period={PERIOD}", "-a", f"as_of={AS_OF}")


def stored(program: Program) -> tuple[set[str], set[str]]:
    """Return the ids of the snapshots and the targets that are done."""
    client: MongoClient = MongoClient(program.environment["GOVCRAWL_MONGO_URI"])
    with client:
        database = client[program.environment["GOVCRAWL_MONGO_DB"]]
        snapshots = {one["_id"] for one in database.snapshots.find({}, {"_id": 1})}
        done = {one["target_id"] for one in database.facts.find({"kind": "TargetVisited"}, {"target_id": 1})}
    return snapshots, done


def facts_of(program: Program) -> dict[str, set[tuple[str, ...]]]:
    """Return what was seen of every site, without the names of runs."""
    with open_store(program.environment["GOVCRAWL_MONGO_URI"], program.environment["GOVCRAWL_MONGO_DB"]) as store:
        return {
            target: {
                (fact.url, str(fact.state), str(fact.newest), fact.newest_raw, str(fact.rows))
                for fact in facts
                if isinstance(fact, HomePageSeen | ColumnSeen)
            }
            for target, facts in store.facts("town", PERIOD, AS_OF)
        }


@pytest.fixture(scope="module")
def undisturbed(program_for, folder) -> dict[str, set[tuple[str, ...]]]:
    with MockGov(city_web(folder, AS_OF, {})) as web:
        program = program_for(web.proxy_url)
        ended = program.run(*crawl_of(folder))
    assert ended.returncode == 0, ended.stderr
    return facts_of(program)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_stopped_crawl_goes_on_and_ends_as_an_undisturbed_one(undisturbed, program_for, folder, web, number):
    program = program_for(web.proxy_url)
    process = program.start(*crawl_of(folder), **SLOWLY)
    web.await_requests(120, process)
    process.send_signal(number)
    process.communicate()
    before, done = stored(program)
    assert before
    assert len(done) < len(OFFICES)
    if number != signal.SIGKILL:
        assert process.returncode == 1  # flushed, and said that part is missing
        assert len(before) >= 100
    asked_before = len(web.log)
    went_on = program.run(*crawl_of(folder))
    assert went_on.returncode == 0, went_on.stderr
    after, all_done = stored(program)
    assert before <= after
    assert len(all_done) == len(OFFICES)
    asked_after = {(asked.host, asked.path) for asked in web.log[asked_before:] if asked.path != "/robots.txt"}
    assert len(asked_after) < len(after)  # what was done is not asked again
    assert facts_of(program) == undisturbed


def test_mongod_killed_in_mid_crawl_is_one_clear_error_and_loses_nothing(tmp_path: Path, folder, web):
    environment = os.environ | HASTE | {"GOVCRAWL_STATE_DIR": str(tmp_path / "state"), "http_proxy": web.proxy_url}
    environment.pop("GOVCRAWL_MONGO_URI", None)
    program = Program(environment)
    process = program.start(*crawl_of(folder), **SLOWLY)
    web.await_requests(120, process)
    _, pid = Home(tmp_path / "state" / "mongo").published() or (0, 0)
    os.kill(pid, signal.SIGKILL)
    _, errors = process.communicate()
    assert process.returncode == 1
    told = [line for line in errors.splitlines() if "MongoDB does not answer" in line]
    assert len(told) == 1, errors
    assert "Traceback" not in errors
    with open_store(None, "govcrawl", tmp_path / "state") as store:
        kept = list(store.snapshots())
        for snapshot in kept:
            if snapshot.body_sha256:
                assert store.body(snapshot.body_sha256)
    assert kept
    went_on = program.run(*crawl_of(folder))
    assert went_on.returncode == 0, went_on.stderr
    with open_store(None, "govcrawl", tmp_path / "state") as store:
        assert {one.id for one in kept} <= {one.id for one in store.snapshots()}
        assert sum(1 for _ in store.facts(folder.name, PERIOD, date.max)) == len(OFFICES)
