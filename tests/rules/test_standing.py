"""Where a date meets a window: what may be newer and was not read is never charged."""

from datetime import date, datetime

import pytest

from govcrawl.model.fact import ColumnSeen
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.standing import Standing, freshness
from govcrawl.rules.window import Window

AS_OF = date(2021, 7, 5)
SEEN_AT = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)


def column(newest: date, reason: str) -> ColumnSeen:
    return ColumnSeen("site/1", "http://a.test/", "要闻", Observation.DATED, SEEN_AT, newest=newest, reason=reason)


@pytest.mark.parametrize(
    ("newest", "reason", "standing"),
    [
        (date(2021, 6, 21), "", Standing.CLEAR),
        (date(2021, 6, 20), "", Standing.FAULTY),
        (date(2021, 6, 21), "rows_not_read", Standing.CLEAR),
        (date(2021, 6, 20), "rows_not_read", Standing.UNSEEN),
        (date(2021, 6, 20), "further_pages_not_seen", Standing.UNSEEN),
    ],
)
def test_a_lower_bound_proves_freshness_and_never_staleness(newest, reason, standing):
    assert freshness(column(newest, reason), Window(days=14), AS_OF, undated_counts_as_stale=True) is standing
