"""Handing a clue to a unit (移交问题线索, T3): a day for the written answer, confirmed first."""

from __future__ import annotations

import hashlib

from handlers.informing import inform
from handlers.lookup import named_entry
from handlers.turn import Reply, Turn
from handlers.words import clues as words
from handlers.words.days import reckoned
from handlers.words.notice_kinds import DUTY
from language.acts import Act
from supervision.duties import Duty, DutyKind, due_at
from supervision.duty_rules import DutyRule
from supervision.people import UNIT_ROLES, Person
from supervision.progress import Entry
from supervision.times import local_date


def hand_over_clue(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Hand it over, once the office has seen the words, the day and who will be told."""
    store = turn.office.store
    rule = turn.office.policy_at(turn.now).duties.rules.get(DutyKind.CLUE)
    unit = store.ledger.unit(act.text("unit")) if act.text("unit") else None
    if rule is None or unit is None:
        return Reply(words.which_unit() if rule else words.not_in_policy("问题线索"))
    known = Act(act.intent, {**act.slots, "unit": unit.name})
    if not act.text("text"):
        return Reply(words.what(unit.name), turn.ask_for(known, "text"))
    entry = named_entry(turn, act) if act.text("item") else None
    if isinstance(entry, Reply):
        return entry
    made = _clue(turn, known, rule, entry)
    people = store.people.of_unit(unit.name, UNIT_ROLES)
    if not confirmed:
        shown = Act(act.intent, {**known.slots, "shown": made.period})
        return Reply(_shown(turn, made, len(people)), turn.ask_to_confirm(shown))
    return Reply(_hand_over(turn, made, people))


def _clue(turn: Turn, act: Act, rule: DutyRule, entry: Entry | None) -> Duty:
    """The clue as it would be handed over now; one question leads to one clue."""
    last = turn.working_days().add(local_date(turn.now), rule.within)
    return Duty(
        number="",
        kind=DutyKind.CLUE,
        unit=act.text("unit"),
        clause=rule.clause,
        period=act.text("shown") or hashlib.sha256(turn.message.encode()).hexdigest()[:20],
        opened_at=turn.now,
        due=due_at(last),
        what=act.text("text"),
        plan=entry.measure.plan if entry else "",
        measure=entry.measure.number if entry else "",
    )


def _shown(turn: Turn, made: Duty, told: int) -> str:
    today = local_date(turn.now)
    how = reckoned(today, made.due_day, turn.working_days())
    return words.confirm(made, turn.office.policy_at(turn.now), how, told, today)


def _hand_over(turn: Turn, made: Duty, people: list[Person]) -> str:
    opened = turn.office.store.duties.numbered([made])
    if not opened:
        return words.again()
    (duty,) = opened
    turn.office.store.duties.add(turn.change, duty)
    turn.journal(
        "hand_over_clue",
        unit=duty.unit,
        measure=duty.measure,
        after={"number": duty.number, "due": str(duty.due_day), "clause": duty.clause},
    )
    inform(
        turn.office,
        turn.change,
        people,
        words.to_unit(duty, local_date(turn.now)),
        turn.now,
        occasion=f"duty:{duty.number}",
        unit=duty.unit,
        kind=DUTY,
    )
    return words.handed_over(duty, len(people))
