"""The ladder (督察阶梯): criticism with the bulletin, and what follows from its count (T8, T10).

A bulletin criticises a unit once, whatever the number of its overdue measures (reading 5).
Thresholds fire when reached, once (reading 6): the caller keeps what a threshold has already drawn
up. What is issued carries the issue hour, what is only proposed the draw-up hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from supervision.answering import Answerer, by_answerer
from supervision.cycles import Moment
from supervision.decisions import Decision, Reason
from supervision.findings import days_overdue, finding
from supervision.groups import kept
from supervision.hours import hour_of
from supervision.overdue import is_overdue
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Unit
from supervision.rules import Rule, Trigger

COUNTED = {1: Reason.FIRST_CRITICISM, 2: Reason.SECOND_CRITICISM, 3: Reason.THIRD_CRITICISM}
"""The reason that a threshold prints; a higher one is a third criticism and more (三次以上)."""


def criticisms(
    items: Iterable[tuple[Entry, int]], moment: Moment, policy: Policy, units: Iterable[Unit]
) -> list[Decision]:
    """One criticism per unit with everything overdue at the moment of a bulletin."""
    noted = [
        (entry, finding(entry, index, days=days_overdue(entry, index, moment.day)))
        for entry, index in items
        if is_overdue(entry, index, moment.at)
    ]
    listed = kept(units)
    return [
        rule.decide(Reason.OVERDUE_AT_BULLETIN, answerer, hour_of(rule, moment, policy), found)
        for rule in policy.rules_for(Trigger.OVERDUE_AT_BULLETIN)
        for answerer, found in by_answerer(noted, listed).items()
    ]


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


def office_menu(policy: Policy) -> tuple[Rule, ...]:
    """The steps that the office may choose for one case (T9); none is taken by itself."""
    return policy.rules_for(Trigger.OFFICE_CHOICE)
