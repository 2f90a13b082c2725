"""People (人员): who is bound to which unit in which role, and where to reach them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from storage.salt import Salt
from supervision.people import Binding, Person
from supervision.records import Role
from supervision.times import from_iso

STAFF = tuple(role for role in Role if role is not Role.CITIZEN)

OLD_FIELDS = ("role", "units", "bound_at")
"""How one role over all units was kept; still read, gone with the next change of bindings."""

PERSONAL = ("openid", "name", "phone", "bindings", "chosen", "pending", "muted", *OLD_FIELDS)
"""What tells who somebody is or was; none of it stays of a person who has left."""

NOBODY = Person("", "")
"""Who is read where there is no record yet."""


class People:
    """Reads and writes persons by their pseudonym (pid)."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._salt = Salt(redis, keys)

    def pid(self, openid: str) -> str:
        """The pseudonym of an openid, the same as long as the region's data lives."""
        return self._salt.digest(openid, 24)

    def get(self, pid: str) -> Person | None:
        """The person, or None when nobody is known under this pid."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.person(pid)))
        return to_person(pid, found) if found else None

    def of_unit(self, unit: str, roles: Collection[Role] = (Role.LIAISON,)) -> list[Person]:
        """The subscribed people who hold one of these roles at a unit, in a stable order."""
        found = self._read(self._redis.smembers(self._keys.unit_people(unit)))
        return [p for p in found if p.subscribed and p.holds(unit, roles)]

    def bound_to(self, unit: str) -> list[Person]:
        """Everybody who is bound to a unit in any role, in a stable order."""
        return self._read(self._redis.smembers(self._keys.unit_people(unit)))

    def with_role(self, role: Role) -> list[Person]:
        """The subscribed people in a role, in a stable order."""
        found = self._read(self._redis.smembers(self._keys.role_people(role)))
        return [p for p in found if p.subscribed and role in p.roles]

    def staff(self) -> list[Person]:
        """Everybody who is bound, each once, in a stable order; for the office's list."""
        return self._read(self._redis.sunion([self._keys.role_people(role) for role in STAFF]))

    def subscribed(self, pids: Iterable[str]) -> list[str]:
        """Those of these people who follow the account now, in a stable order."""
        ordered = sorted(pids)
        pipe = self._redis.pipeline(transaction=False)
        for pid in ordered:
            pipe.hget(self._keys.person(pid), "subscribed")
        flags = pipe.execute()
        return [pid for pid, flag in zip(ordered, flags, strict=True) if flag == "1"]

    def alone(self) -> list[tuple[str, datetime]]:
        """The units whose last person has gone, with since when, the longest alone first."""
        found = self._redis.zrange(self._keys.units_alone(), 0, -1, withscores=True)
        pairs = cast("list[tuple[str, float]]", found)
        return [(unit, datetime.fromtimestamp(score, UTC)) for unit, score in pairs]

    # ---- writing ----------------------------------------------------------------------------

    def save(self, change: Change, person: Person, read: Person | None = None) -> None:
        """Write a person who was read as ``person.version``; fails if another turn came between.

        ``read``: what was read; then what is the same is not written again.

        Of a person who has left, also when a late message of theirs is worked on, only the version
        and what is no personal datum stays; the version, so that a turn which had read the person
        before finds the record changed.
        """
        key = self._keys.person(person.pid)
        change.expect(key, "version", str(person.version) if person.version else None)
        fields = _fields(person, read or NOBODY) | {"version": person.version + 1}
        if not person.openid or not (person.subscribed or person.bindings):
            change.drop_fields(key, *PERSONAL)
            fields = {name: value for name, value in fields.items() if name not in PERSONAL}
        change.put(key, fields)

    def index(self, change: Change, before: Person, after: Person) -> None:
        """Move a person between the indexes of units and roles; use together with save().

        Of two who change the people of one unit at once, one gets :class:`Conflict`: so whoever
        reads a unit's people after this call decides on what will be true.
        """
        offices = {(b.unit, b.role) for b in before.bindings}
        for unit in sorted({u for u, _ in offices ^ {(b.unit, b.role) for b in after.bindings}}):
            revision = self._keys.unit_people_revision(unit)
            change.expect_value(revision, cast("str | None", self._redis.get(revision)))
            change.bump(revision)
        for unit in set(before.units) - set(after.units):
            change.remove(self._keys.unit_people(unit), before.pid)
        for unit in after.units:
            change.add(self._keys.unit_people(unit), after.pid)
        for role in before.roles - after.roles:
            change.remove(self._keys.role_people(role), before.pid)
        for role in after.roles - {Role.CITIZEN}:
            change.add(self._keys.role_people(role), after.pid)
        key = self._keys.person(after.pid)
        change.drop_fields(key, *OLD_FIELDS)
        if after.bindings:  # an old record has them in those fields alone
            change.put(key, {"bindings": to_json(after.bindings)})

    def leave_alone(self, change: Change, unit: str, now: datetime) -> None:
        """Enter a unit for which nobody is bound any more."""
        change.rank(self._keys.units_alone(), unit, int(now.timestamp()))

    def join(self, change: Change, unit: str) -> None:
        """Somebody is bound for this unit: it is not alone."""
        change.unrank(self._keys.units_alone(), unit)

    def _read(self, members: object) -> list[Person]:
        pids = sorted(cast("Collection[str]", members))
        pipe = self._redis.pipeline(transaction=False)
        for pid in pids:
            pipe.hgetall(self._keys.person(pid))
        return [to_person(p, f) for p, f in zip(pids, pipe.execute(), strict=True) if f]


def to_person(pid: str, fields: Mapping[str, str]) -> Person:
    """The person that a hash holds; an empty hash is a citizen never seen before."""
    return Person(
        pid=pid,
        openid=fields.get("openid", ""),
        bindings=_bindings(fields),
        name=fields.get("name", ""),
        phone=fields.get("phone", ""),
        chosen=fields.get("chosen", ""),
        subscribed=fields.get("subscribed", "1") == "1",
        subscribed_at=int(fields.get("subscribed_at", "0")),
        pending=fields.get("pending", ""),
        version=int(fields.get("version", "0")),
        credit_until=int(fields.get("credit_until", "0")),
        credit_left=int(fields.get("credit_left", "0")),
        muted=fields.get("muted", "") == "1",
        was_staff=fields.get("was_staff", "") == "1",
    )


def _bindings(fields: Mapping[str, str]) -> tuple[Binding, ...]:
    if "bindings" in fields:
        return from_json(fields["bindings"], tuple[Binding, ...])
    role = Role(fields.get("role", Role.CITIZEN))
    if role is Role.CITIZEN:
        return ()
    since = from_iso(fields["bound_at"]) if fields.get("bound_at") else None
    units = from_json(fields.get("units", "[]"), tuple[str, ...])
    return tuple(Binding(unit, role, since=since) for unit in units)


def _flag(off: str) -> Callable[[bool], str]:
    return lambda on: "1" if on else off


_WRITTEN: Mapping[str, Callable[[Any], str | int]] = {
    "openid": str,
    "bindings": to_json,
    "name": str,
    "phone": str,
    "chosen": str,
    "subscribed": _flag("0"),
    "subscribed_at": int,
    "pending": str,
    "credit_until": int,
    "credit_left": int,
    "muted": _flag(""),
    "was_staff": _flag(""),
}
"""How each field of a person is written; the version is counted."""


def _fields(person: Person, read: Person) -> dict[str, str | int]:
    """The fields that are other than what was read; all of them of somebody new."""
    return {
        name: told(getattr(person, name))
        for name, told in _WRITTEN.items()
        if not read.version or getattr(person, name) != getattr(read, name)
    }
