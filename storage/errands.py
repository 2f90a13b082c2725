"""Errands (差事): what the program has to ask of the platform when nobody waits for the answer.

A file to download, a tag to set: an errand is *queued* in the same step as the change that causes
it, *claimed* under a lease by whoever runs it, and *done* in the same step as what follows from
it. A failed attempt is queued again with back-off; one that can no longer succeed is *given up*
with a named reason and stands on a list. Times are as in :mod:`storage.claims`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from redis import Redis

from storage.change import Change
from storage.claims import Claims, Queue
from storage.keys import Keys
from supervision.times import from_iso, to_iso

REMEMBERED_SECONDS = 30 * 24 * 3600
"""How long a settled errand is known, so that the same one is not queued again."""


class ErrandState(StrEnum):
    """Where an errand stands; the last two are final."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    DONE = "done"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to ask of the platform.

    ``id`` names the cause, so that the same cause queues it once. ``about`` holds a few short
    strings that its kind understands, nothing private beyond what the store holds anyway. It is
    not run before ``not_before`` and given up after ``deadline`` (program time).
    """

    id: str
    kind: str
    about: Mapping[str, str]
    not_before: datetime
    deadline: datetime


@dataclass(frozen=True, slots=True)
class ErrandRecord:
    """How an errand has fared. ``error`` names what went wrong last."""

    errand: Errand
    state: ErrandState
    attempts: int
    error: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClaimedErrand:
    """An errand that is ours to run while its lease lasts; ``record.attempts`` counts this one."""

    record: ErrandRecord
    fence: int

    @property
    def errand(self) -> Errand:
        """What is to be done."""
        return self.record.errand


class Errands:
    """Errands of one region. Methods that take a :class:`Change` are applied by its commit.

    Every change of a claimed errand expects the claim's fencing token, so whoever was too slow is
    refused with ``Conflict``. All methods may raise ``RedisError``.
    """

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        queue = Queue(
            keys.errand,
            ready=keys.errands_ready(),
            leased=keys.errands_leased(),
            waiting=keys.errands_waiting(),
            fence=keys.fence("errands"),
        )
        self._claims = Claims(redis, queue)

    def enqueue(self, change: Change, errand: Errand) -> bool:
        """Queue an errand together with its cause; False when this id is known, then do nothing.

        When somebody else queues the same id meanwhile, the commit is refused: decide again.
        """
        if self._redis.exists(self._keys.errand(errand.id)):
            return False
        self._claims.enqueue(change, errand.id, _to_fields(errand), errand.not_before)
        return True

    def claim(self, now: datetime, seconds: float) -> ClaimedErrand | None:
        """The next errand that may be run at ``now``, ours alone for ``seconds``."""
        for claim in self._claims.claim(now, seconds, 1):
            return ClaimedErrand(_to_record(claim.name, claim.fields), claim.fence)
        return None

    def hold(self, claimed: ClaimedErrand, seconds: float) -> bool:
        """Keep a claim for ``seconds`` from now; False when it was lost, then do nothing more."""
        return self._claims.hold(claimed.errand.id, claimed.fence, seconds)

    def retry(
        self, claimed: ClaimedErrand, error: str, seconds: float, *, tried: bool = True
    ) -> bool:
        """Queue it again for the time after ``seconds``; False when the claim was lost.

        ``tried`` False: the platform was not asked, so this does not count as an attempt.
        """
        return self._claims.retry(claimed.errand.id, claimed.fence, error, seconds, tried=tried)

    def release(self, change: Change, claimed: ClaimedErrand) -> None:
        """Put it back as if it had never been claimed: nothing was tried."""
        self._claims.release(change, claimed.errand.id, claimed.fence, claimed.errand.not_before)

    def done(self, change: Change, claimed: ClaimedErrand, now: datetime) -> None:
        """It is done, in the same step as what follows from it."""
        self._settle(change, claimed, ErrandState.DONE, "", now)

    def give_up(self, change: Change, claimed: ClaimedErrand, reason: str, now: datetime) -> None:
        """It can no longer be done: it stands on the list with its reason."""
        self._settle(change, claimed, ErrandState.GIVEN_UP, reason, now)
        listed, second = self._keys.errands_given_up(), int(now.timestamp())
        change.rank(listed, claimed.errand.id, second)
        change.unrank_below(listed, second - REMEMBERED_SECONDS)

    def get(self, name: str) -> ErrandRecord | None:
        """How an errand has fared, or None when nobody knows of it (any more)."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.errand(name)))
        return _to_record(name, found) if found else None

    def waiting(self, limit: int) -> list[ErrandRecord]:
        """What is not settled, the oldest first."""
        return self._records(self._redis.zrange(self._keys.errands_waiting(), 0, limit - 1))

    def given_up(self, limit: int) -> list[ErrandRecord]:
        """What could not be done, the latest first."""
        key = self._keys.errands_given_up()
        return self._records(self._redis.zrange(key, 0, limit - 1, desc=True))

    def given_up_count(self) -> int:
        """How many could not be done in the last 30 days or so."""
        return self._redis.zcard(self._keys.errands_given_up())

    def depth(self) -> int:
        """How many are not settled, those for a later hour included."""
        return self._claims.depth()

    def oldest_waiting(self) -> datetime | None:
        """From when the first one may be run (program time) that is not settled."""
        return self._claims.oldest_waiting()

    def _settle(
        self,
        change: Change,
        claimed: ClaimedErrand,
        state: ErrandState,
        error: str,
        now: datetime,
    ) -> None:
        key = self._claims.finish(change, claimed.errand.id, claimed.fence, state)
        change.put(key, {"error": error, "settled_at": to_iso(now)})
        change.keep(key, REMEMBERED_SECONDS)

    def _records(self, names: object) -> list[ErrandRecord]:
        found = [self.get(name) for name in cast("list[str]", names)]
        return [record for record in found if record is not None]


def _to_fields(errand: Errand) -> dict[str, str | int]:
    return {
        "kind": errand.kind,
        "about": json.dumps(dict(errand.about), ensure_ascii=False),
        "not_before": to_iso(errand.not_before),
        "deadline": to_iso(errand.deadline),
    }


def _to_record(name: str, found: Mapping[str, str]) -> ErrandRecord:
    errand = Errand(
        id=name,
        kind=found["kind"],
        about=json.loads(found["about"]),
        not_before=from_iso(found["not_before"]),
        deadline=from_iso(found["deadline"]),
    )
    settled = found.get("settled_at")
    return ErrandRecord(
        errand,
        ErrandState(found["state"]),
        int(found["attempts"]),
        found.get("error", ""),
        from_iso(settled) if settled else None,
    )
