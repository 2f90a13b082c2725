"""The period of a publicity: five real notices, the day of publication, and what is not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.acceptance.publicity import Counting, period
from supervision.errors import CalendarUnknown
from supervision.working_days import WorkingDays
from tests.supervision.builders import calendar

WORKING, NATURAL = Counting.WORKING, Counting.NATURAL


@pytest.mark.parametrize(
    ("first", "days", "counting", "last", "printed"),
    [
        # 宿马 2023
        ("2023-07-27", 10, WORKING, "2023-08-09", "2023-08-09"),
        # 濮阳 2023
        ("2023-01-09", 10, WORKING, "2023-01-20", "2023-01-20"),
        # 东丽 2025, over the Spring Festival
        ("2025-01-21", 10, WORKING, "2025-02-08", "2025-02-08"),
        # 宿马 2024, over the National Day: printed as ten, it held four; the 16th is right
        ("2024-09-29", 10, WORKING, "2024-10-16", "2024-10-09"),
        # 铁东 2019, seven natural days
        ("2019-12-13", 7, NATURAL, "2019-12-19", "2019-12-19"),
    ],
)
def test_five_real_notices(first, days, counting, last, printed):
    found = period(date.fromisoformat(first), days, counting, calendar())
    assert found.last == date.fromisoformat(last)
    assert (last == printed) is (first != "2024-09-29")


def test_the_printed_end_of_the_wrong_notice_is_four_working_days_after_its_beginning():
    days = calendar()
    assert days.count(date(2024, 9, 28), date(2024, 10, 9), strict=True) == 4


def test_what_the_period_passes_over_is_named():
    found = period(date(2024, 9, 29), 10, WORKING, calendar())
    assert found.off == tuple(date(2024, 10, day) for day in (1, 2, 3, 4, 7))
    assert found.made_up == (date(2024, 9, 29), date(2024, 10, 12))


@pytest.mark.parametrize(
    ("why", "first", "last"),
    [
        ("a Saturday begins it and is not counted", "2023-07-29", "2023-08-11"),
        ("the Monday after it is the first that counts", "2023-07-31", "2023-08-11"),
    ],
)
def test_a_day_of_publication_that_is_no_working_day_is_not_counted(why, first, last):
    found = period(date.fromisoformat(first), 10, WORKING, calendar())
    assert found.last == date.fromisoformat(last)


def test_past_what_is_known_a_period_is_refused_and_natural_days_are_not():
    with pytest.raises(CalendarUnknown) as refused:
        period(date(2026, 12, 28), 10, WORKING, calendar())
    assert refused.value.day == date(2027, 1, 1)
    assert period(date(2026, 12, 28), 7, NATURAL, calendar()).last == date(2027, 1, 3)


@given(
    first=st.dates(date(2020, 1, 1), date(2020, 12, 1)),
    days=st.integers(1, 20),
    entered=st.dictionaries(st.dates(date(2020, 1, 1), date(2020, 12, 31)), st.booleans()),
)
def test_a_period_holds_exactly_its_working_days_and_ends_on_one(first, days, entered):
    table = WorkingDays(entered, known_until=date(2021, 12, 31))
    found = period(first, days, WORKING, table)
    assert table.count(first - timedelta(days=1), found.last) == days
    assert table.is_working(found.last)
