"""The city of edges, for every test of the mock web."""

import pytest

from tests.mockgov import MockCity
from tests.mockgov.examples import city_of


@pytest.fixture(scope="session")
def boundary() -> MockCity:
    return city_of("boundary")
