"""Warnings (预警, T5): by result when a deadline is newly overdue, by pace on days of dispatch.

Other systems answer the same findings with other steps (G4, G7, C5): the rule says which.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from supervision.answering import by_answerer
from supervision.cycles import Moment
from supervision.decisions import Decision, Reason
from supervision.findings import Noted, days_overdue, finding
from supervision.groups import kept
from supervision.hours import hour_of
from supervision.overdue import any_overdue, applied_and_waiting, overdue_since
from supervision.pace import pace
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Unit
from supervision.rules import Rule, Trigger


def result_warnings(
    items: Iterable[tuple[Entry, int]],
    moment: Moment,
    since: datetime,
    policy: Policy,
    units: Iterable[Unit],
) -> list[Decision]:
    """One warning per unit with all deadlines that became overdue in (since, moment]."""
    noted = [
        (entry, finding(entry, index, days=days_overdue(entry, index, moment.day)))
        for entry, index in items
        if (began := overdue_since(entry, index)) is not None and since < began <= moment.at
    ]
    listed = kept(units)
    return [
        rule.decide(Reason.BECAME_OVERDUE, answerer, hour_of(rule, moment, policy), found)
        for rule in policy.rules_for(Trigger.BECAME_OVERDUE)
        for answerer, found in by_answerer(noted, listed).items()
    ]


def pace_warnings(
    entries: Iterable[Entry], moment: Moment, policy: Policy, units: Iterable[Unit]
) -> list[Decision]:
    """One warning per unit with all measures behind by the rule's points (reading 8).

    What is already overdue is not warned of again; what is closed, accepted or applied for is in
    the hands of the verifiers.
    """
    listed, candidates = kept(units), list(entries)
    decisions: list[Decision] = []
    for rule in policy.rules_for(Trigger.BEHIND_PACE):
        noted = [n for entry in candidates if (n := _behind(entry, rule, moment)) is not None]
        for answerer, found in by_answerer(noted, listed).items():
            at = hour_of(rule, moment, policy)
            decisions.append(rule.decide(Reason.BEHIND_PACE, answerer, at, found))
    return decisions


def _behind(entry: Entry, rule: Rule, moment: Moment) -> Noted | None:
    if entry.progress.settled or applied_and_waiting(entry.progress):
        return None
    reason = entry.progress.proper_reason_until
    if any_overdue(entry, moment.at) or (reason is not None and moment.day <= reason):
        return None
    found = pace(entry, moment.day)
    if found is None or rule.points is None or found.behind < rule.points:
        return None
    return entry, finding(entry, found.index, expected=found.expected)
