"""Working days against what the State Council announced, and the ends of the calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errors import GovcrawlError
from govcrawl.workdays import FIRST, LAST, WorkdayRangeError, is_workday, workdays_after, workdays_between


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 5, 1), False),
        (date(2019, 5, 5), True),  # a Sunday made up for the first of May
        (date(2020, 1, 31), False),  # the holiday that was made longer
        (date(2021, 2, 7), True),  # a Sunday before the Spring Festival
        (date(2021, 2, 11), False),
        (date(2021, 7, 5), True),
        (date(2021, 7, 4), False),
        (date(2022, 10, 8), True),
        (date(2022, 10, 7), False),
        (date(2025, 9, 28), True),
        (date(2025, 10, 8), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),
    ],
)
def test_holidays_and_the_days_that_make_up_for_them(day, works):
    assert is_workday(day) is works


@pytest.mark.parametrize(
    ("asked", "number", "due"),
    [
        (date(2021, 7, 2), 1, date(2021, 7, 5)),  # Friday: due on Monday
        (date(2021, 7, 3), 1, date(2021, 7, 5)),  # asked on a Saturday
        (date(2021, 7, 5), 0, date(2021, 7, 5)),
        (date(2021, 7, 5), 5, date(2021, 7, 12)),
        (date(2021, 9, 30), 1, date(2021, 10, 8)),  # over the National Day
        (date(2021, 9, 30), 3, date(2021, 10, 11)),  # the Saturday 9 October is made up
    ],
)
def test_a_term_begins_on_the_day_after(asked, number, due):
    assert workdays_after(asked, number) == due
    assert workdays_between(asked, due) == number
    assert not number or workdays_between(asked, due - timedelta(days=1)) < number


def test_the_calendar_reaches_from_before_the_indicators_to_this_year():
    assert date(2019, 1, 1) >= FIRST
    assert date(2026, 12, 31) <= LAST
    assert is_workday(LAST) in (True, False)
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        with pytest.raises(WorkdayRangeError, match=f"{day}: the holiday calendar covers {FIRST} to {LAST}; install"):
            is_workday(day)
    with pytest.raises(GovcrawlError):
        workdays_after(LAST, 1)
    with pytest.raises(WorkdayRangeError):
        workdays_between(LAST, LAST + timedelta(days=1))


def test_wrong_use_is_told():
    with pytest.raises(ValueError, match="is -1; give a number"):
        workdays_after(date(2021, 7, 5), -1)
    with pytest.raises(ValueError, match="lies before"):
        workdays_between(date(2021, 7, 5), date(2021, 7, 4))
    with pytest.raises(TypeError, match="takes a date"):
        is_workday(datetime(2021, 7, 5))  # noqa: DTZ001


days = st.dates(date(2019, 1, 1), date(2026, 10, 31))


@given(days, st.integers(1, 20))
def test_a_term_ends_on_a_working_day_and_counts_what_it_says(day, number):
    due = workdays_after(day, number)
    assert is_workday(due)
    assert workdays_between(day, due) == number


@given(days, st.integers(0, 20))
def test_a_longer_term_ends_later(day, number):
    assert workdays_after(day, number) < workdays_after(day, number + 1)
