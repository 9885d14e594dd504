"""Every fault of wire, store and browser, planted at once: each is named, and nothing of anybody else is lost.

One crawl in which MongoDB is killed and started again and the browser is killed; then the same register with a store
whose disk is full. Retry-After has a file of its own (test_politeness), a killed crawl, too (test_interruption).
"""

import gzip
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from pymongo import MongoClient

from govcrawl.model.fact import ColumnSeen, HomePageSeen, TargetVisited
from govcrawl.model.observation import Observation
from govcrawl.store.mongo import open_store
from govcrawl.store.mongod import Home, find_mongod
from tests.crawl.conftest import HASTE, Program
from tests.crawl.parts import Small
from tests.crawl.registers import write_register
from tests.crawl.test_browser import COLUMN, HOME, ROWS
from tests.mockgov import Fault, MockGov
from tests.mockgov.answer import Answer, page, simple
from tests.mockgov.served import CAPTCHA

AS_OF = date(2021, 7, 5)
LARGEST = 300_000  # bytes; a bomb is larger
BOMB = gzip.compress(b"<p>" + b"0" * 50_000_000)
CHALLENGE = "<script>var a='__jsl_clearance';document.cookie=a;location.reload()</script>"
PARKED = "<html><title>域名出售</title><body><h1>该域名正在出售</h1><p>This domain is for sale.</p></body></html>"
OUTAGE = "<html><title>系统维护</title><body><h1>系统升级维护中</h1><p>给您带来不便，敬请谅解。</p></body></html>"

# What a site answers instead of its home page (what stands in a tuple), and the name that the result must carry.
HOME_FAULTS: dict[str, tuple[Answer, str]] = {
    "reset": (Answer(fault=Fault.RESET), "reset"),
    "silent": (Answer(fault=Fault.TIMEOUT), "timeout"),
    "endless": (Answer(b"<p>0</p>" * 1000, fault="endless"), "too_large"),
    "bomb": (Answer(BOMB, headers={"Content-Encoding": "gzip"}), "too_large"),
    "loop": (Answer(status=302, headers={"Location": "/"}), "redirect_loop"),
    "error": (simple("500", "服务器内部错误", 500), "http_500"),
    "limit": (Answer(b"slow down", status=429, headers={"Retry-After": "0"}), "blocked"),
    "captcha": (simple("安全验证", CAPTCHA), "blocked"),
    "challenge": (page(CHALLENGE), "blocked"),
    "byte": (Answer(b"x"), "empty_answer"),
    "login": (Answer(status=302, headers={"Location": "http://sso.test/login"}), "outside_register"),
}
# What a column answers that must never be taken for an empty list.
NO_LISTS = {"parked": page(PARKED), "outage": page(OUTAGE)}


@dataclass
class Mongod:
    """A server as somebody else's: it can be killed and started again on its port."""

    home: Home
    port: int = 0
    process: subprocess.Popen | None = None

    @property
    def uri(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}/?directConnection=true"

    def start(self) -> None:
        self.home.create()
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        words = ("--dbpath", str(self.home.database), "--port", str(self.port), "--bind_ip", "127.0.0.1")
        cheap = ("--nounixsocket", "--wiredTigerCacheSizeGB", "0.25", "--setParameter", "enableTestCommands=1")
        command = [str(find_mongod(self.home)), *words, *cheap]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with MongoClient(self.uri, serverSelectionTimeoutMS=60_000) as client:
            client.admin.command("ping")

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    def fill_disk(self, after: int) -> None:
        """Let every write after so many fail as it does on a full disk."""
        with MongoClient(self.uri) as client:
            told = {"errorCode": 14031, "failCommands": ["update"], "appName": "govcrawl"}
            client.admin.command("configureFailPoint", "failCommand", mode={"skip": after}, data=told)

    def empty_disk(self) -> None:
        with MongoClient(self.uri) as client:
            client.admin.command("configureFailPoint", "failCommand", mode="off")


@pytest.fixture(scope="module")
def mongod(tmp_path_factory) -> Iterator[Mongod]:
    server = Mongod(Home(tmp_path_factory.mktemp("mongod")))
    server.start()
    yield server
    server.kill()


@dataclass
class Planted:
    """The web of faults. What it does to the machine, it does once: when a certain page is asked for."""

    mongod: Mongod
    folder: Path
    crawl: subprocess.Popen | None = None
    disturbed: list[str] = field(default_factory=list)

    def parts(self) -> list[Small]:
        faults = [
            Small(f"www.{name}.test", instead=lambda path, times, given=answer: given)
            for name, (answer, _) in HOME_FAULTS.items()
        ]
        empty = [
            Small(f"www.{name}.test", instead=lambda path, times, given=answer: given if path == "/lm0/" else None)
            for name, answer in NO_LISTS.items()
        ]
        return [
            *faults,
            *empty,
            Small("www.drips.test", instead=self._drip),
            Small("www.charset.test", instead=self._wrongly_declared),
            Small("www.script.test", instead=self._by_script),
            Small("www.restart.test", robots="User-agent: *\nCrawl-delay: 2\n", instead=self._restart),
            *(Small(f"www.good{number}.test", columns=6) for number in range(4)),
        ]

    def _drip(self, path: str, times: int) -> Answer | None:
        if path != "/lm0/":
            return None
        inner = Small("x").answer(path)
        assert inner
        return Answer(inner.body + b"<!--" + b"." * 20_000 + b"-->", fault=Fault.SLOW_BODY)

    def _wrongly_declared(self, path: str, times: int) -> Answer | None:
        inner = Small("x").answer(path)
        return inner and Answer(inner.body.decode().encode("gb18030"), "text/html; charset=utf-8")

    def _by_script(self, path: str, times: int) -> Answer | None:
        if path == "/hidden/rows" and "browser" not in self.disturbed and self.crawl:
            self.disturbed.append("browser")
            for pid in browsers_below(self.crawl.pid):
                os.kill(pid, signal.SIGKILL)
        pages = {"/": HOME, "/tzgg/": COLUMN, "/hidden/rows": ROWS}
        return Answer(pages[path].encode()) if path in pages else None

    def _restart(self, path: str, times: int) -> Answer | None:
        if self.crawl and path.startswith("/lm"):
            if "killed" not in self.disturbed:
                self.disturbed.append("killed")
                self.mongod.kill()
            elif "started" not in self.disturbed:
                self.disturbed.append("started")
                self.mongod.start()
        return None


def children_of(pid: int) -> dict[int, list[bytes]]:
    """Return what a process has started, directly or not: the words of each command by its pid."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    below = {pid}
    while more := {child for child, parent in parents.items() if parent in below} - below:
        below |= more
    found = {}
    for child in below - {pid}:
        with suppress(OSError):
            found[child] = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
    return found


def browsers_below(pid: int) -> list[int]:
    """Return the browsers (not their pages) that a process has started."""
    return [
        child
        for child, words in children_of(pid).items()
        if b"--remote-debugging-pipe" in words and not any(word.startswith(b"--type=") for word in words)
    ]


Seen = dict[str, tuple[bool, str, frozenset[tuple[str, str, str]]]]


def seen(program: Program, folder: Path) -> Seen:
    """Return what is known of each site: whether it was observed, why not, its lists."""
    with open_store(program.environment["GOVCRAWL_MONGO_URI"], program.environment["GOVCRAWL_MONGO_DB"]) as store:
        found = {}
        for target, facts in store.facts(folder.name, "2021Q2", AS_OF):
            (visit,) = [fact for fact in facts if isinstance(fact, TargetVisited)]
            lists = frozenset(
                (fact.url, str(fact.state), str(fact.newest))
                for fact in facts
                if isinstance(fact, ColumnSeen | HomePageSeen)
            )
            found[target.removeprefix("site/")] = (visit.observed, visit.reason, lists)
        return found


@dataclass
class Survived:
    found: Seen
    errors: str
    status: int
    planted: Planted
    register: Path
    ports: dict[str, str]
    environment: dict[str, str]


@pytest.fixture(scope="module")
def survived(mongod, tmp_path_factory) -> Iterator[Survived]:
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    folder = tmp_path_factory.mktemp("faults") / "city"
    planted = Planted(mongod, folder)
    with MockGov(*planted.parts()) as web, closed:
        ports = {
            "dns": "nowhere.invalid",
            "refused": f"127.0.0.1:{closed.getsockname()[1]}",
            "tls": f"127.0.0.1:{web.port}",
        }
        sites = {host: f"http://{host}/" for host in web.hosts}
        sites |= {name: f"{'https' if name == 'tls' else 'http'}://{host}/" for name, host in ports.items()}
        write_register(folder, sites)
        environment = os.environ | HASTE
        environment |= {"GOVCRAWL_MONGO_URI": mongod.uri, "GOVCRAWL_MONGO_DB": "faults", "http_proxy": web.proxy_url}
        environment |= {"no_proxy": "nowhere.invalid,127.0.0.1", "GOVCRAWL_DOWNLOAD_MAXSIZE": str(LARGEST)}
        environment |= {"GOVCRAWL_DOWNLOAD_TIMEOUT": "8"}  # a start of MongoDB holds the web up
        program = Program(environment)
        words = ("scrapy", "crawl", "site", "-a", f"city={folder}", "-a", "period=2021Q2", "-a", f"as_of={AS_OF}")
        planted.crawl = program.start(*words)
        _, errors = planted.crawl.communicate()
        status, planted.crawl = planted.crawl.returncode, None
        yield Survived(seen(program, folder), errors, status, planted, folder, ports, environment)


def test_every_fault_is_named_and_charged_to_nobody(survived):
    named = {f"www.{name}.test": reason for name, (_, reason) in HOME_FAULTS.items()}
    named |= {host: name for name, host in survived.ports.items()}
    assert {host: survived.found[host][:2] for host in named} == {host: (False, name) for host, name in named.items()}
    for host in named:
        assert {state for _, state, _ in survived.found[host][2]} == {Observation.NOT_OBSERVED}, host
    assert survived.status == 1
    assert f"{len(named)} targets were not observed" in survived.errors


def test_nothing_of_the_others_is_lost(survived):
    for number in range(4):
        host = f"www.good{number}.test"
        observed, _, lists = survived.found[host]
        assert observed
        expected = {(f"http://{host}/lm{column}/", "dated", "2021-07-04") for column in range(6)}
        assert lists == expected | {(f"http://{host}/", "dated", "2021-07-04")}
    for name in ("drips", "charset"):
        assert {newest for *_, newest in survived.found[f"www.{name}.test"][2]} == {"2021-07-04"}, name


def test_a_page_of_a_parked_domain_or_an_outage_is_no_empty_column(survived):
    for name in NO_LISTS:
        states = {url: state for url, state, _ in survived.found[f"www.{name}.test"][2]}
        assert Observation.BLANK not in states.values(), states


def test_a_restart_of_mongodb_costs_nothing(survived):
    assert {"killed", "started"} <= set(survived.planted.disturbed)
    observed, _, lists = survived.found["www.restart.test"]
    assert observed
    assert len(lists) == 3


def test_a_browser_that_is_killed_is_started_again(survived):
    assert "browser" in survived.planted.disturbed
    lists = {url: (state, newest) for url, state, newest in survived.found["www.script.test"][2]}
    assert lists["http://www.script.test/tzgg/"] == ("dated", "2021-07-04")
    assert "Traceback" not in survived.errors


def test_a_full_disk_is_one_clear_error_and_the_next_command_goes_on(survived, mongod):
    with MockGov(*survived.planted.parts()) as web:
        program = Program(survived.environment | {"GOVCRAWL_MONGO_DB": "full", "http_proxy": web.proxy_url})
        words = ("-a", f"as_of={AS_OF}")
        mongod.fill_disk(after=6)
        ended = program.crawl("site", survived.register, "2021Q2", *words)
        assert ended.returncode == 1
        told = [line for line in ended.stderr.splitlines() if "MongoDB refused" in line]
        assert len(told) == 1, ended.stderr
        assert "look at its disk" in told[0]
        assert "Traceback" not in ended.stderr
        mongod.empty_disk()
        went_on = program.crawl("site", survived.register, "2021Q2", *words)
        assert went_on.returncode == 1, went_on.stderr  # those who cannot be observed
        again = seen(program, survived.register)
    tls = survived.ports["tls"]  # the web's own port: another one this time
    assert {host: what for host, what in again.items() if host != tls} == {
        host: what for host, what in survived.found.items() if host != tls
    }
