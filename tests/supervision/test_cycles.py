"""T8 and reading 4: the bulletin on the 15th and the last day, dispatch on the 1st."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.cycles import Work, falls_on, moments, next_bulletin, previous_daily
from supervision.policy import LAST_DAY, Cycle
from supervision.quiet import not_before
from tests.supervision.builders import at, calendar, tianshui

INSTANTS = st.datetimes(
    at("2017-01-01 00:00").replace(tzinfo=None), at("2018-12-31 00:00").replace(tzinfo=None)
).map(lambda found: at(found.isoformat()))


def days_with(work, first, last):
    found = moments(at(f"{first} 00:00"), at(f"{last} 23:59"), tianshui(), calendar())
    return [m.day.isoformat() for m in found if work in m.works]


@pytest.mark.parametrize(
    ("work", "first", "last", "expected"),
    [
        # 2017-07-15 is a Saturday: the bulletin moves to Monday.
        (Work.BULLETIN, "2017-07-05", "2017-07-31", ["2017-07-17", "2017-07-31"]),
        # 2017-09-30 is a Saturday, but a made-up working day; 2017-10-15 is a Sunday.
        (Work.BULLETIN, "2017-09-16", "2017-10-31", ["2017-09-30", "2017-10-16", "2017-10-31"]),
        # 2017-12-31 is a Sunday before New Year's Day: the bulletin moves into the next year.
        (Work.BULLETIN, "2017-12-16", "2018-01-10", ["2018-01-02"]),
        # The 1st of October lies in eight days off.
        (Work.DISPATCH, "2017-08-02", "2017-10-31", ["2017-09-01", "2017-10-09"]),
    ],
)
def test_a_cycle_day_that_is_no_working_day_moves_to_the_next(work, first, last, expected):
    assert days_with(work, first, last) == expected


def test_two_cycle_days_that_meet_are_one_bulletin():
    # A cycle of the 1st and the 8th of October 2017 falls twice on the 9th.
    meeting = Cycle("bulletin", "T8", (1, 8))
    found = [day for day in range(1, 32) if falls_on(meeting, date(2017, 10, day), calendar())]
    assert found == [9]


def test_the_last_day_of_february():
    assert falls_on(Cycle("c", "T8", (LAST_DAY,)), date(2017, 2, 28), calendar())
    assert not falls_on(Cycle("c", "T8", (LAST_DAY,)), date(2018, 2, 27), calendar())


def test_a_working_day_has_two_moments_and_a_day_off_none():
    policy, days = tianshui(), calendar()
    found = moments(at("2017-09-15 00:00"), at("2017-09-17 23:59"), policy, days)
    assert [(m.at, m.works) for m in found] == [
        (at("2017-09-15 09:00"), (Work.DAILY, Work.BULLETIN, Work.INSPECTION)),
        (at("2017-09-15 15:00"), (Work.ISSUE,)),
    ]


def test_a_moment_that_is_done_is_not_done_again():
    policy, days = tianshui(), calendar()
    found = moments(at("2017-09-15 09:00"), at("2017-09-15 15:00"), policy, days)
    assert [m.at for m in found] == [at("2017-09-15 15:00")]


@given(INSTANTS, st.integers(0, 2000), st.integers(0, 2000))
def test_moments_of_two_stretches_are_those_of_the_whole(start, first, second):
    policy, days = tianshui(), calendar()
    middle = start + timedelta(hours=first)
    end = middle + timedelta(hours=second)
    parts = moments(start, middle, policy, days) + moments(middle, end, policy, days)
    assert parts == moments(start, end, policy, days)


@given(INSTANTS)
def test_the_next_bulletin_is_the_first_that_comes(start):
    policy, days = tianshui(), calendar()
    found = next_bulletin(start, policy, days)
    coming = moments(start, found, policy, days)
    assert [m.at for m in coming if Work.BULLETIN in m.works] == [found]


def test_a_policy_without_a_bulletin_has_none_to_come():
    policy = replace(tianshui(), cycles={"dispatch": tianshui().cycles["dispatch"]})
    assert next_bulletin(at("2017-09-14 12:00"), policy, calendar()) is None
    works = {
        w
        for m in moments(at("2017-09-01 00:00"), at("2017-10-31 23:59"), policy, calendar())
        for w in m.works
    }
    assert works == {Work.DAILY, Work.DISPATCH, Work.ISSUE}


def test_the_draw_up_hour_before():
    policy, days = tianshui(), calendar()
    monday = moments(at("2017-10-09 00:00"), at("2017-10-09 09:00"), policy, days)[0]
    assert previous_daily(monday, policy, days) == at("2017-09-30 09:00")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2017-09-15 15:00", "2017-09-15 15:00"),
        ("2017-09-15 07:59", "2017-09-15 08:00"),
        ("2017-09-15 08:00", "2017-09-15 08:00"),
        ("2017-09-15 19:59", "2017-09-15 19:59"),
        ("2017-09-14 20:00", "2017-09-15 08:00"),
        ("2017-09-15 20:00", "2017-09-18 08:00"),  # Friday night: Monday
        ("2017-09-16 12:00", "2017-09-18 08:00"),  # a Saturday
        ("2017-09-30 12:00", "2017-09-30 12:00"),  # a made-up Saturday
        ("2017-09-30 20:00", "2017-10-09 08:00"),  # National Day
    ],
)
def test_quiet_hours(now, expected):
    assert not_before(at(now), tianshui(), calendar()) == at(expected)
