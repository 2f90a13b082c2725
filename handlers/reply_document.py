"""Reply to a warning or card in words (书面答复): kept with the document, told to the office."""

from __future__ import annotations

from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.turn import Reply, Turn
from handlers.words import replying as words
from handlers.words.notice_kinds import OFFICE
from language.acts import Act
from supervision.documents import Document, State
from supervision.people import Group
from supervision.records import Role
from supervision.replies import SERVED, WrittenReply


def reply_document(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Keep the unit's reply with the document; it also signs for it (签收)."""
    number, text = act.text("number"), act.text("text")
    document = turn.office.store.documents.get(number)
    if document is None or not _is_theirs(turn, document):
        return Reply(words.no_such(number))
    if not text:
        return Reply(words.what(document), turn.ask_for(act, "text"))
    if not confirmed:
        return Reply(words.confirm(document, text), turn.ask_to_confirm(act))
    store, unit = turn.office.store, document.decision.unit
    store.left_words.add_reply(turn.change, number, WrittenReply(turn.now, unit, text))
    store.documents.acknowledge(turn.change, unit, [number], turn.person.pid, turn.now)
    store.documents.no_reply_owed(turn.change, [d.number for d in _told_together(turn, document)])
    turn.journal(
        "replied", unit=unit, after={"document": number, "step": str(document.decision.step)}
    )
    people = concerned(store.people.with_role(Role.OFFICE), Group.SUPERVISION)
    inform(
        turn.office,
        turn.change,
        people,
        words.to_office(document, text),
        turn.now,
        occasion=f"replied:{number}:{turn.message}",
        unit=unit,
        kind=OFFICE,
    )
    return Reply(words.replied(document))


def document_replies(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What a unit replied to a document, for the office."""
    store, number = turn.office.store, act.text("number")
    document = store.documents.get(number)
    if document is None:
        return Reply(words.no_such(number))
    return Reply(words.listed(document, store.left_words.replies(number)))


def _told_together(turn: Turn, document: Document) -> list[Document]:
    """The document, and what the unit was told of with it: a card, its criticism, supervision."""
    cause = document.decision.cause or document.number
    theirs = turn.office.store.documents.of_unit(document.decision.unit)
    together = [d for d in theirs if cause in (d.number, d.decision.cause)]
    return [document, *together]


def _is_theirs(turn: Turn, document: Document) -> bool:
    made = document.decision
    served = document.state is State.ISSUED and made.unit in turn.person.own_units
    return served and made.step in SERVED
