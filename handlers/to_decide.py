"""What waits to be decided (待办): requests of units, and cases of acceptance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.acceptance.draw_missing import draw_missing
from handlers.acceptance.moving import Dossier
from handlers.acceptance.waiting import waiting_for
from handlers.duties.duty_list import late_duties
from handlers.extension_deciders import approver_roles, extensions_for, extensions_of_others
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import acceptance_stages, extensions, rankings
from handlers.words import deciding as words
from language.acts import Act, Intent
from supervision.acceptance.table import Next
from supervision.progress import Entry
from supervision.records import Role
from supervision.requests import Request
from supervision.times import local_date

SHOWN = 6

DOES = {
    Next.OPINION: Intent.APPROVE_ACCEPTANCE,
    Next.AGREE: Intent.APPROVE_ACCEPTANCE,
    Next.PUBLICITY: Intent.OPEN_PUBLICITY,
    Next.FILE: Intent.CLOSE_CASE,
}

Waiting = tuple[Request, Entry] | tuple[Dossier, Next]


def to_decide(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What waits for the sender, the oldest first; a place in the list opens one to be decided."""
    waiting, total = _waiting(turn, SHOWN)
    office = Role.OFFICE in turn.person.roles
    others = other_lines(turn) if office else []
    if not waiting:
        return Reply(words.nothing_waits(others))
    today = local_date(turn.now)
    lines = [_line(turn, one, today) for one in waiting]
    options = {str(place): _option(one) for place, one in enumerate(waiting, 1)}
    text = words.listed(lines, total, others, _refusals(waiting, office=office))
    return Reply(text, Question(options, turn.now))


def _refusals(waiting: Sequence[Waiting], *, office: bool) -> list[str]:
    """How those that can be refused are, each way once."""
    applied = any(what in (Next.OPINION, Next.AGREE) for _, what in waiting)
    return [
        *([words.NO_EXTENSION] if any(isinstance(head, Request) for head, _ in waiting) else []),
        *([words.SENT_BACK if office else words.NO_OPINION] if applied else []),
    ]


def requests_waiting(turn: Turn) -> int:
    """How many requests and cases wait that the sender may decide on."""
    return _waiting(turn, 0)[1]


def other_lines(turn: Turn) -> list[str]:
    """What else lies on the office's desk, a line each."""
    store = turn.office.store
    elsewhere = extensions_of_others(turn)
    tables = store.tables.waiting_count()
    after = [
        draw_missing(turn.office, turn.now),
        rankings.waiting(tables) if tables else "",
        extensions.with_others(elsewhere, approver_roles(turn)) if elsewhere else "",
    ]
    first = words.others(
        documents=sum(store.documents.waiting_counts()),
        complaints=store.complaints.open_count(),
        objections=store.objections.open_count(),
        spot_checks=store.spot_checks.open_count(),
        duties=late_duties(turn),
    )
    return first + [line for line in after if line]


def _waiting(turn: Turn, most: int) -> tuple[list[Waiting], int]:
    extensions, asked = extensions_for(turn, most)
    cases, total = waiting_for(turn, most - len(extensions))
    return [*extensions, *cases], asked + total


def _option(one: Waiting) -> Option:
    head, what = one
    if isinstance(head, Request):
        return Option(Intent.APPROVE_EXTENSION, {"item": head.item})
    return Option(DOES[Next(str(what))], {"item": head.measure.id})


def _line(turn: Turn, one: Waiting, today: date) -> str:
    head, what = one
    if isinstance(head, Request) and isinstance(what, Entry):
        return extensions.line(head, what.measure, today)
    if isinstance(head, Dossier):
        evidence = turn.office.store.evidence.count(head.measure.id)
        return acceptance_stages.line(head.measure, head.case, Next(str(what)), evidence)
    return ""
