"""How often things happened (计数), summed over all processes."""

from __future__ import annotations

from typing import cast

from redis import Redis
from redis.exceptions import RedisError

from storage.keys import Keys


class Counts:
    """Counters by event name; losing one is harmless, so counting never fails."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, event: str, by: int = 1) -> None:
        """Count an event; silently nothing when Redis is away."""
        try:
            self._redis.hincrby(self._keys.counts(), event, by)
        except RedisError:
            return

    def all(self) -> dict[str, int]:
        """Every counter by its name."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.counts()))
        return {name: int(value) for name, value in found.items()}
