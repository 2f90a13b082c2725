"""Claims (领取): how work that waits in Redis is taken by one process at a time.

An entry is a hash with ``state``, ``attempts``, ``error`` and, while it is claimed, ``claim``: a
fencing token that only grows. Whoever was too slow finds its token replaced and is refused. Two
clocks: the hour from which an entry may be taken is program time; leases and back-off are real
time of the Redis server, since troubles do not pass faster when a trial moves its clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from typing import cast

from redis import Redis

from storage.change import Change

QUEUED = "queued"

# KEYS: leased, entry. ARGV: id, fencing token, milliseconds. Answers 1 when the claim was ours.
HOLD = """
if redis.call('HGET', KEYS[2], 'claim') ~= ARGV[2] then return 0 end
local clock = redis.call('TIME')
local ends = clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[3]
redis.call('ZADD', KEYS[1], string.format('%.0f', ends), ARGV[1])
return 1
"""

# The same, and the entry is queued again with ARGV: …, error, attempts that do not count.
RETRY = HOLD.replace(
    "return 1",
    """redis.call('HDEL', KEYS[2], 'claim')
redis.call('HSET', KEYS[2], 'state', 'queued', 'error', ARGV[4])
if ARGV[5] ~= '0' then redis.call('HINCRBY', KEYS[2], 'attempts', -ARGV[5]) end
return 1""",
)


@dataclass(frozen=True, slots=True)
class Queue:
    """The keys of one queue; ``entry`` gives the hash of an id. See :mod:`storage.keys`."""

    entry: Callable[[str], str]
    ready: str
    leased: str
    waiting: str
    fence: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry that is ours while its lease lasts, as it was when we took it."""

    name: str
    fence: int
    fields: dict[str, str]


class Claims:
    """One queue. Methods that take a :class:`Change` are applied by its commit.

    All methods may raise ``RedisError``.
    """

    def __init__(self, redis: Redis, queue: Queue) -> None:
        self._redis = redis
        self._queue = queue
        script = resources.files("storage").joinpath("claim.lua").read_text("utf-8")
        self._claim = redis.register_script(script)
        self._hold = redis.register_script(HOLD)
        self._retry = redis.register_script(RETRY)

    def enqueue(
        self, change: Change, name: str, fields: dict[str, str | int], not_before: datetime
    ) -> None:
        """Queue an entry together with its cause; the commit is refused when the id is known."""
        key = self._queue.entry(name)
        change.expect(key, "state", None)
        change.put(key, {**fields, "state": QUEUED, "attempts": 0})
        change.rank(self._queue.ready, name, to_ms(not_before))
        change.rank(self._queue.waiting, name, to_ms(not_before))

    def claim(self, now: datetime, seconds: float, limit: int) -> list[Claim]:
        """At most ``limit`` entries that may be taken at ``now``, ours alone for ``seconds``."""
        keys = [self._queue.ready, self._queue.leased, self._queue.fence]
        args: list[str | int] = [self._queue.entry(""), to_ms(now), _milliseconds(seconds), limit]
        found = cast("list[tuple[str, int, list[str]]]", self._claim(keys=keys, args=args))
        return [
            Claim(name, fence, dict(zip(flat[::2], flat[1::2], strict=True)))
            for name, fence, flat in found
        ]

    def hold(self, name: str, fence: int, seconds: float) -> bool:
        """Keep a claim for ``seconds`` from now; False when it was lost, then do nothing more."""
        args: list[str | int] = [name, fence, _milliseconds(seconds)]
        return bool(self._hold(keys=self._leased_and(name), args=args))

    def retry(
        self, name: str, fence: int, error: str, seconds: float, *, tried: bool = True
    ) -> bool:
        """Queue it again for the time after ``seconds``; False when the claim was lost.

        ``tried`` False: this claim does not count as an attempt.
        """
        args: list[str | int] = [name, fence, _milliseconds(seconds), error, int(not tried)]
        return bool(self._retry(keys=self._leased_and(name), args=args))

    def release(self, change: Change, name: str, fence: int, not_before: datetime) -> None:
        """Put it back as if it had never been claimed: nothing was tried."""
        change.count(self.close(change, name, fence, QUEUED), "attempts", -1)
        change.rank(self._queue.ready, name, to_ms(not_before))

    def close(self, change: Change, name: str, fence: int, state: str) -> str:
        """End a claim that must still be ours, in a new state; gives the key of the entry."""
        key = self._queue.entry(name)
        change.expect(key, "claim", fence)
        change.put(key, {"state": state})
        change.drop_fields(key, "claim")
        change.unrank(self._queue.leased, name)
        return key

    def finish(self, change: Change, name: str, fence: int, state: str) -> str:
        """End a claim for good: the entry waits no longer; gives its key."""
        change.unrank(self._queue.waiting, name)
        return self.close(change, name, fence, state)

    def depth(self) -> int:
        """How many entries are not finished, those for a later hour included."""
        return self._redis.zcard(self._queue.ready) + self._redis.zcard(self._queue.leased)

    def oldest_waiting(self) -> datetime | None:
        """From when the first unfinished entry may be taken (program time); None: nothing waits.

        Those that are claimed or in back-off count.
        """
        key = self._queue.waiting
        first = cast("list[tuple[str, float]]", self._redis.zrange(key, 0, 0, withscores=True))
        return datetime.fromtimestamp(first[0][1] / 1000, UTC) if first else None

    def _leased_and(self, name: str) -> list[str]:
        return [self._queue.leased, self._queue.entry(name)]


def to_ms(instant: datetime) -> int:
    """Unix milliseconds."""
    return round(instant.timestamp() * 1000)


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
