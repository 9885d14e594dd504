"""The ledger of accounts: the longest gap, the days left, what each source showed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis import frames
from analysis.frames.feeds import longest_gap
from govcrawl.model.fact import AccountSeen, PostSeen, SourceAsked
from tests.analysis.cities import fresh_facts, judged_city, seeded
from tests.rules.cases import moment

AS_OF = date(2021, 7, 5)


@pytest.mark.parametrize(
    ("days", "gap"),
    [
        ([], (None, None, None)),
        ([AS_OF], (None, None, None)),
        ([date(2021, 7, 1)], (4, date(2021, 7, 1), AS_OF)),
        ([date(2021, 6, 1), date(2021, 6, 20), date(2021, 7, 4)], (19, date(2021, 6, 1), date(2021, 6, 20))),
        ([date(2021, 6, 20), date(2021, 6, 20), date(2021, 6, 1)], (19, date(2021, 6, 1), date(2021, 6, 20))),
    ],
)
def test_longest_gap(days, gap):
    assert longest_gap(days, AS_OF) == gap


def test_a_row_tells_gap_days_left_and_sources():
    city = seeded("zhanjiang", "2021Q2", set())
    account = city.sources.register.accounts[0]
    feeds = fresh_facts(account, AS_OF, days=3)
    at, source = moment(AS_OF, 10), feeds[0].source
    posts = [
        PostSeen(account.id, source, at, AS_OF - timedelta(days=ago), "p", original=ago != 3)
        for ago in (3, 30, 50, 101)
    ]
    asked = SourceAsked(account.id, source, at, read=True)
    itself = AccountSeen(account.id, source, at, menu=("办事",), replies_open=True, verified_subject="赤坎区人民政府")
    facts = {**city.facts, account.id: (*feeds, *posts, asked, itself)}
    row = frames.feeds(judged_city(replace(city.sources), facts)).iloc[0]
    told = (row["days"], row["left"], row["gap"], row["gap_from"], row["originals"], row["forwarded"])
    assert told == (3, 4, 27, AS_OF - timedelta(days=30), 2, 1)  # what lies before the look-back does not count
    assert (row["replies_open"], row["menu"], row["verified_subject"]) == ("是", "办事", "赤坎区人民政府")
    first, second = row["sources"].split("；")
    assert "最近一次成功采集 2021-07-05 10:00" in first + second
    assert "second.test" in row["sources"]
