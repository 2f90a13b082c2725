"""The access token (access_token) that all processes of a region share: one record, one truth.

Only the holder of the lease writes what it has asked for, and each write compares its fencing
token first: one that was too slow changes nothing.
"""

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

# KEYS: token, lease. ARGV: fencing token, day, instant. Answers how many fetches of that day there
# are with this one, 0 when the lease is lost.
COUNT = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'day') ~= ARGV[2] then
  redis.call('HSET', KEYS[1], 'day', ARGV[2], 'fetches', 0)
end
redis.call('HSET', KEYS[1], 'fetched_at', ARGV[3])
return redis.call('HINCRBY', KEYS[1], 'fetches', 1)
"""

# KEYS: token, lease. ARGV: fencing token, token, expires_at, asked_at. Answers its generation, 0
# when the lease is lost.
SAVE = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[2] then
  redis.call('HINCRBY', KEYS[1], 'generation', 1)
end
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'expires_at', ARGV[3], 'asked_at', ARGV[4])
redis.call('HDEL', KEYS[1], 'error', 'error_code', 'error_until', 'failures')
return tonumber(redis.call('HGET', KEYS[1], 'generation'))
"""

# KEYS: token, lease. ARGV: fencing token, error, its code, until. Answers 1 when noted.
FAIL = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'error', ARGV[2], 'error_code', ARGV[3], 'error_until', ARGV[4])
redis.call('HINCRBY', KEYS[1], 'failures', 1)
return 1
"""

# KEYS: token, lease. ARGV: fencing token, instant. Answers 1 when noted.
FORCED = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'forced_at', ARGV[2])
return 1
"""


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """What is known of the token; every time in unix seconds of real time.

    ``generation`` counts the tokens seen; ``asked_at``: when the platform gave it last;
    ``rejected``: the last token that it refused; ``forced_at``: when a new one was forced last;
    ``error``: why it gave none, standing until ``error_until``, for the ``failures``-th time in a
    row; ``fetches``: how often it was asked on ``day`` (a date in Beijing), at ``fetched_at`` last.
    """

    token: str = ""
    expires_at: float = 0.0
    generation: int = 0
    asked_at: float = 0.0
    rejected: str = ""
    forced_at: float = 0.0
    error: str = ""
    error_code: int = 0
    error_until: float = 0.0
    failures: int = 0
    day: str = ""
    fetches: int = 0
    fetched_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold on the lease, as the scripts want it: its key and our fencing token."""

    key: str
    fence: int


class Tokens:
    """Reads and changes the record; every change compares before it writes."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._key = keys.token()
        self._reject = redis.register_script(REJECT)
        self._count = redis.register_script(COUNT)
        self._save = redis.register_script(SAVE)
        self._fail = redis.register_script(FAIL)
        self._forced = redis.register_script(FORCED)

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
            error_code=int(found.get("error_code", "0")),
            error_until=float(found.get("error_until", "0")),
            failures=int(found.get("failures", "0")),
            day=found.get("day", ""),
            fetches=int(found.get("fetches", "0")),
            fetched_at=float(found.get("fetched_at", "0")),
        )

    def reject(self, token: str) -> bool:
        """Forget a token that the platform refused, unless another one is stored by now."""
        return bool(self._reject(keys=[self._key], args=[token]))

    def count(self, hold: Hold, day: str, now: float) -> int:
        """Count a fetch before it is made; how many this day has with it, 0 without the lease."""
        args: list[str | float] = [hold.fence, day, now]
        return cast("int", self._count(keys=[self._key, hold.key], args=args))

    def save(self, hold: Hold, token: str, *, expires_at: float, now: float) -> int:
        """Store a token; its generation, or 0 when the lease is no longer ours."""
        args: list[str | float] = [hold.fence, token, expires_at, now]
        return cast("int", self._save(keys=[self._key, hold.key], args=args))

    def note_failure(self, hold: Hold, error: str, code: int, until: float) -> bool:
        """Note that there was no token; nobody asks again before ``until``."""
        args: list[str | float] = [hold.fence, error, code, until]
        return bool(self._fail(keys=[self._key, hold.key], args=args))

    def note_forced(self, hold: Hold, now: float) -> bool:
        """Note that a new token is being forced; the platform counts these (20 a day, 30 s)."""
        return bool(self._forced(keys=[self._key, hold.key], args=[hold.fence, now]))
