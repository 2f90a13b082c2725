"""What becomes of one claimed envelope (投递): one attempt, and its result on the record.

The platform remembers a ``client_msg_id`` for ten minutes. An envelope whose answer was lost is
tried again within them only. After that it is not sent a second time: a receipt that came for the
person in between proves that it arrived; without one it goes on the office's list, so that
somebody asks.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.attempts import Attempt, Taken
from bot.channels import Channels
from bot.faults import place_of
from bot.waiting import backoff
from bot.wechat.errors import Transient, Unreachable, WeChatError
from handlers.receipts import journal_undelivered
from storage.change import Change
from storage.envelope import Envelope
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from storage.notices import OUTCOME_UNKNOWN, Channel, NoticeState, Outcome, Try
from storage.store import Store

logger = logging.getLogger("zgt.sender")

ATTEMPTS = 16
"""About three hours of trying before the office is told to call."""

LONGEST_IN_DOUBT_SECONDS = 60.0
"""While the answer is unknown the platform's ten minutes must not be slept away."""

REST_SECONDS = 60.0
"""While the account itself is refused, nobody else's notice is tried for so long."""

WINDOW_SECONDS = 540.0
"""How long a client_msg_id is relied on: the platform's ten minutes less what one call can take."""

RECEIPT_SECONDS = 10.0
"""What a receipt has to come in real time, when a trial's clock has jumped over the window."""

RECORD_SECONDS = 30.0
"""How long a sent envelope waits to be recorded while Redis is away."""

RECORD_AGAIN_SECONDS = 0.2

FAULT = "program_fault"
"""The reason of a try that a fault of the program has ended."""


class Delivery:
    """Delivers the envelopes of one region; usable from several threads."""

    def __init__(
        self,
        store: Store,
        channels: Channels,
        now: Callable[[], datetime],
        wait: Callable[[int], float] = backoff,
    ) -> None:
        self._store = store
        self._channels = channels
        self._now = now
        self._wait = wait
        self._rest_until = 0.0

    @property
    def rests(self) -> bool:
        """True while nothing should be tried, because the account itself is refused."""
        return time.monotonic() < self._rest_until

    def attend(self, envelope: Envelope, now: datetime) -> None:
        """One attempt at one envelope, whatever comes of it. May raise ``RedisError``."""
        person = envelope.person
        if not person.subscribed:
            self._give_up(envelope, NoticeState.REFUSED, "unsubscribed", now)
        elif not person.openid:
            self._give_up(envelope, NoticeState.UNREACHABLE, "unknown_person", now)
        elif envelope.age > WINDOW_SECONDS:
            self._after_the_window(envelope, now)
        else:
            try:
                attempt = self._channels.deliver(envelope, now)
            except Conflict:
                again = Try(now, Outcome.LATER, None, "changed_meanwhile")
                self._store.envelopes.retry(envelope, [again], 0.0, sealed=True)
            else:
                self._settle(envelope, attempt)

    def _settle(self, envelope: Envelope, attempt: Attempt) -> None:
        if attempt.bad_field:
            self._store.counts.add("template_field_refused")
            extra = {"region": self._store.region, "reason": attempt.bad_field}
            logger.error("template_field_refused", extra=extra)
        if attempt.rest:
            self._rest_until = time.monotonic() + REST_SECONDS
        if attempt.taken:
            self._sent(envelope, attempt.taken, attempt)
        elif attempt.failure:
            self._failed(envelope, attempt, attempt.failure)
        else:
            self._store.envelopes.park(envelope, attempt.tries, attempt.paused)

    def _after_the_window(self, envelope: Envelope, now: datetime) -> None:
        """The platform may have forgotten the id: nothing is sent under it any more."""
        if envelope.real_age < RECEIPT_SECONDS:
            seconds = RECEIPT_SECONDS - envelope.real_age
            again = Try(now, Outcome.LATER, None, "receipt_awaited")
            self._store.envelopes.retry(envelope, [again], seconds, sealed=True)
            return
        msgid = self._only_receipt(envelope)
        if msgid:
            proved = Attempt(now)
            proved.note(Outcome.SENT, Channel.TEMPLATE, "receipt_came", msgid)
            self._sent(envelope, Taken(Channel.TEMPLATE, msgid), proved)
        elif envelope.doubt:
            self._give_up(envelope, NoticeState.UNREACHABLE, OUTCOME_UNKNOWN, now)
        else:
            self._store.envelopes.release(envelope)  # refused each time: it may go anew

    def _only_receipt(self, envelope: Envelope) -> str:
        """The msgid of the one receipt that came for the person and belongs to nothing else."""
        found = self._store.outbox.early_receipts(envelope.person.pid, envelope.began)
        return found[0] if len(found) == 1 else ""

    def _sent(self, envelope: Envelope, taken: Taken, attempt: Attempt) -> None:
        if taken.channel is Channel.TEMPLATE and not taken.msgid:
            # WeChat called it a repetition: the first one's receipt has usually come by now.
            taken = Taken(taken.channel, self._only_receipt(envelope))
        until = time.monotonic() + RECORD_SECONDS
        while True:
            try:
                with redis_errors():
                    recorded = self._record(envelope, taken, attempt)
            except Unavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(RECORD_AGAIN_SECONDS)
            else:
                break
        self.note("notice_sent" if recorded else "claim_lost", envelope, channel=taken.channel)

    def _record(self, envelope: Envelope, taken: Taken, attempt: Attempt) -> bool:
        """False when the claim was lost. A receipt may come in between: then once more."""
        for _ in range(3):
            change, now = Change(), self._now()
            self._store.envelopes.sent(
                change, envelope, taken.channel, taken.msgid, attempt.tries, now
            )
            try:
                self._store.commit(change)
            except Conflict:
                continue
            return True
        return False

    def _failed(self, envelope: Envelope, attempt: Attempt, exc: WeChatError) -> None:
        if not isinstance(exc, Transient):
            reason, state = exc.reason, NoticeState.REFUSED
            if isinstance(exc, Unreachable) and not exc.code:
                state = NoticeState.UNREACHABLE
                reason = OUTCOME_UNKNOWN if envelope.doubt else exc.reason
            self._give_up(envelope, state, reason, attempt.now, attempt.tries)
        elif envelope.attempts >= ATTEMPTS and not (exc.unknown or envelope.doubt):
            self._give_up(envelope, NoticeState.UNREACHABLE, exc.reason, attempt.now, attempt.tries)
        else:
            doubt = exc.unknown or envelope.doubt
            seconds = wait_before(exc, self._wait(envelope.attempts), doubt=doubt)
            # -1 comes before anything was done, as far as anybody knows: same name, no doubt.
            self._store.envelopes.retry(
                envelope, attempt.tries, seconds, sealed=exc.code == -1, doubt=exc.unknown
            )
            self.note("notice_failed", envelope, reason=exc.reason, unknown=exc.unknown)

    def _give_up(  # one line of the record
        self,
        envelope: Envelope,
        state: NoticeState,
        reason: str,
        now: datetime,
        tries: Sequence[Try] = (),
    ) -> None:
        change = Change()
        told = [*tries, Try(now, Outcome.GIVEN_UP, None, reason)]
        self._store.envelopes.give_up(change, envelope, state, reason, told, now)
        for record in envelope.records:
            journal_undelivered(change, record, reason, now)
        try:
            self._store.commit(change)
        except Conflict:
            self.note("claim_lost", envelope)
        else:
            self.note("notice_undelivered", envelope, reason=reason)

    def broke(self, envelope: Envelope, exc: Exception, now: datetime) -> None:
        """A fault of the program: told with its place, and tried again as if the answer was lost.

        So it is sent at most once, and stands on the office's list when the fault remains.
        """
        extra = {"region": self._store.region, "notice": envelope.id, "place": place_of(exc)}
        logger.error("notice_broke", extra=extra | {"reason": type(exc).__name__})
        seconds = min(self._wait(envelope.attempts), LONGEST_IN_DOUBT_SECONDS)
        tried = Try(now, Outcome.UNKNOWN, None, FAULT)
        self._store.envelopes.retry(envelope, [tried], seconds, doubt=True)

    def note(self, event: str, envelope: Envelope, **fields: object) -> None:
        """Log what happened to each notice of the envelope."""
        for notice in envelope.notices:
            extra = {"region": self._store.region, "notice": notice.id, **fields}
            logger.info(event, extra=extra)


def wait_before(exc: Transient, seconds: float, *, doubt: bool) -> float:
    """The wait that this error asks for, where ``seconds`` is the wait by the number of tries."""
    if doubt:
        seconds = min(seconds, LONGEST_IN_DOUBT_SECONDS)
    return max(seconds, exc.retry_after or 0.0)
