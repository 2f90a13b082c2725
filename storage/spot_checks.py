"""Spot checks (抽查): one draw a quarter with its seed, and which of the drawn have no result."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.acceptance.spot_check import Draw, DrawHead, head_of


class SpotChecks:
    """Reads and writes draws; none is ever changed. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, draw: Draw) -> None:
        """Keep the draw of a quarter; the commit is refused when the quarter has one."""
        key = self._keys.spot_draws()
        change.expect(key, draw.quarter, None)
        change.put(key, {draw.quarter: to_json(draw)})
        change.put(self._keys.spot_draw_heads(), {draw.quarter: to_json(head_of(draw))})
        for item in draw.drawn:
            change.rank(self._keys.spot_checks_open(), item, draw.at.timestamp())

    def done(self, change: Change, item: str) -> None:
        """A drawn measure has its result."""
        change.unrank(self._keys.spot_checks_open(), item)

    def of_quarter(self, quarter: str) -> Draw | None:
        """The draw of a quarter, if there was one."""
        found = cast("str | None", self._redis.hget(self._keys.spot_draws(), quarter))
        return from_json(found, Draw) if found else None

    def draws(self) -> list[Draw]:
        """Every draw, the oldest quarter first."""
        found = cast("list[str]", self._redis.hvals(self._keys.spot_draws()))
        return sorted((from_json(text, Draw) for text in found), key=lambda one: one.quarter)

    def head(self, quarter: str) -> DrawHead | None:
        """The head of the draw of a quarter, if there was one."""
        found = cast("str | None", self._redis.hget(self._keys.spot_draw_heads(), quarter))
        if found:
            return from_json(found, DrawHead)
        made = self.of_quarter(quarter)  # an earlier version kept no heads
        return head_of(made) if made else None

    def last(self) -> DrawHead | None:
        """The head of the newest draw; a region has four a year."""
        quarters = cast("list[str]", self._redis.hkeys(self._keys.spot_draws()))
        return self.head(max(quarters)) if quarters else None

    def open(self, most: int) -> list[str]:
        """Drawn measures without a result, the longest-waiting first."""
        return cast("list[str]", self._redis.zrange(self._keys.spot_checks_open(), 0, most - 1))

    def open_count(self) -> int:
        """How many drawn measures have no result."""
        return self._redis.zcard(self._keys.spot_checks_open())
