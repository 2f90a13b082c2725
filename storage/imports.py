"""The mark that every step of an import leaves, so that imports go one after the other.

An import takes several atomic steps. Each expects the mark under which it read the ledger: another
import in between makes it read again, and a step whose answer was lost is told by its own mark.
"""

from __future__ import annotations

import secrets
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys


class Imports:
    """Reads and leaves the mark."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def mark(self) -> str:
        """The mark of the last step; "" before the first."""
        return cast("str | None", self._redis.hget(self._keys.region_info(), "import")) or ""

    def dating(self, plan: str) -> bool:
        """True while an import that gave a plan another day has not entered all its records."""
        return self._redis.hexists(self._keys.region_info(), _dating(plan))

    def date(self, change: Change, plan: str, *, done: bool) -> None:
        """An import begins to give a plan another day, or is done with all its records."""
        if done:
            change.drop_fields(self._keys.region_info(), _dating(plan))
        else:
            change.put(self._keys.region_info(), {_dating(plan): 1})

    def leave(self, change: Change, mark: str) -> str:
        """Leave a new mark and give it; the change fails when ``mark`` no longer stands."""
        new = secrets.token_hex(8)
        change.expect(self._keys.region_info(), "import", mark or None)
        change.put(self._keys.region_info(), {"import": new})
        return new


def _dating(plan: str) -> str:
    return f"dating|{plan}"
