"""What a run brought, added up by MongoDB: no fact leaves the server for it."""

from typing import Any

from pymongo import DESCENDING
from pymongo.collection import Collection

from govcrawl.model.observation import Observation
from govcrawl.quality import Figures, Reader

_SHOWN = ["ColumnSeen", "HomePageSeen"]


def figures_of(facts: Collection[dict[str, Any]], run: str) -> Figures:
    """Return the figures of a run."""
    visits = {
        bool(one["_id"]): int(one["number"])
        for one in facts.aggregate(
            [
                {"$match": {"run": run, "kind": "TargetVisited"}},
                {"$group": {"_id": "$fact.observed", "number": {"$sum": 1}}},
            ]
        )
    }
    dated = {"$cond": [{"$eq": ["$fact.state", Observation.DATED.value]}, 1, 0]}
    by_reader = facts.aggregate(
        [
            # What could not be fetched says nothing of its reader.
            {"$match": {"run": run, "kind": {"$in": _SHOWN}, "fact.state": {"$ne": Observation.NOT_OBSERVED.value}}},
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


def run_before(runs: Collection[dict[str, Any]], run: str) -> str:
    """Return the id of the newest whole run of the same city and job that was over before this one, or nothing."""
    this = runs.find_one({"_id": run}) or {}
    same = {name: this.get(name) for name in ("city", "job", "only")}
    earlier = {"started_at": {"$lt": this.get("started_at")}, "reason": "finished", "replays": {"$ne": True}}
    found = runs.find_one({**same, **earlier}, {"_id": 1}, sort=[("started_at", DESCENDING)])
    return str(found["_id"]) if found else ""
