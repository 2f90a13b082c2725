"""The facts of a simulation that are not about one measure, found by when and about whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from supervision.facts import Fact, FactKind

Key = tuple[str, ...]


@dataclass(slots=True)
class FactBook:
    """Facts in the order in which they happened."""

    _all: list[Fact] = field(default_factory=list)
    _of: defaultdict[Key, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> FactBook:
        """The book after these facts."""
        book = cls()
        for fact in sorted(facts, key=_instant):
            book.add(fact)
        return book

    def add(self, fact: Fact) -> None:
        """Let a fact have happened, after all that are known."""
        self._all.append(fact)
        self._of[fact.kind, fact.unit].append(fact)
        if fact.kind is FactKind.COMPLAINT:
            self._of[fact.kind, fact.place, fact.matter].append(fact)

    def between(self, start: datetime, end: datetime) -> list[Fact]:
        """Those in [start, end)."""
        return _within(self._all, start, end)

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit in [start, end)."""
        return _within(self._of.get((kind, unit), []), start, end)

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind in [start, end)."""
        return _within(self._of.get((FactKind.COMPLAINT, place, matter), []), start, end)


def _within(facts: list[Fact], start: datetime, end: datetime) -> list[Fact]:
    return facts[bisect_left(facts, start, key=_instant) : bisect_left(facts, end, key=_instant)]


def _instant(fact: Fact) -> datetime:
    return fact.at
