"""From readings to facts: the newest entry, and whose lack it is where there is none."""

from datetime import date, datetime

import pytest

from govcrawl.cms.addresses import canonical
from govcrawl.items import FeedItem, ListItem
from govcrawl.model.observation import Observation
from govcrawl.model.outward import AdvertPlace, AdvertRead, LinkAway, OutwardRead
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import DateRead, Entry, ListRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.pipelines.accounts import feed_seen
from govcrawl.pipelines.observe import list_seen, outward_seen

NOW = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
SEEN = Snapshot("s1", "run", "site/1", "http://a.test/tzgg/", "column", NOW, NOW, 200)


def row(number: int, day: date | None, **more: str) -> Entry:
    read = DateRead(day, raw=str(day or ""), place="span", reason="" if day else more.get("reason", "no_date"))
    return Entry(f"第{number}条", f"http://a.test/tzgg/202107/t2021070{number}_1.html", read)


def listed(*entries: Entry, reason: str = "") -> ListRead:
    dated = [entry for entry in entries if entry.published.day]
    state = Observation.DATED if dated else Observation.UNDATED
    return ListRead(state, entries, max(dated, key=lambda e: e.published.day or date.min, default=None), reason)


def column(**fields: object) -> ListItem:
    return ListItem("site/1", "http://a.test/tzgg/", "通知公告", SEEN, **fields)  # type: ignore[arg-type]


def test_the_newest_is_the_maximum_over_all_pages_of_the_list():
    item = column(
        listings=[
            listed(row(1, date(2021, 6, 1)), row(2, date(2021, 5, 1))),
            listed(row(3, date(2021, 6, 9)), row(4, date(2021, 4, 1))),
        ]
    )
    fact = list_seen(item)
    assert (fact.newest, fact.newest_title, fact.newest_raw) == (date(2021, 6, 9), "第3条", "2021-06-09")
    assert (fact.rows, fact.dated_rows, fact.snapshot) == (4, 4, "s1")


def test_a_row_without_a_date_takes_that_of_its_opened_article():
    silent = row(1, None)
    item = column(
        listings=[listed(silent, row(2, date(2021, 5, 1)))],
        articles={canonical(silent.url): DateRead(date(2021, 7, 1), raw="2021年7月1日", place="line")},
        rows_asked=1,
    )
    fact = list_seen(item)
    assert (fact.newest, fact.newest_raw) == (date(2021, 7, 1), "2021年7月1日")


@pytest.mark.parametrize(
    ("asked", "articles", "reason"),
    [
        (0, {}, "articles_not_seen"),  # no row could be opened: that is not the site's lack
        (2, {"http://a.test/1": DateRead(reason="no_date")}, "articles_not_seen"),  # one of two was lost
        (1, {"http://a.test/1": DateRead(reason="no_date")}, "no_date"),
        (1, {"http://a.test/1": DateRead(reason="two_dates")}, "two_dates"),
    ],
)
def test_only_an_opened_article_without_a_date_is_the_lack_of_the_site(asked, articles, reason):
    fact = list_seen(column(listings=[listed(row(1, None), reason="no_date")], articles=articles, rows_asked=asked))
    assert (fact.state, fact.reason) == (Observation.UNDATED, reason)


def test_a_reader_that_could_not_tell_the_year_keeps_its_reason():
    fact = list_seen(column(listings=[listed(row(1, None, reason="no_year"), reason="no_year")], rows_asked=1))
    assert (fact.state, fact.reason) == (Observation.UNDATED, "no_year")


@pytest.mark.parametrize(
    ("listings", "failure", "state"),
    [
        ([], "timeout", Observation.NOT_OBSERVED),
        ([ListRead(Observation.BLANK, reason="blank")], "", Observation.BLANK),
        ([ListRead(Observation.NOT_OBSERVABLE, reason="rows_by_script")], "", Observation.NOT_OBSERVABLE),
        (
            [
                ListRead(Observation.NOT_OBSERVABLE, reason="rows_by_script"),
                ListRead(Observation.BLANK, reason="blank"),
            ],
            "",
            Observation.NOT_OBSERVABLE,
        ),
        ([], "", Observation.NOT_OBSERVABLE),
    ],
)
def test_what_was_not_seen_is_never_blank(listings, failure, state):
    assert list_seen(column(listings=listings, failure=failure)).state is state


@pytest.mark.parametrize(
    ("rendered", "told_none", "unproved", "state"),
    [
        (True, True, "", Observation.BLANK),
        (True, False, "", Observation.NOT_OBSERVABLE),  # the browser alone: its script may have been refused
        (False, True, "", Observation.NOT_OBSERVABLE),
        (False, True, "needs_browser", Observation.NOT_OBSERVABLE),
        (False, True, "not_rendered", Observation.NOT_OBSERVABLE),
    ],
)
def test_an_interface_that_says_no_row_is_believed_where_the_browser_showed_none_either(
    rendered, told_none, unproved, state
):
    by_script, none = (
        ListRead(Observation.NOT_OBSERVABLE, reason="rows_by_script"),
        ListRead(Observation.BLANK, reason="blank"),
    )
    listings = [by_script, none, *([by_script] if rendered else [])]
    item = column(listings=listings, rendered=rendered, told_none=told_none, unproved=unproved)
    assert list_seen(item).state is state


def test_a_mirror_that_failed_is_not_observed():
    fact = feed_seen(FeedItem("account/x/y", "http://m.test/", SEEN, failure="blocked"))
    assert (fact.state, fact.reason, fact.posts) == (Observation.NOT_OBSERVED, "blocked", 0)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([date(2021, 5, 9), date(2021, 5, 8), date(2021, 5, 7), None], ""),  # an undated row further down
        ([date(2021, 5, 9), date(2021, 5, 8), None, date(2021, 5, 7)], "rows_not_read"),  # among the first three
        ([None, date(2021, 5, 8)], "rows_not_read"),
    ],
)
def test_a_top_row_that_was_not_read_may_be_newer(rows, reason):
    fact = list_seen(column(listings=[listed(*(row(number, day) for number, day in enumerate(rows, 1)))]))
    assert (fact.state, fact.reason) == (Observation.DATED, reason)


def test_a_further_page_of_an_unsorted_list_that_was_lost_may_be_newer():
    fact = list_seen(column(listings=[listed(row(1, date(2021, 5, 9)))], unproved="timeout"))
    assert (fact.state, fact.reason) == (Observation.DATED, "further_pages_not_seen")


def test_outward_links_are_a_fact_of_the_home_page_alone_and_show_no_telephone():
    read = OutwardRead(
        (LinkAway("http://s.test/", "热线13812345678"),),
        3,
        "即将离开",
        True,
        (AdvertRead("http://s.test/", "加盟热线13812345678", AdvertPlace.LINK),),
    )
    assert outward_seen(column()) is None
    fact = outward_seen(column(home=True, outward=read))
    assert fact is not None
    assert (fact.snapshot, fact.count, fact.prompt, fact.scripted) == ("s1", 3, "即将离开", True)
    assert (fact.links[0].words, fact.adverts[0].words) == ("热线138****5678", "加盟热线138****5678")
