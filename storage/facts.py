"""Facts (事实) that are not about one measure's progress: what the office has recorded of units."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.facts import Fact, FactKind


class Facts:
    """Reads and writes facts; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, name: str, fact: Fact) -> None:
        """Keep a new fact under this id; the commit is refused when the id is known."""
        at = fact.at.timestamp()
        change.expect_value(self._keys.fact(name), None)
        change.set(self._keys.fact(name), to_json(fact))
        change.rank(self._keys.facts(), name, at)
        for unit in dict.fromkeys((fact.unit, *fact.units)):
            if unit:
                change.rank(self._keys.facts_of(fact.kind, unit), name, at)
        if fact.kind is FactKind.COMPLAINT:
            change.rank(self._keys.complaints_at(_digest(fact.place, fact.matter)), name, at)

    def get(self, name: str) -> Fact | None:
        """The fact of this id."""
        return next(iter(self._read([name])), None)

    def between(self, start: datetime, end: datetime) -> list[Fact]:
        """Facts in [start, end), in order."""
        return self._in(self._keys.facts(), start, end)

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit in [start, end), in order."""
        return self._in(self._keys.facts_of(kind, unit), start, end)

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind in [start, end), in order."""
        return self._in(self._keys.complaints_at(_digest(place, matter)), start, end)

    def _in(self, key: str, start: datetime, end: datetime) -> list[Fact]:
        low, high = start.timestamp(), f"({end.timestamp()}"
        return self._read(cast("list[str]", self._redis.zrangebyscore(key, low, high)))

    def _read(self, names: Iterable[str]) -> list[Fact]:
        keys = [self._keys.fact(name) for name in names]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Fact) for text in found if text]


def _digest(place: str, matter: str) -> str:
    return hashlib.sha256(f"{place}\x1f{matter}".encode()).hexdigest()[:20]
