"""Respond (办理一条消息): work on one claimed message, and store everything that follows at once.

One message gives one atomic step: what the use cases change, the sender's new state, and the reply
itself. When somebody else was quicker the turn is read and decided again. A reply begins with what
was kept for the person (:mod:`storage.kept`); what is too long for it is kept in its turn, and
follows by itself while WeChat allows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from handlers.conversation import converse
from handlers.office import Office
from handlers.only_looked import only_looked
from handlers.parts import parts
from handlers.said import Spoken
from handlers.turn import Reply, Turn
from handlers.words import trouble
from storage.change import Change
from storage.errors import Conflict
from storage.guard import redis_errors
from storage.inbox import Claim
from storage.kept import in_order
from storage.revisions import Revisions
from supervision.people import Person

TRIES = 4
"""How often a turn is decided again when somebody else was quicker."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached us from one person.

    ``claim`` is this attempt's claim on the message. Read together with it: ``seen``, the revisions
    of what this process keeps; ``kept``, words kept for the person; ``unplaced``, evidence of
    theirs that waits. ``late``: it was answered before its work was done.
    """

    claim: Claim
    openid: str
    said: Spoken
    seen: Revisions | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    unplaced: list[str] | None = None
    late: bool = False


def respond(office: Office, heard: Heard, person: Person, now: datetime) -> str:
    """Work on one claimed message and store everything that follows; gives the words to reply.

    While it works the message may be deferred (:mod:`handlers.late`); then the words go out by
    themselves. Raises :class:`Conflict` when another attempt has taken the work over.
    """
    store, claim = office.store, heard.claim
    for _ in range(TRIES):
        turn = Turn(
            office.as_of(heard.seen),
            person if person.openid == heard.openid else replace(person, openid=heard.openid),
            now,
            claim.message,
            heard.unplaced,
        )
        store.inbox.finish(turn.change, claim)
        begun = turn.change.mark()
        reply = converse(turn, heard.said)
        pending = msgspec.json.encode(reply.question).decode() if reply.question else ""
        turn.become(pending=pending)
        looked = turn.change.mark() == begun and only_looked(turn, reply)
        store.people.save(turn.change, turn.after, person)
        try:
            return _close(turn, heard, reply, looked=looked)
        except Conflict as exc:
            if exc.what in ("turn", "late"):
                stored = store.inbox.reply_of(claim.message)
                if stored is not None:
                    return stored
                raise
        person = store.people.get(claim.pid) or Person(claim.pid, heard.openid)
        # What was read at admission may be what is no longer so.
        heard = replace(heard, kept=store.kept.of(claim.pid), seen=None, unplaced=None)
    raise Conflict("turn")


def give_up(office: Office, claim: Claim, now: datetime) -> str:
    """End a late message whose work does not end; the person is told, and nothing else changes."""
    change = Change()
    office.store.inbox.finish(change, claim)
    office.store.late.done(change, claim)
    words = trouble.not_done()
    office.store.kept.add(change, claim.pid, now, claim.message, [words])
    office.store.commit(change)
    return words


def fail(office: Office, claim: Claim) -> str:
    """End a message that a fault of the program has ended; the person is told at once.

    Nothing else changes, and the turn is free for their next message. Raises :class:`Conflict`
    when another attempt has taken the work over.
    """
    change, words = Change(), trouble.failed()
    office.store.inbox.finish(change, claim)
    office.store.inbox.reply(change, claim, words)
    with redis_errors(writing=True):
        office.store.commit(change)
    return words


def _close(turn: Turn, heard: Heard, reply: Reply, *, looked: bool) -> str:
    """Commit the turn with its reply, or with its late answer when it was deferred meanwhile."""
    if not heard.late:
        mark = turn.change.mark()
        words = _answer_now(turn, heard, reply)
        if looked and words == reply.text and not heard.kept:
            turn.office.store.lately.let_wait(turn.change)
        try:
            with redis_errors(writing=True):
                turn.office.store.commit(turn.change)
        except Conflict as exc:
            if exc.what != "reply":
                raise
            turn.change.rewind(mark)
        else:
            return words
    _answer_late(turn, heard, reply)
    with redis_errors(writing=True):
        turn.office.store.commit(turn.change)
    return reply.text


def _answer_now(turn: Turn, heard: Heard, reply: Reply) -> str:
    """The reply of this message: what was kept for the person first."""
    store, claim = turn.office.store, heard.claim
    words = reply.text
    if words and heard.kept:
        words = "\n\n".join([*in_order(heard.kept), words])
        store.kept.fetch(turn.change, claim.pid, heard.kept)
        store.counts.tally("kept:fetched")
    first, *rest = parts(words, trouble.to_be_continued())
    store.inbox.reply(turn.change, claim, first)
    store.kept.add(turn.change, claim.pid, turn.now, claim.message, rest)
    return first


def _answer_late(turn: Turn, heard: Heard, reply: Reply) -> None:
    """Keep the result, to be sent by itself; another reply was given already."""
    store, claim = turn.office.store, heard.claim
    store.late.done(turn.change, claim)
    if reply.text:
        found = parts(reply.text, trouble.to_be_continued())
        store.kept.add(turn.change, claim.pid, turn.now, claim.message, found)
    store.counts.tally("late:done")
