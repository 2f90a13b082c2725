"""Kept words (留言): what could not be sent to a person, for the reply to their next message."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys

KEPT_SECONDS = 7 * 24 * 3600
"""Longer than anybody waits for an answer; what is older would only surprise."""


class Kept:
    """The words kept for the people of one region, each under the order in which it is said."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, pid: str, at: datetime, words: str, part: int = 0) -> None:
        """Keep words that belong to the instant ``at``; the same once more changes nothing.

        ``part`` orders what belongs to one instant.
        """
        key = self._keys.kept(pid)
        change.put(key, {f"{round(at.timestamp() * 1000):015d}.{part:03d}": words})
        change.keep(key, KEPT_SECONDS)

    def of(self, pid: str) -> dict[str, str]:
        """What is kept for a person, under its order."""
        return cast("dict[str, str]", self._redis.hgetall(self._keys.kept(pid)))

    def take(self, change: Change, pid: str, orders: Collection[str]) -> None:
        """These words are being said: forget them."""
        if orders:
            change.drop_fields(self._keys.kept(pid), *orders)


def in_order(kept: Mapping[str, str]) -> list[str]:
    """Kept words as they are to be said."""
    return [kept[order] for order in sorted(kept)]
