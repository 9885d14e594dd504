"""Lists that are replaced as a whole (findings, outcomes, reviews): readers see the old edition or the new one.

An edition is written under its number, then the pointer in `editions` moves to it, then the older ones are deleted.
Whoever is killed in between leaves the old edition in force; of two at once the later number wins.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database

from govcrawl.store.documents import Document, from_document, to_document

Noun = TypeVar("Noun")


class Editions:
    """The edition in force of each key. A key is a small document: {"city": ..., "period": ...}."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._database = database
        self._pointers = database["editions"]

    def replace(self, key: Document, lists: Mapping[str, Iterable[Any]]) -> None:
        """Put `lists` (collection -> nouns) in force under `key`."""
        pointer: Document = self._pointers.find_one_and_update(  # type: ignore[assignment]  # an upsert finds one
            {"_id": key}, {"$inc": {"last": 1}}, upsert=True, return_document=ReturnDocument.AFTER
        )
        number = pointer["last"]
        for collection, nouns in lists.items():
            documents = [
                {"key": key, "edition": number, "place": place, **to_document(noun)} for place, noun in enumerate(nouns)
            ]
            if documents:
                self._database[collection].insert_many(documents, ordered=False)
        self._pointers.update_one({"_id": key}, {"$max": {"in_force": number}})
        for collection in lists:
            self._database[collection].delete_many({"key": key, "edition": {"$lt": number}})

    def read(self, key: Document, collection: str, kind: type[Noun]) -> list[Noun]:
        """Return a list as it was put in force, in its order; empty where there was none."""
        pointer = self._pointers.find_one({"_id": key}) or {}
        found = self._database[collection].find({"key": key, "edition": pointer.get("in_force", 0)})
        return [from_document(kind, document) for document in found.sort("place", ASCENDING)]
