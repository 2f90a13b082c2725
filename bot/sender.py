"""The sender (发送进程): takes notices out of the outbox and hands them to WeChat.

Claim, then send, then record. A sender that dies in between leaves a claim that lapses; the next
one sends again under the same ``client_msg_id``, which makes the platform drop the repetition.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from bot.accounts import RegionSettings
from bot.answers import answer_thread
from bot.channels import Channels, Taken
from bot.errands import errand_thread
from bot.now import ProgramClock
from bot.rounds import IDLE_SECONDS, Worker, work_apart
from bot.settings import Settings
from bot.upkeep import Upkeep
from bot.waiting import backoff, pause_seconds
from bot.wechat.client import client_of
from bot.wechat.errors import ConfigurationError, QuotaExceeded, Transient, WeChatError
from handlers.receipts import MISSED_AT_ONCE, journal_undelivered, miss_receipts
from storage.change import Change
from storage.connect import connect
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from storage.outbox import Claimed
from storage.store import Store

logger = logging.getLogger("zgt.sender")

BATCH = 8
LEASE_SECONDS = 60.0
"""Longer than one notice can take with every time limit met; renewed before each send."""

ATTEMPTS = 16
"""About three hours of trying, nine attempts of it in the ten minutes of a client_msg_id."""

RECORD_SECONDS = 30.0
"""How long a sent notice waits to be recorded while Redis is away; less than its lease."""

RECEIPTS_SECONDS = 60.0
"""How often the sender looks for receipts that stay away, and what one has to come at least."""

ERRAND_PATIENCE_SECONDS = 8.0
"""How long the end of the process waits for an errand: longer than one call of the platform, and
less than the supervisor's patience. What takes longer is run again when its lease has lapsed."""


class Sender:
    """Sends the notices of one region; one a process and region."""

    def __init__(
        self,
        store: Store,
        channels: Channels,
        now: Callable[[], datetime],
        *,
        stop: threading.Event | None = None,
        wait: Callable[[int], float] = backoff,
        lease: float = LEASE_SECONDS,
        look: float = RECEIPTS_SECONDS,
    ) -> None:
        self._store = store
        self._channels = channels
        self._now = now
        self._stop = stop or threading.Event()
        self._wait = wait
        self._lease = lease
        self._look = look
        self._looked: datetime | None = None
        self._look_at = 0.0
        self._paused_until = 0.0
        self._alarm = ""

    def step(self) -> int:
        """Send one batch; how many notices were claimed. Raises ``Unavailable``."""
        with redis_errors():
            self._look_for_receipts()
            if self._paused:
                return 0
            batch = self._store.outbox.claim(self._now(), self._lease, BATCH)
            for claimed in batch:
                if self._stop.is_set() or self._paused:
                    self._release(claimed)
                elif self._store.outbox.hold(claimed, self._lease):
                    self._send(claimed)
                else:
                    self._note("claim_lost", claimed)
        return len(batch)

    def _look_for_receipts(self) -> None:
        """From time to time, give up what WeChat took and never told about again."""
        if time.monotonic() < self._look_at:
            return
        now = self._now()
        if self._looked and miss_receipts(self._store, self._looked, now) == MISSED_AT_ONCE:
            return  # there may be more: look again before the next batch
        self._looked, self._look_at = now, time.monotonic() + self._look

    @property
    def _paused(self) -> bool:
        return time.monotonic() < self._paused_until

    def _send(self, claimed: Claimed) -> None:
        """One attempt at one notice, whatever comes of it."""
        person = self._store.people.get(claimed.notice.pid)
        if person is not None and not person.subscribed:
            self._give_up(claimed, "unsubscribed")
        elif person is None or not person.openid:
            self._give_up(claimed, "unknown_person")
        elif claimed.record.attempts > ATTEMPTS:
            self._give_up(claimed, claimed.record.error or "never_recorded")
        else:
            try:
                taken = self._channels.deliver(claimed, person, self._now())
            except Conflict:
                self._store.outbox.retry(claimed, "changed_meanwhile", 0.0)
            except WeChatError as exc:
                self._failed(claimed, exc)
            else:
                self._sent(claimed, taken)

    def _sent(self, claimed: Claimed, taken: Taken) -> None:
        self._alarm = ""
        until = time.monotonic() + RECORD_SECONDS
        while True:
            try:
                with redis_errors():
                    recorded = self._record(claimed, taken)
            except Unavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(IDLE_SECONDS)
            else:
                break
        self._note("notice_sent" if recorded else "claim_lost", claimed, channel=taken.channel)

    def _record(self, claimed: Claimed, taken: Taken) -> bool:
        """False when the claim was lost. A receipt may come in between: then once more."""
        for _ in range(3):
            change = Change()
            self._store.outbox.sent(change, claimed, taken.msgid, taken.channel, self._now())
            try:
                self._store.commit(change)
            except Conflict:
                continue
            return True
        return False

    def _failed(self, claimed: Claimed, exc: WeChatError) -> None:
        attempts = claimed.record.attempts
        if isinstance(exc, ConfigurationError | QuotaExceeded):
            self._pause(exc)
            self._release(claimed)
        elif not isinstance(exc, Transient) or attempts >= ATTEMPTS:
            self._give_up(claimed, exc.reason)
        else:
            seconds = max(self._wait(attempts), exc.retry_after or 0.0)
            self._store.outbox.retry(claimed, exc.reason, seconds)
            self._note("notice_failed", claimed, reason=exc.reason, unknown=exc.unknown)

    def _pause(self, exc: ConfigurationError | QuotaExceeded) -> None:
        """Call nobody for a while; an alarm is raised once until something is sent again."""
        seconds = pause_seconds(exc)
        self._paused_until = time.monotonic() + seconds
        cause = exc.reason.split()[0]
        if self._alarm != cause:
            self._alarm = cause
            self._store.counts.add("sender_paused")
            extra = {"region": self._store.region, "reason": exc.reason, "seconds": seconds}
            logger.error("sender_paused", extra=extra)

    def _release(self, claimed: Claimed) -> None:
        change = Change()
        self._store.outbox.release(change, claimed)
        self._commit(change, claimed)

    def _give_up(self, claimed: Claimed, reason: str) -> None:
        now, change = self._now(), Change()
        self._store.outbox.give_up(change, claimed, reason, now)
        journal_undelivered(change, claimed.record, reason, now)
        if self._commit(change, claimed):
            self._note("notice_undelivered", claimed, reason=reason)

    def _commit(self, change: Change, claimed: Claimed) -> bool:
        try:
            self._store.commit(change)
        except Conflict:
            self._note("claim_lost", claimed)
            return False
        return True

    def _note(self, event: str, claimed: Claimed, **fields: object) -> None:
        known = {"region": self._store.region, "notice": claimed.notice.id}
        logger.info(event, extra=known | fields)


def sender_of(
    store: Store, settings: RegionSettings, now: Callable[[], datetime], stop: threading.Event
) -> Sender:
    """The sender of one region with its own token keeper and connection to the platform."""
    channels = Channels(store, settings, client_of(store, settings))
    return Sender(store, channels, now, stop=stop)


def run_sender(settings: Settings) -> None:
    """Send and run errands for every region until SIGTERM or SIGINT.

    The message in hand is finished first; an errand that cannot be is given back.
    """
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, on_signal)
    redis = connect(settings.redis_url, settings.data)
    workers: dict[str, list[Worker]] = {}
    threads = []
    for region in settings.regions:
        store = Store(redis, region.region)
        clock = ProgramClock(store if settings.trial else None, settings.frozen)
        menus_at = settings.address(region.region) if settings.trial else None
        upkeep = Upkeep(store, clock.now, menus_at=menus_at)
        workers[region.region] = [sender_of(store, region, clock.now, stop), upkeep]
        threads.append(errand_thread(store, region, settings.data, clock.now, stop))
        threads.append(answer_thread(store, region, clock.now, stop))
    try:
        for thread in threads:
            thread.start()
        work_apart(workers, stop)
        for thread in threads:
            thread.join(ERRAND_PATIENCE_SECONDS)
    finally:
        redis.close()
