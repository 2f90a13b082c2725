"""Facts (事实) that the office has recorded: what happened, and every record of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.facts import Fact, FactKind
from supervision.recorded import RecordedFact


class Facts:
    """Reads and writes facts; none is ever deleted. All methods may raise ``RedisError``.

    Where a method asks for facts in a span, it is by when they became known; what was withdrawn is
    found by its id and among the records only.
    """

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    # ---- writing ----------------------------------------------------------------------------

    def add(
        self, change: Change, name: str, fact: Fact, record: RecordedFact | None = None
    ) -> None:
        """Keep a new fact under this id; the commit is refused when the id is known."""
        record = record or RecordedFact(name, fact, fact.at, fact.at)
        change.expect_value(self._keys.fact(name), None)
        change.set(self._keys.fact(name), to_json(record))
        change.rank(self._keys.fact_records(), name, record.recorded_at.timestamp())
        for about in (*_units(fact), *([fact.item] if fact.measure else [])):
            change.rank(self._keys.fact_records_of(about), name, record.recorded_at.timestamp())
        for key in self._indexes(fact):
            change.rank(key, name, record.known_at.timestamp())
        change.bump(self._keys.facts_revision())

    def withdraw(self, change: Change, before: RecordedFact, after: RecordedFact) -> None:
        """Mark a record that was read as ``before``; nothing counts it from now on."""
        expect_record(self._redis, change, self._keys.fact(before.id), before)
        change.set(self._keys.fact(before.id), to_json(after))
        for key in self._indexes(before.fact):
            change.unrank(key, before.id)
        change.bump(self._keys.facts_revision())

    def expect_revision(self, change: Change, revision: str | None) -> None:
        """Refuse the change once a fact has been recorded or withdrawn since this was read."""
        change.expect_value(self._keys.facts_revision(), revision)

    # ---- reading ----------------------------------------------------------------------------

    def revision(self) -> str | None:
        """A mark that is another one after every record; None before the first."""
        return cast("str | None", self._redis.get(self._keys.facts_revision()))

    def get(self, name: str) -> Fact | None:
        """The fact of this id."""
        found = self.record(name)
        return found.fact if found else None

    def record(self, name: str) -> RecordedFact | None:
        """The record of this id, withdrawn or not."""
        return next(iter(self._read([name])), None)

    def known(self, names: Iterable[str]) -> dict[str, RecordedFact]:
        """Those of these ids that are kept."""
        return {record.id: record for record in self._read(names)}

    def records(self, about: str = "", most: int = 100) -> list[RecordedFact]:
        """The newest records, withdrawn ones too; ``about`` one unit or ``plan:number``."""
        key = self._keys.fact_records_of(about) if about else self._keys.fact_records()
        return self._read(cast("list[str]", self._redis.zrange(key, 0, most - 1, desc=True)))

    def between(self, start: datetime, end: datetime) -> list[Fact]:
        """Facts known in [start, end), in order."""
        return self._in(self._keys.facts(), start, end)

    def records_between(self, start: datetime, end: datetime) -> list[RecordedFact]:
        """The records of facts known in [start, end) that stand, in order."""
        return self._records(self._keys.facts(), start, end)

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit, known in [start, end), in order."""
        return self._in(self._keys.facts_of(kind, unit), start, end)

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind, known in [start, end), in order."""
        return self._in(self._keys.complaints_at(_digest(place, matter)), start, end)

    def _in(self, key: str, start: datetime, end: datetime) -> list[Fact]:
        return [record.fact for record in self._records(key, start, end)]

    def _records(self, key: str, start: datetime, end: datetime) -> list[RecordedFact]:
        low, high = start.timestamp(), f"({end.timestamp()}"
        return self._read(cast("list[str]", self._redis.zrangebyscore(key, low, high)))

    def _read(self, names: Iterable[str]) -> list[RecordedFact]:
        keys = [self._keys.fact(name) for name in names]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, RecordedFact) for text in found if text]

    def _indexes(self, fact: Fact) -> list[str]:
        found = [self._keys.facts()]
        found += [self._keys.facts_of(fact.kind, unit) for unit in _units(fact)]
        if fact.kind is FactKind.COMPLAINT:
            found.append(self._keys.complaints_at(_digest(fact.place, fact.matter)))
        return found


def _units(fact: Fact) -> list[str]:
    return [unit for unit in dict.fromkeys((fact.unit, *fact.units)) if unit]


def _digest(place: str, matter: str) -> str:
    return hashlib.sha256(f"{place}\x1f{matter}".encode()).hexdigest()[:20]
