"""Reading 3: reminders 30, 7, 3 and 1 working days before, to the liaison."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.cycles import Moment, Work
from supervision.decisions import Reason, Recipient, Step
from supervision.progress import Lifecycle, Progress, Verification
from supervision.reminders import due_window, reminders
from tests.supervision.builders import at, calendar, claimed, deadlines, entry, tianshui


def morning(day: str) -> Moment:
    return Moment(at(f"{day} 09:00"), (Work.DAILY,))


def remind(entries, day):
    return reminders(deadlines(entries), morning(day), tianshui(), calendar(), ())


@pytest.mark.parametrize(
    ("due", "day", "left"),
    [
        ("2017-08-31", "2017-08-30", 1),
        ("2017-08-31", "2017-08-28", 3),
        ("2017-08-31", "2017-08-22", 7),
        ("2017-08-31", "2017-07-20", 30),
        ("2017-08-31", "2017-08-29", None),  # two days before: none
        ("2017-08-31", "2017-08-31", None),  # the day itself: none
        ("2017-10-08", "2017-09-30", 1),  # over National Day, on the made-up Saturday
        ("2017-10-15", "2017-10-13", 1),  # a Sunday is reminded of on Friday
    ],
)
def test_the_nth_working_day_strictly_before(due, day, left):
    found = remind([entry("1", due)], day)
    assert [d.findings[0].days for d in found] == ([] if left is None else [left])


@pytest.mark.parametrize(
    ("why", "progress", "reminded"),
    [
        ("open", Progress(), True),
        ("a claimed 100 % is still to be applied for", claimed(100), True),
        (
            "applied",
            Progress(lifecycle=Lifecycle.APPLIED, applied_at=at("2017-08-20 09:00")),
            False,
        ),
        ("accepted", Progress(accepted_at=at("2017-08-20 09:00")), False),
        ("closed", Progress(lifecycle=Lifecycle.CLOSED), False),
        (
            "verified at 100 % is still to be applied for",
            Progress(verification=Verification(100, at("2017-08-20 09:00"))),
            True,
        ),
        (
            "sent back",
            Progress(applied_at=at("2017-08-20 09:00"), sent_back_at=at("2017-08-21 09:00")),
            True,
        ),
        ("extended", Progress(extended_until=date(2017, 12, 31)), False),
    ],
)
def test_what_is_in_the_hands_of_the_verifiers_is_not_reminded_of(why, progress, reminded):
    assert bool(remind([entry("1", "2017-08-31", progress=progress)], "2017-08-30")) is reminded


def test_one_reminder_per_unit_with_all_its_deadlines():
    found = remind(
        [
            entry("10", "2017-08-31"),
            entry("2", "2017-08-31"),
            entry("3", "2017-08-31", lead=["市水务局"]),
        ],
        "2017-08-30",
    )
    assert [(d.unit, [f.measure for f in d.findings]) for d in found] == [
        ("市建设局", ["2", "10"]),
        ("市水务局", ["3"]),
    ]
    assert {d.step for d in found} == {Step.REMINDER}
    assert {d.reason for d in found} == {Reason.DUE_SOON}
    assert {d.to for d in found} == {(Recipient.LIAISON,)}
    assert not any(d.needs_signature for d in found)


@given(st.dates(date(2017, 1, 1), date(2026, 10, 1)), st.integers(1, 40))
def test_the_window_asks_the_index_for_exactly_the_reminded_dates(day, count):
    days = calendar()
    today = days.next_or_same(day)
    after, until = due_window(today, count, days)
    near = [today + timedelta(days=n) for n in range(1, 80)]
    assert [d for d in near if days.add(d, -count) == today] == [
        d for d in near if after < d <= until
    ]
