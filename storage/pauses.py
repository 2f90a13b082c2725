"""Pauses (暂停): what of the platform's interface may not be called now, for all processes alike.

A pause ends at an instant of program time (a new day of the platform's quota, which a trial's
clock brings as well), or by a probe: once in so many real seconds one call is let through, and
when the platform takes it the pause is over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from redis import Redis

from storage.keys import Keys
from supervision.times import from_iso, to_iso

# KEYS: pauses. ARGV: name, program time in ms. Answers 1 when it may be called.
MAY_CALL = """
redis.replicate_commands()
local found = redis.call('HGET', KEYS[1], ARGV[1])
if not found then return 1 end
local pause = cjson.decode(found)
if pause.until_ms > 0 and tonumber(ARGV[2]) >= pause.until_ms then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return 1
end
local clock = redis.call('TIME')
local server = clock[1] * 1000 + math.floor(clock[2] / 1000)
if server < pause.probe_ms then return 0 end
pause.probe_ms = server + pause.every_ms
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(pause))
return 1
"""

# KEYS: pauses. ARGV: name, JSON of the pause. Answers 1 when it is a new one.
PAUSE = """
redis.replicate_commands()
local pause = cjson.decode(ARGV[2])
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then pause.since = cjson.decode(known).since end
local clock = redis.call('TIME')
pause.probe_ms = clock[1] * 1000 + math.floor(clock[2] / 1000) + pause.every_ms
return redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(pause))
"""


@dataclass(frozen=True, slots=True)
class Pause:
    """What is paused, why, and until when at the latest (None: until a probe is taken).

    ``every``: real seconds between probes.
    """

    name: str
    reason: str
    since: datetime
    until: datetime | None
    every: float


class Pauses:
    """The pauses of one account."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._key = keys.pauses()
        self._pass = redis.register_script(MAY_CALL)
        self._pause = redis.register_script(PAUSE)

    def all(self, now: datetime) -> dict[str, Pause]:
        """Those in force at ``now`` (program time), by name."""
        found = cast("dict[str, str]", self._redis.hgetall(self._key))
        read = [_read(name, text) for name, text in found.items()]
        return {one.name: one for one in read if one.until is None or now < one.until}

    def sweep(self, now: datetime) -> dict[str, Pause]:
        """The same, and those whose end has come are forgotten."""
        found = cast("dict[str, str]", self._redis.hgetall(self._key))
        read = [_read(name, text) for name, text in found.items()]
        over = {one.name for one in read if one.until is not None and now >= one.until}
        for name in over:
            self.may_call(name, now)  # it compares again: somebody may just have paused anew
        return {one.name: one for one in read if one.name not in over}

    def may_call(self, name: str, now: datetime) -> bool:
        """Whether it may be called; of those who ask during a pause, one now and then."""
        args: list[str | int] = [name, round(now.timestamp() * 1000)]
        return bool(self._pass(keys=[self._key], args=args))

    def pause(self, pause: Pause) -> bool:
        """Pause it; False when it was paused already."""
        told = {
            "reason": pause.reason,
            "since": to_iso(pause.since),
            "until": to_iso(pause.until) if pause.until else "",
            "until_ms": round(pause.until.timestamp() * 1000) if pause.until else 0,
            "every_ms": round(pause.every * 1000),
        }
        return bool(self._pause(keys=[self._key], args=[pause.name, json.dumps(told)]))

    def resume(self, name: str) -> bool:
        """It is taken again; False when it was not paused."""
        return bool(self._redis.hdel(self._key, name))


def _read(name: str, text: str) -> Pause:
    told = json.loads(text)
    until = told["until"]
    return Pause(
        name=name,
        reason=told["reason"],
        since=from_iso(told["since"]),
        until=from_iso(until) if until else None,
        every=told["every_ms"] / 1000,
    )
