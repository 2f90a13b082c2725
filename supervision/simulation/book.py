"""The book of a simulation: the ledger and its past, held as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from supervision.answering import Answerer
from supervision.decisions import Step
from supervision.effects import after
from supervision.facts import OF_A_MEASURE, Fact, FactKind
from supervision.overdue import due_date
from supervision.progress import Entry, Progress
from supervision.records import Level, Measure, Plan, Unit
from supervision.times import overdue_from

DatedEntry = tuple[Entry, int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is simulated: the plans, the records that are reported on, and the units."""

    plans: Mapping[str, Plan]
    measures: tuple[Measure, ...]
    units: tuple[Unit, ...]


@dataclass(slots=True)
class Book:
    """Answers what the rules ask (:mod:`supervision.view`), and takes in what happens.

    ``level``: the level of a unit that the ledger does not list.
    """

    entries: dict[str, Entry]
    levels: dict[str, Level]
    level: Callable[[str], Level]
    facts: list[Fact] = field(default_factory=list)
    counted: Counter[Answerer] = field(default_factory=Counter)
    reached: set[tuple[Answerer, Step]] = field(default_factory=set)

    @classmethod
    def of(cls, ledger: Ledger, level: Callable[[str], Level]) -> Book:
        """The book before anything has happened."""
        entries = {m.id: Entry(ledger.plans[m.plan], m, Progress()) for m in ledger.measures}
        return cls(entries, {unit.name: unit.level for unit in ledger.units}, level)

    # ---- what happens -----------------------------------------------------------------------

    def take_in(self, fact: Fact) -> None:
        """Let a fact happen. Raises KeyError for a measure that the ledger does not have."""
        if fact.kind in OF_A_MEASURE:
            entry = self.entries[fact.item]
            self.entries[fact.item] = replace(entry, progress=after(entry.progress, fact))
        else:
            self.facts.append(fact)

    def reach(self, answerer: Answerer, step: Step) -> bool:
        """Mark a threshold as reached; False when it was before (reading 6)."""
        known = (answerer, step) in self.reached
        self.reached.add((answerer, step))
        return not known

    def count(self, answerer: Answerer) -> None:
        """Count one criticism more."""
        self.counted[answerer] += 1

    # ---- the ledger -------------------------------------------------------------------------

    def due_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """Open deadlines that begin to be overdue in (start, end]."""
        return [pair for pair, begins in self._dated() if start < begins <= end]

    def overdue_at(self, now: datetime) -> list[DatedEntry]:
        """Open deadlines whose date has passed."""
        return [pair for pair, begins in self._dated() if begins <= now]

    def reopened_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """Deadlines of open measures whose protection ended in (start, end]."""
        found = []
        for entry in self.open_entries():
            reason = entry.progress.proper_reason_until
            ends = (entry.progress.reopened_at, overdue_from(reason) if reason else None)
            if any(at is not None and start < at <= end for at in ends):
                found += [(entry, place) for place in range(len(entry.measure.deadlines))]
        return found

    def open_entries(self) -> Iterable[Entry]:
        """Every unsettled measure that has a date."""
        return [
            entry
            for entry in self.entries.values()
            if entry.measure.final_due is not None and not entry.progress.settled
        ]

    def closed_between(self, start: datetime, end: datetime) -> list[Entry]:
        """What was closed in (start, end]."""
        return [
            entry
            for entry in self.entries.values()
            if (at := entry.progress.closed_at) is not None and start < at <= end
        ]

    def _dated(self) -> Iterator[tuple[DatedEntry, datetime]]:
        for entry in self.open_entries():
            for place in range(len(entry.measure.deadlines)):
                due = due_date(entry, place)
                if due is not None:
                    yield (entry, place), overdue_from(due)

    # ---- the past ---------------------------------------------------------------------------

    def happened(self, start: datetime, end: datetime) -> list[Fact]:
        """Facts in [start, end) that are not about one measure."""
        return [fact for fact in self.facts if start <= fact.at < end]

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit."""
        return [f for f in self.happened(start, end) if f.kind is kind and f.unit == unit]

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind."""
        return [
            fact
            for fact in self.happened(start, end)
            if fact.kind is FactKind.COMPLAINT and (fact.place, fact.matter) == (place, matter)
        ]

    def criticisms(self, answerer: Answerer) -> int:
        """Criticisms that count so far."""
        return self.counted[answerer]

    def level_of(self, unit: str) -> Level:
        """The level of a unit, listed or not."""
        return self.levels.get(unit) or self.level(unit)
