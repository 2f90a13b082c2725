"""Which of a person's units speaks (以哪个单位): the item tells, else the person."""

from __future__ import annotations

from handlers.turn import Option, Question, Reply, Turn
from handlers.words import chat
from language.acts import Act
from supervision.progress import Entry


def speaking_unit(turn: Turn, act: Act, entry: Entry) -> str | Reply:
    """The unit under which the sender acts on an item of theirs, or the question which one.

    Of several that report on it, the one that answers for it (牵头单位) speaks; where that leaves
    several, the one that the person has named or chosen, else the person is asked.
    """
    units = turn.person.own_units
    if len(units) < 2:
        return turn.person.unit if not units else units[0]
    ledger, item = turn.office.store.ledger, entry.measure.id
    reporting = [unit for unit in units if ledger.is_reported_by(unit, item)]
    answering = [unit for unit in reporting if unit in entry.measure.duty.answerable]
    meant = answering or reporting
    for unit in (act.text("unit"), turn.person.chosen):
        if unit and unit in meant:
            return unit
    return meant[0] if len(meant) == 1 else _which(turn, act, entry, meant)


def _which(turn: Turn, act: Act, entry: Entry, units: list[str]) -> Reply:
    options = {
        str(place): Option(act.intent, {**act.slots, "item": entry.measure.id, "unit": unit})
        for place, unit in enumerate(units, 1)
    }
    return Reply(chat.which_unit(entry.measure, units), Question(options, turn.now))
