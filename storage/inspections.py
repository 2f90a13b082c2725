"""Inspections (检查): every one recorded, by unit and by measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.inspections import Cause, Inspection


class Inspections:
    """Reads and writes inspections; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, inspection: Inspection) -> None:
        """Keep a new inspection; the commit is refused when its id is known."""
        key, at = self._keys.inspection(inspection.id), inspection.at.timestamp()
        change.expect_value(key, None)
        change.set(key, to_json(inspection))
        change.rank(self._keys.inspections(), inspection.id, at)
        change.rank(self._keys.inspections_of(inspection.unit), inspection.id, at)
        if inspection.measure:
            change.rank(self._keys.inspections_at(inspection.item), inspection.id, at)

    def save(self, change: Change, before: Inspection, after: Inspection) -> None:
        """Write an inspection that was read as ``before``."""
        key = self._keys.inspection(before.id)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))

    def get(self, name: str) -> Inspection | None:
        """The inspection of this id."""
        return next(iter(self._read([name])), None)

    def of_item(self, item: str) -> list[Inspection]:
        """The inspections of a measure, the oldest first."""
        return self._all(self._keys.inspections_at(item))

    def of_unit(self, unit: str) -> list[Inspection]:
        """The inspections of a unit, the oldest first."""
        return self._all(self._keys.inspections_of(unit))

    def latest(self, most: int) -> list[Inspection]:
        """The newest, the newest first."""
        key = self._keys.inspections()
        return self._read(cast("list[str]", self._redis.zrange(key, 0, most - 1, desc=True)))

    def name(self, change: Change, day: date, found: Sequence[tuple[str, Cause]]) -> None:
        """Keep what a day of inspection names as worth a look; the day before is forgotten."""
        key = self._keys.to_inspect()
        change.put(key, {"day": day.isoformat(), "items": to_json(list(found))})

    def named(self) -> tuple[date, list[tuple[str, Cause]]] | None:
        """The last day of inspection and what it named, the most pressing first."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.to_inspect()))
        if not found:
            return None
        items = from_json(found["items"], list[tuple[str, Cause]])
        return date.fromisoformat(found["day"]), items

    def _all(self, key: str) -> list[Inspection]:
        return self._read(cast("list[str]", self._redis.zrange(key, 0, -1)))

    def _read(self, names: list[str]) -> list[Inspection]:
        keys = [self._keys.inspection(name) for name in names]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Inspection) for text in found if text]
