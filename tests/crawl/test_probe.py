"""`scrapy crawl probe`: every way a home page does not open has its name, and a week of probes decides V2."""

import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from govcrawl.items import FactItem
from govcrawl.model.fact import ProbeSeen, TargetVisited
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import CITIES, Program, in_cities
from tests.crawl.registers import write_register
from tests.mockgov import Fault, MockGov, as_of_in, city_web
from tests.mockgov.answer import Answer, simple
from tests.rules.cases import moment

BOUNDARY, QUARTER = CITIES["boundary"]
AS_OF = date(2021, 7, 5)
PAGE = "<p>欢迎访问人民政府网站。</p>" * 30


def facts_of(program: Program, folder: Path, period: str, as_of: date) -> dict[str, list[ProbeSeen]]:
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        return {
            target: [fact for fact in facts if isinstance(fact, ProbeSeen)]
            for target, facts in store.facts(folder.name, period, as_of)
        }


def failures(program: Program, folder: Path, as_of: date = AS_OF) -> dict[str, list[str]]:
    """Return, by target, the failures of its probes in the order of time."""
    found = facts_of(program, folder, "2021Q2", as_of)
    return {
        target.removeprefix("site/"): [probe.failure for probe in sorted(probes, key=lambda probe: probe.seen_at)]
        for target, probes in found.items()
    }


# --- the faults of the wire


def test_every_fault_of_the_wire_has_its_name(program_for):
    city = city_web(BOUNDARY, as_of_in(BOUNDARY, QUARTER))
    names = {
        None: "",
        Fault.TIMEOUT: "timeout",
        Fault.REFUSED: "http_502",
        Fault.RESET: "reset",
        Fault.SERVER_ERROR: "http_500",
        Fault.REDIRECT: "redirected_away",
        Fault.FIREWALL: "blocked",
        Fault.CAPTCHA: "blocked",
        Fault.ROBOTS: "robots",
        Fault.SOFT_404: "",
        Fault.WRONG_CHARSET: "",
        Fault.SLOW_BODY: "",
    }
    with MockGov(city) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl("probe", BOUNDARY, QUARTER, "-a", f"as_of={city.as_of}", "-s", "DOWNLOAD_TIMEOUT=4")
    assert ended.returncode == 1, ended.stderr
    assert "probe: 3 targets were not observed" in ended.stderr
    found = facts_of(program, BOUNDARY, QUARTER, city.as_of)
    assert {target: [one.failure for one in probes] for target, probes in found.items()} == {
        site.target: [names[site.fault]] for site in city.sites
    }
    probes = {site.fault: found[site.target][0] for site in city.sites}
    assert all(probe.opened == (not probe.failure) for probe in probes.values())
    healthy, slow = probes[None], probes[Fault.SLOW_BODY]
    assert healthy.status == 200
    assert healthy.first_byte_seconds is not None
    assert healthy.seconds is not None
    assert 0 < healthy.first_byte_seconds <= healthy.seconds
    assert slow.first_byte_seconds is not None
    assert slow.seconds is not None
    assert slow.seconds > slow.first_byte_seconds  # the body is part of it
    assert probes[Fault.TIMEOUT].seconds == 4.0
    assert probes[Fault.RESET].seconds is None  # nothing was measured, nothing is told
    pages = [(asked.host, asked.path) for asked in web.asked() if asked.path != "/robots.txt"]
    # Nothing is asked again, be it a failure; but Twisted itself does so where a kept connection had gone stale.
    assert {page for page in pages if pages.count(page) > 1} <= {("freset.boundary.test", "/")}


def test_only_the_body_of_a_page_that_did_not_open_is_kept(program_for):
    city = city_web(BOUNDARY, as_of_in(BOUNDARY, QUARTER))
    with MockGov(city) as web:
        program = program_for(web.proxy_url)
        only = "甲城区人民政府网,firewall故障局"
        program.crawl("probe", BOUNDARY, QUARTER, "-a", f"as_of={city.as_of}", "-a", f"only={only}")
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        kept = {one.failure: one for one in store.snapshots()}
        assert kept[""].body_bytes > 0
        assert kept[""].body_sha256 == ""
        assert "云防护" in store.body(kept["blocked"].body_sha256).decode()


@pytest.fixture
def sockets() -> Iterator[Callable[[bool], int]]:
    """Give ports on loopback: one that nobody listens on, or one where the system accepts and hangs up."""
    held: list[socket.socket] = []

    def give(listens: bool) -> int:
        one = socket.socket()
        one.bind(("127.0.0.1", 0))
        held.append(one)
        if listens:
            one.listen()
        return int(one.getsockname()[1])

    yield give
    for one in held:
        one.close()


def test_a_refused_connection_and_a_failed_handshake_without_a_proxy(program_for, tmp_path, sockets):
    with MockGov(Steady("www.good.test")) as web:
        closed, plain = sockets(False), web.port  # the web itself speaks no TLS
        folder = write_register(
            tmp_path / "wire",
            {
                "好网站": "http://www.good.test/",
                "拒绝": f"http://127.0.0.1:{closed}/",
                "握手": f"https://127.0.0.1:{plain}/tls/",
            },
        )
        program = program_for(web.proxy_url)
        program.crawl("probe", folder, "2021Q2", "-a", f"as_of={AS_OF}", no_proxy="127.0.0.1")
    assert failures(program, folder) == {
        "www.good.test": [""],
        f"127.0.0.1:{closed}": ["refused"],
        f"127.0.0.1:{plain}/tls": ["tls"],
    }


def test_where_nobody_answers_our_own_line_is_down(program_for, tmp_path, sockets):
    port = sockets(False)
    folder = write_register(tmp_path / "dark", {"一": f"http://127.0.0.1:{port}/", "二": f"http://127.0.0.2:{port}/"})
    program = program_for("")
    ended = program.crawl("probe", folder, "2021Q2", "-a", f"as_of={AS_OF}")
    assert failures(program, folder) == {f"127.0.0.1:{port}": ["offline"], f"127.0.0.2:{port}": ["offline"]}
    assert ended.returncode == 0, ended.stderr
    program.crawl("probe", folder, "2021Q2", "-a", f"as_of={AS_OF}", "-a", "only=一")  # with nobody beside it
    assert failures(program, folder)[f"127.0.0.1:{port}"] == ["offline", "refused"]


def test_a_proxy_that_is_down_is_no_fault_of_the_sites(program_for, tmp_path, sockets):
    folder = write_register(tmp_path / "proxied", {"一": "http://www.one.test/", "二": "http://www.two.test/"})
    program = program_for(f"http://127.0.0.1:{sockets(False)}")
    ended = program.crawl("probe", folder, "2021Q2", "-a", f"as_of={AS_OF}")
    assert failures(program, folder) == {"www.one.test": ["proxy"], "www.two.test": ["proxy"]}
    assert ended.returncode == 1
    assert "probe: 2 targets were not observed" in ended.stderr


# --- sittings


@dataclass
class Steady:
    """A site that always opens, or fails every `every`th visit to its home page, `times` times at most."""

    host: str
    base: str = "/"
    every: int = 0
    times: int = 0
    status: int = 503
    asked: int = 0

    def answer(self, path: str) -> Answer | None:
        if path == "/robots.txt":
            return None
        self.asked += 1
        if self.every and self.asked % self.every == 0 and self.asked <= self.every * self.times:
            return simple("出错", "服务暂不可用", status=self.status)
        return simple("人民政府", PAGE)


def test_a_sitting_visits_every_home_page_once_a_round(program_for, tmp_path):
    folder = write_register(tmp_path / "sitting", {"一": "http://www.one.test/", "二": "http://www.two.test/"})
    with MockGov(Steady("www.one.test"), Steady("www.two.test", every=2, times=9)) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl("probe", folder, "2021Q2", "-a", f"as_of={AS_OF}", "-a", "repeat=5", "-a", "every=0")
        assert ended.returncode == 0, ended.stderr
    down = "http_503"
    assert failures(program, folder) == {"www.one.test": [""] * 5, "www.two.test": ["", down, "", down, ""]}


def test_a_sitting_that_is_told_to_stop_keeps_what_it_saw_and_starts_anew(program_for, tmp_path):
    folder = write_register(tmp_path / "stopped", {"一": "http://www.one.test/"})
    told = ("scrapy", "crawl", "probe", "-a", f"city={folder}", "-a", "period=2021Q2", "-a", f"as_of={AS_OF}")
    with MockGov(Steady("www.one.test")) as web:
        program = program_for(web.proxy_url)
        process = program.start(*told, "-a", "repeat=9", "-a", "every=3600")
        web.await_requests(2, process)  # robots.txt and the page; it is stored a second later
        while not failures(program, folder):
            assert process.poll() is None, process.stderr.read()
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 1, errors
        assert "1 targets were not reached" in errors
        assert "Traceback" not in errors
        again = program.run(*told)
        assert again.returncode == 0, again.stderr
    assert failures(program, folder) == {"www.one.test": ["", ""]}  # nobody is spared a visit


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("repeat=0", "repeat: '0' is no number of rounds; write -a repeat=20"),
        ("repeat=many", "repeat: 'many' is no number of rounds"),
        ("every=-1", "every: '-1' is no number of seconds between rounds; write -a every=60"),
        ("every=nan", "every: 'nan' is no number of seconds"),
    ],
)
def test_wrong_words_are_refused(program_for, word, told):
    ended = program_for("http://127.0.0.1:9").crawl("probe", BOUNDARY, QUARTER, "-a", word)
    assert ended.returncode == 2
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_probes_cannot_be_replayed(program_for, tmp_path):
    folder = write_register(tmp_path / "again", {"一": "http://www.one.test/"})
    with MockGov(Steady("www.one.test")) as web:
        program = program_for(web.proxy_url)
        program.crawl("probe", folder, "2021Q2", "-a", f"as_of={AS_OF}")
        ended = program.crawl("replay", folder, "2021Q2", "-a", f"as_of={AS_OF}", "-a", "job=probe")
    assert ended.returncode == 1
    assert "1 targets were not observed" in ended.stderr
    assert failures(program, folder) == {"www.one.test": [""]}


# --- a week


def sit(program: Program, folder: Path, parts: tuple[Steady, ...], days: int) -> None:
    """Store the days before as if they had been probed: 20 visits each, the last of them a failure where one is."""
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        for ago in range(1, days + 1):
            run = store.begin_run(folder.name, "2021Q2", "probe", AS_OF - timedelta(days=ago), now=moment(AS_OF))
            for part in parts:
                failure = f"http_{part.status}" if part.every else ""
                probes = [
                    ProbeSeen(
                        f"site/{part.host}",
                        f"http://{part.host}/",
                        moment(run.as_of, hour),
                        opened=not (failure and hour == 19),
                        snapshot=f"{run.id}-{hour}",
                        failure=failure if hour == 19 else "",
                    )
                    for hour in range(20)
                ]
                visited = TargetVisited(f"site/{part.host}", "probe", moment(run.as_of, 20), observed=True)
                store.write(run, [FactItem((*probes, visited))])


def test_a_week_of_twenty_probes_a_day_decides_v2(program_for, tmp_path):
    parts = (
        Steady("www.steady.test"),
        Steady("www.five.test", every=20, times=1),  # with the six days before 7 of 140: 5 %
        Steady("www.four.test", every=20, times=0),  # 6 of 140
        Steady("www.wall.test", every=20, times=1, status=403),  # 19 visits on the last day
    )
    folder = write_register(tmp_path / "week", {part.host: f"http://{part.host}/" for part in parts})
    with MockGov(*parts) as web:
        program = program_for(web.proxy_url)
        sit(program, folder, parts, days=6)
        told = ("-a", f"as_of={AS_OF}", "-a", "repeat=20", "-a", "every=0")
        ended = program.crawl("probe", folder, "2021Q2", *told)
        assert ended.returncode == 0, ended.stderr
    found = {
        finding["target_id"]: finding
        for finding in program.findings(folder, "2021Q2", AS_OF.isoformat(), "national")
        if finding["code"] == "V2"
    }
    assert {target.removeprefix("site/www."): finding["verdict"] for target, finding in found.items()} == {
        "steady.test": "pass",
        "five.test": "fail",
        "four.test": "pass",
        "wall.test": "not_observed",
    }
    down = found["site/www.five.test"]
    assert "访问首页140次，打不开7次（返回 HTTP 503 7次），占5.00%（≥5%）" in down["reason"]
    assert len({evidence["snapshot"] for evidence in down["evidence"]}) == 7
    earlier = program.findings(folder, "2021Q2", (AS_OF - timedelta(days=1)).isoformat(), "national")
    assert {it["verdict"] for it in earlier if it["code"] == "V2"} == {"not_observed"}


@in_cities("zhanjiang")
def test_a_city_without_probes_is_not_undecided_for_it(crawled):
    told = {(it["verdict"], it["reason"]) for it in crawled.findings() if it["code"] == "V2"}
    assert told == {("not_applicable", "本期未开展该项监测（未运行 probe 任务）")}
    facts = [fact for own in crawled.facts().values() for fact in own]
    assert {fact.job for fact in facts if isinstance(fact, TargetVisited)} == {"site", "messages", "feed"}
