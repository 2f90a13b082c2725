"""What was lately written in memory only (稍后落盘), and is written for good soon.

A message that only looked leaves its place in the conversation, its reply and its nonce. With
``appendfsync always`` every step that reaches the file makes everybody wait for the disk, so such a
step is kept out of the file, and once a second all of them are written together. A crash loses at
most the last second of it: a number may open a line of the list before, and a repeated message is
read once more. Nothing that anybody recorded ever goes this way.
"""

from __future__ import annotations

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.scripts import script

AT_ONCE = 300
"""Keys in one script; a server that runs it answers nobody else for about a millisecond."""


class Lately:
    """Remembers which keys wait for the disk, and writes them."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._keys = keys
        self._keep = redis.register_script(script("lately"))
        self.used = False
        """True once this process has let anything wait."""

    def let_wait(self, change: Change) -> None:
        """Apply this change in memory; what it has written until now is written for good soon.

        Only hashes, and strings with a life, may be in it.
        """
        change.add(self._keys.lately(), *change.written())
        change.in_memory = True
        self.used = True

    def keep(self) -> int:
        """Write for good what waits; gives how many keys that were. May raise ``RedisError``."""
        kept = 0
        while found := int(self._keep(keys=[self._keys.lately()], args=[AT_ONCE])):
            kept += found
            if found < AT_ONCE:
                break
        return kept
