"""What the stories about binding share: looking at persons, codes, the journal and the indexes."""

from __future__ import annotations

import re
from typing import Any

from handlers.invite import invite
from supervision.people import Person
from supervision.records import Role
from tests.scenarios.conftest import City


def person(city: City, openid: str) -> Person:
    """Who is stored under an openid; somebody new where nobody is."""
    people = city.office.store.people
    return people.get(people.pid(openid)) or Person(people.pid(openid), openid)


def held(city: City, openid: str) -> set[tuple[str, Role]]:
    """The offices that somebody holds."""
    return {(b.unit, b.role) for b in person(city, openid).bindings}


def code_in(words: str) -> str:
    """The binding code in a reply."""
    found = re.search(r"[2-9A-HJKMNP-Z]{8}", words)
    assert found, words
    return found[0]


def code_for(city: City, unit: str, role: Role = Role.LIAISON, **known: Any) -> str:
    """A new code."""
    return invite(city.office, unit, role, city.now, **known).code


def acts(city: City) -> list[str]:
    """What the journal has, oldest first."""
    return [entry.body["act"] for entry in city.office.store.journal.entries()]


def everything_stored(city: City) -> str:
    """Every key and value of the region but the replies of the last day, as one text."""
    redis, found = city.office.store.redis, []
    for key in redis.scan_iter("*"):
        name = str(key)
        if ":reply:" in name:
            continue
        read = {
            "string": redis.get,
            "hash": redis.hgetall,
            "set": redis.smembers,
            "list": lambda k: redis.lrange(k, 0, -1),
            "zset": lambda k: redis.zrange(k, 0, -1),
            "stream": redis.xrange,
        }[str(redis.type(name))]
        found.append(f"{name} {read(name)}")
    return "\n".join(found)


def indexes_agree(city: City) -> None:
    """The indexes hold exactly what the records of persons say."""
    store, keys = city.office.store, city.office.store.keys
    redis = store.redis
    prefix = keys.person("")
    people = [store.people.get(str(k).removeprefix(prefix)) for k in redis.scan_iter(f"{prefix}*")]
    of: dict[str, set[str]] = {}
    holding: dict[str, set[str]] = {}
    spoken_for: set[str] = set()
    for one in people:
        assert one is not None
        assert one.subscribed or not one.bindings
        spoken_for |= set(one.own_units)
        for binding in one.bindings:
            of.setdefault(keys.unit_people(binding.unit), set()).add(one.pid)
            holding.setdefault(keys.role_people(binding.role), set()).add(one.pid)
    assert {str(k): redis.smembers(k) for k in redis.scan_iter(keys.unit_people("*"))} == of
    assert {str(k): redis.smembers(k) for k in redis.scan_iter(keys.role_people("*"))} == holding
    assert not spoken_for & {unit for unit, _ in store.people.alone()}
