"""One measure in full (事项详情): what it is, where it stands, why its date is what it is."""

from __future__ import annotations

from handlers.lookup import named_entry
from handlers.public import public_item
from handlers.turn import Reply, Turn
from handlers.words import evidence as evidence_words
from handlers.words import public as public_words
from handlers.words import tasks
from language.acts import Act
from supervision.progress import Entry
from supervision.records import Role
from supervision.requests import RequestKind
from supervision.times import local_date

SEES_ALL = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})
MOST_MARKED = 3
"""Lines about reused pictures that a phone has room for; the command line lists all."""


def item_detail(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Staff see the ledger, citizens what was published."""
    number = act.text("item")
    if turn.person.role is Role.CITIZEN:
        item = public_item(turn.office, number)
        if item is None:
            return Reply(public_words.not_published(number))
        followed = item.id in turn.office.store.publication.following(turn.person.pid)
        return Reply(public_words.detail(item, turn.office.base_url, followed=followed))
    entry = named_entry(turn, act)
    if isinstance(entry, Reply):
        return entry
    days = turn.working_days()
    if act.text("what") == "why":
        return Reply(tasks.why(entry, turn.now, days))
    ledger = turn.office.store.ledger
    mine = any(ledger.is_reported_by(unit, entry.measure.id) for unit in turn.person.own_units)
    evidence = evidence_lines(turn, entry, mine=mine)
    waits = _request(turn, entry) if mine or turn.person.roles & SEES_ALL else ""
    text = tasks.detail(entry, turn.now, days, mine=mine, evidence=evidence, waits=waits)
    return Reply(text)


def _request(turn: Turn, entry: Entry) -> str:
    """The request for more time that waits, in a line."""
    kind, item = RequestKind.EXTENSION, entry.measure.id
    request = turn.office.store.requests.waiting_for(kind, item)
    if request is None or request.until is None:
        return ""
    return tasks.extension_waits(request.until, local_date(turn.now))


def evidence_lines(turn: Turn, entry: Entry, *, mine: bool) -> list[str]:
    """What was handed in (佐证), for the unit; for the office also what was handed in before."""
    roles = turn.person.roles
    if not mine and not roles & SEES_ALL:
        return []
    store = turn.office.store
    pieces = store.evidence.of_item(entry.measure.id)
    lines = [evidence_words.summary(pieces)] if pieces else []
    if Role.OFFICE in roles:
        marked = [piece for piece in pieces if piece.like]
        earlier = {one.id: one for one in store.evidence.of(piece.like[0] for piece in marked)}
        lines += [
            evidence_words.likeness(piece, earlier[piece.like[0]], turn.now)
            for piece in marked[-MOST_MARKED:]
            if piece.like[0] in earlier
        ]
    return lines
