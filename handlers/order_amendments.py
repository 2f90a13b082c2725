"""Orders put right in mid-course (更正命令): another unit or item, before the yes is said."""

from __future__ import annotations

from handlers.turn import Question, Turn, as_act
from language.acts import Act
from language.amendments import right_side
from language.loose_words import number_in, unwrapped

SEEN = ("shown", "receivers")
"""Slots that remember what was confirmed; what is put right is shown anew."""


def amended_order(turn: Turn, asked: Question | None, words: str) -> Act | None:
    """The order that waits, with the unit or the item that the words put in; else None."""
    if asked is None or asked.expired(turn.now) or not asked.confirms or asked.about is None:
        return None
    right = right_side(words)
    waiting = as_act(asked.about)
    if not right or turn.person.own_units:
        return None
    slots = {name: value for name, value in waiting.slots.items() if name not in SEEN}
    lexicon = turn.office.lexicon()
    unit = lexicon.names.find_unit(unwrapped(right))
    number = number_in(unwrapped(right))
    if unit and "unit" in slots:
        return Act(waiting.intent, {**slots, "unit": unit}, "amends")
    if number and "item" in slots and lexicon.known(number):
        return Act(waiting.intent, {**slots, "item": number}, "amends")
    return None
