"""Crawls as a user starts them: the program as a process, a simulated web behind a proxy, a real MongoDB."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.mockgov import Asked, MockCity, MockGov, as_of_in, city_web

ROOT = Path(__file__).parents[2]
# Loopback is no site that needs rest; faults are to be noticed soon, not after real patience.
HASTE = {
    "GOVCRAWL_DOWNLOAD_DELAY": "0",
    "GOVCRAWL_AUTOTHROTTLE_ENABLED": "0",
    "GOVCRAWL_DOWNLOAD_TIMEOUT": "5",
    "GOVCRAWL_RETRY_TIMES": "0",
    "GOVCRAWL_RETRY_AFTER_UNNAMED": "0.2",
    "GOVCRAWL_LOG_LEVEL": "WARNING",
    "GOVCRAWL_CONTACT": "tests",
    "GOVCRAWL_PRIVATE_ADDRESSES": "1",
}
_names = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here crawls."""
    for item in items:
        if "tests/crawl/" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)


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

    def findings(self, city: Path, period: str, as_of: str, profile: str) -> list[dict[str, object]]:
        """Judge and return the findings as printed."""
        told = ("--period", period, "--as-of", as_of, "--profile", profile)
        judged = self.run("analysis.judge", str(city), *told)
        assert judged.returncode in (0, 1), judged.stderr
        printed = self.run("analysis.findings", str(city), *told)
        assert printed.returncode in (0, 1), printed.stderr
        return [json.loads(line) for line in printed.stdout.splitlines()]


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
    asked: dict[str, list[Asked]] = field(default_factory=dict)  # by job, where the fixture keeps it

    @property
    def as_of(self) -> str:
        return self.city.as_of.isoformat()


CITIES = {
    "zhanjiang": (ROOT / "seeds" / "zhanjiang", "2021Q2"),
    "yulin": (ROOT / "seeds" / "yulin", "2020Q3"),
    "lincang": (ROOT / "seeds" / "lincang", "2021Q2"),
    "heyuan": (ROOT / "seeds" / "heyuan", "2019Q2"),
    "shaoyang": (ROOT / "seeds" / "shaoyang", "2021Q2"),
    "boundary": (ROOT / "tests" / "mockgov" / "registers" / "boundary", "2021Q3"),
}


@pytest.fixture(scope="session")
def crawled(program_for: Callable[[str], Program]) -> Iterator[Callable[[str], Crawled]]:
    """Crawl a city once in a session, when the first test asks for it."""
    done: dict[str, Crawled] = {}
    webs: list[MockGov] = []

    def give(name: str) -> Crawled:
        if name not in done:
            folder, period = CITIES[name]
            city = city_web(folder, as_of_in(folder, period))
            web = MockGov(city)
            web.__enter__()
            webs.append(web)
            one = Crawled(folder, period, city, web, program_for(web.proxy_url))
            for job in ("site", "feed"):
                one.ended[job] = one.program.crawl(job, folder, period, "-a", f"as_of={one.as_of}")
            done[name] = one
        return done[name]

    yield give
    for web in webs:
        web.__exit__(None, None, None)


@pytest.fixture(scope="session")
def samples(program_for: Callable[[str], Program]) -> Iterator[Crawled]:
    """A city of samples: its columns found, then its guides, interpretations and searches looked at."""
    folder, period = ROOT / "tests" / "mockgov" / "registers" / "samples", "2021Q3"
    city = city_web(folder, as_of_in(folder, period))
    with MockGov(city) as web:
        one = Crawled(folder, period, city, web, program_for(web.proxy_url))
        for job in ("site", "guides", "interpretations", "search"):
            before = len(web.log)
            one.ended[job] = one.program.crawl(job, folder, period, "-a", f"as_of={one.as_of}")
            one.asked[job] = web.log[before:]
        yield one


@pytest.fixture(scope="session")
def sampled(samples: Crawled) -> dict[tuple[str, str], dict[str, Any]]:
    """The findings on the city of samples, by the object's name and the rule."""
    found = samples.program.findings(samples.folder, samples.period, samples.as_of, "national")
    return {(str(it["target"]), str(it["code"])): it for it in found}
