"""The nouns: calendar arithmetic and identities."""

from datetime import date

import pytest

from govcrawl.model.period import months_before
from govcrawl.model.target import Account, Site, SiteKind


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2021, 7, 5), 6, date(2021, 1, 5)),
        (date(2021, 1, 31), 2, date(2020, 11, 30)),
        (date(2020, 3, 31), 1, date(2020, 2, 29)),
        (date(2021, 3, 31), 1, date(2021, 2, 28)),
        (date(2021, 12, 15), 12, date(2020, 12, 15)),
        (date(2021, 7, 5), 0, date(2021, 7, 5)),
    ],
)
def test_months_before_keeps_to_the_calendar(day, months, expected):
    assert months_before(day, months) == expected


def test_a_site_is_known_by_its_code_and_else_by_its_address():
    site = Site(name="甲", url="http://www.a.test/x/", kind=SiteKind.SUB_CHANNEL, county="municipal")
    assert site.id == "site/www.a.test/x"
    coded = Site(name="甲", url="http://www.a.test/", kind=SiteKind.PORTAL, county="甲区", site_code="4408020001")
    assert coded.id == "site/4408020001"


def test_one_name_on_two_platforms_is_two_accounts():
    first = Account(platform="快手", name="徐闻公安", county="徐闻县")
    second = Account(platform="南方号", name="徐闻公安", county="徐闻县")
    assert first.id != second.id
