"""A store that the commands find."""

import pytest

from govcrawl import settings
from govcrawl.store.mongo import Store


@pytest.fixture
def connected(store: Store, mongo_uri: str, mongo_database: str, monkeypatch) -> Store:
    monkeypatch.setattr(settings, "MONGO_URI", mongo_uri)
    monkeypatch.setattr(settings, "MONGO_DB", mongo_database)
    return store
