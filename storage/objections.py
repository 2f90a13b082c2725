"""Objections (异议): their records, and their senders apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.acceptance.objection import Objection, objection_number

BATCH = 500
"""Senders that one morning forgets at the most; the next goes on."""


class Objections:
    """Reads and writes objections; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def take_number(self, change: Change, year: int) -> str:
        """The next number of a year; of two who take one at once, one commit is refused."""
        key = self._keys.objection_counts()
        had = cast("str | None", self._redis.hget(key, str(year)))
        count = int(had or 0) + 1
        change.expect(key, str(year), had)
        change.put(key, {str(year): count})
        return objection_number(year, count)

    def add(self, change: Change, objection: Objection, pid: str) -> None:
        """Keep a new objection, its sender apart; ``pid`` is "" for one from a web page."""
        number, at = objection.number, round(objection.at.timestamp())
        change.expect_value(self._keys.objection(number), None)
        change.set(self._keys.objection(number), to_json(objection))
        change.rank(self._keys.objections_to(objection.publicity), number, at)
        change.rank(self._keys.objections_open(), number, at)
        if pid:
            change.set(self._keys.objector(number), pid)
            change.rank(self._keys.objections_of(pid), number, at)

    def settle(self, change: Change, before: Objection, after: Objection) -> None:
        """Write what was found about an objection that was read as ``before``."""
        key = self._keys.objection(before.number)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))
        change.unrank(self._keys.objections_open(), before.number)
        if after.settled_at:
            kept = self._keys.objectors_kept()
            change.rank(kept, before.number, after.settled_at.timestamp())

    def get(self, number: str) -> Objection | None:
        """The objection of this number."""
        return next(iter(self.several([number])), None)

    def several(self, numbers: Iterable[str]) -> list[Objection]:
        """These objections in their order; unknown numbers are left out."""
        keys = [self._keys.objection(number) for number in numbers]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Objection) for text in found if text]

    def sender(self, number: str) -> str:
        """The pid of who objected; nothing once they were forgotten, or from a web page."""
        return cast("str | None", self._redis.get(self._keys.objector(number))) or ""

    def of_person(self, pid: str, most: int = 5) -> list[Objection]:
        """A person's own objections, the newest first."""
        key = self._keys.objections_of(pid)
        return self.several(cast("list[str]", self._redis.zrange(key, 0, most - 1, desc=True)))

    def open(self, most: int = 50) -> list[Objection]:
        """What is not settled, the oldest first."""
        key = self._keys.objections_open()
        return self.several(cast("list[str]", self._redis.zrange(key, 0, most - 1)))

    def open_count(self) -> int:
        """How many are not settled."""
        return self._redis.zcard(self._keys.objections_open())

    def sent_since(self, pid: str, since: float) -> int:
        """How many a person has sent since this unix time."""
        return self._redis.zcount(self._keys.objections_of(pid), since, "+inf")

    def received_since(self, publicity: str, since: float) -> int:
        """How many came to one publicity since this unix time."""
        return self._redis.zcount(self._keys.objections_to(publicity), since, "+inf")

    def forget(self, change: Change, pid: str) -> None:
        """Forget which objections are a person's; the objections themselves stay."""
        key = self._keys.objections_of(pid)
        for number in cast("list[str]", self._redis.zrange(key, 0, -1)):
            change.delete(self._keys.objector(number))
            change.unrank(self._keys.objectors_kept(), number)
        change.delete(key)

    def settled_before(self, until: datetime) -> list[str]:
        """Numbers of what was settled before an instant and whose sender may still be known."""
        found = self._redis.zrangebyscore(
            self._keys.objectors_kept(), "-inf", until.timestamp(), start=0, num=BATCH
        )
        return cast("list[str]", found)

    def forget_sender(self, change: Change, number: str) -> bool:
        """Forget who sent one objection; whether anybody was known."""
        pid = self.sender(number)
        change.unrank(self._keys.objectors_kept(), number)
        if pid:
            change.delete(self._keys.objector(number))
            change.unrank(self._keys.objections_of(pid), number)
        return bool(pid)
