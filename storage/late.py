"""Late work (迟办): messages that were answered before their work was done.

A message whose work takes too long is *deferred*: its reply says so, and the message itself is
stored in the same step. From then on nothing is lost: who works on it holds its sender's turn and
renews it; when that process dies the turn lapses, and another one *takes it up*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.inbox import CLAIM_MILLISECONDS, Claim, flat_dict
from storage.keys import Keys
from storage.revisions import Revisions
from storage.scripts import script
from supervision.times import from_iso, to_iso


@dataclass(frozen=True, slots=True)
class LateMessage:
    """A message to be worked on: who sent it, what was said (JSON), and when it arrived."""

    message: str
    pid: str
    openid: str
    said: str
    order: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A late message whose turn is ours; ``tries`` counts how often it was taken up."""

    late: LateMessage
    claim: Claim
    tries: int
    revisions: Revisions
    person: dict[str, str] = field(default_factory=dict)


class LateWork:
    """The late messages of one region."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._take_up = redis.register_script(script("turn", "take_up"))

    def defer(self, change: Change, late: LateMessage) -> None:
        """Keep a message, in the change that stores its reply."""
        key = self._keys.late(late.message)
        change.expect(key, "pid", None)
        change.put(
            key,
            {
                "pid": late.pid,
                "openid": late.openid,
                "said": late.said,
                "order": late.order,
                "at": to_iso(late.at),
            },
        )
        change.rank(self._keys.late_work(), late.message, int(late.at.timestamp()))

    def done(self, change: Change, claim: Claim) -> None:
        """Forget it, in the change that does its work."""
        change.expect(self._keys.late(claim.message), "pid", claim.pid)
        change.delete(self._keys.late(claim.message))
        change.unrank(self._keys.late_work(), claim.message)

    def waiting(self, limit: int) -> list[str]:
        """Names of late messages, the oldest first, those that are worked on included."""
        return cast("list[str]", self._redis.zrange(self._keys.late_work(), 0, limit - 1))

    def count(self) -> int:
        """How many messages were answered and are not yet done."""
        return self._redis.zcard(self._keys.late_work())

    def take_up(self, message: str, token: str) -> TakenUp | None:
        """The message with its sender's turn, or None while it is not its turn, or when done."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.late(message)))
        if not found:
            return None
        late = LateMessage(
            message=message,
            pid=found["pid"],
            openid=found["openid"],
            said=found["said"],
            order=found["order"],
            at=from_iso(found["at"]),
        )
        keys = [
            self._keys.late(message),
            self._keys.turn(late.pid),
            self._keys.line(late.pid),
            self._keys.person(late.pid),
            self._keys.region_info(),
        ]
        args: list[str | int] = [message, token, late.order, CLAIM_MILLISECONDS]
        verdict, tries, revisions, person = cast(
            "tuple[str, int, list[str | None], list[str]]", self._take_up(keys=keys, args=args)
        )
        if verdict != "yours":
            return None
        claim = Claim(message, token, ("", ""), "", late.pid, late.order)
        return TakenUp(late, claim, tries, Revisions.of(revisions), flat_dict(person))
