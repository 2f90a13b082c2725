"""The list of duties (应办事项): a unit sees what it owes, the office what was missed."""

from __future__ import annotations

from handlers.turn import Option, Question, Reply, Turn
from handlers.words import duties as words
from language.acts import Act, Intent
from supervision.duties import Duty
from supervision.records import Role

SHOWN = 6


def duties(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The sender's own duties, for the office everybody's; with a number, that one."""
    if act.text("number"):
        return _one(turn, act.text("number"))
    return _of_everybody(turn) if Role.OFFICE in turn.person.roles else _of_units(turn)


def late_duties(turn: Turn) -> int:
    """How many duties were missed and wait for the office's word."""
    late = turn.office.store.duties.late(turn.now, MOST)
    return sum(1 for duty in late if duty.waits_for_the_office(turn.now))


MOST = 200
"""Late duties that are looked at for a count; more is a flood that the command line shows."""


def _of_units(turn: Turn) -> Reply:
    owed = turn.office.store.duties.open_of_any(turn.person.own_units)
    text = words.of_unit(owed[:SHOWN], turn.now, turn.working_days())
    return Reply(text, _openable(turn, owed[:SHOWN]))


def _of_everybody(turn: Turn) -> Reply:
    store = turn.office.store.duties
    waiting = [d for d in store.late(turn.now, MOST) if d.waits_for_the_office(turn.now)]
    page, total = store.open(0, MOST)
    others = [d for d in page if d.number not in {w.number for w in waiting}]
    shown = [*waiting, *others][:SHOWN]
    late = store.late_count(turn.now)
    text = words.for_office(shown, total, late, turn.now, turn.working_days())
    return Reply(text, _openable(turn, shown))


def _openable(turn: Turn, shown: list[Duty]) -> Question | None:
    options = {
        str(place): Option(Intent.DUTIES, {"number": duty.number})
        for place, duty in enumerate(shown, 1)
    }
    return Question(options, turn.now) if options else None


def _one(turn: Turn, number: str) -> Reply:
    duty = turn.office.store.duties.get(number)
    office = Role.OFFICE in turn.person.roles
    mine = duty is not None and duty.unit in turn.person.own_units
    if duty is None or not (office or mine):
        return Reply(words.no_such(number))
    policy = turn.office.policy_at(duty.opened_at)
    if office and duty.waits_for_the_office(turn.now):
        record = Option(Intent.RECORD_MISSED, {"number": number})
        excuse = Option(Intent.RECORD_MISSED, {"number": number, "excuse": 1})
        question = Question({"1": record, "2": excuse, "0": Option()}, turn.now)
        return Reply(words.ask_record(duty, policy, turn.now), question)
    return Reply(words.detail(duty, policy, turn.now, mine=mine))
