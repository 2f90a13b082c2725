"""Sending what is kept for people (留言发送): answers that came late, and the rest of long ones.

Words that :mod:`storage.kept` holds go out as customer-service messages (客服消息) while the
platform allows it; what it does not allow stays, for the reply to the person's next message. The
platform cannot drop a repetition of such a message: each is tried once, and that is noted before.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from bot.accounts import RegionSettings
from bot.faults import place_of
from bot.rounds import work_until
from bot.waiting import backoff, pause_seconds
from bot.wechat.client import PlatformClient, client_of
from bot.wechat.errors import (
    ConfigurationError,
    OutOfCredit,
    QuotaExceeded,
    Transient,
    WeChatError,
)
from bot.wechat.messages import send_text
from storage.change import Change
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from storage.kept import Waiting, next_to_send
from storage.lease import Lease
from storage.store import Store
from supervision.people import Person

logger = logging.getLogger("zgt.answers")

LEASE_SECONDS = 30.0
"""One process of a region sends, so that parts come in their order; another one takes over then."""

AT_ONCE = 16


class AnswerSender:
    """Sends what is kept for the people of one region; used by one thread."""

    def __init__(
        self,
        store: Store,
        client: PlatformClient,
        now: Callable[[], datetime],
        *,
        wait: Callable[[int], float] = backoff,
    ) -> None:
        self._store = store
        self._client = client
        self._now = now
        self._wait = wait
        self._lease = Lease(store.redis, store.keys, "answers", LEASE_SECONDS)
        self._paused_until = 0.0
        self._failures = 0

    def step(self) -> int:
        """Send one thing to each person for whom something is kept; how many were sent.

        Raises ``Unavailable``.
        """
        if time.monotonic() < self._paused_until:
            return 0
        with redis_errors():
            waiting = self._store.kept.waiting(AT_ONCE)
            if not waiting or not self._lease.acquire():
                return 0
            return sum([self._attend_to(one) for one in waiting])

    def _attend_to(self, waiting: Waiting) -> int:
        """One person; a fault of the program leaves their words for their next message."""
        try:
            with redis_errors():
                return self._attend(waiting)
        except Unavailable:
            raise
        except Exception as exc:  # one person must not silence the others
            self._broke(waiting, exc)
            return 0

    def _broke(self, waiting: Waiting, exc: Exception) -> None:
        extra = {"region": self._store.region, "place": place_of(exc)}
        logger.error("answer_broke", extra=extra | {"reason": type(exc).__name__})
        self._store.kept.rest(waiting)

    def _attend(self, waiting: Waiting) -> int:
        person = self._store.people.get(waiting.pid)
        found = next_to_send(self._store.kept.of(waiting.pid))
        if person is None or found is None or not self._may_write(person):
            if found is not None:
                self._store.counts.tally("kept:no_credit")
            self._store.kept.rest(waiting)
            return 0
        order, stored = found
        change = Change()
        change.expect_value(self._lease.key, self._lease.fence)
        self._store.kept.spend(change, person, order, stored)
        if not self._commit(change):
            return 0  # the person has just written, or another process sends
        return self._send(person, order, stored)

    def _may_write(self, person: Person) -> bool:
        return (
            bool(person.openid)
            and person.subscribed
            and person.credit_left > 0
            and person.credit_until > self._now().timestamp()
        )

    def _send(self, person: Person, order: str, stored: str) -> int:
        change = Change()
        try:
            send_text(self._client, person.openid, stored[1:])
        except OutOfCredit:
            self._store.kept.lose_credit(change, person)
            self._store.counts.tally("kept:refused")
        except WeChatError as exc:
            if _surely_not_sent(exc):
                self._store.kept.unspend(change, person, order, stored)
                self._pause(exc)
            self._note(exc)
        else:
            self._failures = 0
            self._store.kept.take(change, person.pid, [order])
            self._store.counts.tally("kept:sent")
            return int(self._commit(change))
        if not change.empty:
            self._commit(change)
        return 0

    def _pause(self, exc: WeChatError) -> None:
        """Wait before anything is sent again, longer from one failure to the next."""
        self._failures += 1
        seconds = self._wait(self._failures)
        if isinstance(exc, ConfigurationError | QuotaExceeded):
            seconds = pause_seconds(exc)
        elif isinstance(exc, Transient):
            seconds = max(seconds, exc.retry_after or 0.0)
        self._paused_until = time.monotonic() + seconds

    def _commit(self, change: Change) -> bool:
        try:
            self._store.commit(change)
        except Conflict:
            return False
        return True

    def _note(self, exc: WeChatError) -> None:
        self._store.counts.tally("kept:failed")
        extra = {"region": self._store.region, "reason": exc.reason}
        logger.warning("answer_not_sent", extra=extra)


def _surely_not_sent(exc: WeChatError) -> bool:
    """True when the platform has refused for now, and the same may be sent later."""
    if isinstance(exc, Transient):
        return not exc.unknown
    return isinstance(exc, ConfigurationError | QuotaExceeded)


def answer_thread(
    store: Store, settings: RegionSettings, now: Callable[[], datetime], stop: threading.Event
) -> threading.Thread:
    """The thread that sends the answers of one region until ``stop``; not started yet."""
    sender = AnswerSender(store, client_of(store, settings), now)
    name = f"answers-{store.region}"
    return threading.Thread(target=work_until, args=([sender], stop), name=name, daemon=True)
