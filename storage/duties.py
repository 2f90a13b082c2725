"""Duties (应办事项): every one ever opened, and which are open, by when they are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.duties import LONGEST, SHORTEST, Duty, DutyState, duty_number


class Duties:
    """Reads and writes duties; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    # ---- opening ----------------------------------------------------------------------------

    def numbered(self, duties: Sequence[Duty]) -> list[Duty]:
        """Those that have not been opened before, each with the number that it will have."""
        found: list[Duty] = []
        left = list(duties)
        for length in range(SHORTEST, LONGEST + 1, 2):
            numbered = [self._with_number(duty, length) for duty in left]
            known = {duty.number: duty for duty in self.of(d.number for d in numbered)}
            taken = known | {duty.number: duty for duty in found}
            left = []
            for duty in numbered:
                other = taken.get(duty.number)
                if other is None:
                    found.append(duty)
                    taken[duty.number] = duty
                elif _matter(other) != _matter(duty):
                    left.append(duty)
            if not left:
                break
        return found

    def add(self, change: Change, duty: Duty) -> None:
        """Open a duty; the commit is refused when its number is known."""
        change.expect_value(self._keys.duty(duty.number), None)
        change.set(self._keys.duty(duty.number), to_json(duty))
        change.rank(self._keys.duties(), duty.number, duty.opened_at.timestamp())
        change.rank(self._keys.duties_of(duty.unit), duty.number, duty.opened_at.timestamp())
        self._place(change, duty)

    def save(self, change: Change, before: Duty, after: Duty) -> None:
        """Write a duty that was read as ``before``."""
        key = self._keys.duty(before.number)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))
        self._place(change, after)

    # ---- reading ----------------------------------------------------------------------------

    def get(self, number: str) -> Duty | None:
        """The duty of this number."""
        return next(iter(self.of([number])), None)

    def of(self, numbers: Iterable[str]) -> list[Duty]:
        """The duties of these numbers; unknown ones are left out."""
        keys = [self._keys.duty(number) for number in numbers]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Duty) for text in found if text]

    def due_between(self, start: datetime, end: datetime) -> list[Duty]:
        """Open duties that begin to be late in (start, end], the earliest first."""
        return self._in(self._keys.duties_due(), f"({start.timestamp()}", end.timestamp())

    def late(self, now: datetime, most: int) -> list[Duty]:
        """Open duties that are late, the longest first."""
        key, until = self._keys.duties_due(), now.timestamp()
        names = self._redis.zrangebyscore(key, "-inf", until, start=0, num=most)
        return self.of(cast("list[str]", names))

    def late_count(self, now: datetime) -> int:
        """How many open duties are late."""
        return self._redis.zcount(self._keys.duties_due(), "-inf", now.timestamp())

    def open(self, start: int, most: int) -> tuple[list[Duty], int]:
        """One page of what is open, the earliest due first, and how many there are."""
        key = self._keys.duties_due()
        names = cast("list[str]", self._redis.zrange(key, start, start + most - 1))
        return self.of(names), self._redis.zcard(key)

    def open_of(self, unit: str) -> list[Duty]:
        """What a unit still owes, the earliest due first."""
        return self.of(
            cast("list[str]", self._redis.zrange(self._keys.duties_open_of(unit), 0, -1))
        )

    def open_of_any(self, units: Iterable[str]) -> list[Duty]:
        """The same of several units; a person has a handful."""
        pipe = self._redis.pipeline(transaction=False)
        for unit in dict.fromkeys(units):
            pipe.zrange(self._keys.duties_open_of(unit), 0, -1)
        found = self.of(dict.fromkeys(name for names in pipe.execute() for name in names))
        return sorted(found, key=lambda duty: (duty.due, duty.number))

    def all(self) -> list[Duty]:
        """Every duty ever opened, the oldest first; for the command line, not for a message."""
        return self.of(cast("list[str]", self._redis.zrange(self._keys.duties(), 0, -1)))

    # ---- within -----------------------------------------------------------------------------

    def _with_number(self, duty: Duty, length: int) -> Duty:
        return replace(duty, number=duty_number(self._keys.region, duty, length))

    def _place(self, change: Change, duty: Duty) -> None:
        keys = (self._keys.duties_due(), self._keys.duties_open_of(duty.unit))
        for key in keys:
            if duty.state is DutyState.OPEN:
                change.rank(key, duty.number, duty.due.timestamp())
            else:
                change.unrank(key, duty.number)

    def _in(self, key: str, low: str, high: float) -> list[Duty]:
        return self.of(cast("list[str]", self._redis.zrangebyscore(key, low, high)))


def _matter(duty: Duty) -> tuple[str, ...]:
    return (duty.kind, duty.unit, duty.period)
