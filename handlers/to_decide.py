"""What waits to be decided (待办): requests of units, for the office and for verifiers."""

from __future__ import annotations

from datetime import date

from handlers.duties.duty_list import late_duties
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import acceptance, extensions
from handlers.words import deciding as words
from handlers.words.duties import also_for_office
from language.acts import Act, Intent
from supervision.progress import Entry
from supervision.records import Role
from supervision.requests import Request, RequestKind, may_verify
from supervision.times import local_date

SHOWN = 6

DECISION = {
    RequestKind.EXTENSION: Intent.APPROVE_EXTENSION,
    RequestKind.ACCEPTANCE: Intent.APPROVE_ACCEPTANCE,
}


def to_decide(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The waiting requests, the oldest first; a place in the list opens one to be granted."""
    waiting = _waiting(turn)
    office = Role.OFFICE in turn.person.roles
    desk, complaints = desk_counts(turn) if office else (0, 0)
    missed = also_for_office(late_duties(turn)) if office else ""
    if not waiting:
        return Reply(words.nothing_waits(desk, complaints) + missed)
    today = local_date(turn.now)
    lines = [_line(turn, request, entry, today) for request, entry in waiting[:SHOWN]]
    options = {
        str(place): Option(DECISION[request.kind], {"item": request.item})
        for place, (request, _) in enumerate(waiting[:SHOWN], 1)
    }
    text = words.listed(lines, len(waiting), desk, complaints) + missed
    return Reply(text, Question(options, turn.now))


def requests_waiting(turn: Turn) -> int:
    """How many requests wait that the sender may decide on."""
    return len(_waiting(turn))


def desk_counts(turn: Turn) -> tuple[int, int]:
    """How many documents wait to be signed, and how many complaints are not answered."""
    documents = turn.office.store.documents
    waiting = len(documents.to_issue()) + len(documents.proposed())
    return waiting, turn.office.store.complaints.open_count()


def _waiting(turn: Turn) -> list[tuple[Request, Entry]]:
    store = turn.office.store
    kinds = [RequestKind.ACCEPTANCE]
    if Role.OFFICE in turn.person.roles:
        kinds.append(RequestKind.EXTENSION)
    found = sorted(
        (one for kind in kinds for one in store.requests.waiting(kind)), key=lambda one: one.at
    )
    entries = {e.measure.id: e for e in store.ledger.entries({one.item: None for one in found})}
    pairs = [(one, entries[one.item]) for one in found if one.item in entries]
    return [
        (one, entry)
        for one, entry in pairs
        if one.kind is RequestKind.EXTENSION
        or any(may_verify(entry.measure, b) for b in turn.person.bindings)
    ]


def _line(turn: Turn, request: Request, entry: Entry, today: date) -> str:
    if request.kind is RequestKind.EXTENSION:
        return extensions.line(request, entry.measure, today)
    evidence = turn.office.store.evidence.count(request.item)
    return acceptance.line(request, entry.measure, evidence)
