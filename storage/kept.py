"""Kept words (留言): what is still to be said to a person, each under its order.

They are kept in the same step as what they tell of. While WeChat allows it they are sent by
themselves, in their order and each at most once; the reply to the person's next message begins
with what is left. So nothing is lost, and in one case a person may read the same twice: when
nobody knows whether a message went out. Not being told would be worse.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from supervision.people import Person

KEPT_SECONDS = 7 * 24 * 3600
"""Longer than anybody waits for an answer; what is older would only surprise."""

TO_SEND, TO_FETCH = "+", "-"
"""How a value begins: it may be sent by itself, or it waits for the person's next message."""

# KEYS: people to write to. ARGV: pid, score that was read. Answers 1 when it was removed.
REST = """
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score or tonumber(score) ~= tonumber(ARGV[2]) then return 0 end
return redis.call('ZREM', KEYS[1], ARGV[1])
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person for whom something was kept since ``mark``."""

    pid: str
    mark: float


class Kept:
    """The words kept for the people of one region."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._rest = redis.register_script(REST)

    def add(
        self, change: Change, pid: str, at: datetime, cause: str, words: Collection[str]
    ) -> None:
        """Keep words, in their order, behind those of every earlier instant ``at``.

        ``cause`` is the message that they answer; the same ones once more change nothing.
        """
        if not words:
            return
        key, milliseconds = self._keys.kept(pid), round(at.timestamp() * 1000)
        fields = {
            f"{milliseconds:015d}.{cause}.{place:03d}": f"{TO_SEND}{one}"
            for place, one in enumerate(words)
        }
        change.put(key, fields)
        change.keep(key, KEPT_SECONDS)
        change.rank(self._keys.kept_for(), pid, milliseconds)

    def of(self, pid: str) -> dict[str, str]:
        """What is kept for a person, as it is stored."""
        return cast("dict[str, str]", self._redis.hgetall(self._keys.kept(pid)))

    def take(self, change: Change, pid: str, orders: Collection[str]) -> None:
        """These words are being said: forget them."""
        if orders:
            change.drop_fields(self._keys.kept(pid), *orders)

    def fetch(self, change: Change, pid: str, kept: Mapping[str, str]) -> None:
        """The same in a reply, unless one of them was sent, or began to be, since it was read."""
        for order, stored in kept.items():
            change.expect(self._keys.kept(pid), order, stored)
        self.take(change, pid, kept)

    def forget(self, change: Change, pid: str) -> None:
        """Forget all that is kept for a person."""
        change.delete(self._keys.kept(pid))
        change.unrank(self._keys.kept_for(), pid)

    # ---- sending by themselves --------------------------------------------------------------

    def waiting(self, limit: int) -> list[Waiting]:
        """People for whom something was kept, who waited longest first."""
        found = self._redis.zrange(self._keys.kept_for(), 0, limit - 1, withscores=True)
        return [Waiting(pid, mark) for pid, mark in cast("list[tuple[str, float]]", found)]

    def rest(self, waiting: Waiting) -> None:
        """Nothing more can be sent to this person now, unless something new was kept meanwhile."""
        self._rest(keys=[self._keys.kept_for()], args=[waiting.pid, f"{waiting.mark:.0f}"])

    def spend(self, change: Change, person: Person, order: str, stored: str) -> None:
        """Note, before it is sent, that it will not be sent again; it costs one message."""
        key, owner = self._keys.kept(person.pid), self._keys.person(person.pid)
        change.expect(key, order, stored)
        change.expect(owner, "credit_left", person.credit_left)
        change.put(key, {order: TO_FETCH + stored[1:]})
        change.count(owner, "credit_left", -1)

    def unspend(self, change: Change, person: Person, order: str, stored: str) -> None:
        """It was not sent, for sure: it may be sent again."""
        key, owner = self._keys.kept(person.pid), self._keys.person(person.pid)
        change.expect(key, order, TO_FETCH + stored[1:])
        change.expect(owner, "credit_until", person.credit_until)
        change.put(key, {order: stored})
        change.count(owner, "credit_left", 1)

    def lose_credit(self, change: Change, person: Person) -> None:
        """The platform says that no message is left."""
        owner = self._keys.person(person.pid)
        change.expect(owner, "credit_until", person.credit_until)
        change.put(owner, {"credit_left": 0})


def in_order(kept: Mapping[str, str]) -> list[str]:
    """Kept words as they are to be said."""
    return [kept[order][1:] for order in sorted(kept)]


def next_to_send(kept: Mapping[str, str]) -> tuple[str, str] | None:
    """Order and stored value of what is to be sent next.

    None when nothing is, or when what stands before it waits for the person's next message: then
    nothing that was said later may come first.
    """
    for order in sorted(kept):
        return (order, kept[order]) if kept[order].startswith(TO_SEND) else None
    return None
