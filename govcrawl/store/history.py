"""What earlier runs of a city brought: figures to be held against, visits that may be confirmed instead of repeated."""

from dataclasses import dataclass
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from govcrawl.model.fact import Fact, TargetVisited
from govcrawl.model.observation import Observation
from govcrawl.model.snapshot import Snapshot
from govcrawl.quality import Figures, Reader
from govcrawl.store.documents import fact_from_document, from_document
from govcrawl.store.errors import told

_SHOWN = ["ColumnSeen", "HomePageSeen"]
_RUNS = 8  # how many runs back a visit is looked for
_AT_ONCE = 10_000  # documents in one answer of MongoDB: as many as a target has


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """All that an earlier run left of one target: how the visit ended, its pages, its facts."""

    visited: TargetVisited
    snapshots: tuple[Snapshot, ...]
    facts: tuple[Fact, ...]


class History:
    """Reads the collections runs, facts and snapshots. Each method raises StoreError and nothing else."""

    def __init__(self, database: Database[dict[str, Any]], where: str) -> None:
        self.where = where
        self._runs = database["runs"]
        self._facts = database["facts"]
        self._snapshots = database["snapshots"]

    def figures(self, run: str) -> Figures:
        """Return what a run brought, added up by MongoDB, to judge how well it went."""
        with told(self.where):
            return self._figures(run)

    def run_before(self, run: str) -> str:
        """Return the id of the last whole run of the same city and job before this one, empty where there was none."""
        with told(self.where):
            this = self._runs.find_one({"_id": run}) or {}
            same = {name: this.get(name) for name in ("city", "job", "only")}
            earlier = {"started_at": {"$lt": this.get("started_at")}, "reason": "finished", "replays": {"$ne": True}}
            found = self._runs.find_one({**same, **earlier}, {"_id": 1}, sort=[("started_at", DESCENDING)])
        return str(found["_id"]) if found else ""

    def visits_before(self, run: str) -> dict[str, str]:
        """Return target id -> the newest run of the same city and job that asked it, as of no later day."""
        with told(self.where):
            this = self._runs.find_one({"_id": run}) or {}
            same = {"city": this.get("city"), "job": this.get("job"), "as_of": {"$lte": this.get("as_of")}}
            web = {"_id": {"$ne": run}, "replays": {"$ne": True}}
            newest = self._runs.find({**same, **web}, {"_id": 1}).sort("started_at", DESCENDING).limit(_RUNS)
            found: dict[str, str] = {}
            for one in newest:
                for visit in self._facts.find({"run": one["_id"], "kind": "TargetVisited"}, {"target_id": 1}):
                    found.setdefault(visit["target_id"], one["_id"])
            return found

    def earlier_visit(self, run: str, target_id: str) -> EarlierVisit | None:
        """Return what a run left of a target, None where it never came through with it."""
        with told(self.where):
            period = (self._runs.find_one({"_id": run}, {"city": 1, "period": 1})) or {}
            about = {"city": period.get("city"), "period": period.get("period"), "target_id": target_id, "run": run}
            facts = [fact_from_document(one) for one in self._facts.find(about, batch_size=_AT_ONCE).sort("_id")]
            visited = next((fact for fact in facts if isinstance(fact, TargetVisited)), None)
            if visited is None:
                return None
            of_visit = {"run": run, "target_id": target_id}
            pages = self._snapshots.find(of_visit, batch_size=_AT_ONCE).sort("fetched_at")
            snapshots = tuple(from_document(Snapshot, {"id": one["_id"], **one}) for one in pages)
            return EarlierVisit(visited, snapshots, tuple(fact for fact in facts if fact is not visited))

    def _figures(self, run: str) -> Figures:
        visits = {
            bool(one["_id"]): int(one["number"])
            for one in self._facts.aggregate(
                [
                    {"$match": {"run": run, "kind": "TargetVisited"}},
                    {"$group": {"_id": "$fact.observed", "number": {"$sum": 1}}},
                ]
            )
        }
        dated = {"$cond": [{"$eq": ["$fact.state", Observation.DATED.value]}, 1, 0]}
        seen = {"$ne": Observation.NOT_OBSERVED.value}  # what could not be fetched says nothing of its reader
        by_reader = self._facts.aggregate(
            [
                {"$match": {"run": run, "kind": {"$in": _SHOWN}, "fact.state": seen}},
                {
                    "$group": {
                        "_id": "$fact.cms",
                        "columns": {"$sum": 1},
                        "dated": {"$sum": dated},
                        "rows": {"$sum": "$fact.rows"},
                        "dated_rows": {"$sum": "$fact.dated_rows"},
                    }
                },
            ]
        )
        readers = {one.pop("_id"): Reader(**one) for one in by_reader}
        return Figures(run, sum(visits.values()), visits.get(False, 0), readers)
