"""Every index of the store, in one place: collection -> indexes, each with the question that it answers."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database


def _index(*fields: str, **options: Any) -> IndexModel:
    return IndexModel([(field, ASCENDING) for field in fields], **options)


INDEXES: dict[str, list[IndexModel]] = {
    "runs": [
        _index("unfinished", unique=True, sparse=True),  # the run that is to go on; there is one at most
        _index("city", "period", "job"),  # which runs a period has
    ],
    "snapshots": [
        _index("run", "target_id", "fetched_at"),  # replay: the visits of a run, target by target
        _index("target_id", "fetched_at"),  # the history of a target
    ],
    "facts": [
        _index("city", "period", "target_id", "_id"),  # the stream of facts, target by target
        _index("city", "period", "kind", "target_id"),  # who was visited in which run
        _index("city", "kind", "target_id", "as_of"),  # what was seen of a target in earlier periods
        _index("run", "kind"),  # whom a run may skip
    ],
    "footprints": [_index("city", "period", "host")],
    "findings": [_index("key", "edition", "place")],
    "outcomes": [_index("key", "edition", "place")],
    "reviews": [_index("key", "edition", "place")],
    "samples": [_index("key", "edition", "place")],
    "sites": [_index("key", "edition", "place")],
    "accounts": [_index("key", "edition", "place")],
}


def create_indexes(database: Database[dict[str, Any]]) -> None:
    """Create what is missing; nothing happens where all are there."""
    for collection, indexes in INDEXES.items():
        database[collection].create_indexes(indexes)
