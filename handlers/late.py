"""Late answers (迟复): work that takes too long is answered at once, and its result follows.

The first answer is the answer of the message for good. The result is sent by itself while WeChat
allows it, and else begins the reply to the person's next message (:mod:`handlers.respond`).
"""

from __future__ import annotations

import logging
from datetime import datetime

import msgspec

from handlers.office import Office
from handlers.respond import Heard, give_up, respond
from handlers.said import Spoken
from handlers.words import trouble
from storage.change import Change
from storage.guard import redis_errors
from storage.inbox import Claim
from storage.late import LateMessage, TakenUp
from storage.people import to_person

logger = logging.getLogger("zgt.handlers")

MOST_TRIES = 3
"""Work that was given up so often, by processes that died or by an error, will not end well."""


def defer(
    office: Office, claim: Claim, openid: str, said: Spoken, at: datetime, *, ours: bool
) -> str:
    """Answer that the work goes on, and keep the message until it is done; gives the answer.

    ``ours``: the claim has the turn; else the message still waits for it, behind others of the
    same person. Raises :class:`Conflict` when it was answered meanwhile, or somebody else has it.
    """
    store, change = office.store, Change()
    if ours:
        store.inbox.hold(change, claim)
    body = msgspec.json.encode(said).decode()
    late = LateMessage(claim.message, claim.pid, openid, body, claim.order, at)
    store.late.defer(change, late)
    words = trouble.working()
    store.inbox.reply(change, claim, words)
    with redis_errors(writing=True):
        store.commit(change)
    store.counts.tally("late:deferred")
    return words


def finish_late(office: Office, taken: TakenUp) -> str:
    """Do the work of a message that was taken up; gives its words, which are on their way."""
    late = taken.late
    said = _said(late)
    if said is None or taken.tries > MOST_TRIES:
        logger.error("late_work_given_up", extra={"tries": taken.tries, "readable": bool(said)})
        office.store.counts.tally("late:given_up")
        return give_up(office, taken.claim, late.at)
    heard = Heard(taken.claim, late.openid, said, taken.revisions, late=True)
    return respond(office, heard, to_person(late.pid, taken.person), late.at)


def _said(late: LateMessage) -> Spoken | None:
    """What was said; None when another version of the program kept it."""
    try:
        found: Spoken = msgspec.json.decode(late.said, type=Spoken)
    except msgspec.MsgspecError:
        return None
    return found
