"""The sender (发送进程): takes envelopes out of the outbox and hands them to WeChat.

Claim, then send, then record. A sender that dies in between leaves a claim that lapses; the next
one sends again under the same ``client_msg_id``, which makes the platform drop the repetition.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime

from bot.delivery import Delivery
from bot.pausing import Pausing
from handlers.receipts import MISSED_AT_ONCE, miss_receipts
from storage.envelope import Envelope
from storage.envelopes import Terms
from storage.errors import Unavailable
from storage.guard import redis_errors
from storage.store import Store

logger = logging.getLogger("zgt.sender")

THREADS = 8
"""Calls at once in one process and region; each waits for WeChat most of its time."""

LEASE_SECONDS = 10.0
"""What a killed sender had in hand waits so long; a living one renews its claims meanwhile."""

PARKED_SECONDS = 60.0
"""How often an envelope is looked at while every way to its person is paused."""

PARKED_AT_ONCE = 2000

RECEIPTS_SECONDS = 60.0
"""How often the sender looks for receipts that stay away, and what one has to come at least."""

TEND_SECONDS = 1.0
"""How often the sender learns of pauses, wakes what was set aside and renews its claims."""

FULL_SECONDS = 0.05
"""How long it waits for a free thread before it looks after everything else."""


@dataclass(slots=True)
class Hand:
    """An envelope in hand, and when its claim was renewed last."""

    envelope: Envelope
    held_at: float


class Sender:
    """Sends the notices of one region; one a process and region, with several threads."""

    def __init__(
        self,
        store: Store,
        delivery: Delivery,
        pausing: Pausing,
        now: Callable[[], datetime],
        *,
        rate: float,
        opens: Callable[[datetime], datetime],
        stop: threading.Event | None = None,
        lease: float = LEASE_SECONDS,
        look: float = RECEIPTS_SECONDS,
        tend: float = TEND_SECONDS,
        threads: int = THREADS,
    ) -> None:
        """``rate``: messages a second of all senders; ``opens``: when a phone may ring next."""
        self._store = store
        self._delivery = delivery
        self._pausing = pausing
        self._now = now
        self._rate = rate
        self._opens = opens
        self._stop = stop or threading.Event()
        self._lease = lease
        self._look = look
        self._tend_every = tend
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sender")
        self._in_hand: dict[Future[None], Hand] = {}
        self._looked: datetime | None = None
        self._look_at = 0.0
        self._tend_at = 0.0
        self._paused, self._waking = False, True
        self._adopted = False

    def step(self) -> int:
        """Claim what there are threads for, and begin it; how many envelopes were claimed.

        While every thread is at work it waits for one, and says 1.

        Raises ``Unavailable``, of this step or of what an earlier one has begun.
        """
        self._collect()
        with redis_errors():
            now = self._now()
            self._adopt()
            self._look_for_receipts(now)
            self._tend()
            if self._delivery.rests:
                return 0
            free = self._threads - len(self._in_hand)
            if free <= 0:
                wait(self._in_hand, FULL_SECONDS, FIRST_COMPLETED)
                return 1
            opens = self._opens(now)
            terms = Terms(self._rate, opens if opens > now else None)
            claimed_at = time.monotonic()
            batch = self._store.envelopes.claim(now, self._lease, free, terms)
        for envelope in batch:
            hand = Hand(envelope, claimed_at)
            self._in_hand[self._pool.submit(self._work, hand)] = hand
        return len(batch)

    def _adopt(self) -> None:
        """At the first step, take up what an earlier version of the program had queued."""
        if self._adopted:
            return
        moved = self._store.outbox.adopt()
        self._adopted = True
        if moved:
            extra = {"region": self._store.region, "notices": moved}
            logger.info("outbox_adopted", extra=extra)

    def finish(self) -> None:
        """Wait until nothing is in hand. Raises ``Unavailable``."""
        wait(self._in_hand)
        self._collect()

    def close(self) -> None:
        """End the threads; what is in hand is finished first."""
        self._pool.shutdown()

    def _collect(self) -> None:
        done = [future for future in list(self._in_hand) if future.done()]
        for future in done:
            del self._in_hand[future]
        for future in done:
            future.result()

    def _look_for_receipts(self, now: datetime) -> None:
        """From time to time, give up what WeChat took and never told about again."""
        if time.monotonic() < self._look_at:
            return
        if self._looked and miss_receipts(self._store, self._looked, now) == MISSED_AT_ONCE:
            return  # there may be more: look again before the next batch
        self._looked, self._look_at = now, time.monotonic() + self._look

    def _tend(self) -> None:
        """Pauses of other processes, what was set aside, and the claims of what takes long."""
        if time.monotonic() < self._tend_at:
            return
        self._tend_at = time.monotonic() + self._tend_every
        paused = self._pausing.look()
        self._waking = (self._waking or self._paused) and not paused
        self._paused = paused
        after = 0.0 if self._waking else PARKED_SECONDS
        woken = self._store.envelopes.wake(after, PARKED_AT_ONCE)
        self._waking = self._waking and woken == PARKED_AT_ONCE
        for hand in list(self._in_hand.values()):
            if time.monotonic() - hand.held_at > self._lease / 3:
                self._hold(hand)

    def _hold(self, hand: Hand) -> bool:
        at = time.monotonic()
        held = self._store.envelopes.hold(hand.envelope, self._lease)
        if held:
            hand.held_at = at
        return held

    def _work(self, hand: Hand) -> None:
        """One envelope, in a thread of its own, whatever comes of it."""
        envelope = hand.envelope
        with redis_errors():
            try:
                with redis_errors():
                    self._attend(hand)
            except Unavailable:
                raise
            except Exception as exc:  # one bad notice must not end the others
                self._delivery.broke(envelope, exc, self._now())

    def _attend(self, hand: Hand) -> None:
        envelope = hand.envelope
        if self._stop.is_set():
            self._store.envelopes.release(envelope)
        elif time.monotonic() - hand.held_at > self._lease / 2 and not self._hold(hand):
            self._delivery.note("claim_lost", envelope)
        else:
            self._delivery.attend(envelope, self._now())
