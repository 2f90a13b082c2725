"""The unit list (单位名录), read once by a process and anew after every change of it."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.groups import Directory
from supervision.records import Unit

REVISION = "units"
"""Field of the region that counts the changes of its unit list."""


class UnitList:
    """Gives the units of a region; while they stay as they are it reads one short field."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._known: tuple[str | None, Directory] | None = None

    def directory(self) -> Directory:
        """Every unit of the region, found by its name, its aliases and what groups it is in."""
        # The mark first: what is read after it is as new as it says, or newer.
        mark = cast("str | None", self._redis.hget(self._keys.region_info(), REVISION))
        known = self._known
        if known is None or mark is None or known[0] != mark:
            found = cast("list[str]", self._redis.hvals(self._keys.units()))
            known = mark, Directory(from_json(text, Unit) for text in found)
            self._known = known
        return known[1]

    def put(self, change: Change, unit: Unit) -> None:
        """Add or replace a unit with its aliases."""
        change.put(self._keys.units(), {unit.name: to_json(unit)})
        change.count(self._keys.region_info(), REVISION, 1)
        if unit.aliases:
            change.put(self._keys.aliases(), dict.fromkeys(unit.aliases, unit.name))
