"""Alarms (告警): what only a person can mend, told once an hour while it lasts."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.keys import Keys

REPEATED_SECONDS = 3600.0
"""An alarm that is still raised after this time counts as a new one."""


class Alarms:
    """The alarms of a region by name; a name is a fixed word, a code or an address."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._key = keys.alarms()

    def sound(self, name: str, now: float) -> bool:
        """Raise an alarm; true when it is news. ``now`` in unix seconds of real time."""
        pipe = self._redis.pipeline(transaction=True)
        pipe.zremrangebyscore(self._key, "-inf", f"({now - REPEATED_SECONDS}")
        pipe.zadd(self._key, {name: now}, nx=True)
        return bool(cast("list[int]", pipe.execute())[1])

    def standing(self, now: float) -> tuple[str, ...]:
        """The alarms of the last hour, the newest last."""
        found = self._redis.zrangebyscore(self._key, now - REPEATED_SECONDS, "+inf")
        return tuple(cast("list[str]", found))
