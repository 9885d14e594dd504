"""Crawls as a user starts them: the program as a process, a simulated web behind a proxy, a real MongoDB."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from analysis import findings, judge
from govcrawl import settings
from govcrawl.model.fact import Fact
from govcrawl.store.mongo import open_store
from tests.mockgov import Asked, Fault, MockCity, MockGov, as_of_in, city_web

ROOT = Path(__file__).parents[2]
# Loopback is no site that needs rest; but a busy machine is no silent site.
HASTE = {
    "GOVCRAWL_DOWNLOAD_DELAY": "0",
    "GOVCRAWL_AUTOTHROTTLE_ENABLED": "0",
    "GOVCRAWL_DOWNLOAD_TIMEOUT": "60",
    "GOVCRAWL_RETRY_TIMES": "0",
    "GOVCRAWL_RETRY_AFTER_UNNAMED": "0.2",
    "GOVCRAWL_LOG_LEVEL": "WARNING",
    "GOVCRAWL_CONTACT": "tests",
    "GOVCRAWL_PRIVATE_ADDRESSES": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # where it is set, each of 200 starts would compile the program anew
}
_names = count(1)


@dataclass
class Program:
    """The program with its environment: which store, which web."""

    environment: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", *words]

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end; keyword arguments are further environment."""
        environment = self.environment | more
        return subprocess.run(
            self.command(*words), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    def start(self, *words: str, **more: str) -> "subprocess.Popen[str]":
        """Start a command and return it while it runs."""
        return subprocess.Popen(
            self.command(*words),
            cwd=ROOT,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def crawl(self, job: str, city: Path, period: str, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return self.run("scrapy", "crawl", job, "-a", f"city={city}", "-a", f"period={period}", *words, **more)

    def findings(self, city: Path, period: str, as_of: str, profile: str) -> list[dict[str, Any]]:
        """Judge and return the findings as printed: both commands, called in this process."""
        words = (str(city), "--period", period, "--as-of", as_of, "--profile", profile)
        printed = StringIO()
        with pytest.MonkeyPatch.context() as patch:
            for name in ("MONGO_URI", "MONGO_DB"):
                patch.setattr(settings, name, self.environment[f"GOVCRAWL_{name}"])
            with redirect_stdout(StringIO()):
                assert judge.main(words) in (0, 1)
            with redirect_stdout(printed):
                assert findings.main(words) == 0
        return [json.loads(line) for line in printed.getvalue().splitlines()]


@pytest.fixture(scope="session")
def program_for(mongo_uri: str) -> Callable[[str], Program]:
    """Give the program a store of its own and the web behind a proxy address."""

    def give(proxy_url: str) -> Program:
        environment = (
            os.environ
            | HASTE
            | {
                "GOVCRAWL_MONGO_URI": mongo_uri,
                "GOVCRAWL_MONGO_DB": f"crawl_{next(_names)}",
                "http_proxy": proxy_url,
                "PYTHONWARNINGS": "default",
            }
        )
        return Program(environment)

    return give


@dataclass
class Crawled:
    """A city that was crawled whole, with the web that served it."""

    folder: Path
    period: str
    city: MockCity
    web: MockGov
    program: Program
    ended: dict[str, "subprocess.CompletedProcess[str]"] = field(default_factory=dict)
    asked: dict[str, list[Asked]] = field(default_factory=dict)  # what each job asked for
    out: Path = Path()  # where an inspection wrote
    found: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by profile, until a job changes the facts

    @property
    def as_of(self) -> str:
        return self.city.as_of.isoformat()

    def crawl(self, job: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a job, and keep how it ended and what it asked for."""
        self.found.clear()
        before = len(self.web.log)
        self.ended[job] = self.program.crawl(job, self.folder, self.period, "-a", f"as_of={self.as_of}", *words)
        self.asked[job] = self.web.log[before:]
        return self.ended[job]

    def findings(self, profile: str = "national") -> list[dict[str, Any]]:
        if profile not in self.found:
            self.found[profile] = self.program.findings(self.folder, self.period, self.as_of, profile)
        return self.found[profile]

    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """Return the stored facts by target."""
        environment = self.program.environment
        with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
            return dict(store.facts(self.folder.name, self.period, self.city.as_of))


SEEDS, REGISTERS = ROOT / "seeds", ROOT / "tests" / "mockgov" / "registers"
CITIES = {
    "zhanjiang": (SEEDS / "zhanjiang", "2021Q2"),
    "yulin": (SEEDS / "yulin", "2020Q3"),
    "lincang": (SEEDS / "lincang", "2021Q2"),
    "heyuan": (SEEDS / "heyuan", "2019Q2"),
    "shaoyang": (SEEDS / "shaoyang", "2021Q2"),
    "boundary": (REGISTERS / "boundary", "2021Q3"),
    "samples": (REGISTERS / "samples", "2021Q3"),
    "messages": (REGISTERS / "messages", "2021Q3"),
}
JOBS = {  # the others are inspected
    "boundary": ("site", "feed"),
    "samples": ("site", "guides", "interpretations", "search"),
    "messages": ("site", "messages"),
}


@pytest.fixture(scope="session")
def crawl_once(
    program_for: Callable[[str], Program], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Crawled]]:
    """Crawl a city once in a session, when the first test asks for it."""
    done: dict[str, Crawled] = {}
    with ExitStack() as webs:

        def give(name: str) -> Crawled:
            if name not in done:
                folder, period = CITIES[name]
                city = city_web(folder, as_of_in(folder, period))
                web = webs.enter_context(MockGov(city))
                one = done[name] = Crawled(folder, period, city, web, program_for(web.proxy_url))
                if any(each.fault is Fault.TIMEOUT for each in (*city.sites, *city.accounts)):
                    one.program.environment["GOVCRAWL_DOWNLOAD_TIMEOUT"] = "5"
                for job in JOBS.get(name, ()):
                    one.crawl(job)
                if name not in JOBS:
                    one.out = tmp_path_factory.mktemp(name)
                    words = (str(folder), "--period", period, "--out", str(one.out))
                    one.ended["inspect"] = one.program.run("scrapy", "inspect", *words)
            return done[name]

        yield give


@pytest.fixture(scope="session")
def crawled(crawl_once: Callable[[str], Crawled], request: pytest.FixtureRequest) -> Crawled:
    """The city that a test names with `in_cities`, crawled."""
    return crawl_once(request.param)


def in_cities(*names: str) -> pytest.MarkDecorator:
    """Run a test that uses `crawled` in each of these cities; those of one city run on one worker."""
    return pytest.mark.parametrize("crawled", names, ids=[f"in_{name}" for name in names], indirect=True)


@pytest.fixture(scope="session")
def sampled(crawled: Crawled) -> dict[tuple[str, str], dict[str, Any]]:
    """The findings on the city of samples, by the object's name and the rule."""
    return {(str(it["target"]), str(it["code"])): it for it in crawled.findings()}
