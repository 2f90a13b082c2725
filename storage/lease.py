"""A lease (租约): one holder at a time across processes, with a fencing token that only grows.

All times are Redis server time. A holder that was too slow finds its token replaced; what it then
tries to commit expects its old token in the lease's key and is refused.
"""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.keys import Keys

# KEYS: lease, fence. ARGV: milliseconds. Answers the new token, or 0 when somebody holds it.
ACQUIRE = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local fence = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], fence, 'PX', ARGV[1])
return fence
"""

# KEYS: lease. ARGV: our token, milliseconds. Answers 1 when it was still ours.
RENEW = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
"""

# KEYS: lease. ARGV: our token. Answers 1 when it was still ours.
RELEASE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
return 1
"""


class Lease:
    """One process's hold on a named job of a region; not shared between threads.

    Every method may raise ``redis.exceptions.RedisError``; then nothing is known to be held, and
    the lease lapses by itself after ``seconds``.
    """

    def __init__(self, redis: Redis, keys: Keys, name: str, seconds: float) -> None:
        self.name = name
        self.fence: int | None = None
        self._milliseconds = round(seconds * 1000)
        self._lease = keys.lease(name)
        self._keys = [self._lease, keys.fence(name)]
        self._acquire = redis.register_script(ACQUIRE)
        self._renew = redis.register_script(RENEW)
        self._release = redis.register_script(RELEASE)

    @property
    def held(self) -> bool:
        """True when the last answer said so; a commit that expects the token proves it."""
        return self.fence is not None

    @property
    def key(self) -> str:
        """The key whose value a commit expects to be our token."""
        return self._lease

    def acquire(self) -> int | None:
        """Our fencing token, larger than every earlier one, or None while somebody else holds it.

        When it is ours already it is renewed.
        """
        if self.fence is not None and self.renew():
            return self.fence
        token = cast("int", self._acquire(keys=self._keys, args=[self._milliseconds]))
        self.fence = token or None
        return self.fence

    def renew(self) -> bool:
        """Hold it for the full time again; False when it was lost."""
        if self.fence is None:
            return False
        token, self.fence = self.fence, None
        if cast("int", self._renew(keys=[self._lease], args=[token, self._milliseconds])):
            self.fence = token
        return self.held

    def release(self) -> bool:
        """Give it up now; False when it was no longer ours."""
        if self.fence is None:
            return False
        token, self.fence = self.fence, None
        return bool(self._release(keys=[self._lease], args=[token]))
