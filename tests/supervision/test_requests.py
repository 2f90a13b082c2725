"""Requests: when a unit may ask for more time or for acceptance, and who decides on it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.acceptance.effects import accepted, applied, sent_back
from supervision.acceptance.who import may_speak, verifying_units
from supervision.extensions import ExtensionRefusal, extension_refusal, grant_refusal, running_due
from supervision.overdue import is_overdue
from supervision.people import Binding
from supervision.progress import Lifecycle, Progress
from supervision.records import Duty, Level, Role, Unit
from tests.supervision.builders import at, claimed, entry, measure

DUE = "2017-08-31"
ASKED = {"answers": True, "waiting": False, "granted": 0, "at_most": 2}


@pytest.mark.parametrize(
    ("why", "found", "now", "changed", "expected"),
    [
        ("before the day", entry("1", DUE), "2017-08-01 10:00", {}, None),
        ("on the day itself", entry("1", DUE), "2017-08-31 23:59", {}, None),
        ("the day after", entry("1", DUE), "2017-09-01 00:00", {}, ExtensionRefusal.TOO_LATE),
        (
            "one of several dates has passed",
            entry("1", "2017-06-30", DUE),
            "2017-08-01 10:00",
            {},
            ExtensionRefusal.TOO_LATE,
        ),
        (
            "while an extension runs one may ask again",
            entry("1", DUE, progress=Progress(extended_until=date(2017, 9, 30))),
            "2017-09-15 10:00",
            {"granted": 1},
            None,
        ),
        (
            "as often as the policy allows",
            entry("1", DUE),
            "2017-08-01 10:00",
            {"granted": 2},
            ExtensionRefusal.USED_UP,
        ),
        (
            "a policy without extensions",
            entry("1", DUE),
            "2017-08-01 10:00",
            {"at_most": 0},
            ExtensionRefusal.USED_UP,
        ),
        (
            "one waits already",
            entry("1", DUE),
            "2017-08-01 10:00",
            {"waiting": True},
            ExtensionRefusal.WAITING,
        ),
        (
            "another unit answers for it",
            entry("1", DUE),
            "2017-08-01 10:00",
            {"answers": False},
            ExtensionRefusal.NOT_YOURS,
        ),
        ("no date", entry("1", None), "2017-08-01 10:00", {}, ExtensionRefusal.UNDATED),
        (
            "applied for",
            entry("1", DUE, progress=applied(claimed(100), at("2017-08-01 09:00"))),
            "2017-08-01 10:00",
            {},
            ExtensionRefusal.UNDER_CHECK,
        ),
        (
            "closed",
            entry("1", DUE, progress=Progress(lifecycle=Lifecycle.CLOSED)),
            "2017-08-01 10:00",
            {},
            ExtensionRefusal.SETTLED,
        ),
    ],
)
def test_who_may_ask_for_more_time(why, found, now, changed, expected):
    assert extension_refusal(found, at(now), **{**ASKED, **changed}) is expected


@given(until=st.dates(date(2017, 1, 1), date(2019, 1, 1)), today=st.dates(date(2017, 1, 1)))
def test_what_is_granted_is_later_than_every_running_date(until, today):
    found = entry("1", DUE, progress=Progress(extended_until=date(2017, 9, 30)))
    if grant_refusal(found, until, today) is None:
        running = running_due(found, today)
        assert until > today
        assert until > date(2017, 9, 30)
        assert running is None or until > running
        extended = replace(found, progress=replace(found.progress, extended_until=until))
        assert [d.due for d in extended.measure.deadlines] == [
            d.due for d in found.measure.deadlines
        ]


def test_claimed_and_verified_stay_apart_until_it_is_accepted():
    waiting = applied(claimed(100), at("2017-08-01 09:00"))
    assert (waiting.claimed_percent, waiting.verified_percent, waiting.settled) == (100, 0, False)
    done = accepted(waiting, at("2017-08-05 09:00"))
    assert (done.claimed_percent, done.verified_percent, done.settled) == (100, 100, True)


def test_sending_back_ends_the_protection_at_once_and_keeps_the_day_of_the_application():
    waiting = applied(claimed(100), at("2017-08-30 09:00"))
    back = sent_back(waiting, at("2017-09-05 09:00"))
    assert not is_overdue(entry("1", DUE, progress=waiting), 0, at("2017-09-05 09:00"))
    assert is_overdue(entry("1", DUE, progress=back), 0, at("2017-09-05 09:00"))
    assert back.applied_at == waiting.applied_at


@pytest.mark.parametrize(
    ("why", "verifying", "binding", "expected"),
    [
        ("the office", ("市环保局",), Binding("整改办", Role.OFFICE), True),
        ("the unit that the plan names", ("市环保局",), Binding("市环保局", Role.VERIFIER), True),
        ("another verifier", ("市环保局",), Binding("市水务局", Role.VERIFIER), False),
        ("no unit named", (), Binding("市水务局", Role.VERIFIER), True),
        ("the unit that reports", (), Binding("市建设局", Role.VERIFIER), False),
        ("the unit that reports, named", ("市建设局",), Binding("市建设局", Role.VERIFIER), False),
        ("a liaison", (), Binding("市水务局", Role.LIAISON), False),
        ("one of a group", ("各县区政府",), Binding("秦州区政府", Role.VERIFIER), True),
        (
            "one of a group that reports",
            ("各县区政府",),
            Binding("麦积区政府", Role.VERIFIER),
            False,
        ),
    ],
)
def test_who_verifies(why, verifying, binding, expected):
    units = (Unit("秦州区政府", Level.DISTRICT), Unit("麦积区政府", Level.DISTRICT))
    duty = Duty(("市建设局",), ("麦积区政府",), verifying_units=verifying)
    found = replace(measure("1", DUE), duty=duty)
    assert may_speak(found, binding, verifying_units(found, units), units) is expected
