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
        read_at = self._read_at
        if read_at is None:
            self._read(self._store)
        elif monotonic() - read_at >= CACHE_SECONDS and self._lock.acquire(blocking=False):
            # One thread reads while the others go on: a Redis that hangs must not hold them all.
            try:
                self._read(self._store)
            finally:
                self._lock.release()
        return self._offset

    @property
    def known(self) -> bool:
        """False while the offset has never been read, so that nothing may be judged by it."""
        return self._store is None or self._frozen is not None or self._read_at is not None

    def forget(self) -> None:
        """Read the offset anew at the next call, as after moving the clock."""
        self._read_at = None

    def _read(self, store: Store) -> None:
        began = monotonic()
        try:
            with redis_errors():
                self._offset = float(store.clock.offset())
        except Unavailable:
            # An offset that was never known is asked for again at once.
            self._read_at = monotonic() if self._read_at is not None else None
        else:
            self._read_at = began
