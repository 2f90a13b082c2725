"""My warnings (我的预警): what was served on the sender's units and waits to be signed for."""

from __future__ import annotations

from handlers.links import document_link
from handlers.turn import Reply, Turn
from handlers.words import served
from language.acts import Act

SHOWN = 6


def my_warnings(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The documents of the sender's units that nobody has signed for, each with its page."""
    documents = turn.office.store.documents
    waiting = [d for unit in turn.person.own_units for d in documents.unacknowledged(unit)]
    if not waiting:
        return Reply(served.nothing_waits())
    shown = [(document, document_link(turn.office, document)) for document in waiting[:SHOWN]]
    several = len(turn.person.own_units) > 1
    return Reply(served.listed(shown, len(waiting), several=several))
