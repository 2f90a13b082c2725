"""Logins of browsers (网页登录): what may be used once, and who reads in which session."""

from __future__ import annotations

import hashlib
from typing import cast

from redis import Redis

from storage.keys import Keys

USED_SECONDS = 900
"""Longer than a state or a code of the platform can be of any use."""

READER_SECONDS = 12 * 3600
"""How long a browser knows its reader: a working day."""


class Logins:
    """Sessions by a random name that only the browser holds; here stands its digest."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def use(self, secret: str) -> bool:
        """Use a state or a code up; false when it was used before."""
        key = self._keys.used_login(_digest(secret))
        return bool(self._redis.set(key, "1", nx=True, ex=USED_SECONDS))

    def remember(self, session: str, pid: str) -> None:
        """Let a session be that of a person."""
        self._redis.set(self._keys.reader(_digest(session)), pid, ex=READER_SECONDS)

    def reader(self, session: str) -> str | None:
        """The person of a session; None for one unknown or too old."""
        return cast("str | None", self._redis.get(self._keys.reader(_digest(session))))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:32]
