"""Acknowledge (收到): sign for what was served on the sender's units."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.words import acknowledging as words
from handlers.words import replying
from language.acts import Act
from supervision.documents import Document
from supervision.replies import reply_by
from supervision.reportable import names
from supervision.times import local_date


def acknowledge(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Mark the units' issued documents as received; with a number, those about that measure."""
    documents = turn.office.store.documents
    waiting = [d for unit in turn.person.own_units for d in documents.unacknowledged(unit)]
    number = act.text("item")
    if number:
        waiting = [
            document
            for document in waiting
            if any(names(number, finding.measure) for finding in document.decision.findings)
        ]
    if not waiting:
        return Reply(words.nothing_to_acknowledge())
    for unit in dict.fromkeys(document.decision.unit for document in waiting):
        numbers = [document.number for document in waiting if document.decision.unit == unit]
        documents.acknowledge(turn.change, unit, numbers, turn.person.pid, turn.now)
        turn.journal("acknowledge", unit=unit, measure=number, after={"documents": numbers})
    return Reply(
        words.acknowledged([document.number for document in waiting]) + _duty(turn, waiting)
    )


def _duty(turn: Turn, signed: list[Document]) -> str:
    """The written reply that is owed first, counted from when the document was issued."""
    owes = turn.office.store.documents.owes([document.number for document in signed])
    owed = next((d for d in signed if d.number in owes and d.issued_at), None)
    if owed is None or owed.issued_at is None:
        return ""
    within, today = turn.office.policy_at(owed.drawn_at).limits.reply_days, local_date(turn.now)
    until = reply_by(local_date(owed.issued_at), within, turn.working_days())
    return replying.duty(owed.number, max(until, today), today)
