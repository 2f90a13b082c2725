"""What nobody of a region asks of the platform for a while (停用的接口), in all processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from redis import Redis

from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Bar:
    """Something barred: why, by which code, and for how many more seconds."""

    reason: str
    code: int
    seconds: float


class Barred:
    """What is barred, by scope: a path of the platform, or a path and a template."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def begin(self, scope: str, reason: str, code: int, seconds: float) -> None:
        """Bar a scope; what was known of it is replaced."""
        milliseconds = max(1, round(seconds * 1000))
        self._redis.set(self._keys.barred(scope), f"{code}|{reason}", px=milliseconds)

    def standing(self, scopes: Sequence[str]) -> Bar | None:
        """The bar of the first scope that has one."""
        pipe = self._redis.pipeline(transaction=False)
        for scope in scopes:
            pipe.get(self._keys.barred(scope))
            pipe.pttl(self._keys.barred(scope))
        found = pipe.execute()
        for text, left in zip(found[::2], found[1::2], strict=True):
            if text is not None:
                code, _, reason = cast("str", text).partition("|")
                return Bar(reason, int(code), max(0.0, cast("int", left) / 1000))
        return None

    def end(self, scope: str) -> None:
        """Let a scope be asked again, as after the office has reset a quota."""
        self._redis.delete(self._keys.barred(scope))
