"""Why (为什么): the last step that a unit got, explained to it; one by its number to the office."""

from __future__ import annotations

from handlers.links import document_link, may_read_as
from handlers.schedule.carried import weight
from handlers.turn import Reply, Turn
from handlers.words import why as words
from language.acts import Act
from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.replies import SERVED

MOST = 50
"""Documents of one unit among which the last one is looked for."""


def why_step(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Cause, clause, counter, how the deadlines were computed, and what ends it."""
    step = Step(act.text("step")) if act.text("step") else None
    document = _numbered(turn, act.text("number")) if act.text("number") else _last(turn, step)
    if document is None:
        return Reply(words.no_such(act.text("number")) if act.text("number") else words.none(step))
    policy = turn.office.policy_at(document.drawn_at)
    replied = bool(turn.office.store.left_words.replies(document.number))
    link = document_link(turn.office, document)
    days = turn.working_days()
    return Reply(words.explained(document, policy, days, turn.now, replied=replied, link=link))


def _numbered(turn: Turn, number: str) -> Document | None:
    found = turn.office.store.documents.get(number)
    return found if found and may_read_as(found, turn.person) else None


def _last(turn: Turn, step: Step | None) -> Document | None:
    """The newest that was issued to one of the sender's units; reminders only where asked for."""
    documents = turn.office.store.documents
    found = [
        document
        for unit in turn.person.own_units
        for document in documents.of_unit(unit, MOST)
        if document.state is State.ISSUED
        and (document.decision.step is step if step else document.decision.step in SERVED)
    ]
    # Of what went out at one moment the heaviest is meant: it stands at the head of the notice.
    return max(found, key=_place, default=None)


def _place(document: Document) -> tuple[float, int]:
    issued = document.issued_at or document.drawn_at
    return issued.timestamp(), weight(document)
