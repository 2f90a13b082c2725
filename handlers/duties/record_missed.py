"""Recording that a duty was missed (记录未办): the program proposes it, one person decides (T4)."""

from __future__ import annotations

from dataclasses import replace

from handlers.record_fact import record
from handlers.schedule.desk import Hand
from handlers.turn import Reply, Turn
from handlers.words import duties as words
from language.acts import Act
from supervision.duties import FAILURES, Duty
from supervision.facts import Fact
from supervision.records import Role


def record_missed(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record the failure, or that nothing follows; the duty itself stays owed either way."""
    number = act.text("number")
    duty = turn.office.store.duties.get(number)
    if duty is None:
        return Reply(words.no_such(number))
    if not duty.waits_for_the_office(turn.now):
        return Reply(words.decided_before(duty))
    if act.flag("excuse"):
        _save(turn, duty, excused=True)
        turn.journal("duty_excused", unit=duty.unit, after={"number": duty.number})
        return Reply(words.excused(duty))
    if not confirmed:
        return Reply(words.confirm_record(duty), turn.ask_to_confirm(act))
    kind = FAILURES[duty.kind]
    fact = Fact(turn.now, kind, unit=duty.unit, plan=duty.plan, measure=duty.measure)
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    name = f"duty-{duty.number}"
    record(turn.change, turn.office, fact, name=name, hand=hand, now=turn.now)
    _save(turn, duty)
    return Reply(words.recorded(duty))


def _save(turn: Turn, duty: Duty, *, excused: bool = False) -> None:
    after = replace(duty, failed_at=turn.now, excused=excused)
    turn.office.store.duties.save(turn.change, duty, after)
