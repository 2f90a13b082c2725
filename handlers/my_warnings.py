"""My warnings (我的预警): what was served on the sender's unit and waits to be signed for."""

from __future__ import annotations

from handlers.links import document_link
from handlers.turn import Reply, Turn
from handlers.words import served
from language.acts import Act

SHOWN = 6


def my_warnings(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The unit's documents that nobody has signed for, each with the page where it can be read."""
    unit = turn.person.unit
    waiting = turn.office.store.documents.unacknowledged(unit) if unit else []
    if not waiting:
        return Reply(served.nothing_waits())
    shown = [(document, document_link(turn.office, document)) for document in waiting[:SHOWN]]
    return Reply(served.listed(shown, len(waiting)))
