"""A local government web for tests and the demonstration: whole cities on loopback, by their real host names."""

from tests.mockgov.city import as_of_in, city_web
from tests.mockgov.nouns import Dialect, Fault, Form, MockAccount, MockCity, MockColumn, MockSite, Planting
from tests.mockgov.served import mirror_site
from tests.mockgov.server import Asked, MockGov
from tests.mockgov.windows import NATIONAL, ZHANJIANG, Windows, plantings, unobserved

__all__ = [
    "NATIONAL",
    "ZHANJIANG",
    "Asked",
    "Dialect",
    "Fault",
    "Form",
    "MockAccount",
    "MockCity",
    "MockColumn",
    "MockGov",
    "MockSite",
    "Planting",
    "Windows",
    "as_of_in",
    "city_web",
    "mirror_site",
    "plantings",
    "unobserved",
]
