"""Who runs the errands (差事): a thread of the sender process for each region.

Claim, then do, then record. It is a thread of its own, so that a slow download never holds up a
notice. One that dies in between leaves a claim that lapses; the errand is then run again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from bot.accounts import RegionSettings
from bot.errand_kinds import JOBS
from bot.faults import place_of
from bot.jobs import ClaimLost, Desk, GiveUp, Job, ToldToStop
from bot.rounds import work_until
from bot.waiting import backoff, pause_seconds
from bot.wechat.client import PlatformClient, client_of
from bot.wechat.errors import ConfigurationError, QuotaExceeded, Transient, WeChatError
from storage.change import Change
from storage.errands import ClaimedErrand
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from storage.store import Store

logger = logging.getLogger("zgt.errands")

LEASE_SECONDS = 60.0
"""Longer than one call with every time limit met; a job that takes longer renews it."""

ATTEMPTS = 200
"""Four days of trying. The deadline comes first, except for what ends the process each time."""

UNKNOWN_KIND_SECONDS = 60.0
"""What another version of the program queued waits for that version."""

LATE = timedelta(days=2)
"""Files are gone from the platform after three days: somebody must look before."""

LATE_LOOK_SECONDS = 600.0


class ErrandRunner:
    """Runs the errands of one region; one a process and region, used by one thread."""

    def __init__(
        self,
        store: Store,
        settings: RegionSettings,
        client: PlatformClient,
        data: Path,
        now: Callable[[], datetime],
        *,
        stop: threading.Event | None = None,
        jobs: Mapping[str, Job] = JOBS,
        wait: Callable[[int], float] = backoff,
        lease: float = LEASE_SECONDS,
    ) -> None:
        self._store = store
        self._settings = settings
        self._client = client
        self._data = data
        self._now = now
        self._stop = stop or threading.Event()
        self._jobs = jobs
        self._wait = wait
        self._lease = lease
        self._paused: dict[str, float] = {}
        self._alarms: set[str] = set()
        self._look_at = 0.0

    def step(self) -> int:
        """Run one errand; how many there were. Raises ``Unavailable``."""
        with redis_errors():
            self._look_for_late_ones()
            claimed = self._store.errands.claim(self._now(), self._lease)
            if claimed is None:
                return 0
            try:
                with redis_errors():
                    self._run(claimed)
            except Unavailable:
                raise
            except Exception as exc:  # one bad errand must not end the others
                self._broke(claimed, exc)
        return 1

    def _run(self, claimed: ClaimedErrand) -> None:
        errand, record = claimed.errand, claimed.record
        job = self._jobs.get(errand.kind)
        paused = self._paused.get(errand.kind, 0.0) - time.monotonic()
        if self._now() >= errand.deadline:
            self._give_up(claimed, record.error or "too_late")
        elif record.attempts > ATTEMPTS:
            self._give_up(claimed, record.error or "never_finished")
        elif job is None:
            self._put_off(claimed, "unknown_kind", UNKNOWN_KIND_SECONDS)
        elif paused > 0:
            self._put_off(claimed, record.error or "paused", paused)
        else:
            self._try(claimed, job)

    def _try(self, claimed: ClaimedErrand, job: Job) -> None:
        """One attempt, whatever comes of it."""
        try:
            change = job.do(self._desk(claimed), claimed.errand)
            self._store.errands.done(change, claimed, self._now())
            self._store.commit(change)
        except ToldToStop:
            self._release(claimed)
        except ClaimLost:
            self._note("claim_lost", claimed)
        except GiveUp as exc:
            self._give_up(claimed, exc.reason)
        except WeChatError as exc:
            self._failed(claimed, exc)
        except Conflict:
            self._retry(claimed, "changed_meanwhile", 0.0)
        else:
            self._alarms.discard(claimed.errand.kind)
            self._note("errand_done", claimed)

    def _failed(self, claimed: ClaimedErrand, exc: WeChatError) -> None:
        attempts = claimed.record.attempts
        if isinstance(exc, ConfigurationError | QuotaExceeded):
            seconds = self._pause(claimed.errand.kind, exc)
            self._put_off(claimed, exc.reason, seconds)
        elif isinstance(exc, Transient):
            self._retry(claimed, exc.reason, max(self._wait(attempts), exc.retry_after or 0.0))
        else:
            self._give_up(claimed, exc.reason)

    def _pause(self, kind: str, exc: ConfigurationError | QuotaExceeded) -> float:
        """Ask nothing of this kind for a while; one alarm until one of them succeeds again."""
        seconds = pause_seconds(exc)
        self._paused[kind] = time.monotonic() + seconds
        if kind not in self._alarms:
            self._alarms.add(kind)
            self._store.counts.add("errands_paused")
            extra = {"region": self._store.region, "kind": kind, "reason": exc.reason}
            logger.error("errands_paused", extra=extra | {"seconds": seconds})
        return seconds

    def _give_up(self, claimed: ClaimedErrand, reason: str) -> None:
        errand, job = claimed.errand, self._jobs.get(claimed.errand.kind)
        change = job.given_up(self._desk(claimed), errand, reason) if job else Change()
        self._store.errands.give_up(change, claimed, reason, self._now())
        try:
            self._store.commit(change)
        except Conflict:
            self._retry(claimed, reason, 0.0)
            return
        self._store.counts.add("errand_given_up")
        self._note("errand_given_up", claimed, reason=reason)

    def _broke(self, claimed: ClaimedErrand, exc: Exception) -> None:
        """A fault of the program or of the machine: told with its place, and tried again later.

        The text of the exception stays out of the log; it may hold anything.
        """
        extra = {"region": self._store.region, "errand": claimed.errand.id, "place": place_of(exc)}
        logger.error("errand_broke", extra=extra | {"reason": type(exc).__name__})
        self._retry(claimed, type(exc).__name__, self._wait(claimed.record.attempts))

    def _retry(self, claimed: ClaimedErrand, reason: str, seconds: float) -> None:
        kept = self._store.errands.retry(claimed, reason, seconds)
        self._note("errand_failed" if kept else "claim_lost", claimed, reason=reason)

    def _put_off(self, claimed: ClaimedErrand, reason: str, seconds: float) -> None:
        self._store.errands.retry(claimed, reason, seconds, tried=False)

    def _release(self, claimed: ClaimedErrand) -> None:
        change = Change()
        self._store.errands.release(change, claimed)
        try:
            self._store.commit(change)
        except Conflict:
            self._note("claim_lost", claimed)

    def _desk(self, claimed: ClaimedErrand) -> Desk:
        def keep() -> None:
            if self._stop.is_set():
                raise ToldToStop
            if not self._store.errands.hold(claimed, self._lease):
                raise ClaimLost

        return Desk(self._store, self._settings, self._client, self._data, self._now, keep)

    def _look_for_late_ones(self) -> None:
        """From time to time, tell when something has waited for too long."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + LATE_LOOK_SECONDS
        oldest = self._store.errands.oldest_waiting()
        if oldest and self._now() - oldest > LATE:
            hours = (self._now() - oldest) // timedelta(hours=1)
            self._store.counts.add("errands_late")
            logger.error("errands_late", extra={"region": self._store.region, "hours": hours})

    def _note(self, event: str, claimed: ClaimedErrand, **fields: object) -> None:
        errand = claimed.errand
        known = {"region": self._store.region, "errand": errand.id, "kind": errand.kind}
        logger.info(event, extra=known | fields)


def errand_thread(
    store: Store,
    settings: RegionSettings,
    data: Path,
    now: Callable[[], datetime],
    stop: threading.Event,
) -> threading.Thread:
    """The thread that runs the errands of one region until ``stop``; not started yet.

    It has a connection to the platform of its own, and does not keep the process alive.
    """
    runner = ErrandRunner(store, settings, client_of(store, settings), data, now, stop=stop)
    name = f"errands-{store.region}"
    return threading.Thread(target=work_until, args=([runner], stop), name=name, daemon=True)
