"""What tests of several folders share: one real MongoDB for the session, a database of its own for each test."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings
from pymongo import MongoClient

from govcrawl.store.local import local_mongo
from govcrawl.store.mongo import Store, open_store

settings.register_profile("govcrawl", deadline=None)  # no test depends on how fast the machine is
settings.load_profile("govcrawl")
_database_numbers = count(1)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests are slow, and which stay together on one worker: those of a city, crawled once, or of a file.

    Cities come first and quick tests last, so that no worker is left with a long group at the end.
    """
    slow: set[str] = set()
    for item in items:
        if "mongo_uri" in getattr(item, "fixturenames", ()) or "tests/crawl/" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)
        item.add_marker(pytest.mark.xdist_group(_group(item)))
        if item.get_closest_marker("slow"):
            slow.add(_group(item))
    items.sort(key=lambda item: (_group(item) not in slow, "/" in _group(item)))


def _group(item: pytest.Item) -> str:
    """Return the city that a test finds crawled, else the path of its file."""
    if "samples" in getattr(item, "fixturenames", ()):
        return "samples"
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return str(given.get("crawled") or item.nodeid.partition("::")[0])


@pytest.fixture(scope="session")
def mongo_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real mongod that lives as long as the session."""
    with local_mongo(tmp_path_factory.mktemp("mongo")) as uri:
        yield uri


@pytest.fixture
def mongo_database(mongo_uri: str) -> Iterator[str]:
    """The name of an empty database, for GOVCRAWL_MONGO_DB; dropped after the test."""
    name = f"test_{next(_database_numbers)}"
    yield name
    with MongoClient(mongo_uri) as client:
        client.drop_database(name)


@pytest.fixture
def store(mongo_uri: str, mongo_database: str) -> Iterator[Store]:
    """An open, empty store."""
    with open_store(mongo_uri, mongo_database) as opened:
        yield opened
