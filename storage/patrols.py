"""Patrol reports (巡查): their records, and the open ones of every unit above."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.patrols import Patrol, patrol_number

BATCH = 500


class Patrols:
    """Reads and writes patrol reports; none is deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def take_number(self, change: Change, year: int) -> str:
        """The next number of a year; of two who take one at once, one commit is refused."""
        key = self._keys.patrol_counts()
        had = cast("str | None", self._redis.hget(key, str(year)))
        count = int(had or 0) + 1
        change.expect(key, str(year), had)
        change.put(key, {str(year): count})
        return patrol_number(year, count)

    def add(self, change: Change, patrol: Patrol, pid: str) -> None:
        """Keep a new report; it stands with every unit above."""
        number, at = patrol.number, round(patrol.at.timestamp())
        change.expect_value(self._keys.patrol(number), None)
        change.set(self._keys.patrol(number), to_json(patrol))
        change.rank(self._keys.patrols(), number, at)
        change.rank(self._keys.patrols_of(pid), number, at)
        every, below = self._lists(patrol)
        change.rank(every, number, at)
        for unit in patrol.above:
            change.rank(below(unit), number, at)

    def save(self, change: Change, before: Patrol, after: Patrol) -> None:
        """Write a report that was read as ``before``."""
        key = self._keys.patrol(before.number)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))
        if after.open or after.clear:
            return
        change.unrank(self._keys.patrols_open(), after.number)
        for unit in after.above:
            change.unrank(self._keys.patrols_open_below(unit), after.number)

    def get(self, number: str) -> Patrol | None:
        """The report of this number."""
        return next(iter(self._read([number])), None)

    def last_of(self, pid: str) -> Patrol | None:
        """The newest report of a person."""
        names = cast("list[str]", self._redis.zrange(self._keys.patrols_of(pid), 0, 0, desc=True))
        return next(iter(self._read(names)), None)

    def open(self, start: int, most: int) -> tuple[list[Patrol], int]:
        """One page of what is open, the oldest first, and how many there are."""
        return self._page(self._keys.patrols_open(), start, most)

    def open_below(self, units: Sequence[str], start: int, most: int) -> tuple[list[Patrol], int]:
        """The same of these units and of all below them, each once."""
        keys = [self._keys.patrols_open_below(unit) for unit in dict.fromkeys(units)]
        if len(keys) == 1:
            return self._page(keys[0], start, most)
        # Of several units, one may stand below another.
        names = cast("list[str]", self._redis.zunion(keys, aggregate="MIN") if keys else [])
        return self._read(names[start : start + most]), len(names)

    def clear_since(self, since: datetime, units: Sequence[str] | None = None) -> int:
        """How many patrols have found nothing since then: of all, or of these units, each once."""
        if units is None:
            return self._redis.zcount(self._keys.patrols_clear(), since.timestamp(), "+inf")
        pipe = self._redis.pipeline(transaction=False)
        for unit in units:
            pipe.zrangebyscore(self._keys.patrols_clear_below(unit), since.timestamp(), "+inf")
        return len({number for found in pipe.execute() for number in found})

    def all(self) -> Iterator[Patrol]:
        """Every report, the oldest first, read in batches."""
        start = 0
        while True:
            key = self._keys.patrols()
            names = cast("list[str]", self._redis.zrange(key, start, start + BATCH - 1))
            yield from self._read(names)
            start += BATCH
            if len(names) < BATCH:
                return

    def forget(self, change: Change, pid: str) -> None:
        """Forget which reports are a person's; the reports themselves stay."""
        change.delete(self._keys.patrols_of(pid))

    def _lists(self, patrol: Patrol) -> tuple[str, Callable[[str], str]]:
        """Where a report stands for everybody, and for each unit above it."""
        if patrol.clear:
            return self._keys.patrols_clear(), self._keys.patrols_clear_below
        return self._keys.patrols_open(), self._keys.patrols_open_below

    def _page(self, key: str, start: int, most: int) -> tuple[list[Patrol], int]:
        names = cast("list[str]", self._redis.zrange(key, start, start + most - 1))
        return self._read(names), self._redis.zcard(key)

    def _read(self, numbers: list[str]) -> list[Patrol]:
        keys = [self._keys.patrol(number) for number in numbers]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Patrol) for text in found if text]
