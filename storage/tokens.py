"""The access token (access_token) that all processes of a region share: one record, one truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from redis import Redis

from storage.keys import Keys

# KEYS: token. ARGV: the token that the platform refused. Answers 1 when it was the stored one.
REJECT = """
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'token', 'expires_at')
redis.call('HSET', KEYS[1], 'rejected', ARGV[1])
return 1
"""

# KEYS: token, lease. ARGV: fencing token, token, expires_at, asked_at. Answers 1 when stored.
SAVE = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[2] then
  redis.call('HINCRBY', KEYS[1], 'generation', 1)
end
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'expires_at', ARGV[3], 'asked_at', ARGV[4])
redis.call('HDEL', KEYS[1], 'error', 'error_until')
return 1
"""


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """What is known of the token; every time in unix seconds of real time.

    ``generation`` counts the tokens seen; ``asked_at``: when the platform was asked last;
    ``rejected``: the last token that it refused; ``forced_at``: when a new one was forced last;
    ``error``: its refusal to give one, standing until ``error_until``.
    """

    token: str = ""
    expires_at: float = 0.0
    generation: int = 0
    asked_at: float = 0.0
    rejected: str = ""
    forced_at: float = 0.0
    error: str = ""
    error_until: float = 0.0


class Tokens:
    """Reads and changes the record; every change compares before it writes."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._key = keys.token()
        self._reject = redis.register_script(REJECT)
        self._save = redis.register_script(SAVE)

    def read(self) -> TokenRecord:
        """The record; an empty one when nothing is known."""
        found = cast("dict[str, str]", self._redis.hgetall(self._key))
        return TokenRecord(
            token=found.get("token", ""),
            expires_at=float(found.get("expires_at", "0")),
            generation=int(found.get("generation", "0")),
            asked_at=float(found.get("asked_at", "0")),
            rejected=found.get("rejected", ""),
            forced_at=float(found.get("forced_at", "0")),
            error=found.get("error", ""),
            error_until=float(found.get("error_until", "0")),
        )

    def save(self, lease: str, fence: int, token: str, *, expires_at: float, now: float) -> bool:
        """Store a token; False when the lease (its key, our fencing token) is no longer ours."""
        args: list[str | float] = [fence, token, expires_at, now]
        return bool(self._save(keys=[self._key, lease], args=args))

    def reject(self, token: str) -> bool:
        """Forget a token that the platform refused, unless another one is stored by now."""
        return bool(self._reject(keys=[self._key], args=[token]))

    def note_forced(self, now: float) -> None:
        """Note that a new token is being forced; the platform counts these (20 a day, 30 s)."""
        self._redis.hset(self._key, "forced_at", str(now))

    def note_error(self, error: str, until: float) -> None:
        """Note a refusal to give a token; nobody asks again before ``until``."""
        self._redis.hset(self._key, mapping={"error": error, "error_until": str(until)})
