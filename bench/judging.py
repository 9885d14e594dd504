"""How long the judgement of a province takes and how much memory: 900 portals of 200 columns, out of the real store.

`python -m bench.judging [SITES]`: writes the facts of a whole inspection (site, links, messages, guides, domain, probe)
into a MongoDB of its own, then runs `python -m analysis.judge` on them as a user does and measures the process.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from govcrawl.model.fact import (
    BoardSeen,
    ColumnSeen,
    DomainSeen,
    Fact,
    GuidesCounted,
    GuideSeen,
    HomePageSeen,
    LinkChecked,
    LinkScope,
    LinksCounted,
    LinkState,
    MessageSeen,
    PageMarksSeen,
    PageRole,
    ProbeSeen,
    Reached,
    TargetVisited,
)
from govcrawl.model.letter import LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.snapshot import Snapshot
from govcrawl.store.local import local_mongo
from govcrawl.store.mongo import open_store

SITES, COLUMNS = 900, 200
AS_OF, PERIOD = date(2021, 7, 5), "2021Q2"
AT = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
CLASSES = ("dynamic", "notice", "policy", "interpretation", "personnel", "planning", "finance", "figures", "other")
ROOT = Path(__file__).parents[1]
LIMIT_SECONDS, LIMIT_MEGABYTES = 60, 1000
CITY = """name = "试验市"
division = "440800"
profile = "national"
counties = ["甲区"]

[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What the store is given of one target by one job."""

    facts: tuple[Fact, ...]
    snapshot: Snapshot | None = None
    body: bytes = b""


def of_job(job: str, target: str, number: int) -> Iterator[Fact]:
    """Yield the facts that a job leaves of a portal; what is stale and blank differs from portal to portal."""
    home = f"http://i{number}.test/"
    dated = {"target_id": target, "seen_at": AT, "newest_raw": "2021-07-01", "newest_title": "关于某项工作的通知公告"}
    if job == "site":
        yield HomePageSeen(url=home, state=Observation.DATED, newest=AS_OF, rows=40, dated_rows=40, **dated)
        for place in range(COLUMNS):
            age = (number * 7 + place * 13) % (400 if place % 4 == 0 else 12)
            yield ColumnSeen(
                url=f"{home}lm/{place}/",
                name=f"栏目{place}",
                state=Observation.BLANK if place == number % 700 else Observation.DATED,
                snapshot=f"{number}-{place}",
                column_class=CLASSES[place % len(CLASSES)],
                level=1 + place % 3,
                newest=None if place == number % 700 else AS_OF - timedelta(days=age),
                rows=20,
                dated_rows=20,
                **dated,
            )
        for place in range(11):
            role = PageRole.HOME if not place else (PageRole.COLUMN, PageRole.ARTICLE)[place % 2]
            yield PageMarksSeen(
                target, f"{home}p{place}.html", role, AT, f"m{place}", site_codes=("4408000001",), title="甲区人民政府"
            )
    elif job == "links":
        for place in range(20):
            yield LinkChecked(
                target,
                f"{home}x{place}.html",
                home,
                "专题",
                LinkScope.OTHER,
                "page",
                True,
                LinkState.DEAD,
                AT,
                "http_404",
            )
        yield LinksCounted(target, home, AT, 60, 900, 880, 20, 0, 0, 200)
    elif job == "messages":
        yield BoardSeen(target, f"{home}ly/", "咨询", AT, Observation.DATED, "b", messages=60, newest=AS_OF, form=True)
        for place in range(60):
            asked = AS_OF - timedelta(days=place * 5)
            yield MessageSeen(
                target, f"{home}ly/{place}", f"{home}ly/", AT, "m", "咨询事项", asked, replied=asked,
                status=LetterStatus.REPLIED, sampled=place < 5, shown=("asked", "replied", "unit", "reply"),
            )  # fmt: skip
    elif job == "guides":
        yield GuidesCounted(target, home, AT, 3, 120, 0, 5)
        for place in range(5):
            yield GuideSeen(
                target, f"{home}zn/{place}", f"事项{place}", "办事指南", place, AT, "g", formats=("copies",)
            )
    elif job == "domain":
        yield DomainSeen(
            target, home, f"i{number}.test", AT, Reached.YES, ("192.0.2.1",), missing_page=404, snapshot="d"
        )
    else:
        for place in range(140):
            at = AT - timedelta(days=place // 20, minutes=20 * (place % 20))
            yield ProbeSeen(target, home, at, opened=True, snapshot=f"p{place}", status=200, seconds=0.4)
    yield TargetVisited(target, job, AT, observed=True)


JOBS = ("site", "links", "messages", "guides", "domain", "probe")


def fill(uri: str, folder: Path, sites: int) -> int:
    """Write the register of the portals, and what every job left of them, into the store; return how many facts."""
    rows = [
        f"{4408000001 + number},第{number}区人民政府网,http://i{number}.test/,portal,甲区" for number in range(sites)
    ]
    (folder / "city.toml").write_text(CITY, "utf-8")
    (folder / "sites.csv").write_text("\n".join(["site_code,name,url,kind,county", *rows, ""]), "utf-8")
    (folder / "accounts.csv").write_text("platform,name,county\n", "utf-8")
    counted = 0
    with open_store(uri) as store:
        for job in JOBS:
            run = store.begin_run(folder.name, PERIOD, job, AS_OF, now=AT)
            for number in range(sites):
                facts = tuple(of_job(job, f"site/{4408000001 + number}", number))
                store.write(run, [Written(facts)])
                counted += len(facts)
            store.finish_run(run, "finished", {}, now=AT)
    return counted


def measure(sites: int = SITES) -> dict[str, float]:
    """Return the facts that were judged, the seconds that took, and the most memory of the process in megabytes."""
    with tempfile.TemporaryDirectory() as place, local_mongo(Path(place) / "mongo") as uri:
        folder = Path(place) / "province"
        folder.mkdir()
        facts = fill(uri, folder, sites)
        script = "import resource, sys; from analysis.judge import main; main(sys.argv[1:]); "
        script += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        start = time.perf_counter()
        ended = subprocess.run(
            [sys.executable, "-c", script, str(folder), "--period", PERIOD],
            cwd=ROOT, env={"GOVCRAWL_MONGO_URI": uri, "PATH": ""}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        seconds = time.perf_counter() - start
    kilobytes = int(ended.stdout.splitlines()[-1])
    return {"sites": sites, "facts": facts, "seconds": round(seconds, 1), "megabytes": kilobytes // 1024}


if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else SITES))
