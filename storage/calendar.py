"""The working days that the office has entered itself (工作日历), and their revision.

The revision changes with every entry, so that a process may keep the table it has read.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys


class CalendarStore:
    """Reads and enters days."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def revision(self) -> str:
        """The revision that stands; "" before anything was entered."""
        return cast("str | None", self._redis.hget(self._keys.region_info(), "calendar")) or ""

    def entered(self) -> dict[date, bool]:
        """Every day that was entered: date → working or not."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.days()))
        return {date.fromisoformat(day): flag == "1" for day, flag in found.items()}

    def enter(self, change: Change, days: Mapping[date, bool], revision: str = "") -> str:
        """Add or replace days of the table read under ``revision``; gives the new revision.

        The change fails when the table has another revision by then.
        """
        change.expect(self._keys.region_info(), "calendar", revision or None)
        new = secrets.token_hex(8)
        change.put(self._keys.days(), {day.isoformat(): int(flag) for day, flag in days.items()})
        change.put(self._keys.region_info(), {"calendar": new})
        return new
