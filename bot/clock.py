"""The clock process (时钟): ticks every region once a second, under a lease.

Of several clocks one holds the lease of a region; the others wait to take over. A tick that was
overtaken cannot write, because its commit expects its own fencing token in the lease.
"""

from __future__ import annotations

import logging
import signal
import threading
from datetime import UTC, datetime
from types import FrameType

from apscheduler.schedulers.blocking import BlockingScheduler

from bot.settings import Settings
from bot.wiring import Wiring
from handlers.schedule.tick import tick
from storage.clock import LEASE
from storage.errors import StorageError
from storage.guard import redis_errors
from storage.lease import Lease

logger = logging.getLogger("zgt.clock")

EVERY_SECONDS = 1
LEASE_SECONDS = 10
"""How long a region stands still when the clock that held it is killed."""

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class _Stopped(Exception):
    """A signal asked the process to stop."""


class RegionClock:
    """The clock of one region; its ticks run one after another."""

    def __init__(self, wiring: Wiring, region: str) -> None:
        self._wiring = wiring
        self._region = region
        self._lease: Lease | None = None
        self._failing = False

    def tick(self, stopping: threading.Event) -> None:
        """Run what has come, and beat, if this process holds the lease. Never raises."""
        try:
            with redis_errors():
                self._run(stopping)
        except StorageError as exc:
            self._failed(type(exc).__name__)
        except Exception:
            # The next second may do better, and a clock that died would not be noticed for as long.
            logger.exception("clock_failed", extra={"region": self._region})
        else:
            self._recovered()

    def release(self) -> None:
        """Let another clock take over at once."""
        try:
            with redis_errors():
                if self._lease is not None:
                    self._lease.release()
        except StorageError as exc:
            self._failed(type(exc).__name__)

    def _run(self, stopping: threading.Event) -> None:
        office = self._wiring.office(self._region)
        if self._lease is None:
            self._lease = Lease(office.store.redis, office.store.keys, LEASE, LEASE_SECONDS)
        while (fence := self._lease.acquire()) is not None:
            done = tick(office, self._wiring.clock_of(self._region).now(), fence)
            # Only what has worked counts as a beat, so that a clock that fails shows as not ready.
            office.store.clock.record_beat(datetime.now(UTC))
            if not done.behind or stopping.is_set():
                return

    def _failed(self, error: str) -> None:
        # Said once, not every second.
        if not self._failing:
            logger.warning("clock_waits", extra={"region": self._region, "error": error})
        self._failing = True

    def _recovered(self) -> None:
        if self._failing:
            logger.info("clock_goes_on", extra={"region": self._region})
        self._failing = False


def run_clock(settings: Settings) -> None:
    """Tick until SIGTERM or SIGINT; survives Redis going away. Call it in the main thread."""
    wiring = Wiring(settings)
    clocks = [RegionClock(wiring, region.region) for region in settings.regions]
    stopping = threading.Event()
    # That a long tick skips a second is how catching up looks, nothing to warn of.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BlockingScheduler(timezone=UTC)

    def every_region() -> None:
        for clock in clocks:
            if not stopping.is_set():
                clock.tick(stopping)

    scheduler.add_job(
        every_region,
        "interval",
        seconds=EVERY_SECONDS,
        coalesce=True,
        max_instances=1,
        next_run_time=datetime.now(UTC),
    )
    before = {sign: signal.signal(sign, _stop) for sign in STOP_SIGNALS}
    logger.info("clock_started", extra={"regions": len(clocks)})
    try:
        scheduler.start()
    except _Stopped:
        # Ctrl-C reaches the whole group and the supervisor signals again; one stop is enough.
        for sign in STOP_SIGNALS:
            signal.signal(sign, signal.SIG_IGN)
    finally:
        stopping.set()
        if scheduler.running:
            scheduler.shutdown(wait=True)
        for clock in clocks:
            clock.release()
        wiring.close()
        for sign, handler in before.items():
            signal.signal(sign, handler)
    logger.info("clock_stopped")


def _stop(_number: int, _frame: FrameType | None) -> None:
    # Raised in the main thread, which only waits: the tick at work ends undisturbed.
    raise _Stopped
