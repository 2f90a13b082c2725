"""Opt-ins (订阅): how many subscription notices (订阅通知) a person has agreed to receive."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys


class OptIns:
    """Kept with the person, by template; one agreement is good for one message."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def left(self, pid: str, template: str) -> int:
        """How many messages of this template may still go to the person."""
        found = cast("str | None", self._redis.hget(self._keys.optins(pid), template))
        return int(found or 0)

    def agree(self, change: Change, pid: str, template: str, times: int = 1) -> None:
        """The person has agreed to so many more."""
        change.count(self._keys.optins(pid), template, times)

    def spend(self, change: Change, pid: str, template: str, left: int) -> None:
        """Use one up; ``left`` is what was read. Fails when somebody else was quicker."""
        change.expect(self._keys.optins(pid), template, left)
        change.count(self._keys.optins(pid), template, -1)

    def refuse(self, change: Change, pid: str, template: str) -> None:
        """The person has taken it back, or WeChat says that nothing is left."""
        change.drop_fields(self._keys.optins(pid), template)

    def forget(self, change: Change, pid: str) -> None:
        """The person has left; what was agreed to is void."""
        change.delete(self._keys.optins(pid))
