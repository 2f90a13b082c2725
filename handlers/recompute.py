"""What moves when the calendar changes (日历变更): open periods of working days, in the same step.

Dates of a plan, extensions and proper reasons are dates and stay. Reminders and cycle days follow
the table by themselves. What was counted in working days and stored as a date is counted again
here: every noun that stores such a date has one function in :data:`PERIODS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.acceptance.periods import recounted
from handlers.office import Office
from storage.change import Change
from supervision.acceptance.publicity import period
from supervision.duties import Duty, DutyKind, due_at
from supervision.duty_rules import DutyRule, yearly_due
from supervision.policy import Policy
from supervision.times import local_date, to_iso
from supervision.working_days import WorkingDays

BATCH = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """One open period of a number whose last day is another one now."""

    number: str
    unit: str
    what: str
    before: date
    after: date


@dataclass(slots=True)
class Recount:
    """A recount under a new table: what moves is added to ``change``."""

    office: Office
    days: WorkingDays
    now: datetime
    change: Change


Period = Callable[[Recount], list[Moved]]
"""Counts the open periods of one noun again and writes those that move."""


def recompute(recount: Recount) -> list[Moved]:
    """Everything that moves, each with its entry in the journal, as part of the change."""
    moved = [one for period in PERIODS for one in period(recount)]
    for one in moved:
        recount.change.journal(_entry(one, recount.now))
    return moved


def _duties(recount: Recount) -> list[Moved]:
    store, moved, start = recount.office.store.duties, [], 0
    while True:
        page, total = store.open(start, BATCH)
        for duty in page:
            due = _due(duty, recount.office.policy_at(duty.opened_at), recount.days)
            if due is not None and due != duty.due:
                after = replace(duty, due=due)
                store.save(recount.change, duty, after)
                told = Moved(duty.number, duty.unit, "duty", duty.due_day, after.due_day)
                moved.append(told)
        start += BATCH
        if start >= total:
            return moved


def _due(duty: Duty, policy: Policy, days: WorkingDays) -> datetime | None:
    """When the duty is late by this table; None where the policy has lost its rule."""
    rule: DutyRule | None = policy.duties.rules.get(duty.kind)
    if rule is None:
        return None
    opened = local_date(duty.opened_at)
    if duty.kind in (DutyKind.PUBLICATION, DutyKind.CLUE):
        return due_at(days.add(opened, rule.within))
    return yearly_due(rule, date(int(duty.period), *(rule.opens or (1, 1))), days)


def _publicities(recount: Recount) -> list[Moved]:
    """Publicities (公示) that run; one that reaches past what is known keeps its last day."""
    office, moved = recount.office, []
    for found in recounted(office, recount.change, recount.days, recount.now):
        before = found.case.publicity
        if before is None or before.first is None or before.last is None:
            continue
        after = period(before.first, before.days, before.counting, recount.days).last
        moved.append(Moved(before.number, found.measure.number, "publicity", before.last, after))
    return moved


PERIODS: tuple[Period, ...] = (_duties, _publicities)
"""Every noun with open periods of working days."""


def _entry(one: Moved, now: datetime) -> dict[str, object]:
    return {
        "at": to_iso(now),
        "pid": "",
        "role": "office",
        "unit": one.unit,
        "act": "recomputed",
        "measure": "",
        "before": {"number": one.number, "until": one.before.isoformat()},
        "after": {"until": one.after.isoformat()},
        "source": "cli",
    }
