"""One-time binding codes (绑定码): stored as a digest, used up by the binding."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from supervision.records import Role
from supervision.times import to_iso

LIFE_SECONDS = 7 * 24 * 3600
REMEMBER_USED_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom a code binds: a unit, and the role held there."""

    digest: str
    unit: str
    role: Role


class Invitations:
    """Keeps invitations by the digest of their code, so that Redis never holds a usable code."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def offer(self, change: Change, code: str, unit: str, role: Role) -> None:
        """Keep a new code for its life."""
        key = self._keys.invitation(digest_of(code))
        change.expect(key, "unit", None)
        change.put(key, {"unit": unit, "role": role})
        change.keep(key, LIFE_SECONDS)

    def find(self, digest: str) -> Invitation | None:
        """The invitation behind the digest of a code that can still be used."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.invitation(digest)))
        return Invitation(digest, found["unit"], Role(found["role"])) if found else None

    def was_used(self, digest: str) -> bool:
        """True when the code of this digest has bound somebody within the last 30 days."""
        return bool(self._redis.exists(self._keys.used_invitation(digest)))

    def use(self, change: Change, invitation: Invitation, at: datetime) -> None:
        """Use a code up; of two who use it at once, one gets :class:`Conflict`."""
        key = self._keys.invitation(invitation.digest)
        change.expect(key, "unit", invitation.unit)
        change.delete(key)
        used = self._keys.used_invitation(invitation.digest)
        change.set(used, to_iso(at), seconds=REMEMBER_USED_SECONDS)


def digest_of(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
