"""The draw-up hour (拟制): reminders, warnings, and on its days the bulletin (T5, T8, T10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from handlers.schedule.desk import Desk
from supervision.cycles import Moment, Work, previous_daily
from supervision.decisions import Decision, Reason
from supervision.documents import Document, State
from supervision.ladder import criticisms
from supervision.progress import Entry
from supervision.records import Unit
from supervision.reminders import due_windows, reminders
from supervision.times import local_date, overdue_from
from supervision.warnings import pace_warnings, result_warnings

BEFORE_A_DEADLINE = frozenset({Reason.DUE_SOON, Reason.BEHIND_PACE})
"""Reminders and warnings by pace: after the deadline they ask for what can no longer be done."""

PASSED = "deadline_passed"
"""Why one of these that is made up after downtime goes to nobody."""


def draw_up(desk: Desk, moment: Moment) -> None:
    """Draw up everything of a draw-up hour; what goes by itself is marked to be told."""
    office = desk.office
    units = office.store.ledger.units()
    for decision in _by_themselves(desk, moment, units):
        document = desk.draw_up(decision, moment.day, moment.at)
        if document is not None:
            _tell(desk, document)
    if Work.BULLETIN in moment.works:
        _draw_up_bulletin(desk, moment, units)
    office.store.clock.draw_up_done(desk.change, moment.at)


def _by_themselves(desk: Desk, moment: Moment, units: tuple[Unit, ...]) -> Iterator[Decision]:
    office = desk.office
    policy, days, ledger = office.policy, office.working_days(), office.store.ledger
    soon: list[tuple[Entry, int]] = []
    for after, until in due_windows(moment, policy, days):
        soon += ledger.due_between(overdue_from(after), overdue_from(until))
    yield from reminders(soon, moment, policy, days, units)
    # The hour that was done, not the one of today's calendar: when a day becomes a working day
    # afterwards, what began to be overdue before it would be warned of never or twice.
    since = office.store.clock.drawn_up() or previous_daily(moment, policy, days)
    new = ledger.due_between(since, moment.at) + ledger.reopened_between(since, moment.at)
    once = {(entry.measure.id, place): (entry, place) for entry, place in new}
    yield from result_warnings(once.values(), moment, since, policy, units)
    if Work.DISPATCH in moment.works:
        yield from pace_warnings(ledger.open_entries(), moment, policy, units)


def _draw_up_bulletin(desk: Desk, moment: Moment, units: tuple[Unit, ...]) -> None:
    office = desk.office
    overdue = office.store.ledger.overdue_at(moment.at)
    for decision in criticisms(overdue, moment, office.policy, units, desk.criticisms):
        document = desk.draw_up(decision, moment.day, moment.at)
        if document is None or decision.count is None:
            continue
        # What only a signature sends out has no consequences until it is signed.
        if not decision.needs_signature:
            desk.draw_up_consequences(document, decision.count, moment.at)


def _tell(desk: Desk, document: Document) -> None:
    if document.decision.reason not in BEFORE_A_DEADLINE:
        desk.to_tell.append(document)
        return
    live = _still_ahead(document, desk.now)
    if live.decision.findings:
        desk.to_tell.append(live)
    else:
        desk.put(replace(document, state=State.DROPPED, issued_at=None, remark=PASSED))


def _still_ahead(document: Document, now: datetime) -> Document:
    """The document without the deadlines that have passed while the clock stood still."""
    today = local_date(now)
    ahead = tuple(
        found
        for found in document.decision.findings
        if found.due and date.fromisoformat(found.due) >= today
    )
    return replace(document, decision=replace(document.decision, findings=ahead))
