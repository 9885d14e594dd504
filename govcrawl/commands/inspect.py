"""`scrapy inspect FOLDER --period P`: the whole inspection: jobs one after another, judge, report."""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from govcrawl.errors import GovcrawlError
from govcrawl.inspection import Inspection, open_inspection
from govcrawl.spiders.clock import clock

if TYPE_CHECKING:
    from govcrawl.cluster.coordinator import Coordinator
    from govcrawl.display import Display
    from govcrawl.spiders.base import JobSpider
    from govcrawl.store.mongo import Store

JOBS = ("site", "messages", "feed")  # what an inspection runs unless told otherwise
# Jobs that ask hosts of other sites, or have to see all sites at once: they stay one process.
INDIVISIBLE = ("probe", "links", "search", "unregistered", "weibo")
KNOWN_JOBS = (
    *JOBS,
    "wechat",
    "weibo",
    "unregistered",
    "probe",
    "links",
    "guides",
    "interpretations",
    "search",
    "attachments",
    "cloaking",
)


class Command(ScrapyCommand):
    """Each step is a process of its own: what one has done is in the store and survives the others."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the words after the command."""
        return "FOLDER --period PERIOD [options]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Inspect a city: crawl, judge, report (scrapy inspect seeds/zhanjiang --period 2021Q2)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options of the contract."""
        super().add_options(parser)
        parser.add_argument("--period", default="", help="inspection period, as in city.toml")
        parser.add_argument("--as-of", default="", help="the day it stands for, YYYY-MM-DD (default: see city.toml)")
        parser.add_argument("--jobs", default=",".join(JOBS), help=f"jobs to run, of: {','.join(KNOWN_JOBS)}")
        parser.add_argument("--profile", default="", help="rules to judge under (default: the city's)")
        parser.add_argument("--workers", type=int, default=0, help="processes of this machine that crawl at once")
        parser.add_argument(
            "--on", default="", help="a Dask scheduler that crawls instead, such as tcp://scheduler:8786"
        )
        parser.add_argument("--tls", default="", help="folder with ca.pem, cert.pem and key.pem for a tls:// scheduler")
        parser.add_argument("--batch", type=int, default=10, help="sites that a worker is given at a time at least")
        parser.add_argument("--out", default="out", help="folder for the results")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run jobs, judge and report; exit 0 = done, 1 = part was not observed, 2 = wrong use."""
        from govcrawl.store.mongo import store_of

        if len(args) != 1:
            raise UsageError("name one register folder, such as seeds/zhanjiang")
        jobs = [job for job in opts.jobs.split(",") if job]
        try:
            inspection = open_inspection(args[0], opts.period, clock(), opts.as_of or self._default_day(args[0], opts))
            if unknown := set(jobs) - set(KNOWN_JOBS):
                raise GovcrawlError(f"--jobs: unknown job '{sorted(unknown)[0]}'; use some of: {','.join(KNOWN_JOBS)}")
            assert self.settings is not None
            if opts.on and not self.settings["MONGO_URI"]:
                raise GovcrawlError("--on: GOVCRAWL_MONGO_URI is not set; name a server that all workers reach")
            with store_of(self.settings) as store:
                self.exitcode = self._inspect(args[0], inspection, jobs, opts, store)
        except GovcrawlError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2

    def _default_day(self, folder: str, opts: argparse.Namespace) -> str:
        """Take the day that the register names for the period, unless it is still to come."""
        inspection = open_inspection(folder, opts.period, clock())
        return "" if inspection.period.as_of > inspection.as_of else inspection.period.as_of.isoformat()

    def _inspect(
        self, folder: str, inspection: Inspection, jobs: list[str], opts: argparse.Namespace, store: "Store"
    ) -> int:
        from govcrawl.display import display

        out = Path(opts.out)
        out.mkdir(parents=True, exist_ok=True)
        status = 0
        assert self.settings is not None
        jobs_by_name = get_spider_loader(self.settings)
        with display() as show, self._coordinator(opts, store, out) as coordinator:
            for job in jobs:
                if coordinator and job not in INDIVISIBLE:
                    spider: type[JobSpider] = jobs_by_name.load(job)  # type: ignore[assignment]
                    code = coordinator.crawl(job, spider.concerned(inspection), inspection, clock, show.tell)
                else:
                    code = self._crawl(job, folder, inspection, out, show)
                if code not in (0, 1):
                    return code
                status = max(status, code)
        period = ["--period", inspection.period.name, "--as-of", inspection.as_of.isoformat()]
        profile = ["--profile", opts.profile] if opts.profile else []
        for step in (
            ["analysis.judge", folder, *period, *profile],
            ["analysis.report", folder, *period, *profile, "--out", opts.out],
        ):
            code = subprocess.run([sys.executable, "-m", *step], check=False).returncode
            if code not in (0, 1):
                return code
            status = max(status, code)
        return status

    @contextmanager
    def _coordinator(self, opts: argparse.Namespace, store: "Store", out: Path) -> Iterator["Coordinator | None"]:
        """Yield what hands the jobs to several workers, None where one process at a time is asked for."""
        if not opts.workers and not opts.on:
            yield None
            return
        from govcrawl.cluster.coordinator import Coordinator, open_cluster, shipped
        from govcrawl.extensions.quality import appraised

        assert self.settings is not None
        environment = shipped(dict(os.environ))
        if opts.workers:
            environment["GOVCRAWL_STATE_DIR"] = str(Path(self.settings["STATE_DIR"]).resolve())
        with open_cluster(opts.workers, opts.on, opts.tls) as client:
            yield Coordinator(
                client, store, environment, opts.batch, out, partial(appraised, store, settings=self.settings)
            )

    def _crawl(self, job: str, folder: str, inspection: Inspection, out: Path, show: "Display") -> int:
        """Run one job as a process and show what it tells; a stop is handed on and waited for."""
        reader, writer = os.pipe()
        environment = os.environ | {
            "GOVCRAWL_PROGRESS_FD": str(writer),
            "GOVCRAWL_LOG_FILE": str(out / f"{inspection.city}-{inspection.period.name}-{job}.log"),
        }
        arguments = {"city": folder, "period": inspection.period.name, "as_of": inspection.as_of.isoformat()}
        command = [sys.executable, "-m", "scrapy", "crawl", job]
        for key, value in arguments.items():
            command += ["-a", f"{key}={value}"]
        process = subprocess.Popen(command, env=environment, pass_fds=[writer])
        os.close(writer)
        with _handed_on(process), os.fdopen(reader) as lines:
            for line in lines:
                show.tell(json.loads(line))
        return process.wait()


@contextmanager
def _handed_on(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Hand SIGTERM on to a job, and let a Ctrl-C (which reaches the job by itself) not end us before it."""

    def hand_on(number: int, _frame: object) -> None:
        if number == signal.SIGTERM:
            child.send_signal(number)

    before = {number: signal.signal(number, hand_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
