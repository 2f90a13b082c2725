"""Leaders in charge (领导包抓): whose name stands on which measure, and who that is.

A plan prints names; an account knows a pseudonym. That the two are one person is never guessed
from how somebody calls themselves: the office confirms it, name by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys


class Leaders:
    """Reads the measures of a leader; every read costs what it returns."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def names(self, pid: str) -> list[str]:
        """The names that the office has confirmed to be this person."""
        found = cast("set[str]", self._redis.smembers(self._keys.leader_names(pid)))
        return sorted(found)

    def items(self, names: Iterable[str]) -> list[str]:
        """The measures on which any of these names stands, in printed order, each once."""
        pipe = self._redis.pipeline(transaction=False)
        for name in names:
            pipe.zrange(self._keys.led_by(name), 0, -1)
        return list(dict.fromkeys(item for found in pipe.execute() for item in found))

    def count(self, name: str) -> int:
        """On how many measures a name stands."""
        return self._redis.zcard(self._keys.led_by(name))

    # ---- writing ----------------------------------------------------------------------------

    def place(
        self, change: Change, item: str, before: Iterable[str], after: Iterable[str], place: int
    ) -> None:
        """List a measure under the leaders that its record names now, and no others."""
        named = tuple(after)
        for name in before:
            if name not in named:
                change.unrank(self._keys.led_by(name), item)
        for name in named:
            change.rank(self._keys.led_by(name), item, place)

    def confirm(self, change: Change, pid: str, name: str) -> None:
        """The office has confirmed that this person is the one named."""
        change.add(self._keys.leader_names(pid), name)

    def take_back(self, change: Change, pid: str, name: str) -> None:
        """The office takes that back."""
        change.remove(self._keys.leader_names(pid), name)

    def forget(self, change: Change, pid: str) -> None:
        """Nothing is known of this person any more."""
        change.delete(self._keys.leader_names(pid))
