"""The ladder (督察阶梯): criticism with the bulletin, and what follows from its count (T8, T10).

A bulletin criticises a unit once, whatever the number of its overdue measures (reading 5).
Thresholds fire when reached, once (reading 6): the caller keeps what a threshold has already drawn
up. What is issued carries the issue hour, what is only proposed the draw-up hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from supervision.answering import Answerer, by_answerer
from supervision.cycles import Moment, issue_hour
from supervision.decisions import Decision, Reason
from supervision.findings import days_overdue, finding
from supervision.overdue import is_overdue
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Unit
from supervision.rules import Rule, Trigger
from supervision.times import to_iso

COUNTED = {1: Reason.FIRST_CRITICISM, 2: Reason.SECOND_CRITICISM, 3: Reason.THIRD_CRITICISM}
"""The reason that a threshold prints; a higher one is a third criticism and more (三次以上)."""


def criticisms(
    items: Iterable[tuple[Entry, int]],
    moment: Moment,
    policy: Policy,
    units: Iterable[Unit],
    issued: Callable[[Answerer], int],
) -> list[Decision]:
    """One criticism per unit with everything overdue at the moment of a bulletin.

    ``issued`` tells how many criticisms the unit already has under the plan.
    """
    noted = [
        (entry, finding(entry, index, days=days_overdue(entry, index, moment.day)))
        for entry, index in items
        if is_overdue(entry, index, moment.at)
    ]
    listed = tuple(units)
    decisions = []
    for rule in policy.rules_for(Trigger.OVERDUE_AT_BULLETIN):
        at = moment.at if rule.needs_signature else issue_hour(moment.day, policy)
        for answerer, found in by_answerer(noted, listed).items():
            count = issued(answerer) + 1
            reason = Reason.OVERDUE_AT_BULLETIN
            decisions.append(rule.decide(reason, answerer, at, found, count=count))
    return decisions


def consequences(
    criticism: Decision, number: str, count: int, policy: Policy, drawn_at: datetime
) -> list[Decision]:
    """What follows when this criticism is the unit's ``count``-th; ``number`` is its document.

    ``drawn_at``: when this is drawn up, the hour of what is proposed only.
    """
    answerer = Answerer(criticism.plan, criticism.unit)
    return [
        rule.decide(
            COUNTED.get(count, Reason.THIRD_CRITICISM),
            answerer,
            drawn_at if rule.needs_signature else criticism.at,
            criticism.findings,
            count=count,
            cause=number,
        )
        for rule in policy.rules_for(Trigger.CRITICISMS)
        if rule.count == count
    ]


def criticised_by_higher_level(
    policy: Policy, answerer: Answerer, at: datetime, by: str = ""
) -> list[Decision]:
    """What follows when the state or the province has criticised the unit: at once, each time.

    ``by``: ``state`` or ``province``; with the instant it tells this fact from others.
    """
    fact = f"{to_iso(at)}|{by}"
    return [
        rule.decide(Reason.CRITICISED_BY_HIGHER_LEVEL, answerer, at, fact=fact)
        for rule in policy.rules_for(Trigger.CRITICISED_BY_HIGHER_LEVEL)
    ]


def office_menu(policy: Policy) -> tuple[Rule, ...]:
    """The steps that the office may choose for one case (T9); none is taken by itself."""
    return policy.rules_for(Trigger.OFFICE_CHOICE)
