"""The clock (时钟): up to where the schedule is done, when it last ticked, how far it is moved."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from supervision.times import from_iso, to_iso

LEASE = "clock"
"""Name of the lease that one clock process holds."""

# KEYS: clock. ARGV: offset that was read ("" for none), offset wanted. Answers the one that stands.
ADVANCE = """
local found = redis.call('HGET', KEYS[1], 'offset') or ''
if found ~= ARGV[1] then return found end
redis.call('HSET', KEYS[1], 'offset', ARGV[2])
return ARGV[2]
"""


class ClockStore:
    """Reads and moves the clock of a region."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._advance = redis.register_script(ADVANCE)

    def cursor(self) -> datetime | None:
        """The instant up to which every moment is done; None before the first tick."""
        return self._instant("cursor")

    def drawn_up(self) -> datetime | None:
        """The last draw-up hour that was done; None before the first."""
        return self._instant("drawn_up")

    def beat(self) -> datetime | None:
        """Real time of the last tick; None before the first."""
        return self._instant("beat")

    def offset(self) -> float:
        """Seconds added to real time; 0 outside trial mode."""
        return float(cast("str | None", self._redis.hget(self._keys.clock(), "offset")) or 0)

    def record_beat(self, real_now: datetime) -> None:
        """Say that the clock is alive."""
        self._redis.hset(self._keys.clock(), "beat", to_iso(real_now))

    def advance(self, seconds: float) -> float:
        """Move program time forward (trial mode); gives the new offset. Never backwards.

        A command that is repeated because its answer was lost moves it once.
        """
        if seconds < 0:
            raise ValueError("the clock of the program only moves forward")
        keys = [self._keys.clock()]
        stands = cast("str | None", self._redis.hget(keys[0], "offset")) or ""
        while True:
            wanted = repr(float(stands or 0) + seconds)
            found = cast("str", self._advance(keys=keys, args=[stands, wanted]))
            if found == wanted:
                return float(wanted)
            stands = found  # somebody else has moved it meanwhile

    def move_cursor(
        self, change: Change, old: datetime | None, new: datetime, fence: int | None
    ) -> None:
        """Mark everything up to ``new`` as done, as part of a change.

        The change fails when another clock has moved the cursor, or when the lease of the clock
        no longer holds ``fence`` (None: the caller works without a lease).
        """
        change.expect(self._keys.clock(), "cursor", to_iso(old) if old else None)
        change.put(self._keys.clock(), {"cursor": to_iso(new)})
        if fence is not None:
            change.expect_value(self._keys.lease(LEASE), fence)

    def draw_up_done(self, change: Change, at: datetime) -> None:
        """Remember a draw-up hour, in the change that moves the cursor to it."""
        change.put(self._keys.clock(), {"drawn_up": to_iso(at)})

    def expect_drawn_up(self, change: Change, at: datetime | None) -> None:
        """Refuse the change once another draw-up hour has been done since this one was read."""
        change.expect(self._keys.clock(), "drawn_up", to_iso(at) if at else None)

    def _instant(self, name: str) -> datetime | None:
        text = cast("str | None", self._redis.hget(self._keys.clock(), name))
        return from_iso(text) if text else None
