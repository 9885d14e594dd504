"""What tests of several folders share: one real MongoDB for the session, a database of its own for each test."""

import re
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings
from pymongo import MongoClient
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from govcrawl.store.local import local_mongo
from govcrawl.store.mongo import Store, open_store

settings.register_profile("govcrawl", deadline=None)  # no test depends on how fast the machine is
settings.load_profile("govcrawl")
_database_numbers = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests are slow; cities come first and quick tests last, so that no worker is left with a long end."""
    slow: set[str] = set()
    for item in items:
        if "mongo_uri" in getattr(item, "fixturenames", ()) or "tests/crawl/" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("slow"):
            slow.add(together(item.nodeid))
    items.sort(key=lambda item: (together(item.nodeid) not in slow, "/" in together(item.nodeid)))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Give workers whole cities and files, in the order of collection."""
    config.option.loadscopereorder = False
    return ByCity(config, log)


class ByCity(LoadScopeScheduling):
    """What uses a crawled city runs on one worker, so that it is crawled once; of other tests those of a file do."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def together(nodeid: str) -> str:
    """Return what a test shares with others: the city of `in_cities` that it finds crawled, else its file."""
    city = re.search(r"[\[-]in_(\w+)", nodeid)
    return city[1] if city else nodeid.partition("::")[0]


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
