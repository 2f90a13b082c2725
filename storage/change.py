"""One atomic step: what must still hold, what is written, what is journalled.

A use case reads, decides, and collects everything that follows from its decision in one
:class:`Change`; :meth:`storage.store.Store.commit` applies all of it or nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Scalar = str | int | float


@dataclass(slots=True)
class Change:
    """Collects expectations, writes and journal entries; holds no connection.

    Every key is remembered in ``keys`` and addressed by its place there, because Redis Cluster
    wants the keys of a script declared.
    """

    keys: list[str] = field(default_factory=list)
    expectations: list[tuple[int, str, str]] = field(default_factory=list)
    writes: list[tuple[str, int, list[str]]] = field(default_factory=list)
    entries: list[tuple[str, str]] = field(default_factory=list)
    in_memory: bool = False
    """Written in memory now and on disk a moment later; only :mod:`storage.lately` sets it."""
    _places: dict[str, int] = field(default_factory=dict)

    # ---- what must still hold ---------------------------------------------------------------

    def expect(self, key: str, name: str, value: Scalar | None) -> None:
        """The field ``name`` of the hash ``key`` still has ``value`` (None: is absent)."""
        self.expectations.append((self._place(key), name, "" if value is None else _text(value)))

    def expect_value(self, key: str, value: Scalar | None) -> None:
        """The string ``key`` still has ``value`` (None: does not exist)."""
        self.expect(key, "", value)

    # ---- what is written --------------------------------------------------------------------

    def put(self, key: str, mapping: Mapping[str, Scalar]) -> None:
        """Set fields of a hash."""
        self._write("HSET", key, *[part for pair in mapping.items() for part in pair])

    def drop_fields(self, key: str, *names: str) -> None:
        """Remove fields of a hash."""
        self._write("HDEL", key, *names)

    def count(self, key: str, name: str, by: int) -> None:
        """Add to a number in a hash."""
        if by:
            self._write("HINCRBY", key, name, by)

    def bump(self, key: str) -> None:
        """Add one to a number that is a string of its own."""
        self._write("INCR", key)

    def set(self, key: str, value: Scalar, *, seconds: int | None = None) -> None:
        """Set a string, with a life in seconds where given."""
        self._write("SET", key, value, *(("EX", seconds) if seconds else ()))

    def keep(self, key: str, seconds: int) -> None:
        """Give a key a life in seconds from now."""
        self._write("EXPIRE", key, seconds)

    def delete(self, key: str) -> None:
        """Remove a key."""
        self._write("DEL", key)

    def rank(self, key: str, member: str, score: float) -> None:
        """Place a member in a sorted set."""
        self._write("ZADD", key, _text(score), member)

    def rank_lower(self, key: str, member: str, score: float) -> None:
        """The same, unless the member stands lower already."""
        self._write("ZADD", key, "LT", _text(score), member)

    def unrank(self, key: str, *members: str) -> None:
        """Take members out of a sorted set."""
        if members:
            self._write("ZREM", key, *members)

    def unrank_below(self, key: str, score: float) -> None:
        """Take every member whose score is below this one out of a sorted set."""
        self._write("ZREMRANGEBYSCORE", key, "-inf", f"({_text(score)}")

    def unrank_all_but(self, key: str, most: int) -> None:
        """Leave the so many highest members of a sorted set; the lowest go."""
        self._write("ZREMRANGEBYRANK", key, 0, -most - 1)

    def add(self, key: str, *members: str) -> None:
        """Add members to a set."""
        if members:
            self._write("SADD", key, *members)

    def remove(self, key: str, *members: str) -> None:
        """Take members out of a set."""
        if members:
            self._write("SREM", key, *members)

    def push(self, key: str, value: str, *, at_most: int) -> None:
        """Put a value at the head of a list and cut the list."""
        self._write("LPUSH", key, value)
        self._write("LTRIM", key, 0, at_most - 1)

    def append(self, key: str, value: str) -> None:
        """Put a value at the end of a list that only grows."""
        self._write("RPUSH", key, value)

    # ---- what is journalled -----------------------------------------------------------------

    def journal(self, entry: Mapping[str, Any]) -> None:
        """Append an entry to the journal; the commit script gives it number and link."""
        body = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.entries.append((body, hashlib.sha256(body.encode()).hexdigest()))

    # ---- what it holds ----------------------------------------------------------------------

    def given(self, key: str, name: str) -> Iterator[str]:
        """The values that this change sets a field of a hash to, the first first."""
        place = self._places.get(key)
        for command, where, told in self.writes if place else ():
            if command == "HSET" and where == place:
                pairs = zip(told[::2], told[1::2], strict=True)
                yield from (value for field_, value in pairs if field_ == name)

    # ---- taking back ------------------------------------------------------------------------

    def mark(self) -> tuple[int, int, int]:
        """Where the change stands now."""
        return len(self.expectations), len(self.writes), len(self.entries)

    def rewind(self, mark: tuple[int, int, int]) -> None:
        """Forget what was added since the mark."""
        expectations, writes, entries = mark
        del self.expectations[expectations:], self.writes[writes:], self.entries[entries:]
        self.in_memory = False

    def written(self) -> list[str]:
        """The keys that are set, in order, each once; deleted ones are left out."""
        places = (place for command, place, _ in self.writes if command != "DEL")
        return [self.keys[place - 1] for place in dict.fromkeys(places)]

    @property
    def empty(self) -> bool:
        """True when nothing would be written."""
        return not self.writes and not self.entries

    def _write(self, command: str, key: str, *arguments: Scalar) -> None:
        self.writes.append((command, self._place(key), [_text(a) for a in arguments]))

    def _place(self, key: str) -> int:
        if key not in self._places:
            self.keys.append(key)
            self._places[key] = len(self.keys)
        return self._places[key]


def _text(value: Scalar) -> str:
    if type(value) is str:  # most are, and an enumeration's value is not
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
