"""The region's own secret (盐): drawn once, kept with the data, never shown.

It makes pseudonyms of people and keys of documents that nobody can compute from outside. It stands
in Redis and not in the settings, so that a backup of the data holds it and a new setting does not
unbind everybody.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import cast

from redis import Redis

from storage.keys import Keys


class Salt:
    """Digests under the region's secret."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._secret = b""

    def digest(self, text: str, length: int) -> str:
        """``length`` hex signs that stand for the text, the same as long as the data lives."""
        if not self._secret:
            key = self._keys.region_info()
            self._redis.hsetnx(key, "salt", secrets.token_hex(32))
            self._secret = cast("str", self._redis.hget(key, "salt")).encode()
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[:length]
