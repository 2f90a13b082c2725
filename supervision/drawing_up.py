"""The draw-up hour (拟制): everything that a moment of the schedule decides, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from supervision.answering import Answerer
from supervision.by_fact import steps_by_fact
from supervision.cycles import Work
from supervision.decisions import Decision, Step
from supervision.ladder import criticisms
from supervision.look_back import look_backs
from supervision.progress import Entry
from supervision.reminders import due_windows, reminders
from supervision.rules import Trigger
from supervision.times import overdue_from
from supervision.unreported import silence
from supervision.view import DrawUpHour
from supervision.warnings import pace_warnings, result_warnings


def drawn_up(hour: DrawUpHour) -> Iterator[Decision]:
    """What is decided at this hour.

    What follows from a criticism is not among it: that depends on what counts when it is issued
    (:func:`supervision.ladder.consequences`).
    """
    counted: dict[Answerer, int] = {}
    for decision in _all(hour):
        if decision.step is not Step.CRITICISM or decision.needs_signature:
            yield decision
            continue
        answerer = Answerer(decision.plan, decision.unit)
        counted[answerer] = counted.get(answerer, hour.past.criticisms(answerer)) + 1
        yield replace(decision, count=counted[answerer])


def _all(hour: DrawUpHour) -> Iterator[Decision]:
    moment, policy, units = hour.moment, hour.policy, hour.units
    yield from reminders(_due_soon(hour), moment, policy, hour.working_days, units)
    yield from result_warnings(_newly_overdue(hour), moment, hour.since, policy, units)
    if Work.DISPATCH in moment.works:
        yield from pace_warnings(_behind(hour), moment, policy, units)
        yield from silence(hour)
    yield from look_backs(hour)
    yield from steps_by_fact(hour)
    if Work.BULLETIN in moment.works:
        yield from criticisms(hour.ledger.overdue_at(moment.at), moment, policy, units)


def _due_soon(hour: DrawUpHour) -> list[tuple[Entry, int]]:
    found: list[tuple[Entry, int]] = []
    for after, until in due_windows(hour.moment, hour.policy, hour.working_days):
        found += hour.ledger.due_between(overdue_from(after), overdue_from(until))
    return found


def _behind(hour: DrawUpHour) -> Iterable[Entry]:
    """What may be behind by as much as any rule asks for; each rule looks at it closer."""
    points = [rule.points or 0 for rule in hour.policy.rules_for(Trigger.BEHIND_PACE)]
    return hour.ledger.behind_at(hour.moment.at, min(points)) if points else ()


def _newly_overdue(hour: DrawUpHour) -> list[tuple[Entry, int]]:
    since, until = hour.since, hour.moment.at
    pairs = hour.ledger.due_between(since, until) + hour.ledger.reopened_between(since, until)
    return list({(entry.measure.id, place): (entry, place) for entry, place in pairs}.values())
