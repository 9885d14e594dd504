"""Visits to write, made from as little as a test wants to say."""

from dataclasses import dataclass
from datetime import date, datetime

from govcrawl.model.fact import ColumnSeen, Fact, ProbeSeen, TargetVisited
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.snapshot import Snapshot
from govcrawl.store.mongo import Store
from govcrawl.store.runs import Run

NOW = datetime(2021, 7, 5, 9, 30, tzinfo=CHINA_TIME)
AS_OF = date(2021, 7, 5)


@dataclass(slots=True)
class Item:
    """The shape of items.PageItem; the snapshot may be missing."""

    snapshot: Snapshot | None = None
    body: bytes = b""
    facts: tuple[Fact, ...] = ()


def snapshot(run: Run, snapshot_id: str, target_id: str = "site/a", url: str = "http://a.test/") -> Snapshot:
    return Snapshot(snapshot_id, run.id, target_id, url, "column", seen_at=NOW, fetched_at=NOW, status=200)


def column(target_id: str = "site/a", url: str = "http://a.test/dt/", **fields) -> ColumnSeen:
    return ColumnSeen(target_id, url, fields.pop("name", "动态"), Observation.DATED, NOW, **fields)


def probe(target_id: str = "site/a", at: datetime = NOW, **fields) -> ProbeSeen:
    return ProbeSeen(target_id, "http://a.test/", at, fields.pop("opened", True), **fields)


def visited(target_id: str = "site/a", job: str = "site") -> TargetVisited:
    return TargetVisited(target_id, job, NOW, observed=True)


def begin(store: Store, job: str = "site", as_of: date = AS_OF, now: datetime = NOW, **how) -> Run:
    return store.begin_run("zhanjiang", "2021Q2", job, as_of, how.pop("only", ()), now=now, **how)


def observe(store: Store, run: Run, *facts: Fact) -> None:
    store.write(run, [Item(facts=facts)])


def facts_of(store: Store, as_of: date = AS_OF) -> dict[str, tuple[Fact, ...]]:
    return dict(store.facts("zhanjiang", "2021Q2", as_of))
