"""One effect and one reply for a message, however often and wherever it is delivered (单飞)."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime

from bot.incoming import Incoming
from bot.sealing import Forged
from handlers.conversation import Said, respond
from handlers.office import Office
from handlers.words import chat
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from storage.inbox import Admission
from storage.people import to_person

logger = logging.getLogger("zgt.callback")

PATIENCE_SECONDS = 4.5
"""How long after its arrival an attempt is answered at the latest; WeChat hangs up after 5 s."""

PAUSE_SECONDS = 0.05


class Attempt:
    """One attempt to deliver a message: does the work, or waits for who is doing it.

    While Redis is away the attempt goes on trying: the message is the same, and what is stored
    under its name is stored once, so a short outage is never seen by the person.
    """

    def __init__(
        self,
        office: Office,
        incoming: Incoming,
        nonce: tuple[str, str],
        body: str,
        arrived: float,
    ) -> None:
        self._office = office
        self._incoming = incoming
        self._nonce = nonce
        self._body = body
        self._until = arrived + PATIENCE_SECONDS
        self._token = secrets.token_hex(8)
        self._trouble: Unavailable | None = None

    def words(self, now: Callable[[], datetime]) -> str:
        """The words to reply, the same in every attempt; "" when there are none.

        Raises :class:`Forged` when the nonce came with another body before.
        """
        while True:
            try:
                with redis_errors():
                    found = self._try(now)
                if found is not None:
                    return found
                self._trouble = None
            except Unavailable as exc:
                uncertain = exc.uncertain or (self._trouble is not None and self._trouble.uncertain)
                self._trouble = Unavailable(str(exc), uncertain=uncertain)
            except Conflict:
                pass
            if time.monotonic() >= self._until:
                return self._too_late()
            time.sleep(PAUSE_SECONDS)

    def _try(self, now: Callable[[], datetime]) -> str | None:
        store, incoming = self._office.store, self._incoming
        pid = store.people.pid(incoming.openid)
        admitted = store.inbox.admit(
            incoming.key, self._token, nonce=self._nonce, body=self._body, pid=pid
        )
        if admitted.verdict is Admission.FORGED:
            raise Forged("replayed_nonce")
        if admitted.verdict is Admission.ANSWERED:
            return admitted.reply
        if admitted.verdict is Admission.BUSY:
            return None
        said = Said(
            message=incoming.key,
            token=self._token,
            openid=incoming.openid,
            kind=incoming.kind,
            text=incoming.text,
            scene=incoming.scene,
        )
        return respond(self._office, said, to_person(pid, admitted.person or {}), now())

    def _too_late(self) -> str:
        if self._trouble is None:
            # Somebody else is still at work on it; the platform asks again.
            logger.warning("callback_still_busy")
            return ""
        logger.error("callback_storage_away", extra={"uncertain": self._trouble.uncertain})
        return chat.busy(certain=not self._trouble.uncertain)
