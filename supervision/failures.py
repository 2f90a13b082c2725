"""Failures by fact (T4, reading 7): each gives its step at the next draw-up hour, one per fact."""

from __future__ import annotations

from datetime import datetime

from supervision.answering import Answerer
from supervision.cycles import next_draw_up
from supervision.decisions import Decision, Reason
from supervision.policy import Policy
from supervision.rules import Trigger
from supervision.times import to_iso
from supervision.working_days import WorkingDays

FAILURES = {
    Trigger.RESULT_NOT_REPORTED: Reason.RESULT_NOT_REPORTED,
    Trigger.FALSE_REPORT: Reason.FALSE_REPORT,
    Trigger.NOT_PUBLISHED: Reason.NOT_PUBLISHED,
}


def failure_steps(
    failure: Trigger,
    answerer: Answerer,
    known_at: datetime,
    policy: Policy,
    working_days: WorkingDays,
    *,
    measure: str = "",
) -> list[Decision]:
    """The steps that one recorded failure leads to.

    ``known_at`` and the measure's number, where the fact has one, tell this fact from others.
    Raises KeyError on another trigger.
    """
    at = next_draw_up(known_at, policy, working_days)
    reason, fact = FAILURES[failure], f"{to_iso(known_at)}|{measure}"
    return [rule.decide(reason, answerer, at, fact=fact) for rule in policy.rules_for(failure)]
