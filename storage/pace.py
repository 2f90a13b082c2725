"""The pace (发送节奏): a bucket of messages a second that all senders of an account share.

The claim takes out of it (``outbox_claim.lua``); here it is slowed when WeChat asks for that.
"""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.keys import Keys

RESTORED_MS = 600_000
"""In so long a pace that was slowed to nothing would be whole again."""

ONCE_IN_MS = 60_000
"""All processes hear of the same minute's quota."""

SLOWEST = 1.0
"""Messages a second."""

# KEYS: pace. ARGV: messages a second as set, milliseconds to be whole again, the slowest pace,
# milliseconds in which it is slowed once at most.
# Answers the pace from now on.
SLOW = """
redis.replicate_commands()
local clock = redis.call('TIME')
local server = clock[1] * 1000 + math.floor(clock[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'rate', 'slowed')
local rate = tonumber(ARGV[1])
if known[2] and server - known[2] < tonumber(ARGV[4]) then return known[1] end
if known[1] then rate = math.min(rate, known[1] + rate * (server - known[2]) / ARGV[2]) end
rate = math.max(tonumber(ARGV[3]), rate / 2)
redis.call('HSET', KEYS[1], 'rate', rate, 'slowed', string.format('%.0f', server))
return tostring(rate)
"""


class Pace:
    """One account's pace; all times are Redis server time."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._key = keys.pace()
        self._slow = redis.register_script(SLOW)

    def slow(self, rate: float) -> float:
        """Halve the pace; it comes back evenly. ``rate`` is what is set; gives the new pace."""
        args: list[float] = [rate, RESTORED_MS, SLOWEST, ONCE_IN_MS]
        return float(cast("str", self._slow(keys=[self._key], args=args)))

    def slowed(self) -> float | None:
        """The pace to which it was slowed last, None while it is whole."""
        found = cast("str | None", self._redis.hget(self._key, "rate"))
        return float(found) if found else None
