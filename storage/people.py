"""People (人员): who is bound to which unit in which role, and where to reach them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.salt import Salt
from supervision.people import Person
from supervision.records import Role
from supervision.times import from_iso, to_iso


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
        """The subscribed people bound to a unit in one of these roles, in a stable order."""
        return self._chosen(self._keys.unit_people(unit), roles)

    def with_role(self, role: Role) -> list[Person]:
        """The subscribed people in a role, in a stable order."""
        return self._chosen(self._keys.role_people(role), (role,))

    def subscribed(self, pids: Iterable[str]) -> list[str]:
        """Those of these people who follow the account now, in a stable order."""
        ordered = sorted(pids)
        pipe = self._redis.pipeline(transaction=False)
        for pid in ordered:
            pipe.hget(self._keys.person(pid), "subscribed")
        flags = pipe.execute()
        return [pid for pid, flag in zip(ordered, flags, strict=True) if flag == "1"]

    def save(self, change: Change, person: Person) -> None:
        """Write a person who was read as ``person.version``; fails if another turn came between."""
        key = self._keys.person(person.pid)
        change.expect(key, "version", str(person.version) if person.version else None)
        change.put(key, {**_fields(person), "version": person.version + 1})

    def index(self, change: Change, before: Person, after: Person) -> None:
        """Move a person between the indexes of units and roles; use together with save()."""
        for unit in before.units:
            change.remove(self._keys.unit_people(unit), before.pid)
        change.remove(self._keys.role_people(before.role), before.pid)
        for unit in after.units:
            change.add(self._keys.unit_people(unit), after.pid)
        change.add(self._keys.role_people(after.role), after.pid)

    def _chosen(self, key: str, roles: Collection[Role]) -> list[Person]:
        pids = sorted(cast("set[str]", self._redis.smembers(key)))
        pipe = self._redis.pipeline(transaction=False)
        for pid in pids:
            pipe.hgetall(self._keys.person(pid))
        people = [to_person(p, f) for p, f in zip(pids, pipe.execute(), strict=True) if f]
        return [p for p in people if p.role in roles and p.subscribed]


def to_person(pid: str, fields: Mapping[str, str]) -> Person:
    """The person that a hash holds; an empty hash is a citizen never seen before."""
    bound = fields.get("bound_at")
    return Person(
        pid=pid,
        openid=fields.get("openid", ""),
        role=Role(fields.get("role", Role.CITIZEN)),
        units=tuple(json.loads(fields.get("units", "[]"))),
        name=fields.get("name", ""),
        subscribed=fields.get("subscribed", "1") == "1",
        subscribed_at=int(fields.get("subscribed_at", "0")),
        bound_at=from_iso(bound) if bound else None,
        pending=fields.get("pending", ""),
        version=int(fields.get("version", "0")),
        credit_until=int(fields.get("credit_until", "0")),
        credit_left=int(fields.get("credit_left", "0")),
    )


def _fields(person: Person) -> dict[str, str | int]:
    return {
        "openid": person.openid,
        "role": person.role,
        "units": json.dumps(list(person.units), ensure_ascii=False),
        "name": person.name,
        "subscribed": "1" if person.subscribed else "0",
        "subscribed_at": person.subscribed_at,
        "bound_at": to_iso(person.bound_at) if person.bound_at else "",
        "pending": person.pending,
        "credit_until": person.credit_until,
        "credit_left": person.credit_left,
    }
