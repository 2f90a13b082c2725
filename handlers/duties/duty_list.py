"""The list of duties (应办事项): a unit sees what it owes, the office what was missed."""

from __future__ import annotations

from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import duties as words
from language.acts import Act, Intent
from supervision.duties import Duty
from supervision.records import Role

SHOWN = 6


def duties(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The sender's own duties, for the office everybody's; with a number, that one."""
    if act.text("number"):
        return _one(turn, act.text("number"))
    start = act.number("start") or 0
    if Role.OFFICE in turn.person.roles:
        return _of_everybody(turn, act.text("unit"), start)
    return _of_units(turn, start)


def late_duties(turn: Turn) -> int:
    """How many duties were missed and wait for the office's word."""
    late = turn.office.store.duties.late(turn.now, LATE_ONES)
    return sum(1 for duty in late if duty.waits_for_the_office(turn.now))


LATE_ONES = 2000
"""Late duties among which those are counted that wait; what was judged stands among them too."""

MOST = 200
"""Duties that are looked at for one answer; more is a flood that the command line shows."""


def _of_units(turn: Turn, start: int) -> Reply:
    owed = turn.office.store.duties.open_of_any(turn.person.own_units)
    page = owed[start : start + SHOWN]
    text = words.of_unit(page, len(owed), start, turn.now, turn.working_days())
    return Reply(text, _openable(turn, page, start, len(owed)))


def _of_everybody(turn: Turn, unit: str, start: int) -> Reply:
    """What waits for the office's word first, then what else is open, the earliest due first."""
    store, now = turn.office.store.duties, turn.now
    if unit:
        listed = store.open_of(unit)
        total, late = len(listed), sum(1 for duty in listed if duty.late(now))
    else:
        listed, total = store.open(0, MOST)
        late = store.late_count(now)
    listed.sort(key=lambda duty: not duty.waits_for_the_office(now))
    page = listed[start : start + SHOWN]
    text = words.for_office(page, (total, late), start, now, turn.working_days())
    return Reply(text, _openable(turn, page, start, len(listed), unit))


def _openable(
    turn: Turn, page: list[Duty], start: int, total: int, unit: str = ""
) -> Question | None:
    options = {
        str(place): Option(Intent.DUTIES, {"number": duty.number})
        for place, duty in enumerate(page, start + 1)
    }
    if start + SHOWN < total:
        more: dict[str, str | int] = {"start": start + SHOWN, **({"unit": unit} if unit else {})}
        options[NEXT_PAGE] = Option(Intent.DUTIES, more)
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
