"""One effect and one reply for a message, however often and wherever it is delivered (单飞)."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime

from bot.incoming import Incoming
from bot.sealing import Forged
from handlers.office import Office
from handlers.respond import Heard, respond
from handlers.said import Spoken
from handlers.words import chat
from storage.connect import SOCKET_SECONDS
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from storage.inbox import Admission, Claim
from storage.people import to_person

logger = logging.getLogger("zgt.callback")

PATIENCE_SECONDS = 4.5
"""How long after its arrival an attempt is answered at the latest; WeChat hangs up after 5 s."""

HANG_UP_SECONDS = 5.5
"""When the platform has surely hung up, and will deliver the message again."""

SLOW_SECONDS = 1.0
"""A try that failed after so long met a Redis that hangs; the next one may hang as well."""

PAUSE_SECONDS = 0.05


class StillBusy(Exception):
    """Another attempt is at work on the message; an answer now would stop the repetitions."""


class Attempt:
    """One attempt to deliver a message: does the work, or waits for who is doing it.

    While Redis is away the attempt goes on trying: the message is the same, and what is stored
    under its name is stored once, so a short outage is never seen by the person.
    """

    def __init__(
        self,
        office: Office,
        incoming: Incoming,
        said: Spoken,
        *,
        nonce: tuple[str, str],
        body: str,
        arrived: float,
    ) -> None:
        self._office = office
        self._incoming = incoming
        self._said = said
        self._claim = Claim(incoming.key, secrets.token_hex(8), nonce, body)
        self._arrived = arrived
        self._until = arrived + PATIENCE_SECONDS
        self._slow = time.monotonic() - arrived > SLOW_SECONDS
        self._admitted = False
        self._busy = False
        self._lost = False

    def words(self, now: Callable[[], datetime]) -> str:
        """The words to reply, the same in every attempt; "" when there are none.

        Raises :class:`Forged` when the nonce came with another body before, :class:`StillBusy`
        when the platform has to ask again.
        """
        while not self._late():
            began = time.monotonic()
            try:
                with redis_errors():
                    found = self._try(now)
                if found is not None:
                    return found
            except Unavailable as exc:
                self._busy = False
                self._lost = self._lost or exc.uncertain
            except Conflict:
                self._busy = True
            self._slow = time.monotonic() - began > SLOW_SECONDS
            time.sleep(PAUSE_SECONDS)
        return self._too_late()

    def _late(self) -> bool:
        """True when another try might end after the platform has hung up."""
        return self._until - time.monotonic() < (SOCKET_SECONDS if self._slow else 0.0)

    def _try(self, now: Callable[[], datetime]) -> str | None:
        store, incoming = self._office.store, self._incoming
        pid = store.people.pid(incoming.openid)
        admitted = store.inbox.admit(self._claim, pid)
        self._busy = admitted.verdict is Admission.BUSY
        self._admitted = admitted.verdict is Admission.YOURS
        if admitted.verdict is Admission.FORGED:
            raise Forged("replayed_nonce")
        if admitted.verdict is Admission.ANSWERED:
            return admitted.reply
        if self._busy:
            return None
        heard = Heard(self._claim, incoming.openid, self._said, admitted.calendar)
        return respond(self._office, heard, to_person(pid, admitted.person or {}), now())

    def _too_late(self) -> str:
        if self._busy:
            logger.warning("callback_still_busy")
            time.sleep(max(0.0, self._arrived + HANG_UP_SECONDS - time.monotonic()))
            raise StillBusy
        # Without admission an earlier attempt, whose reply was lost, may have stored it.
        certain = self._admitted and not self._lost
        logger.error("callback_storage_away", extra={"uncertain": not certain})
        return chat.busy(certain=certain)
