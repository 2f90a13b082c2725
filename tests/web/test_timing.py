"""Where the buttons of the clock lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.policy import Policy
from supervision.regime import Regime
from supervision.times import SHANGHAI, at_hour
from supervision.working_days import WorkingDays
from tests.web.world import POLICY
from web.simulator.timing import BadMove, bulletin_issue, next_morning, target

POLICY_READ = Policy.parse(POLICY.read_text(encoding="utf-8"))
RULES = Regime.always(POLICY_READ)
DAYS = WorkingDays({}, date(2026, 12, 31))
FIRST, LAST = datetime(2026, 1, 1), datetime(2026, 12, 1)  # noqa: DTZ001 - hypothesis adds the zone


@pytest.mark.parametrize(
    ("now", "issue"),
    [
        # a Thursday: the bulletin of the 31st, a Monday
        (at_hour(date(2026, 8, 20), 10), at_hour(date(2026, 8, 31), 15)),
        # drawn up at 09:00 and not yet issued: still today's
        (at_hour(date(2026, 8, 31), 10), at_hour(date(2026, 8, 31), 15)),
        # issued already: the next, 15 September, a Tuesday
        (at_hour(date(2026, 8, 31), 15), at_hour(date(2026, 9, 15), 15)),
        # the 15th is a Saturday: moved to Monday the 17th
        (at_hour(date(2026, 8, 14), 18), at_hour(date(2026, 8, 17), 15)),
    ],
)
def test_the_next_bulletin_is_the_one_issued_next(now: datetime, issue: datetime) -> None:
    assert bulletin_issue(now, RULES, DAYS) == issue


def test_a_policy_without_a_bulletin_has_no_way_to_it() -> None:
    rules = Regime.always(replace(POLICY_READ, cycles={}))
    now = at_hour(date(2026, 8, 20), 10)
    assert bulletin_issue(now, rules, DAYS) is None
    with pytest.raises(BadMove, match="没有半月通报"):
        target("bulletin", "", now, rules, DAYS)


def test_the_next_morning_is_a_morning_of_the_people() -> None:
    late = datetime(2026, 8, 20, 23, 30, tzinfo=SHANGHAI)
    assert next_morning(late) == at_hour(date(2026, 8, 21), 9)
    assert next_morning(at_hour(date(2026, 8, 20), 1)) == at_hour(date(2026, 8, 21), 9)


@given(
    st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(SHANGHAI)),
    st.sampled_from(["day", "bulletin"]),
)
def test_every_button_leads_forward_and_not_far(now: datetime, to: str) -> None:
    goal = target(to, "", now, RULES, DAYS)
    assert now < goal <= now + timedelta(days=25)


@pytest.mark.parametrize(
    ("to", "day"),
    [
        ("date", "2026-08-20"),  # today 09:00 has passed
        ("date", "2026-01-01"),
        ("date", "2030-01-01"),
        ("date", "soon"),
        ("date", ""),
        ("yesterday", ""),
    ],
)
def test_a_move_that_cannot_be_made_says_why(to: str, day: str) -> None:
    with pytest.raises(BadMove, match=r"。$"):
        target(to, day, at_hour(date(2026, 8, 20), 10), RULES, DAYS)
