"""Program time: real time, moved in trial mode, or stopped by ``ZGT_NOW``."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from time import monotonic

from storage.errors import Unavailable
from storage.guard import redis_errors
from storage.store import Store

CACHE_SECONDS = 0.2
"""How long a process may go on by the old offset after somebody has moved the clock."""


class ProgramClock:
    """The one source of ``now``; every rule and use case gets its answer as an argument.

    ``frozen`` stops it. Else the offset that the store holds is added to real time; when Redis is
    away the last known offset stands. Without a store (a real account) it is real time.
    """

    def __init__(self, store: Store | None, frozen: datetime | None = None) -> None:
        self._store = store
        self._frozen = frozen.astimezone(UTC) if frozen else None
        self._offset = 0.0
        self._read_at: float | None = None
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The instant that the program lives in, UTC."""
        if self._frozen:
            return self._frozen
        return datetime.now(UTC) + timedelta(seconds=self.offset())

    def offset(self) -> float:
        """Seconds between program time and real time, at most CACHE_SECONDS old."""
        if self._store is None:
            return 0.0
        with self._lock:
            tick = monotonic()
            if self._read_at is None or tick - self._read_at >= CACHE_SECONDS:
                self._offset = self._stored(self._store)
                self._read_at = tick
            return self._offset

    def forget(self) -> None:
        """Read the offset anew at the next call, as after moving the clock."""
        with self._lock:
            self._read_at = None

    def _stored(self, store: Store) -> float:
        try:
            with redis_errors():
                return float(store.clock.offset())
        except Unavailable:
            return self._offset
