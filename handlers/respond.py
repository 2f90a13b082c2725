"""Respond (办理一条消息): work on one claimed message, and store everything that follows at once.

One message gives one atomic step: what the use cases change, the sender's new state, and the reply
itself. When somebody else was quicker the turn is read and decided again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from handlers.conversation import converse
from handlers.office import Office
from handlers.said import Spoken
from handlers.turn import Turn
from storage.errors import Conflict
from storage.guard import redis_errors
from storage.inbox import Claim
from supervision.people import Person

TRIES = 4
"""How often a turn is decided again when somebody else was quicker."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached us from one person.

    ``claim`` is this attempt's claim on the message; ``calendar`` the revision of the working-day
    table that was read with it.
    """

    claim: Claim
    openid: str
    said: Spoken
    calendar: str | None = None


def respond(office: Office, heard: Heard, person: Person, now: datetime) -> str:
    """Work on one claimed message and store everything that follows; gives the words to reply.

    Raises :class:`Conflict` when another attempt has taken the work over.
    """
    for _ in range(TRIES):
        sender = replace(person, openid=heard.openid)
        turn = Turn(office, sender, now, heard.claim.message, heard.calendar)
        reply = converse(turn, heard.said)
        pending = msgspec.json.encode(reply.question).decode() if reply.question else ""
        turn.become(pending=pending)
        office.store.people.save(turn.change, turn.after)
        office.store.inbox.answer(turn.change, heard.claim, reply.text)
        try:
            with redis_errors(writing=True):
                office.store.commit(turn.change)
        except Conflict:
            stored = office.store.inbox.reply_of(heard.claim.message)
            if stored is not None:
                return stored
            person = office.store.people.get(person.pid) or person
            continue
        return reply.text
    raise Conflict("turn")
