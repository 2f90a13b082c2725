"""The clock control (时钟控制): where each button leads, forward only."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.words import interface as words
from supervision.cycles import issue_hour
from supervision.regime import Regime
from supervision.times import at_hour, local_date, start_of
from supervision.working_days import WorkingDays

MORNING = 9
"""The hour at which the day's reminders and warnings are drawn up."""

FARTHEST = timedelta(days=366)
"""One jump goes no farther, so that what is missed can be made up within seconds."""

JUST_AFTER = timedelta(minutes=1)


class BadMove(ValueError):
    """The clock cannot go there; the message says why and what to choose instead."""


def next_morning(now: datetime) -> datetime:
    """Tomorrow 09:00."""
    return at_hour(local_date(now) + timedelta(days=1), MORNING)


def bulletin_issue(now: datetime, regime: Regime, working_days: WorkingDays) -> datetime | None:
    """The issue hour (签发时刻) of the first bulletin that is issued after ``now``.

    None when the policy has no bulletin.
    """
    today = local_date(now)
    for after in (start_of(today) - timedelta(seconds=1), at_hour(today, 23, 59)):
        drawn = regime.next_bulletin(after, working_days)
        if drawn is None:
            return None
        issue = issue_hour(local_date(drawn), regime.at(drawn))
        if issue > now:
            return issue
    raise AssertionError("a bulletin of a later day is issued later")


def target(to: str, day: str, now: datetime, regime: Regime, working_days: WorkingDays) -> datetime:
    """Where a button leads: ``day``, ``bulletin`` or ``date``. Raises :class:`BadMove`."""
    if to == "day":
        return next_morning(now)
    if to == "bulletin":
        issue = bulletin_issue(now, regime, working_days)
        if issue is None:
            raise BadMove(words.NO_BULLETIN)
        return issue + JUST_AFTER
    if to != "date":
        raise BadMove(words.NO_GOAL)
    try:
        chosen = at_hour(date.fromisoformat(day), MORNING)
    except ValueError:
        raise BadMove(words.NO_DATE) from None
    if chosen <= now:
        raise BadMove(words.NOT_BACK)
    if chosen - now > FARTHEST:
        raise BadMove(words.TOO_FAR)
    return chosen
