"""A province of accounts from mock mirrors at a polite rate, killed half-way and resumed: `python -m bench accounts`.

Prints time, requests, what the busiest host was asked a second, the pauses between two requests of one host (a busy
machine lets the web see them bunched), peak memory of the crawl before and after it was killed (kill -9), and how many
addresses were asked twice: those whose answer was not in the store yet, no others.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from govcrawl.store.local import local_mongo
from tests.mockgov import MockAccount, MockGov

AS_OF = date(2021, 7, 5)
CITY = """name = "甲省"
division = "440000"
profile = "national"
counties = ["甲市"]

[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05
"""
FORMS = ("xml", "json", "html", "atom")
LIMIT_MEGABYTES = 300
LATE_SHARE = 0.02  # of a rate: a first request that a busy machine sees late shortens the time it is taken over
LIMIT_ASKED_TWICE = 200  # what 64 visits under way and a second's answers come to, at most
CRAWL = ("scrapy", "crawl", "feed", "-a", "period=2021Q2", "-a", f"as_of={AS_OF}")


@dataclass(frozen=True)
class Ended:
    """What became of a crawl that was killed and gone on with."""

    seconds: float
    requests: int
    asked_twice: int
    rate: float  # requests a second of the host that was asked fastest, from its first to its last
    shortest_pause: float  # seconds between two requests of one host as the web saw them
    median_pause: float
    megabytes_killed: int  # peak memory of the crawl that was killed
    megabytes: int  # and of the one that went on
    status: int
    told: str


def province(number: int, hosts: int) -> list[MockAccount]:
    """Return accounts with two mirrors each, on different hosts; one of twenty stands still."""
    return [
        MockAccount(
            "微信公众号",
            f"账号{n}",
            f"http://m{n % hosts}.mirror.test/{n}.{FORMS[n % 4]}",
            AS_OF,
            AS_OF - timedelta(days=40 if n % 20 == 0 else n % 7),
            f"account/微信公众号/id{n}",
            more_mirrors=(f"http://n{(n * 7 + 3) % hosts}.mirror.test/{n}.json",),
        )
        for n in range(number)
    ]


def write_register(folder: Path, accounts: list[MockAccount]) -> Path:
    """Write the register of the accounts."""
    folder.mkdir(parents=True)
    (folder / "city.toml").write_text(CITY, "utf-8")
    (folder / "sites.csv").write_text("name,url,kind,county\n", "utf-8")
    rows = [
        f"微信公众号,{it.target.rsplit('/')[-1]},{it.name},甲市,{it.mirror} {it.more_mirrors[0]}" for it in accounts
    ]
    (folder / "accounts.csv").write_text("\n".join(["platform,account_id,name,county,mirror", *rows, ""]), "utf-8")
    return folder


def crawled(accounts: list[MockAccount], folder: Path, uri: str, database: str, delay: float) -> Ended:
    """Crawl, kill the crawl with -9 when half of the mirrors were asked, go on to the end."""
    write_register(folder, accounts)
    with MockGov(*accounts) as web:
        environment = os.environ | {
            "GOVCRAWL_MONGO_URI": uri,
            "GOVCRAWL_MONGO_DB": database,
            "GOVCRAWL_DOWNLOAD_DELAY": str(delay),
            "GOVCRAWL_CONCURRENT_REQUESTS_PER_DOMAIN": "1",
            "GOVCRAWL_AUTOTHROTTLE_ENABLED": "0",
            "GOVCRAWL_DOWNLOAD_DELAY_JITTER": "0",
            "GOVCRAWL_LOG_LEVEL": "ERROR",
            "GOVCRAWL_CONTACT": "bench",
            "http_proxy": web.proxy_url,
        }
        began = time.monotonic()
        first = _start(folder, environment)
        while len(web.log) < len(accounts) and first.poll() is None:
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
        memory_before, _, _ = _memory(first)
        resumed = web.log[-1].ended
        memory_after, status, told = _memory(_start(folder, environment))
        asked = [it for it in web.log if it.path != "/robots.txt"]
        counts = Counter((it.host, it.path) for it in asked)
        begun: dict[str, list[float]] = defaultdict(list)
        for it in asked:
            begun[f"{it.host} {it.began < resumed}"].append(it.began)
        pauses = [later - earlier for moments in begun.values() for earlier, later in pairwise(sorted(moments))]
        rates = [(len(moments) - 1) / (max(moments) - min(moments)) for moments in begun.values() if len(moments) > 2]
        return Ended(
            time.monotonic() - began,
            len(asked),
            sum(1 for times in counts.values() if times > 1),
            max(rates),
            min(pauses),
            median(pauses),
            memory_before,
            memory_after,
            status,
            told,
        )


def _start(folder: Path, environment: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", *CRAWL, "-a", f"city={folder}"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def _memory(process: "subprocess.Popen[str]") -> tuple[int, int, str]:
    """Wait for a process; return its peak memory in MB, its status and what it told."""
    assert process.stderr
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss // 1024, process.returncode, told


def main(words: Sequence[str] = ()) -> dict[str, Any]:
    """Print the figures and return them."""
    parser = argparse.ArgumentParser(prog="python -m bench accounts", description=__doc__)
    parser.add_argument("--accounts", type=int, default=6000)
    parser.add_argument("--hosts", type=int, default=40, help="hosts of first mirrors; as many for the second ones")
    parser.add_argument("--delay", type=float, default=0.5, help="seconds between two requests of a host")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder, local_mongo(Path(folder) / "mongo") as uri:
        ended = crawled(province(given.accounts, given.hosts), Path(folder) / "province", uri, "accounts", given.delay)
    figures = {name: round(it, 3) if isinstance(it, float) else it for name, it in asdict(ended).items()}
    figures |= {"accounts": given.accounts, "hosts": 2 * given.hosts, "allowed_rate": 1 / given.delay}
    for name, figure in figures.items():
        print(f"{name:20} {figure}")
    return figures


def faults(figures: dict[str, Any]) -> list[str]:
    """Return what the crawl did not keep to, one line each."""
    limits = {"rate": figures["allowed_rate"] * (1 + LATE_SHARE), "asked_twice": LIMIT_ASKED_TWICE, "status": 0}
    limits |= {"megabytes_killed": LIMIT_MEGABYTES, "megabytes": LIMIT_MEGABYTES}
    return [
        f"accounts: {name} is {figures[name]}; at most {most}" for name, most in limits.items() if figures[name] > most
    ]
