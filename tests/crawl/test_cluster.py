"""Several workers find what one finds, to the row, even where one of them is killed."""

import os
import signal
from pathlib import Path

from tests.crawl.conftest import CITIES, in_cities
from tests.crawl.registers import write_register
from tests.crawl.test_faults import children_of
from tests.mockgov import MockGov, as_of_in, city_web

FOLDER, PERIOD = CITIES["zhanjiang"]
AS_OF = as_of_in(FOLDER, PERIOD)


def crawling_worker(pid: int) -> int | None:
    """Return a worker below a process that has a crawl under way."""
    for child, words in children_of(pid).items():
        if b"multiprocessing.spawn" in b" ".join(words) and any(
            b"crawl" in below for below in children_of(child).values()
        ):
            return child
    return None


@in_cities("zhanjiang")
def test_a_killed_worker_costs_nothing_and_the_rows_are_those_of_one_process(crawled, program_for, tmp_path):
    with MockGov(city_web(FOLDER, AS_OF)) as web:
        program = program_for(web.proxy_url)
        words = ("--period", PERIOD, "--as-of", AS_OF.isoformat(), "--out", str(tmp_path))
        workers = ("--workers", "2", "--batch", "24")
        process = program.start("scrapy", "inspect", str(FOLDER), *words, *workers, GOVCRAWL_DOWNLOAD_DELAY="0.02")
        web.await_requests(200, process)
        while (worker := crawling_worker(process.pid)) is None:
            web.await_requests(len(web.log) + 1, process)
        crawls = [one for one, said in children_of(worker).items() if b"crawl" in said]
        os.kill(worker, signal.SIGKILL)
        _, errors = process.communicate()
        assert process.returncode == 0, errors
        for host in web.hosts:
            assert web.most_at_once(host) <= 2, host  # no part goes on beside its successor
        mirrors = [(it.host, it.path) for it in web.log if it.host.endswith("mirror.test") and it.path != "/robots.txt"]
        assert len(mirrors) == len(set(mirrors))  # a part visits its own accounts alone
    assert crawls
    assert not any(Path(f"/proc/{pid}").exists() for pid in crawls)
    assert "site: 47/47 objects" in errors
    assert "feed: 216/216 objects" in errors
    assert program.findings(FOLDER, PERIOD, AS_OF.isoformat(), "zhanjiang") == crawled.findings("zhanjiang")


def test_a_cluster_that_is_not_there_is_one_line(program_for, tmp_path):
    folder = write_register(tmp_path / "one", {"甲": "http://www.one.test/"})
    words = ("--period", "2021Q2", "--on", "tcp://127.0.0.1:9")
    ended = program_for("http://127.0.0.1:9").run("scrapy", "inspect", str(folder), *words)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
    assert "no scheduler answers there" in ended.stderr


def test_workers_elsewhere_need_a_store_that_they_reach(program_for, tmp_path):
    folder = write_register(tmp_path / "one", {"甲": "http://www.one.test/"})
    program = program_for("")
    program.environment["GOVCRAWL_MONGO_URI"] = ""
    ended = program.run("scrapy", "inspect", str(folder), "--period", "2021Q2", "--on", "tcp://127.0.0.1:9")
    assert ended.returncode == 2
    assert "GOVCRAWL_MONGO_URI is not set" in ended.stderr
