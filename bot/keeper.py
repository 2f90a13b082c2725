"""The keeper (看护): renews the turns of slow work, and takes up what a killed process has left.

It also sees to it that what was lately written in memory only is on disk within a second.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from bot.workers import Job, Workers
from handlers.late import finish_late
from handlers.office import Office
from storage.errors import Unavailable
from storage.guard import redis_errors
from storage.inbox import Claim

logger = logging.getLogger("zgt.keeper")

STEP_SECONDS = 1.0
"""A third of what a turn lives, and half of how long a message in line counts as there."""

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class InHand:
    """A job of this process, and the turn that it needs to the end."""

    office: Office
    claim: Claim
    job: Job[str]


class Keeper:
    """One thread of a process; it starts with the first slow work, or when told to watch."""

    def __init__(self, workers: Workers, offices: Callable[[], Iterable[Office]]) -> None:
        self._workers = workers
        self._offices = offices
        self._in_hand: dict[str, InHand] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def hold(self, office: Office, claim: Claim, job: Job[str]) -> None:
        """Renew this turn until the job is done."""
        with self._lock:
            self._in_hand[claim.message] = InHand(office, claim, job)
        self.watch()

    def watch(self) -> None:
        """Step from now on, once a second."""
        with self._lock:
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name="zgt-keeper", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End the thread; late work that is under way goes on with its last renewal."""
        self._stop.set()

    def step(self) -> None:
        """Renew what is in hand, write what waits, take up what nobody does. Raises Unavailable."""
        with redis_errors():
            self._renew()
            for office in self._offices():
                office.store.lately.keep()
                self._take_up(office)

    def _run(self) -> None:
        while not self._stop.wait(STEP_SECONDS):
            try:
                self.step()
            except Unavailable:
                continue  # what is lost meanwhile is refused at its commit, and taken up again
            except Exception:
                logger.exception("keeper_failed")

    def _renew(self) -> None:
        with self._lock:
            held = list(self._in_hand.values())
        for one in held:
            if not one.job.done:
                one.office.store.inbox.renew(one.claim)
                continue
            with self._lock:
                if self._in_hand.get(one.claim.message) is one:
                    del self._in_hand[one.claim.message]

    def _take_up(self, office: Office) -> None:
        for message in office.store.late.waiting(MOST_AT_ONCE):
            with self._lock:
                if message in self._in_hand:
                    continue
            taken = office.store.late.take_up(message, secrets.token_hex(8))
            if taken is None:
                continue
            logger.warning("late_work_taken_up", extra={"tries": taken.tries})
            job = self._workers.submit(partial(finish_late, office, taken))
            with self._lock:
                self._in_hand[message] = InHand(office, taken.claim, job)
