"""Reading 1: when a deadline counts as overdue."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.acceptance.effects import after
from supervision.acceptance.table import Event
from supervision.overdue import is_overdue, overdue_since
from supervision.progress import Lifecycle, Progress, Verification
from tests.supervision.builders import at, claimed, entry

DUE = "2017-08-31"
APPLIED = Progress(lifecycle=Lifecycle.APPLIED, applied_at=at("2017-08-31 23:59"))


@pytest.mark.parametrize(
    ("why", "progress", "now", "expected"),
    [
        ("the day itself still counts", Progress(), "2017-08-31 23:59", False),
        ("begins at 00:00 of the day after", Progress(), "2017-09-01 00:00", True),
        ("a claimed 100 % alone does not stop it", claimed(100), "2017-09-01 00:00", True),
        (
            "verified at 100 % stops it",
            Progress(verification=Verification(100, at("2017-08-30 10:00"))),
            "2017-09-10 00:00",
            False,
        ),
        (
            "verified at 99 % does not",
            Progress(verification=Verification(99, at("2017-08-30 10:00"))),
            "2017-09-10 00:00",
            True,
        ),
        ("closed", Progress(lifecycle=Lifecycle.CLOSED), "2017-09-10 00:00", False),
        ("accepted", Progress(accepted_at=at("2017-09-02 10:00")), "2017-09-10 00:00", False),
        (
            "an extension still running",
            Progress(extended_until=date(2017, 9, 15)),
            "2017-09-15 23:59",
            False,
        ),
        (
            "an extension that has run out",
            Progress(extended_until=date(2017, 9, 15)),
            "2017-09-16 00:00",
            True,
        ),
        (
            "an extension never shortens a deadline",
            Progress(extended_until=date(2017, 8, 1)),
            "2017-08-31 12:00",
            False,
        ),
        ("applied on the date", APPLIED, "2017-09-30 00:00", False),
        (
            "applied a minute late",
            Progress(lifecycle=Lifecycle.APPLIED, applied_at=at("2017-09-01 00:00")),
            "2017-09-01 00:00",
            True,
        ),
        (
            "sent back: the protection ends at once",
            Progress(applied_at=at("2017-08-30 10:00"), sent_back_at=at("2017-09-05 10:00")),
            "2017-09-05 10:00",
            True,
        ),
        (
            "and not before",
            Progress(applied_at=at("2017-08-30 10:00"), sent_back_at=at("2017-09-05 10:00")),
            "2017-09-05 09:59",
            False,
        ),
        (
            "sent back before the date, the date still stands",
            Progress(applied_at=at("2017-08-20 10:00"), sent_back_at=at("2017-08-25 10:00")),
            "2017-08-31 12:00",
            False,
        ),
        (
            "sent back, and applied for again in time",
            Progress(applied_at=at("2017-08-30 10:00"), sent_back_at=at("2017-08-25 10:00")),
            "2017-09-05 10:00",
            False,
        ),
    ],
)
def test_overdue(why, progress, now, expected):
    assert is_overdue(entry("1", DUE, progress=progress), 0, at(now)) is expected


def test_a_measure_with_several_deadlines_is_judged_by_each():
    found = entry("1", "2017-08-31", "2017-12-31")
    assert is_overdue(found, 0, at("2017-09-01 00:00"))
    assert not is_overdue(found, 1, at("2017-09-01 00:00"))


@given(
    claim=st.integers(0, 100),
    years=st.integers(0, 50),
    extended=st.none() | st.dates(date(2017, 1, 1), date(2030, 1, 1)),
)
def test_a_measure_without_a_date_is_never_overdue(claim, years, extended):
    found = entry("1", None, progress=claimed(claim, extended_until=extended))
    assert overdue_since(found, 0) is None
    assert not is_overdue(found, 0, at("2017-07-05 00:00") + timedelta(days=366 * years))


ACCEPTED = Progress(
    lifecycle=Lifecycle.APPLIED,
    applied_at=at("2017-08-30 10:00"),
    accepted_at=at("2017-09-02 10:00"),
)


BACK = at("2017-10-10 09:00")


@pytest.mark.parametrize("event", [Event.OBJECTION_UPHELD, Event.REBOUND])
def test_an_acceptance_before_a_re_opening_settles_nothing(event):
    reopened = after(ACCEPTED, event, BACK)
    assert ACCEPTED.settled
    assert not reopened.settled
    assert overdue_since(entry("1", DUE, progress=reopened), 0) == BACK
    again = replace(reopened, accepted_at=at("2017-11-01 09:00"))
    assert again.settled


VERIFIED = Progress(verification=Verification(100, at("2017-08-30 10:00")))


def test_a_verification_before_a_re_opening_settles_nothing():
    reopened = after(VERIFIED, Event.REBOUND, BACK)
    assert (VERIFIED.settled, reopened.settled) == (True, False)
    assert overdue_since(entry("1", DUE, progress=reopened), 0) == BACK


def test_what_was_verified_apart_stands_when_an_application_is_sent_back():
    applied = after(VERIFIED, Event.APPLIED, at("2017-08-30 11:00"))
    assert after(applied, Event.SENT_BACK, BACK).settled


def test_what_was_verified_with_the_acceptance_falls_with_it():
    accepted = after(Progress(), Event.ACCEPTED, at("2017-08-30 11:00"))
    assert accepted.settled
    assert not after(accepted, Event.OBJECTION_UPHELD, BACK).settled


def test_a_second_sending_back_of_what_was_not_accepted_again_ends_nothing():
    events = [
        (Event.ACCEPTED, "2017-08-30 10:00"),
        (Event.OBJECTION_UPHELD, "2017-09-10 10:00"),
        (Event.APPLIED, "2017-09-20 10:00"),
        (Event.SENT_BACK, "2017-09-25 10:00"),
    ]
    progress = Progress()
    for event, when in events:
        progress = after(progress, event, at(when))
    assert overdue_since(entry("1", DUE, progress=progress), 0) == at("2017-09-10 10:00")


def test_one_that_was_overdue_before_it_applied_is_overdue_from_its_date():
    late = Progress(applied_at=at("2017-09-05 10:00"), sent_back_at=at("2017-09-10 10:00"))
    assert overdue_since(entry("1", DUE, progress=late), 0) == at("2017-09-01 00:00")
