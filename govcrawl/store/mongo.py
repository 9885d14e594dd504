"""The store: everything that was seen and said, in MongoDB. No other module of the program talks to it.

Every write is acknowledged only when it is in MongoDB's journal: what was acknowledged survives a kill -9 of anyone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from pymongo import ASCENDING, DESCENDING, MongoClient, ReplaceOne, ReturnDocument
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from govcrawl.model.fact import FACT_KINDS, Fact, TargetVisited
from govcrawl.model.footprint import Footprint
from govcrawl.model.snapshot import Snapshot
from govcrawl.store.bodies import Bodies, name_of
from govcrawl.store.documents import Document, fact_from_document, fact_to_document, from_document, to_document
from govcrawl.store.editions import Editions
from govcrawl.store.errors import NotStored, StoreMissing, StoreRefused, bad_address, told
from govcrawl.store.history import History
from govcrawl.store.indexes import create_indexes
from govcrawl.store.judged import Judged
from govcrawl.store.runs import Run

_SELECT_MILLISECONDS = 4000  # how long a crawl waits for a server that went away
_ANSWER_MILLISECONDS = 60_000
_ATTEMPTS = 5
_VISITED = TargetVisited.__name__

# Kinds of which every run counts -> how many days of runs a judgement is given.
_ACCUMULATING = {name: kind.look_back_days for name, kind in FACT_KINDS.items() if hasattr(kind, "look_back_days")}
# Of these a judgement is given those of earlier periods, too.
_OF_EVERY_PERIOD = {name: _ACCUMULATING[name] for name, kind in FACT_KINDS.items() if hasattr(kind, "every_period")}

# Kind, target, address, which of several with the same three, and the moment where the kind accumulates.
_FactKey = tuple[str, str, str, int, datetime | None]
_STREAM = [("city", ASCENDING), ("period", ASCENDING), ("target_id", ASCENDING), ("_id", ASCENDING)]


class Visit(Protocol):
    """What is written at a time: a snapshot with its body and the facts that were read from it.

    The item that only closes a target (TargetVisited) may come without a snapshot.
    """

    @property
    def snapshot(self) -> Snapshot | None: ...  # noqa: D102
    @property
    def body(self) -> bytes: ...  # noqa: D102
    @property
    def facts(self) -> Sequence[Fact]: ...  # noqa: D102


@contextmanager
def open_store(
    uri: str | None = None, database: str = "govcrawl", state_dir: Path = Path(".govcrawl")
) -> Iterator["Store"]:
    """Open the store at `uri`; without one, in a mongod of our own under `state_dir`.

    Raises StoreMissing where there is no MongoDB to be had, StoreGone where it does not answer.
    """
    if not uri:
        try:
            from govcrawl.store.local import local_mongo
        except ModuleNotFoundError as error:  # no fcntl, no fork: Windows
            raise StoreMissing(
                f"{state_dir}: a MongoDB of our own does not run on this system, {error}; "
                "set GOVCRAWL_MONGO_URI to a server that runs"
            ) from error
        with local_mongo(state_dir) as local_uri, open_store(local_uri, database) as store:
            yield store
        return
    where = uri.rpartition("@")[2].rpartition("://")[2].split("/")[0]  # an error never shows a password
    with _client(uri, where) as client:
        with told(where):
            create_indexes(client[database])
        yield Store(client[database], where)


def store_of(settings: Mapping[Any, Any]) -> AbstractContextManager["Store"]:
    """Open the store that the settings of a crawl name. Raises as `open_store` does."""
    return open_store(settings["MONGO_URI"] or None, settings["MONGO_DB"], Path(settings["STATE_DIR"]))


def _client(uri: str, where: str) -> MongoClient[Document]:
    try:
        with told(where):
            return MongoClient(
                uri,
                tz_aware=True,
                journal=True,
                serverSelectionTimeoutMS=_SELECT_MILLISECONDS,
                connectTimeoutMS=_SELECT_MILLISECONDS,
                socketTimeoutMS=_ANSWER_MILLISECONDS,
                appname="govcrawl",
            )
    except ValueError as error:  # the port
        raise bad_address(where, error) from error


class Store(Judged):
    """One open database. Its methods may be called from any thread; each raises StoreError and nothing else."""

    def __init__(self, database: Database[Document], where: str) -> None:
        self.where = where
        self._runs: Collection[Document] = database["runs"]
        self._snapshots: Collection[Document] = database["snapshots"]
        self._facts: Collection[Document] = database["facts"]
        self._footprints: Collection[Document] = database["footprints"]
        self.history = History(database, where)
        self._bodies = Bodies(database)
        self._editions = Editions(database)

    def begin_run(
        self,
        city: str,
        period: str,
        job: str,
        as_of: date,
        only: Iterable[str] = (),
        *,
        now: datetime,
        replays: bool = False,
    ) -> Run:
        """Go on with the unfinished run of exactly this job, or begin a new one at `now`.

        `only` are the ids of targets it is limited to; `replays` says that it reads stored snapshots, not the web.
        """
        limited_to = sorted(set(only))
        task = {"city": city, "period": period, "job": job, "as_of": as_of.isoformat()}
        with told(self.where):
            for _ in range(_ATTEMPTS):
                newest = self._runs.find_one(task, sort=[("number", DESCENDING)])
                number = newest["number"] + 1 if newest else 1
                name = "/".join([*task.values(), str(number)])
                run = Run(name, city, period, job, as_of, tuple(limited_to), now, number, replays)
                try:
                    earlier = self._runs.find_one_and_update(
                        {"unfinished": {**task, "only": limited_to, "replays": replays}},
                        {"$setOnInsert": _with_id(to_document(run))},
                        upsert=True,
                        return_document=ReturnDocument.BEFORE,
                    )
                except DuplicateKeyError:  # another process began a run at the same moment
                    continue
                return replace(from_document(Run, _without_id(earlier)), resumed=True) if earlier else run
        raise StoreRefused(f"{self.where}: too many runs of {job} begin at the same moment; try again")

    def finish_run(self, run: Run, reason: str, stats: Mapping[str, object], *, now: datetime) -> None:
        """Close a run: the next one of this job begins anew. One that was stopped is left open, to be resumed."""
        kept = {name: value if isinstance(value, int | float) else str(value) for name, value in stats.items()}
        with told(self.where):
            self._runs.update_one(
                {"_id": run.id},
                {"$set": {"finished_at": now, "reason": reason, "stats": kept}, "$unset": {"unfinished": ""}},
            )

    def visited(self, run: Run) -> set[str]:
        """Return the ids of the targets that the run is through with: a resumed crawl skips them."""
        with told(self.where):
            found = self._facts.find({"run": run.id, "kind": _VISITED}, {"target_id": 1})
            return {document["target_id"] for document in found}

    def write(self, run: Run, visits: Iterable[Visit]) -> None:
        """Write visits in bulk: bodies, then snapshots, then facts, last the facts that close a target.

        Whoever is killed in between leaves nothing that points nowhere, and no target that seems finished and is not.
        Writing a visit again changes nothing.
        """
        bodies: dict[str, bytes] = {}
        snapshots: dict[str, Document] = {}
        facts: dict[_FactKey, Document] = {}
        closing: dict[_FactKey, Document] = {}
        about = {"run": run.id, "city": run.city, "period": run.period, "job": run.job, "as_of": run.as_of.isoformat()}
        with told(self.where):
            for visit in visits:
                if snapshot := visit.snapshot:
                    if visit.body:
                        name = name_of(visit.body)
                        bodies[name] = visit.body
                        snapshot = replace(snapshot, body_sha256=name, body_bytes=len(visit.body))
                    snapshots[snapshot.id] = _with_id(to_document(snapshot))
                for key, fact in _keyed(visit.facts):
                    written = closing if isinstance(fact, TargetVisited) else facts
                    written[key] = {**about, "target_id": fact.target_id, **fact_to_document(fact)}
            self._bodies.write(bodies)
            _replace(self._snapshots, snapshots.items())
            for keyed in (facts, closing):
                _replace(self._facts, (({"run": run.id, **_fact_id(key)}, document) for key, document in keyed.items()))

    def facts(self, city: str, period: str, as_of: date) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Yield (target id, its facts) of a period, sorted by target id, one target in memory at a time.

        For every job the facts come from the newest run as of `as_of` or before that is through with the target;
        where a run was stopped within a target, its facts of that target are left out. Of kinds that accumulate the
        facts of all runs of their last `look_back_days` days come, `as_of` included, stopped or not, each visit as it
        was read last (a replay reads it again); of kinds with `every_period` those of earlier periods come first.
        """
        of_period: Document = {"city": city, "period": period}
        with told(self.where):
            source = self._newest_visits({**of_period, "as_of": {"$lte": as_of.isoformat()}})
            wanted: list[Document] = [{"run": {"$in": sorted(set(source.values()))}}]
            for kind, days in _ACCUMULATING.items():
                since = as_of - timedelta(days=days - 1)
                wanted.append({"kind": kind, "as_of": {"$gte": since.isoformat(), "$lte": as_of.isoformat()}})
            ordered = self._facts.find({**of_period, "$or": wanted}).hint(_STREAM)
            valid = (
                one
                for one in ordered.sort(_STREAM[2:])
                if one["kind"] in _ACCUMULATING or source.get((one["target_id"], one["job"])) == one["run"]
            )
            for target_id, documents in groupby(valid, key=lambda one: str(one["target_id"])):
                earlier = self._of_other_periods(city, period, target_id, as_of)
                yield target_id, tuple(map(fact_from_document, _read_last((*earlier, *documents))))

    def _of_other_periods(self, city: str, period: str, target_id: str, as_of: date) -> Iterator[Document]:
        for kind, days in _OF_EVERY_PERIOD.items():
            since = (as_of - timedelta(days=days - 1)).isoformat()
            of_target: Document = {"city": city, "kind": kind, "target_id": target_id}
            within = {"as_of": {"$gte": since, "$lte": as_of.isoformat()}, "period": {"$ne": period}}
            yield from self._facts.find({**of_target, **within}).sort("as_of", ASCENDING)

    def jobs(self, city: str, period: str, as_of: date) -> set[str]:
        """Return the jobs that came through with any target of a period, as of `as_of` or before."""
        with told(self.where):
            return {
                job
                for _, job in self._newest_visits(
                    {"city": city, "period": period, "as_of": {"$lte": as_of.isoformat()}}
                )
            }

    def crawled(self, city: str, period: str, job: str, as_of: date) -> dict[str, str]:
        """Return target id -> the newest run of a job, as of `as_of` or before, that visited it on the web."""
        task = {"city": city, "period": period, "job": job, "as_of": {"$lte": as_of.isoformat()}}
        with told(self.where):
            newest = self._newest_visits(task, {"replays": {"$ne": True}})
        return {target_id: run for (target_id, _), run in newest.items()}

    def _newest_visits(self, task: Document, runs: Document | None = None) -> dict[tuple[str, str], str]:
        """Return (target, job) -> the newest run of a task that is through with it; `runs` narrows the runs."""
        age = [("as_of", ASCENDING), ("started_at", ASCENDING), ("number", ASCENDING)]
        found = self._runs.find({**task, **(runs or {})}, {"_id": 1}).sort(age)
        rank = {run["_id"]: place for place, run in enumerate(found)}
        newest: dict[tuple[str, str], str] = {}
        for visit in self._facts.find({**task, "kind": _VISITED}, {"target_id": 1, "job": 1, "run": 1}):
            key, run = (visit["target_id"], visit["job"]), visit["run"]
            if run in rank and (key not in newest or rank[newest[key]] < rank[run]):
                newest[key] = run
        return newest

    def snapshots(self, *, run: str = "", target_id: str = "") -> Iterator[Snapshot]:
        """Yield the visits of a run, of a target, or of a target in a run, by target and time."""
        wanted = {name: value for name, value in (("run", run), ("target_id", target_id)) if value}
        with told(self.where):
            order = [("target_id", ASCENDING), ("fetched_at", ASCENDING)]
            for document in self._snapshots.find(wanted).sort(order):
                yield from_document(Snapshot, _without_id(document))

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Return one visit. Raises NotStored."""
        with told(self.where):
            document = self._snapshots.find_one({"_id": snapshot_id})
        if document is None:
            raise NotStored(
                f"{self.where}: there is no snapshot {snapshot_id}; look for it with another GOVCRAWL_MONGO_DB"
            )
        return from_document(Snapshot, _without_id(document))

    def body(self, sha256: str) -> bytes:
        """Return the raw bytes of a page. Raises NotStored."""
        with told(self.where):
            return self._bodies.read(sha256)

    def write_footprints(self, city: str, period: str, footprints: Iterable[Footprint]) -> None:
        """Write what sittings left at hosts so far, each in the place of its earlier figures."""
        about = {"city": city, "period": period}
        with told(self.where):
            _replace(self._footprints, ((one.id, {**about, **_with_id(to_document(one))}) for one in footprints))

    def footprints(self, city: str, period: str) -> list[Footprint]:
        """Return what the sittings of a period left, by host and time."""
        with told(self.where):
            found = self._footprints.find({"city": city, "period": period}).sort(
                [("host", ASCENDING), ("first", ASCENDING)]
            )
            return [from_document(Footprint, _without_id(document)) for document in found]


def _keyed(facts: Iterable[Fact]) -> Iterator[tuple[_FactKey, Fact]]:
    """Count off the facts of one visit that share kind, target and address, so that none hides another."""
    seen: Counter[tuple[str, str, str, datetime | None]] = Counter()
    for fact in facts:
        kind = type(fact).__name__
        moment = fact.seen_at if kind in _ACCUMULATING else None
        name = (kind, fact.target_id, str(getattr(fact, "url", "")), moment)
        yield (*name[:3], seen[name], moment), fact
        seen[name] += 1


def _fact_id(key: _FactKey) -> Document:
    *name, moment = key
    return dict(zip(("kind", "target_id", "url", "nth"), name, strict=True)) | ({"seen_at": moment} if moment else {})


def _read_last(documents: Iterable[Document]) -> Iterable[Document]:
    """Return the documents without those of a visit that a later run of the same task (a replay) read again."""
    last: dict[object, Document] = {}
    for document in documents:
        run = document["_id"]["run"]
        accumulates = document["kind"] in _ACCUMULATING
        name = (*({**document["_id"], "run": _task(run)}).values(),) if accumulates else len(last)
        if name not in last or _number(run) > _number(last[name]["_id"]["run"]):
            last[name] = document
    return last.values()


def _task(run: str) -> str:
    return run.rpartition("/")[0]


def _number(run: str) -> int:
    return int(run.rpartition("/")[2])


def _with_id(document: Document) -> Document:
    return {"_id": document.pop("id"), **document}


def _without_id(document: Document) -> Document:
    return {"id": document["_id"], **document}


def _replace(collection: Collection[Document], documents: Iterable[tuple[Any, Document]]) -> None:
    writes = [ReplaceOne({"_id": key}, document, upsert=True) for key, document in documents]
    if writes:
        collection.bulk_write(writes, ordered=False)
