"""One effect and one reply for a message, however often and wherever it is delivered (单飞)."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.faults import place_of
from bot.incoming import Incoming
from bot.sealing import Forged
from bot.workers import Job
from bot.workshop import Workshop
from handlers.late import defer
from handlers.office import Office
from handlers.respond import Heard, fail, respond
from handlers.said import Spoken
from handlers.words import trouble
from storage.connect import SOCKET_SECONDS
from storage.errors import Conflict, StorageError, Unavailable
from storage.guard import redis_errors
from storage.inbox import Admission, Admitted, Claim
from storage.people import to_person

logger = logging.getLogger("zgt.callback")

SLOW_SECONDS = 1.0
"""A try that failed after so long met a Redis that hangs; the next one may hang as well."""

RENEW_AFTER_SECONDS = 1.0
"""Work that takes longer has its turn renewed; hardly any does."""

LAST_TRY_SECONDS = 0.3
"""Longer than a message takes: a try after a failure needs so much time before its answer."""

PAUSE_SECONDS = 0.05


class StillBusy(Exception):
    """Another attempt is at work on the message; an answer now would stop the repetitions."""


class Attempt:
    """One attempt to deliver a message: has the work done, or waits for who is doing it.

    The work runs in a thread of its own, so that an answer can go out in time whatever it does.
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
        workshop: Workshop,
    ) -> None:
        self._office = office
        self._incoming = incoming
        self._said = said
        self._nonce = nonce
        self._body = body
        self._token = secrets.token_hex(8)
        self._arrived = arrived
        self._patience = workshop.patience
        self._workshop = workshop
        self._slow = time.monotonic() - arrived > SLOW_SECONDS
        self._verdict: Admission | None = None
        self._lost = False
        self._failed = False
        self.number = 0
        """Which attempt at the message this is, as far as Redis could tell."""

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
                if self._verdict is not Admission.YOURS:
                    self._verdict = None
                self._lost = self._lost or exc.uncertain
                self._failed = True
                self._slow = time.monotonic() - began > SLOW_SECONDS
            except Conflict:
                self._verdict = Admission.BUSY
            time.sleep(PAUSE_SECONDS)
        return self._too_late(now)

    def _late(self) -> bool:
        """True when it is time to answer, or another try might end after that."""
        # Where Redis has failed before, work that is begun at the last moment is only put off.
        least = LAST_TRY_SECONDS if self._failed else 0.0
        return self._left(self._patience.work) <= least or (
            self._slow and self._left(self._patience.answer) < SOCKET_SECONDS
        )

    def _left(self, until: float) -> float:
        return self._arrived + until - time.monotonic()

    def _try(self, now: Callable[[], datetime]) -> str | None:
        claim = self._claim()
        admitted = self._office.store.inbox.admit(claim)
        self._verdict = admitted.verdict
        self.number = self.number or admitted.attempt
        if admitted.verdict is Admission.FORGED:
            raise Forged("replayed_nonce")
        if admitted.verdict is Admission.ANSWERED:
            return admitted.reply
        if admitted.verdict is Admission.YOURS:
            return self._work(claim, admitted, now())
        return None

    def _claim(self) -> Claim:
        incoming = self._incoming
        pid = self._office.store.people.pid(incoming.openid)
        return Claim(incoming.key, self._token, self._nonce, self._body, pid, incoming.order)

    def _work(self, claim: Claim, admitted: Admitted, now: datetime) -> str | None:
        """Have the work done; answer before its end when that is too far away."""
        openid, said = self._incoming.openid, self._said
        heard = Heard(claim, openid, said, admitted.revisions, admitted.kept, admitted.unplaced)
        person = to_person(claim.pid, admitted.person)
        job = self._workshop.workers.submit(partial(respond, self._office, heard, person, now))
        left = self._left(self._patience.work)
        if not job.wait(min(RENEW_AFTER_SECONDS, left)):
            self._workshop.keeper.hold(self._office, claim, job)
            if not job.wait(self._left(self._patience.work)):
                return self._defer(claim, now, job)
        try:
            with redis_errors():
                return job.result()
        except StorageError:
            raise
        except Exception as exc:  # the platform would only ask again, and tell of an outage
            return self._broke(claim, exc)

    def _broke(self, claim: Claim, exc: Exception) -> str:
        """Log a fault of the program by its place, and tell the person."""
        extra = {"region": self._office.store.region, "place": place_of(exc)}
        logger.error("message_broke", extra=extra | {"reason": type(exc).__name__})
        self._office.store.counts.tally("message_broke")
        return fail(self._office, claim)

    def _defer(self, claim: Claim, now: datetime, job: Job[str] | None) -> str | None:
        """Answer that the work goes on, or what it gave in this last moment."""
        ours = job is not None
        deferred = self._workshop.deferrers.submit(
            partial(defer, self._office, claim, self._incoming.openid, self._said, now, ours=ours)
        )
        try:
            if deferred.wait(self._left(self._patience.answer)):
                return deferred.result()
        except Conflict:
            stored = self._office.store.inbox.reply_of(claim.message)
            if stored is not None:
                return stored
            raise
        # Redis does not answer: what the work and the deferral have stored, nobody knows.
        raise Unavailable("defer", uncertain=True)

    def _too_late(self, now: Callable[[], datetime]) -> str:
        if self._verdict is Admission.WAITING:
            try:
                with redis_errors():
                    found = self._defer(self._claim(), now(), None)
                if found is not None:
                    return found
            except Conflict:
                self._verdict = Admission.BUSY
            except Unavailable:
                self._lost = True
        if self._verdict is Admission.BUSY:
            logger.warning("callback_still_busy")
            time.sleep(max(0.0, self._left(self._patience.hang_up)))
            raise StillBusy
        # Without admission an earlier attempt, whose reply was lost, may have stored it.
        certain = self._verdict is Admission.YOURS and not self._lost
        logger.error("callback_storage_away", extra={"uncertain": not certain})
        return trouble.busy(certain=certain)
