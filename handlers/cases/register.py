"""Register a complaint (登记) that came by telephone, letter, web or from the province."""

from __future__ import annotations

from handlers.complaint import file_complaint
from handlers.turn import Reply, Turn
from handlers.words import case_publishing as words
from handlers.words.case_names import SOURCES_AS_TYPED
from language.acts import Act
from supervision.complaints import without_numbers

LONGEST = 600


def register_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """File what the office was told elsewhere, confirmed first; nobody can be answered here."""
    source = SOURCES_AS_TYPED[act.text("source")]
    what = without_numbers(act.text("text").strip())[:LONGEST]
    place = without_numbers(act.text("place"))[:LONGEST]
    if not confirmed:
        return Reply(words.confirm_register(source, what, place), turn.ask_to_confirm(act))
    filed, likes = file_complaint(turn, what, place, source=source)
    return Reply(words.registered(filed, likes))
