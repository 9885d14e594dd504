"""What can go wrong with the store. Each error is one line: `where: what is; what to do`.

StoreError (a GovcrawlError)
├── StoreMissing   there is no MongoDB to be had: none installed, none started, a wrong address
├── StoreGone      MongoDB was there and does not answer any more
├── StoreRefused   MongoDB, or its file system, refused what it was asked to do
├── NotStored      the document or body that was asked for is not in the store
└── NotReadable    a document does not say what this version expects
"""

# ruff: noqa: N818 - an error is named by what is the case

from collections.abc import Iterator
from contextlib import contextmanager

from bson.errors import BSONError
from pymongo.errors import BulkWriteError, ConfigurationError, ConnectionFailure, InvalidURI, PyMongoError

from govcrawl.errors import GovcrawlError


class StoreError(GovcrawlError):
    """The store did not do what it was asked to do."""


class StoreMissing(StoreError):
    """There is no MongoDB to be had: install one, or set GOVCRAWL_MONGO_URI."""


class StoreGone(StoreError):
    """MongoDB does not answer any more: start it again, then run the same command again; it goes on."""


class StoreRefused(StoreError):
    """MongoDB refused a command or a document: the text says why."""


class NotStored(StoreError):
    """The document that was asked for is not in this store."""


class NotReadable(StoreError):
    """A document does not say what this version expects: another version wrote it."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what pymongo raises into one line of ours. `where` names the server without its password."""
    try:
        yield
    except (InvalidURI, ConfigurationError) as error:
        raise bad_address(where, error) from error
    except ConnectionFailure as error:
        raise StoreGone(
            f"{where}: MongoDB does not answer, {_brief(error)}; start it (or correct GOVCRAWL_MONGO_URI) and run the "
            "same command again, it goes on where it stopped"
        ) from error
    except BulkWriteError as error:
        refusals = error.details.get("writeErrors") or error.details.get("writeConcernErrors") or [{}]
        raise StoreRefused(
            f"{where}: MongoDB refused {len(refusals)} writes, {_brief(refusals[0].get('errmsg', error))}; "
            "look at its disk, its rights and its log"
        ) from error
    except PyMongoError as error:
        raise StoreRefused(
            f"{where}: MongoDB refused, {_brief(error)}; look at its disk, its rights and its log"
        ) from error
    except (BSONError, OverflowError) as error:
        raise StoreRefused(f"{where}: a value cannot be stored, {_brief(error)}; report this with the page") from error


def bad_address(where: str, error: Exception) -> StoreMissing:
    """Return the error for an address that cannot be read."""
    return StoreMissing(f"{where}: the address cannot be used, {_brief(error)}; write it as mongodb://host:port")


def _brief(error: object) -> str:
    """Return the first clause of a driver's text: the rest is a dump of its topology."""
    text = str(error).split(" (configured timeouts")[0].split(", Timeout:")[0].split(", full error")[0]
    return " ".join(text.split())[:300]
