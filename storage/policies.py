"""The versions of a region's policy (制度版本), and their revision.

The revision changes with every version, so that a process may keep what it has read.
"""

from __future__ import annotations

import secrets
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.regime import Version


class Policies:
    """Reads and adds versions; none is ever changed or removed."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def revision(self) -> str:
        """The revision that stands; "" before anything was set."""
        return cast("str | None", self._redis.hget(self._keys.region_info(), "policy")) or ""

    def versions(self) -> list[Version]:
        """Every version in the order in which they were set."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.policies()))
        return sorted((from_json(b, Version) for b in found.values()), key=lambda one: one.number)

    def add(self, change: Change, versions: list[Version], revision: str) -> str:
        """Add versions to those read under ``revision``; gives the new revision.

        The change fails when others have been added by then.
        """
        change.expect(self._keys.region_info(), "policy", revision or None)
        new = secrets.token_hex(8)
        change.put(self._keys.policies(), {str(one.number): to_json(one) for one in versions})
        change.put(self._keys.region_info(), {"policy": new})
        return new
