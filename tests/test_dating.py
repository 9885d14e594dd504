"""What of a reading speaks of the age of a page: printed days beside the head, the address and the server."""

from datetime import date, datetime, timedelta
from email.utils import format_datetime

import pytest

from govcrawl.items import ListItem, MarksItem
from govcrawl.model.fact import PageRole
from govcrawl.model.marks import MarksRead, TagRead
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import ArticleRead, DateRead, Entry, ListRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.pipelines.dating import MOST_ROWS, article_dates_seen, rows_seen

NOW = datetime(2021, 7, 5, 12, 0, tzinfo=CHINA_TIME)
DAY = date(2021, 7, 1)


def snapshot(modified: str = "", url: str = "http://a.test/t20210601_1.html") -> Snapshot:
    return Snapshot("s", "r", "site/a", url, "row", NOW, NOW, last_modified=modified)


def seen(published: DateRead, role: PageRole = PageRole.ARTICLE, modified: str = "", **article: object):
    marks = MarksRead(tags=(TagRead("PubDate", "2021-06-30 08:00"),))
    read = ArticleRead("关于做好防汛工作的通知", published, **article)
    return article_dates_seen(MarksItem("site/a", role, snapshot(modified), marks, read))


def test_an_article_is_kept_with_all_that_tells_its_age():
    fact = seen(
        DateRead(DAY, raw="2021-07-01", place="line"),
        document_number="东政办〔2021〕5号",
        other_dates=(("生成日期", DateRead(DAY)), ("成文日期", DateRead(date(2021, 6, 20)))),
    )
    assert fact is not None
    assert (fact.printed, fact.named, fact.meta) == (DAY, date(2021, 6, 1), date(2021, 6, 30))
    assert (fact.written, fact.number_year) == (date(2021, 6, 20), 2021)


@pytest.mark.parametrize("place", ["address", "meta pubdate"])
def test_a_day_that_nobody_is_shown_is_not_printed(place):
    fact = seen(DateRead(DAY, raw="20210601", place=place))
    assert fact is not None
    assert (fact.printed, fact.reason) == (None, "no_date")


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (format_datetime(NOW - timedelta(days=9)), date(2021, 6, 26)),
        (format_datetime(NOW - timedelta(hours=23)), None),  # made for us: it says nothing
        (format_datetime(NOW), None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_the_servers_word_counts_where_the_file_is_old(header, day):
    fact = seen(DateRead(DAY, raw="2021-07-01"), modified=header)
    assert fact is not None
    assert fact.modified == day


def test_only_content_pages_have_such_a_fact():
    assert seen(DateRead(DAY), PageRole.COLUMN) is None


def listed(*entries: Entry, **more: object) -> ListItem:
    item = ListItem("site/a", "http://a.test/tzgg/", "通知公告", snapshot(), **more)
    item.listings.append(ListRead(Observation.DATED, entries))
    return item


def test_rows_are_kept_as_they_are_printed():
    fact = rows_seen(
        listed(
            Entry("甲", "http://a.test/1.html", DateRead(DAY, raw="2021-07-01")),
            Entry("乙", "http://a.test/2.html", DateRead(raw="2031-07-01", reason="after_capture")),
        )
    )
    assert fact is not None
    assert [(row.day, row.raw, row.reason) for row in fact.rows] == [
        (DAY, "", ""),
        (None, "2031-07-01", "after_capture"),
    ]


def test_home_pages_undated_lists_and_long_tails_are_left_out():
    entry = Entry("甲", "http://a.test/1.html", DateRead(DAY, raw="2021-07-01"))
    assert rows_seen(listed(entry, home=True)) is None
    assert rows_seen(listed(entry, failure="timeout")) is None
    assert rows_seen(listed(Entry("甲", "http://a.test/1.html", DateRead(reason="no_date")))) is None
    fact = rows_seen(listed(*[entry] * (MOST_ROWS + 5)))
    assert fact is not None
    assert len(fact.rows) == MOST_ROWS
