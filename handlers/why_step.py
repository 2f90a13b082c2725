"""Why (为什么): the last step that a unit got, explained to it; to the office that of any unit."""

from __future__ import annotations

from handlers.links import document_link, may_read_as
from handlers.schedule.carried import weight
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import why as words
from language.acts import Act, Intent
from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.records import Role
from supervision.replies import SERVED

MOST = 50
"""Documents of one unit among which the last one is looked for."""

LISTED = 6
"""Documents of a unit that the office may choose from."""

OVERSEERS = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})


def why_step(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Cause, clause, counter, how the deadlines were computed, and what ends it."""
    step = Step(act.text("step")) if act.text("step") else None
    unit = act.text("unit")
    if unit and unit not in turn.person.own_units:
        return _of_unit(turn, unit, step)
    document = _numbered(turn, act.text("number")) if act.text("number") else _last(turn, step)
    if document is None:
        return Reply(words.no_such(act.text("number")) if act.text("number") else words.none(step))
    return Reply(_explained(turn, document))


def _of_unit(turn: Turn, unit: str, step: Step | None) -> Reply:
    """What one unit got, as the office asks: explained when it is one, else to choose from."""
    if not turn.person.roles & OVERSEERS:
        return Reply(words.only_own(unit))
    found = [d for d in turn.office.store.documents.of_unit(unit, MOST) if _shown(turn, d, step)]
    if not found:
        return Reply(words.none_of(unit, step))
    if len(found) == 1:
        return Reply(_explained(turn, found[0]))
    options = {
        str(place): Option(Intent.WHY_STEP, {"number": document.number})
        for place, document in enumerate(found[:LISTED], 1)
    }
    text = words.choose(unit, found[:LISTED], len(found), turn.now)
    return Reply(text, Question(options, turn.now))


def _shown(turn: Turn, document: Document, step: Step | None) -> bool:
    """Reminders only where asked for, and what was dropped not at all."""
    made = document.decision
    fits = made.step is step if step else made.step is not Step.REMINDER
    return fits and document.state is not State.DROPPED and _may_read(turn, document)


def _may_read(turn: Turn, document: Document) -> bool:
    """Leaders and verifiers see the whole ledger, and of steps what was issued."""
    oversees = bool(turn.person.roles & OVERSEERS) and document.state is State.ISSUED
    return oversees or may_read_as(document, turn.person)


def _explained(turn: Turn, document: Document) -> str:
    policy = turn.office.policy_at(document.drawn_at)
    replied = bool(turn.office.store.left_words.replies(document.number))
    link = document_link(turn.office, document)
    days = turn.working_days()
    return words.explained(document, policy, days, turn.now, replied=replied, link=link)


def _numbered(turn: Turn, number: str) -> Document | None:
    found = turn.office.store.documents.get(number)
    return found if found and _may_read(turn, found) else None


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
