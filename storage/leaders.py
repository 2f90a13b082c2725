"""Leaders in charge (领导包抓): whose name stands on which measure, and who that is.

A plan prints names; an account knows a pseudonym. That the two are one person is never guessed
from how somebody calls themselves: the office confirms it, name by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class LedSums:
    """How many measures of a leader stand where; ``behind`` ones are not ``overdue``."""

    measures: int = 0
    open: int = 0
    overdue: int = 0
    behind: int = 0
    waiting: int = 0

    @property
    def settled(self) -> int:
        """Verified, accepted or closed."""
        return self.measures - self.open


class Leaders:
    """Reads the measures of a leader; every read costs what it returns."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def names(self, pid: str) -> list[str]:
        """The names that the office has confirmed to be this person."""
        found = cast("set[str]", self._redis.smembers(self._keys.leader_names(pid)))
        return sorted(found)

    def stand(self, names: Iterable[str], now: datetime) -> LedSums:
        """How many measures of these names stand where; one that names two of them counts twice."""
        at, keys, pipe = now.timestamp(), self._keys, self._redis.pipeline(transaction=False)
        for name in names:
            pipe.zcard(keys.led_by(name))
            pipe.zcard(keys.led_open(name))
            pipe.zcount(keys.led_open(name), "-inf", at)
            pipe.zcount(keys.led_behind_from(name), "-inf", at)
            pipe.zcount(keys.led_behind_to(name), "-inf", at)
            pipe.zcard(keys.led_waiting(name))
        found = [int(number) for number in pipe.execute()]
        every, open_, late, begun, ended, waiting = (sum(found[n::6]) for n in range(6))
        return LedSums(every, open_, late, max(0, begun - ended), waiting)

    def open_items(self, names: Iterable[str], start: int, count: int) -> list[str]:
        """Those that are not settled, from the ``start``-th: what is overdue, or will be, first."""
        pipe = self._redis.pipeline(transaction=False)
        for name in names:
            pipe.zrange(self._keys.led_open(name), 0, start + count - 1, withscores=True)
        scores = {item: score for found in pipe.execute() for item, score in found}
        ordered = sorted(scores, key=lambda item: (scores[item], item))
        return ordered[start : start + count]

    def count(self, name: str) -> int:
        """On how many measures a name stands."""
        return self._redis.zcard(self._keys.led_by(name))

    # ---- writing ----------------------------------------------------------------------------

    def place(
        self, change: Change, item: str, before: Iterable[str], after: Iterable[str], place: int
    ) -> None:
        """List a measure under the leaders that its record names now, and no others."""
        named = tuple(after)
        for name in before:
            if name not in named:
                change.unrank(self._keys.led_by(name), item)
        for name in named:
            change.rank(self._keys.led_by(name), item, place)

    def confirm(self, change: Change, pid: str, name: str) -> None:
        """The office has confirmed that this person is the one named."""
        change.add(self._keys.leader_names(pid), name)

    def take_back(self, change: Change, pid: str, name: str) -> None:
        """The office takes that back."""
        change.remove(self._keys.leader_names(pid), name)

    def forget(self, change: Change, pid: str) -> None:
        """Nothing is known of this person any more."""
        change.delete(self._keys.leader_names(pid))
