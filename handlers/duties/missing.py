"""What follows when the office says of missed duties (逾期未办) that they count, or do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.record_fact import Record, record_on
from handlers.schedule.desk import Desk, Hand
from handlers.turn import Turn
from storage.change import Change
from storage.duties import Duties
from supervision.duties import FAILURES, Duty
from supervision.facts import Fact
from supervision.recorded import RecordedFact, recorded_by
from supervision.records import Role

OF_A_DUTY = "duty-"
"""What the id of a record begins with that was made because of a duty; its number follows."""


def record_missed_on(turn: Turn, duties: Iterable[Duty]) -> None:
    """Record the failure of each on the turn's change; the duties stay owed."""
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    desk = Desk(turn.office, turn.now, hand, change=turn.change)
    for duty in duties:
        kind = FAILURES[duty.kind]
        fact = Fact(turn.now, kind, unit=duty.unit, plan=duty.plan, measure=duty.measure)
        record_on(desk, Record(_record_of(duty, turn.message), fact))
        _judge(turn, duty, excused=False)


def excuse_on(turn: Turn, duties: Iterable[Duty]) -> None:
    """Record of each that nothing follows."""
    for duty in duties:
        _judge(turn, duty, excused=True)
        turn.journal("duty_excused", unit=duty.unit, after={"number": duty.number})


def reopen_withdrawn(duties: Duties, change: Change, record: RecordedFact) -> None:
    """A failure that was recorded and is taken back: its duty waits for the office again."""
    if not record.id.startswith(OF_A_DUTY):
        return
    name = record.id.removeprefix(OF_A_DUTY)
    # Earlier records were named after the duty alone.
    found = next(iter(duties.of([name.partition("|")[0]])), None)
    if found is not None:
        duties.save(change, found, replace(found, failed_at=None))


def _record_of(duty: Duty, message: str) -> str:
    """The id of a record: another one when the same is recorded again after it was withdrawn.

    That nothing is recorded twice is kept by the duty, which is judged in the same step.
    """
    return recorded_by(f"{OF_A_DUTY}{duty.number}", message)


def _judge(turn: Turn, duty: Duty, *, excused: bool) -> None:
    after = replace(duty, failed_at=turn.now, excused=excused)
    turn.office.store.duties.save(turn.change, duty, after)
