"""Monthly tables (月度排名): which wait for somebody to make them public, and who has, and when."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import msgspec
from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys

SHOWN = 24
"""Tables that are looked at for the newest of each kind: a year of two kinds."""


class Approval(msgspec.Struct, frozen=True):
    """Who of the office has approved a table for the public (pid), and when."""

    at: datetime
    by: str


class Tables:
    """Reads and writes approvals, by the id of the record. All may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def wait(self, change: Change, record: str, at: datetime) -> None:
        """A table was recorded, or taken off: it waits for an approval."""
        change.rank(self._keys.tables_waiting(), record, at.timestamp())
        self._hide(change, record)

    def approve(self, change: Change, record: str, approval: Approval) -> None:
        """Everybody may read it from now on; of two who approve at once one commit is refused."""
        change.expect(self._keys.tables_approved(), record, None)
        change.put(self._keys.tables_approved(), {record: to_json(approval)})
        change.rank(self._keys.tables_public(), record, approval.at.timestamp())
        change.unrank(self._keys.tables_waiting(), record)

    def forget(self, change: Change, record: str) -> None:
        """The record was withdrawn: it is neither public nor waits."""
        change.unrank(self._keys.tables_waiting(), record)
        self._hide(change, record)

    def approved(self) -> dict[str, Approval]:
        """The tables that were approved last, by their records, the newest first."""
        key = self._keys.tables_public()
        names = cast("list[str]", self._redis.zrange(key, 0, SHOWN - 1, desc=True))
        if not names:
            return {}
        found = cast("list[str | None]", self._redis.hmget(self._keys.tables_approved(), names))
        told = zip(names, found, strict=True)
        return {name: from_json(text, Approval) for name, text in told if text}

    def waiting_count(self) -> int:
        """How many wait for an approval."""
        return self._redis.zcard(self._keys.tables_waiting())

    def _hide(self, change: Change, record: str) -> None:
        change.drop_fields(self._keys.tables_approved(), record)
        change.unrank(self._keys.tables_public(), record)
