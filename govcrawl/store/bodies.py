"""The bodies of pages, each stored once under the SHA-256 of its raw bytes, compressed with zstd."""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

import zstandard
from bson.binary import Binary
from gridfs import GridFSBucket, NoFile
from pymongo import UpdateOne
from pymongo.database import Database

from govcrawl.store.errors import NotStored

ZSTD_LEVEL = 3
DOCUMENT_BYTES = 15 * 1024 * 1024  # what is larger after compression goes to GridFS: a document ends at 16 MiB


def name_of(body: bytes) -> str:
    """Return the name of a body: the SHA-256 of its raw bytes in hexadecimal."""
    return sha256(body).hexdigest()


class Bodies:
    """The collection `bodies`: {_id, bytes, zstd}; for the few large ones {_id, bytes} and a GridFS file."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database["bodies"]
        self._large = GridFSBucket(database, "large_bodies")

    def write(self, bodies: Mapping[str, bytes]) -> None:
        """Store the bodies that are not there yet, by name."""
        names = list(bodies)
        stored = {found["_id"] for found in self._collection.find({"_id": {"$in": names}}, {"_id": 1})}
        compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL)
        writes = []
        for name in names:
            if name in stored:
                continue
            document: dict[str, Any] = {"bytes": len(bodies[name])}
            packed = compressor.compress(bodies[name])
            if len(packed) <= DOCUMENT_BYTES:
                document["zstd"] = Binary(packed)
            else:
                self._write_large(name, packed)
            writes.append(UpdateOne({"_id": name}, {"$setOnInsert": document}, upsert=True))
        if writes:
            self._collection.bulk_write(writes, ordered=False)

    def _write_large(self, name: str, packed: bytes) -> None:
        with suppress(NoFile):
            self._large.delete(name)  # half a file of a writer that was killed; the document comes after the file
        self._large.upload_from_stream_with_id(name, name, packed)

    def read(self, name: str) -> bytes:
        """Return the raw bytes of a body. Raises NotStored."""
        document = self._collection.find_one({"_id": name})
        if document is None:
            raise NotStored(f"bodies: there is no body {name}; the page was visited with another store")
        packed = document["zstd"] if "zstd" in document else self._large.open_download_stream(name).read()
        return zstandard.ZstdDecompressor().decompress(packed)
