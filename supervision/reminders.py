"""Reminders (提醒) before a deadline (reading 3): none for what is closed, accepted or applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from supervision.answering import by_answerer
from supervision.cycles import Moment
from supervision.decisions import Decision, Reason
from supervision.findings import Noted, finding
from supervision.groups import kept
from supervision.overdue import applied_and_waiting, due_date
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Unit
from supervision.rules import Rule, Trigger
from supervision.working_days import WorkingDays


def due_window(today: date, count: int, working_days: WorkingDays) -> tuple[date, date]:
    """The dates (after, until] whose ``count``-th working day before is ``today``.

    ``today`` must be a working day. Lets the due index be asked for a few days only.
    """
    return working_days.add(today, count - 1), working_days.add(today, count)


def due_windows(
    moment: Moment, policy: Policy, working_days: WorkingDays
) -> list[tuple[date, date]]:
    """The windows of all reminders of this moment, the shortest first."""
    counts = {n for rule in policy.rules_for(Trigger.DUE_SOON) for n in rule.days_before}
    return [due_window(moment.day, n, working_days) for n in sorted(counts)]


def reminders(
    items: Iterable[tuple[Entry, int]],
    moment: Moment,
    policy: Policy,
    working_days: WorkingDays,
    units: Iterable[Unit],
) -> list[Decision]:
    """One reminder per unit with all deadlines that are due in one of the rule's distances.

    ``items``: deadlines as (entry, place); those outside the distances are left out.
    """
    pairs, listed = list(items), kept(units)
    decisions = []
    for rule in policy.rules_for(Trigger.DUE_SOON):
        noted = list(_noted(pairs, rule, moment.day, working_days))
        for answerer, found in by_answerer(noted, listed).items():
            decisions.append(rule.decide(Reason.DUE_SOON, answerer, moment.at, found))
    return decisions


def _noted(
    pairs: list[tuple[Entry, int]], rule: Rule, today: date, working_days: WorkingDays
) -> Iterator[Noted]:
    for entry, index in pairs:
        due = due_date(entry, index)
        if due is None or entry.progress.settled or applied_and_waiting(entry.progress):
            continue
        for count in rule.days_before:
            if working_days.add(due, -count) == today:
                yield entry, finding(entry, index, days=count)
