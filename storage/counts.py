"""How often things happened (计数), summed over all processes."""

from __future__ import annotations

import threading
from collections import Counter
from typing import cast

from redis import Redis
from redis.exceptions import RedisClusterException, RedisError

from storage.keys import Keys

FLUSH_SECONDS = 1.0
"""How long a tallied event may stay in memory; what a crash may lose of the counters."""


class Counts:
    """Counters by event name; losing one is harmless, so counting never fails."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._lock = threading.Lock()
        self._tallied: Counter[str] = Counter()
        self._timer: threading.Timer | None = None

    def add(self, event: str, by: int = 1) -> None:
        """Count an event; silently nothing when Redis is away."""
        try:
            self._redis.hincrby(self._keys.counts(), event, by)
        except (RedisError, RedisClusterException):
            return

    def tally(self, event: str) -> None:
        """Count an event that anybody can cause as often as they like.

        It is kept in memory first: strangers must not decide how often Redis writes to disk.
        """
        with self._lock:
            self._tallied[event] += 1
            if self._timer is None:
                self._timer = threading.Timer(FLUSH_SECONDS, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write what was tallied; at most once in FLUSH_SECONDS by itself, now when called."""
        with self._lock:
            tallied, self._tallied = self._tallied, Counter()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        if not tallied:
            return
        try:
            pipe = self._redis.pipeline()
            for event, times in tallied.items():
                pipe.hincrby(self._keys.counts(), event, times)
            pipe.execute()
        except (RedisError, RedisClusterException):
            return

    def all(self) -> dict[str, int]:
        """Every counter by its name, with what this process has just tallied."""
        self.flush()
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.counts()))
        return {name: int(value) for name, value in found.items()}
