"""The book of a simulation: the ledger and its past, held as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from supervision.answering import Answerer
from supervision.decisions import Step
from supervision.effects import after
from supervision.facts import OF_A_MEASURE, Fact, FactKind
from supervision.overdue import due_date
from supervision.progress import Entry, Progress
from supervision.records import Level, Measure, Plan, Unit
from supervision.simulation.fact_book import FactBook
from supervision.simulation.timeline import Timeline
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

    ``level``: the level of a unit that the ledger does not list. Every question about dates costs
    what it returns, not what the ledger holds; a measure is known by its place in the ledger.
    """

    entries: dict[str, Entry]
    levels: dict[str, Level]
    level: Callable[[str], Level]
    past: FactBook = field(default_factory=FactBook)
    counted: Counter[Answerer] = field(default_factory=Counter)
    reached: set[tuple[Answerer, Step]] = field(default_factory=set)
    _places: dict[str, int] = field(init=False)
    _names: list[str] = field(init=False)
    _due: Timeline = field(init=False, default_factory=Timeline)
    _reopened: Timeline = field(init=False, default_factory=Timeline)
    _closed: Timeline = field(init=False, default_factory=Timeline)

    def __post_init__(self) -> None:
        self._names = list(self.entries)
        self._places = {name: place for place, name in enumerate(self._names)}
        for name, entry in self.entries.items():
            self._follow(name, entry)

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
            changed = replace(entry, progress=after(entry.progress, fact))
            self.entries[fact.item] = changed
            self._follow(fact.item, changed)
        else:
            self.past.add(fact)

    def reach(self, answerer: Answerer, step: Step) -> bool:
        """Mark a threshold as reached; False when it was before (reading 6)."""
        known = (answerer, step) in self.reached
        self.reached.add((answerer, step))
        return not known

    def count(self, answerer: Answerer) -> None:
        """Count one criticism more."""
        self.counted[answerer] += 1

    def _follow(self, name: str, entry: Entry) -> None:
        """Move a measure to where its dates are now: out when it is settled or has none."""
        place, progress = self._places[name], entry.progress
        is_open = _is_open(entry)
        dates = _overdue_from(entry) if is_open else []
        ends = _protection_ends(progress) if is_open else []
        self._due.put(place, dates)
        self._reopened.put(place, ((at, 0) for at in ends))
        closed = progress.closed_at
        self._closed.put(place, [] if closed is None else [(closed, 0)])

    # ---- the ledger -------------------------------------------------------------------------

    def due_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """Open deadlines that begin to be overdue in (start, end]."""
        return [(self._entry(about), n) for about, n in self._due.between(start, end)]

    def overdue_at(self, now: datetime) -> list[DatedEntry]:
        """Open deadlines whose date has passed."""
        return [(self._entry(about), n) for about, n in self._due.until(now)]

    def reopened_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """Deadlines of open measures whose protection ended in (start, end]."""
        found = dict.fromkeys(about for about, _ in self._reopened.between(start, end))
        entries = [self._entry(about) for about in found]
        return [(entry, n) for entry in entries for n in range(len(entry.measure.deadlines))]

    def behind_at(self, now: datetime, points: int) -> Iterable[Entry]:  # noqa: ARG002 - the rule
        """Every unsettled measure that has a date; those behind are among them."""
        return self._open_entries()

    def silent_since(self, since: datetime) -> Iterable[Entry]:  # noqa: ARG002 - looks closer
        """Every unsettled measure that has a date; the silent ones are among them."""
        return self._open_entries()

    def _open_entries(self) -> Iterable[Entry]:
        return filter(_is_open, self.entries.values())

    def closed_between(self, start: datetime, end: datetime) -> list[Entry]:
        """What was closed in (start, end]."""
        return [self._entry(about) for about, _ in self._closed.between(start, end)]

    def _entry(self, place: int) -> Entry:
        return self.entries[self._names[place]]

    # ---- the past ---------------------------------------------------------------------------

    def happened(self, start: datetime, end: datetime) -> list[Fact]:
        """Facts in [start, end) that are not about one measure."""
        return self.past.between(start, end)

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit."""
        return self.past.of_unit(kind, unit, start, end)

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind."""
        return self.past.complaints_of(place, matter, start, end)

    def criticisms(self, answerer: Answerer) -> int:
        """Criticisms that count so far."""
        return self.counted[answerer]

    def level_of(self, unit: str) -> Level:
        """The level of a unit, listed or not."""
        return self.levels.get(unit) or self.level(unit)


def _is_open(entry: Entry) -> bool:
    return entry.measure.final_due is not None and not entry.progress.settled


def _overdue_from(entry: Entry) -> list[tuple[datetime, int]]:
    """When each dated deadline begins to be overdue, an extension counted in."""
    dues = ((due_date(entry, n), n) for n in range(len(entry.measure.deadlines)))
    return [(overdue_from(due), n) for due, n in dues if due is not None]


def _protection_ends(progress: Progress) -> list[datetime]:
    reason = progress.proper_reason_until
    ends = (progress.reopened_at, overdue_from(reason) if reason else None)
    return [at for at in ends if at is not None]
