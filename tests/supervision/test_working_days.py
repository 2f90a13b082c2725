"""Working days: make-up days count, and nothing legal is guessed past the table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import CalendarUnknown
from supervision.working_days import WorkingDays
from tests.supervision.builders import calendar

DAYS = st.dates(date(2016, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("name", "first", "last", "expected"),
    [
        # Real notices of publicity, both ends inclusive (process.md 2.4).
        ("宿马 2023", date(2023, 7, 27), date(2023, 8, 9), 10),
        ("濮阳 2023", date(2023, 1, 9), date(2023, 1, 20), 10),
        ("东丽 2025, Spring Festival", date(2025, 1, 21), date(2025, 2, 8), 10),
        (
            "宿马 2024, National Day: its claim of 10 was wrong",
            date(2024, 9, 29),
            date(2024, 10, 9),
            4,
        ),
        ("铁东 2019", date(2019, 12, 13), date(2019, 12, 19), 5),
    ],
)
def test_the_notices_of_real_offices_are_counted_right(name, first, last, expected):
    assert calendar().count(first - timedelta(days=1), last, strict=True) == expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2017, 9, 29), 1, date(2017, 9, 30)),  # a Saturday made up for National Day
        (date(2017, 9, 30), 1, date(2017, 10, 9)),  # eight days off
        (date(2017, 10, 9), -1, date(2017, 9, 30)),
        (date(2017, 8, 31), -3, date(2017, 8, 28)),
        (date(2017, 8, 31), 0, date(2017, 8, 31)),
    ],
)
def test_adding_working_days(day, count, expected):
    assert calendar().add(day, count) == expected


def test_past_the_table_a_legal_period_is_refused_with_the_remedy():
    with pytest.raises(CalendarUnknown, match="calendar set"):
        calendar().add(date(2026, 12, 30), 10, strict=True)
    with pytest.raises(CalendarUnknown):
        calendar().count(date(2026, 12, 25), date(2027, 1, 8), strict=True)


def test_past_the_table_a_kind_date_goes_on_by_weekdays_and_says_so():
    assert calendar().add(date(2026, 12, 31), 1) == date(2027, 1, 1)  # a Friday
    assert calendar().guessed(date(2027, 1, 1))
    assert not calendar().guessed(date(2026, 12, 31))


def test_a_day_that_the_office_entered_is_not_guessed():
    days = WorkingDays({date(2027, 1, 1): False}, known_until=date(2026, 12, 31))
    assert not days.guessed(date(2027, 1, 1))
    assert not days.is_working(date(2027, 1, 1), strict=True)


@given(DAYS, st.integers(1, 40))
def test_going_forward_and_counting_agree(day, count):
    days = calendar()
    there = days.add(day, count)
    assert days.is_working(there)
    assert days.count(day, there) == count
    assert days.count(there, day) == -count


@given(DAYS, st.integers(0, 800))
def test_a_count_is_what_one_gets_day_by_day(day, length):
    days = calendar()
    one_by_one = sum(days.is_working(day + timedelta(days=n)) for n in range(1, length + 1))
    assert days.count(day, day + timedelta(days=length)) == one_by_one


@given(DAYS)
def test_the_next_working_day_is_the_first_one(day):
    found = calendar().next_or_same(day)
    assert found >= day
    assert calendar().count(day - timedelta(days=1), found) == 1
