"""Acknowledge (收到): sign for what was served on the sender's unit."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.words import chat
from language.acts import Act


def acknowledge(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Mark the unit's issued documents as received; with a number, those about that measure."""
    store, unit = turn.office.store, turn.person.unit
    waiting = store.documents.unacknowledged(unit) if unit else []
    number = act.text("item")
    if number:
        waiting = [
            document
            for document in waiting
            if any(finding.measure == number for finding in document.decision.findings)
        ]
    if not waiting:
        return Reply(chat.nothing_to_acknowledge())
    numbers = [document.number for document in waiting]
    store.documents.acknowledge(turn.change, unit, numbers, turn.person.pid, turn.now)
    turn.journal("acknowledge", measure=number, after={"documents": numbers})
    return Reply(chat.acknowledged(numbers))
