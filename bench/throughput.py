"""`python -m bench throughput`: pages a second of the whole pipeline beside a spider that only follows the links.

Both ask the same pages of the same server in the same run. CPU seconds are those of the crawl's own process; memory is
its largest resident size. `--pages 1000,10000,100000` measures how the cost of a page grows with their number.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.web import PAGES, Web, web
from govcrawl.store.local import local_mongo
from tests.crawl.registers import write_register

ENVIRONMENT = {
    "GOVCRAWL_DOWNLOAD_DELAY": "0",
    "GOVCRAWL_AUTOTHROTTLE_ENABLED": "0",
    "GOVCRAWL_LOG_LEVEL": "ERROR",
    "GOVCRAWL_CONTACT": "bench",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawl: pages, seconds from the first to the last of them, CPU seconds and megabytes of its process."""

    pages: int
    seconds: float
    cpu_seconds: float
    megabytes: float
    bytes: int = 0
    not_modified: int = 0

    @property
    def pages_per_second(self) -> float:
        """How fast it was."""
        return self.pages / self.seconds

    @property
    def cpu_milliseconds(self) -> float:
        """What a page costs."""
        return 1000 * self.cpu_seconds / self.pages


def measured(served: Web, *commands: Sequence[str], environment: dict[str, str]) -> Measured:
    """Run commands at once and measure them together; raise RuntimeError where one fails."""
    served.counted()
    running = [
        subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL) for command in commands
    ]
    cpu, megabytes = 0.0, 0.0
    for process in running:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{process.args}: ended with status {process.returncode}; see what it said")
        cpu += used.ru_utime + used.ru_stime
        megabytes = max(megabytes, used.ru_maxrss / 1024)
    said = served.counted()
    return Measured(
        int(said["requests"]), said["seconds"], cpu, megabytes, int(said["bytes"]), int(said["not_modified"])
    )


class Bench:
    """The programs to be measured, each on registers of a number of sites."""

    def __init__(self, served: Web, folder: Path, mongo_uri: str) -> None:
        self.served, self.folder = served, folder
        self.environment = ENVIRONMENT | {"http_proxy": served.proxy_url, "GOVCRAWL_MONGO_URI": mongo_uri}
        self.number = 0

    def register(self, first: int, sites: int) -> Path:
        """Write a register of some of the sites."""
        self.number += 1
        names = {f"第{n}局": f"http://www.s{n}.test/" for n in range(first, first + sites)}
        return write_register(self.folder / f"city{self.number}", names)

    def pipeline(self, sites: int, processes: int = 1) -> Measured:
        """Crawl with the whole program, in one process or in several that share the sites."""
        self.number += 1
        database = {"GOVCRAWL_MONGO_DB": f"bench{self.number}"}
        each = sites // processes
        commands = [self.command(self.register(n * each, each)) for n in range(processes)]
        return measured(self.served, *commands, environment=self.environment | database)

    def second_quarter(self, sites: int) -> tuple[Measured, Measured]:
        """Crawl twice: in two quarters between which nothing changed."""
        self.number += 1
        environment = self.environment | {"GOVCRAWL_MONGO_DB": f"bench{self.number}"}
        register = self.register(0, sites)
        later = "\n[period.2021Q3]\nstart = 2021-07-06\nend = 2021-09-28\nas_of = 2021-09-28\n"
        with (register / "city.toml").open("a", encoding="utf-8") as file:
            file.write(later)
        first = measured(self.served, self.command(register), environment=environment)
        second = self.command(register, "2021Q3", "2021-09-28")
        return first, measured(self.served, second, environment=environment)

    def command(self, register: Path, period: str = "2021Q2", as_of: str = "2021-07-05") -> list[str]:
        """Return the command that crawls a register."""
        given = ("-a", f"city={register}", "-a", f"period={period}", "-a", f"as_of={as_of}")
        return [sys.executable, "-m", "scrapy", "crawl", "site", *given]

    def follow(self, sites: int, *words: str) -> Measured:
        """Crawl with the spider that only follows."""
        command = [sys.executable, "-m", "bench.follow", str(sites), *words]
        return measured(self.served, command, environment=self.environment)


def side_by_side(bench: Bench, sites: int, rounds: int) -> dict[str, float]:
    """Return the figures of pipeline, followers and two processes, taken in turns."""
    taken: dict[str, list[Measured]] = {"follow": [], "told": [], "pipeline": [], "two_processes": []}
    for _ in range(rounds):
        taken["follow"].append(bench.follow(sites))
        taken["told"].append(bench.follow(sites, "--told"))
        taken["pipeline"].append(bench.pipeline(sites))
        taken["two_processes"].append(bench.pipeline(sites, processes=2))
    shown: dict[str, float] = {}
    for name, runs in taken.items():
        shown[f"{name}_pages"] = runs[0].pages
        shown[f"{name}_per_second"] = median(one.pages_per_second for one in runs)
        shown[f"{name}_cpu_ms"] = median(one.cpu_milliseconds for one in runs)
    shown["ratio"] = _faster(taken["pipeline"], taken["follow"])
    shown["ratio_told"] = _faster(taken["pipeline"], taken["told"])
    shown["two_processes_gain"] = _faster(taken["two_processes"], taken["pipeline"])
    return shown


def _faster(some: list[Measured], others: list[Measured]) -> float:
    return median(a.pages_per_second / b.pages_per_second for a, b in zip(some, others, strict=True))


def main(words: Sequence[str] = ()) -> dict[str, object]:
    """Print the tables and return them."""
    parser = argparse.ArgumentParser(prog="python -m bench throughput", description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--sites", type=int, default=40, help=f"sites of the comparison, of {PAGES} pages each")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the comparison")
    parser.add_argument("--pages", default="1000,10000", help="sizes whose cost a page is measured")
    given = parser.parse_args(words)
    with TemporaryDirectory() as name, web() as served, local_mongo(Path(name) / "mongo") as uri:
        bench = Bench(served, Path(name), uri)
        compared = side_by_side(bench, given.sites, given.rounds) if given.rounds else {}
        for what, value in compared.items():
            print(f"{what:28} {value:10.2f}", flush=True)
        first, second = bench.second_quarter(given.sites)
        again = {
            "bytes_share": second.bytes / first.bytes,
            "cpu_share": second.cpu_seconds / first.cpu_seconds,
            "not_modified": second.not_modified,
            "first_cpu_ms": first.cpu_milliseconds,
            "second_cpu_ms": second.cpu_milliseconds,
        }
        for what, value in again.items():
            print(f"second quarter {what:13} {value:10.2f}", flush=True)
        grown = {}
        for pages in map(int, filter(None, given.pages.split(","))):
            began = time.monotonic()
            one = bench.pipeline(max(1, pages // PAGES))
            grown[pages] = asdict(one) | {"cpu_ms": one.cpu_milliseconds}
            print(
                f"{one.pages:7} pages {one.pages_per_second:7.1f}/s {one.cpu_milliseconds:6.2f} CPU ms a page"
                f" {one.megabytes:6.0f} MB ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    return {"side_by_side": compared, "second_quarter": again, "by_pages": grown}


if __name__ == "__main__":
    main(sys.argv[1:])
