"""One-time binding codes (绑定码): stored as a digest, used up by the binding."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from supervision.people import Group
from supervision.records import Role
from supervision.times import from_iso, to_iso

LIFE_SECONDS = 7 * 24 * 3600
REMEMBERED_SECONDS = 30 * 24 * 3600
"""How long after its end a code is still told from a wrong one."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom a code binds: a unit, the role held there, and what is known of the person.

    ``until`` None: made before ends were kept. ``predecessor`` is the pid of who hands over (移交).
    """

    digest: str
    unit: str
    role: Role
    until: datetime | None = None
    group: Group | None = None
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    predecessor: str = ""

    def ended(self, now: datetime) -> bool:
        """True when the code has run out."""
        return self.until is not None and now >= self.until


class Invitations:
    """Keeps invitations by the digest of their code, so that none of them holds a usable code."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def offer(
        self,
        change: Change,
        code: str,
        unit: str,
        role: Role,
        *,
        until: datetime | None = None,
        group: Group | None = None,
        name: str = "",
        phone: str = "",
        predecessor: str = "",
    ) -> None:
        """Keep a new code for its life. ``until`` is its end in program time."""
        digest = digest_of(code)
        key = self._keys.invitation(digest)
        fields = {
            "unit": unit,
            "role": role,
            "until": to_iso(until) if until else "",
            "group": group or "",
            "name": name,
            "phone": phone,
            "predecessor": predecessor,
        }
        change.expect(key, "unit", None)
        change.put(key, {field: value for field, value in fields.items() if value})
        change.keep(key, LIFE_SECONDS)
        if until:
            end = self._keys.invitation_end(digest)
            change.set(end, to_iso(until), seconds=LIFE_SECONDS + REMEMBERED_SECONDS)
            listed = self._keys.invitations_open()
            change.unrank_below(listed, until.timestamp() - LIFE_SECONDS)
            change.rank(listed, digest, until.timestamp())

    def find(self, digest: str) -> Invitation | None:
        """The invitation behind the digest of a code that nobody has used."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.invitation(digest)))
        if not found:
            return None
        return Invitation(
            digest=digest,
            unit=found["unit"],
            role=Role(found["role"]),
            until=from_iso(found["until"]) if found.get("until") else None,
            group=Group(found["group"]) if found.get("group") else None,
            name=found.get("name", ""),
            phone=found.get("phone", ""),
            predecessor=found.get("predecessor", ""),
        )

    def open(self, now: datetime, start: int, most: int) -> tuple[list[Invitation], int]:
        """One page of what can still be used, the first to end first, and how many there are.

        ``most`` -1: all that follow.
        """
        key, since = self._keys.invitations_open(), f"({now.timestamp()}"
        digests = cast("list[str]", self._redis.zrangebyscore(key, since, "+inf", start, most))
        found = [self.find(digest) for digest in digests]
        return [one for one in found if one is not None], self._redis.zcount(key, since, "+inf")

    def was_used(self, digest: str) -> bool:
        """True when the code of this digest has bound somebody within the last 30 days."""
        return bool(self._redis.exists(self._keys.used_invitation(digest)))

    def end_of(self, digest: str) -> datetime | None:
        """When a code ended or ends that was offered; None for one that never was, or long ago."""
        found = cast("str | None", self._redis.get(self._keys.invitation_end(digest)))
        return from_iso(found) if found else None

    def use(self, change: Change, invitation: Invitation, at: datetime) -> None:
        """Use a code up; of two who use it at once, one gets :class:`Conflict`."""
        key = self._keys.invitation(invitation.digest)
        change.expect(key, "unit", invitation.unit)
        change.delete(key)
        change.unrank(self._keys.invitations_open(), invitation.digest)
        used = self._keys.used_invitation(invitation.digest)
        change.set(used, to_iso(at), seconds=REMEMBERED_SECONDS)

    def withdraw(self, change: Change, digest: str) -> None:
        """Make a code void; nothing happens when it is used or unknown."""
        found = self.find(digest) if digest else None
        if found is not None:
            change.expect(self._keys.invitation(digest), "unit", found.unit)
            change.delete(self._keys.invitation(digest))
            change.delete(self._keys.invitation_end(digest))
            change.unrank(self._keys.invitations_open(), digest)

    def release(self, change: Change, digest: str) -> None:
        """Let the code of a hand-over stand by itself: its giver has gone already."""
        found = self.find(digest) if digest else None
        if found is not None:
            change.expect(self._keys.invitation(digest), "unit", found.unit)
            change.drop_fields(self._keys.invitation(digest), "predecessor")

    # ---- wrong codes ------------------------------------------------------------------------

    def wrong_codes(self, pid: str) -> int:
        """How many codes that never were this person has sent since the count began."""
        return int(cast("str | None", self._redis.get(self._keys.wrong_codes(pid))) or 0)

    def count_wrong_code(self, change: Change, pid: str, seconds: int) -> None:
        """Count one; the count lives for ``seconds`` from its first (server time)."""
        key, had = self._keys.wrong_codes(pid), self.wrong_codes(pid)
        change.expect_value(key, str(had) if had else None)
        change.bump(key)
        if not had:
            change.keep(key, seconds)


def digest_of(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
