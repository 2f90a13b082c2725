"""Signing (签发): the office looks at what waits, issues it early, holds it, or decides on it.

Nothing here speaks: every function gives back what became of the document, for the door to word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from handlers.office import Office
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.telling import Round
from storage.errors import Conflict
from supervision.documents import Document, State
from supervision.rules import NEVER_ISSUED

TRIES = 5
"""How often an act is tried anew when the clock changes the same documents meanwhile."""


class Outcome(StrEnum):
    """What became of an act of the office."""

    ISSUED = "issued"  # 已签发
    DECIDED = "decided"  # 已决定
    HELD = "held"  # 已暂缓
    RELEASED = "released"  # 已恢复待签发
    UNKNOWN = "unknown"  # 没有这个编号
    PAST = "past"  # 已经签发、决定或不再办理
    CAUSE_WAITS = "cause_waits"  # 所依据的通报还没有签发
    NEVER_BY_ITSELF = "never_by_itself"  # 拟办事项不会自动发出，无须暂缓


CHANGING = frozenset({Outcome.ISSUED, Outcome.DECIDED, Outcome.HELD, Outcome.RELEASED})
"""The outcomes that leave something to be stored."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What an act did: ``document`` as it is now, ``issued`` with all that went out with it."""

    outcome: Outcome
    document: Document | None = None
    issued: tuple[Document, ...] = ()
    notices: int = 0


@dataclass(frozen=True, slots=True)
class ToSign:
    """The office's desk: what waits to be issued (held ones too), and what waits to be decided."""

    waiting: tuple[Document, ...]
    proposed: tuple[Document, ...]


def to_sign(office: Office) -> ToSign:
    """What lies on the office's desk (待签发): the earliest hour first, causes before effects."""
    documents = office.store.documents
    return ToSign(tuple(sorted(documents.to_issue(), key=_place)), tuple(documents.proposed()))


def issue(office: Office, number: str, by: Hand, now: datetime) -> Signed:
    """Issue at once what waits, with what follows from it; record a decision on a proposal.

    Raises Conflict when others change the same documents at every try.
    """
    return _committed(office, by, now, lambda desk: issue_on(desk, number))


def hold(office: Office, number: str, reason: str, by: Hand, now: datetime) -> Signed:
    """Keep a document back until somebody issues or releases it (暂缓), with the reason."""
    return _committed(office, by, now, lambda desk: hold_on(desk, number, reason))


def release(office: Office, number: str, by: Hand, now: datetime) -> Signed:
    """Let a held document go out at the next issue hour after all."""
    return _committed(office, by, now, lambda desk: release_on(desk, number))


def issue_on(desk: Desk, number: str) -> Signed:
    """Issue on a desk whose change somebody else commits; see :func:`issue`."""
    return _act(desk, number, _issue)


def hold_on(desk: Desk, number: str, reason: str) -> Signed:
    """Hold on a desk whose change somebody else commits; see :func:`hold`."""

    def act(desk: Desk, document: Document) -> Outcome:
        if document.state is State.PROPOSED:
            return Outcome.NEVER_BY_ITSELF
        desk.put(replace(document, state=State.HELD, remark=reason, by=desk.hand.pid))
        return Outcome.HELD

    return _act(desk, number, act)


def release_on(desk: Desk, number: str) -> Signed:
    """Release on a desk whose change somebody else commits; see :func:`release`."""

    def act(desk: Desk, document: Document) -> Outcome:
        if document.state is State.PROPOSED:
            return Outcome.NEVER_BY_ITSELF
        desk.put(replace(document, state=State.DRAWN_UP, remark="", by=""))
        return Outcome.RELEASED

    return _act(desk, number, act)


def clear(desk: Desk) -> int:
    """Put everything of a desk into its change, with its notices; gives how many are queued."""
    round_ = Round(desk, desk.now)
    round_.tell()
    desk.file()
    return round_.notices


def _place(document: Document) -> tuple[datetime, bool, str, str]:
    made = document.decision
    hour = document.issue_at or document.drawn_at
    return hour, made.cause is not None, made.unit, document.number


def _issue(desk: Desk, document: Document) -> Outcome:
    if not desk.cause_is_issued(document):
        return Outcome.CAUSE_WAITS
    if document.decision.step in NEVER_ISSUED:
        decided = replace(document, state=State.DECIDED, issued_at=desk.now, by=desk.hand.pid)
        desk.put(decided)
        return Outcome.DECIDED
    desk.issue(document, desk.now)
    return Outcome.ISSUED


def _act(desk: Desk, number: str, act: Callable[[Desk, Document], Outcome]) -> Signed:
    document = desk.document(number)
    if document is None:
        return Signed(Outcome.UNKNOWN)
    if not document.waits and document.state is not State.PROPOSED:
        return Signed(Outcome.PAST, document)
    outcome = act(desk, document)
    return Signed(outcome, desk.document(number), tuple(desk.to_tell))


def _committed(office: Office, by: Hand, now: datetime, act: Callable[[Desk], Signed]) -> Signed:
    for attempt in range(1, TRIES + 1):
        desk = Desk(office, now, by)
        signed = act(desk)
        if signed.outcome not in CHANGING:
            return signed
        notices = clear(desk)
        try:
            office.store.commit(desk.change)
        except Conflict:
            if attempt == TRIES:
                raise
            continue
        return replace(signed, notices=notices)
    raise AssertionError("unreachable: the last try returns or raises")
