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
    units = _meant(turn, entry)
    for unit in (act.text("unit"), turn.person.chosen):
        if unit and unit in units:
            return unit
    return units[0] if len(units) == 1 else _which(turn, act, entry, units)


def likely_unit(turn: Turn, entry: Entry) -> str:
    """As :func:`speaking_unit` where asking would be too much: the leading one of several."""
    units = _meant(turn, entry)
    return turn.person.chosen if turn.person.chosen in units else units[0]


def _meant(turn: Turn, entry: Entry) -> list[str]:
    """The sender's units that may speak on an item of theirs, at least one; leading ones first."""
    units = turn.person.own_units
    if len(units) < 2:
        return [*units] or [turn.person.unit]
    ledger, item = turn.office.store.ledger, entry.measure.id
    reporting = [unit for unit in units if ledger.is_reported_by(unit, item)]
    answering = [unit for unit in reporting if unit in entry.measure.duty.answerable]
    return answering or reporting or [*units]


def _which(turn: Turn, act: Act, entry: Entry, units: list[str]) -> Reply:
    options = {
        str(place): Option(act.intent, {**act.slots, "item": entry.measure.id, "unit": unit})
        for place, unit in enumerate(units, 1)
    }
    return Reply(chat.which_unit(entry.measure, units), Question(options, turn.now))
