"""How long the report of a province takes and how much memory: 900 portals, 6,000 accounts; and a million findings.

`python -m bench.reports [SITES ACCOUNTS]`: the facts of `bench.judging` and of the accounts' feeds are put into a
MongoDB of its own and judged; then `python -m analysis.report` is measured as a user runs it. Apart from that the
evidence of a million findings is written by a process of its own.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from analysis.reports.xlsx import write_workbook
from analysis.tables.evidence import evidence
from bench.judging import AS_OF, AT, PERIOD, ROOT, Written, fill
from govcrawl.model.fact import FeedSeen, TargetVisited
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.model.target import Site, SiteKind
from govcrawl.register import ReportSettings
from govcrawl.store.local import local_mongo
from govcrawl.store.mongo import open_store

SITES, ACCOUNTS, FINDINGS = 900, 6_000, 1_000_000
PLATFORMS = ("微信公众号", "新浪微博", "今日头条", "抖音")
LIMIT_SECONDS, LIMIT_MEGABYTES = 120, 500  # of the province's report; of the million findings
_MEASURED = "print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"


@dataclass(frozen=True, slots=True)
class ManyFindings:
    """A million findings that are made when they are gone through."""

    count: int

    def __iter__(self) -> Iterator[tuple[Site, Finding]]:
        for number in range(self.count):
            site = Site(f"第{number // 200}区人民政府网", f"http://i{number // 200}.test/", SiteKind.PORTAL, "甲区")
            text = f"通知公告{number}：[2019-07-06] 关于某项工作的通知"
            piece = Evidence(f"{site.url}lm/{number}/", f"s{number}", text, AT)
            yield site, Finding(site.id, "V4b", Verdict.FAIL, "栏目超过更新期限", AS_OF, evidence=(piece,))


def write_evidence(path: Path, count: int) -> None:
    """Write the evidence of `count` findings as a workbook."""
    write_workbook(path, [evidence(ManyFindings(count), ReportSettings())], "bench")


def add_accounts(uri: str, folder: Path, accounts: int) -> None:
    """Write accounts into the register, and what their feeds showed into the store; every fiftieth is silent."""
    names = [(PLATFORMS[number % len(PLATFORMS)], f"zh{number}", f"第{number}号发布") for number in range(accounts)]
    rows = [f"{platform},{code},{name},甲区,http://m{code}.test/" for platform, code, name in names]
    (folder / "accounts.csv").write_text("\n".join(["platform,account_id,name,county,mirror", *rows, ""]), "utf-8")
    with open_store(uri) as store:
        run = store.begin_run(folder.name, PERIOD, "feed", AS_OF, now=AT)
        for number, (platform, code, _) in enumerate(names):
            target, mirror = f"account/{platform}/{code}", f"http://m{code}.test/"
            newest = AS_OF - timedelta(days=40 if number % 50 == 0 else number % 10)
            shown = {"newest": newest, "newest_raw": str(newest), "newest_title": "推文一则", "posts": 20}
            feed = FeedSeen(target, mirror, mirror, Observation.DATED, AT, f"f{number}", **shown)
            store.write(run, [Written((feed, TargetVisited(target, "feed", AT, observed=True)))])
        store.finish_run(run, "finished", {}, now=AT)


def measure(sites: int = SITES, accounts: int = ACCOUNTS, findings: int = FINDINGS) -> dict[str, float]:
    """Return seconds of the clock and of the processor, and megabytes, of the report and of the million findings."""
    with tempfile.TemporaryDirectory() as place, local_mongo(Path(place) / "mongo") as uri:
        folder = Path(place) / "province"
        folder.mkdir()
        fill(uri, folder, sites)
        add_accounts(uri, folder, accounts)
        of_city = [str(folder), "--period", PERIOD]
        _timed("from analysis.judge import main; main(sys.argv[1:])", of_city, uri)
        report = _timed(
            "from analysis.report import main; main(sys.argv[1:])", [*of_city, "--out", f"{place}/out"], uri
        )
        many = "from bench.reports import write_evidence; from pathlib import Path; "
        many += "write_evidence(Path(sys.argv[1]), int(sys.argv[2]))"
        million = _timed(many, [f"{place}/many.xlsx", str(findings)], uri)
    fields = ("seconds", "processor_seconds", "megabytes")
    told = {"sites": sites, "accounts": accounts, "findings": findings} | dict(zip(fields, report, strict=True))
    return told | {f"findings_{field}": number for field, number in zip(fields, million, strict=True)}


def _timed(script: str, words: list[str], uri: str) -> tuple[float, float, int]:
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", f"import resource, sys, time; {script}; {_MEASURED}", *words],
        cwd=ROOT, env={"GOVCRAWL_MONGO_URI": uri, "PATH": ""}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    processor, megabytes = ended.stdout.split()[-2:]
    return round(time.perf_counter() - start, 1), round(float(processor), 1), int(megabytes)


if __name__ == "__main__":
    print(measure(*map(int, sys.argv[1:])))
