"""How a count of working days came about: the five notices of process.md 2.4, and properties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.words.days import crossed, explained, reckoned
from supervision.day_count import count_days
from supervision.errors import CalendarUnknown
from supervision.working_days import WorkingDays
from tests.supervision.builders import calendar

DAYS = st.dates(date(2016, 1, 1), date(2026, 10, 1))

NOTICES = [
    # notice, first day, last day, calendar days, working days, by Monday to Friday alone
    ("宿马 2023", date(2023, 7, 27), date(2023, 8, 9), 14, 10, 10),
    ("濮阳 2023", date(2023, 1, 9), date(2023, 1, 20), 12, 10, 10),
    ("东丽 2025, Spring Festival", date(2025, 1, 21), date(2025, 2, 8), 19, 10, 14),
    ("宿马 2024, National Day; claimed 10", date(2024, 9, 29), date(2024, 10, 9), 11, 4, 8),
    ("铁东 2019, 7 natural days", date(2019, 12, 13), date(2019, 12, 19), 7, 5, 5),
]


@pytest.mark.parametrize("notice", NOTICES, ids=[notice[0] for notice in NOTICES])
def test_the_five_notices(notice):
    _name, first, last, *expected = notice
    count = count_days(first, last, calendar(), strict=True)
    assert [count.calendar, count.working, count.naive] == expected


def test_the_wrong_claim_is_explained_so_that_anybody_can_count_again():
    count = count_days(date(2024, 9, 29), date(2024, 10, 9), calendar())
    assert explained(count) == (
        "9月29日至10月9日共 11 天，工作日 4 天，放假 5 个工作日：10月1日–10月7日，"
        "调休上班 1 天：9月29日，周末 2 天不计"
    )


def test_a_term_that_begins_the_day_after_names_what_it_crossed():
    said = reckoned(date(2017, 9, 22), date(2017, 10, 16), calendar())
    assert said.startswith("自9月22日次日起第 12 个工作日")
    assert "放假 5 个工作日：10月2日–10月6日" in said
    assert "调休上班 1 天：9月30日" in said


def test_what_a_count_by_weekday_would_miss_is_named_and_else_nothing():
    assert crossed(date(2017, 9, 29), date(2017, 10, 9), calendar()) == (
        "（其间放假 5 个工作日：10月2日–10月6日，调休上班 1 天：9月30日）"
    )
    assert crossed(date(2017, 8, 28), date(2017, 8, 31), calendar()) == ""


def test_days_that_nobody_has_decided_on_are_said_to_be_guessed_or_refused():
    first, last = date(2026, 12, 25), date(2027, 1, 8)
    assert "按周一至周五推算" in explained(count_days(first, last, calendar()))
    with pytest.raises(CalendarUnknown, match="calendar set"):
        count_days(first, last, calendar(), strict=True)


@given(DAYS, st.integers(0, 60))
def test_the_parts_of_a_count_add_up(first, length):
    last = first + timedelta(days=length)
    days = calendar()
    count = count_days(first, last, days)
    assert count.working == days.count(first - timedelta(days=1), last)
    assert count.calendar == count.working + len(count.off) + count.weekends
    weekdays = sum((first + timedelta(days=n)).weekday() < 5 for n in range(length + 1))
    assert count.naive == weekdays


@given(DAYS, st.integers(-40, 40), st.integers(-40, 40))
def test_adding_is_monotone_in_the_days_added(day, one, other):
    days = calendar()
    fewer, more = sorted((one, other))
    assert days.add(day, fewer) <= days.add(day, more)


@given(DAYS, DAYS, st.integers(0, 40))
def test_adding_is_monotone_in_the_day(one, other, count):
    earlier, later = sorted((one, other))
    assert calendar().add(earlier, count) <= calendar().add(later, count)


@given(st.dates(date(2017, 1, 1), date(2017, 12, 1)), st.integers(1, 20))
def test_a_day_off_more_never_brings_a_last_day_nearer(start, count):
    some = calendar()
    off = start + timedelta(days=3)
    more = WorkingDays({**some.days, off: False}, known_until=some.known_until)
    assert more.add(start, count) >= some.add(start, count)
