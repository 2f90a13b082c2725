"""Finding the measure that a person names by its number."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.words import chat
from supervision.progress import Entry


def named_entry(turn: Turn, number: str) -> Entry | Reply:
    """The entry with this number in the current plan, or the line that says what to send."""
    return named_for_unit(turn, number)[0]


def named_for_unit(turn: Turn, number: str) -> tuple[Entry | Reply, bool]:
    """As :func:`named_entry`, and whether the sender's unit reports on it."""
    found = turn.office.store.ledger.find_for(turn.person.unit, number) if number else (None, False)
    entry, is_yours = found
    if entry is None:
        return Reply(chat.no_such_item(number, example_number(turn))), False
    return entry, is_yours


def example_number(turn: Turn) -> str:
    """A number that this person can really use: the most urgent of the unit, else the first."""
    ledger = turn.office.store.ledger
    if turn.person.unit:
        entries, _ = ledger.open_of(turn.person.unit, 0, 1)
        if entries:
            return entries[0].measure.number
    items, _ = turn.office.store.publication.page(0, 1)
    return items[0].split(":", 1)[1] if items else "1"
