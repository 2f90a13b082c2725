"""Invented ledgers of any size, written through the same methods as an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from storage.change import Change
from storage.store import Store
from supervision.people import Binding, Person
from supervision.progress import Claim, Entry, Lifecycle, Progress, Publication, Status
from supervision.records import Deadline, Duty, Level, Measure, Plan, Region, Role, Unit

BATCH = 500
PLAN = Plan("bench", "基准方案", date(2026, 1, 1))
TITLE = "污水处理厂提标改造工程"


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a ledger is, and what does not grow with it.

    The dates begin at ``first_due`` and follow one another, ``a_day`` measures each. ``rare`` are
    the numbers of the measures that have ``rare_word`` in their title. Nothing was ever reported
    of those ``behind`` and ``overdue``; of all others 90 % at ``reported_at``, where that is given.
    ``led`` are in the charge of ``leader``.
    """

    measures: int
    units: int
    first_due: date
    a_day: int
    rare: frozenset[int] = frozenset()
    rare_word: str = ""
    behind: frozenset[int] = frozenset()
    overdue: frozenset[int] = frozenset()
    reported_at: datetime | None = None
    led: frozenset[int] = frozenset()
    leader: str = ""

    def unit(self, n: int) -> str:
        """Whose measure this is."""
        return f"第{n % self.units}局"

    def measure(self, n: int) -> Measure:
        """The ``n``-th measure, counted from 1."""
        due = self.first_due + timedelta(days=n // self.a_day)
        if n in self.behind or n in self.overdue:
            soon = timedelta(days=30 if n in self.behind else -45)
            due = (self.reported_at or datetime.now(UTC)).date() + soon
        title = f"{self.rare_word if n in self.rare else ''}第{n}项{TITLE}"
        return Measure(
            plan=PLAN.id,
            number=str(n),
            printed=f"{n}.",
            title=title,
            text=title * 3,
            duty=Duty((self.unit(n),), leaders=(self.leader,) if n in self.led else ()),
            deadlines=(Deadline("期限", due),),
        )

    def progress(self, n: int, shown: Publication | None) -> Progress:
        """Where it stands."""
        if self.reported_at is None or n in self.behind or n in self.overdue:
            return Progress(publication=shown)
        claim = Claim(90, self.reported_at, self.unit(n), Status.IN_PROGRESS)
        return Progress(claim=claim, publication=shown)


def fill(store: Store, shape: Shape, words: Mapping[str, float] | None = None) -> None:
    """Write the region, its units and every measure; with ``words`` every measure is published.

    The words are the same for all; a rare measure is found by its own word too, as the heaviest.
    """
    change = Change()
    store.ledger.put_region(change, Region("基准市"), PLAN)
    store.ledger.put_plan(change, PLAN)
    for n in range(shape.units):
        store.ledger.put_unit(change, Unit(shape.unit(n), Level.DEPARTMENT))
    store.commit(change)
    shown = Publication(datetime.now(UTC), Lifecycle.OPEN, claimed_percent=50) if words else None
    for numbers in _batches(shape.measures):
        change = Change()
        for n in numbers:
            measure = shape.measure(n)
            store.ledger.put_measure(change, measure, n, (), progress=shape.progress(n, shown))
            if words and shown:
                own = {shape.rare_word: max(words.values())} if n in shape.rare else {}
                entry = Entry(PLAN, measure, Progress())
                store.publication.publish(
                    change,
                    entry,
                    shown,
                    units=measure.duty.answerable,
                    words={**words, **own},
                    place=n,
                )
        store.commit(change)


def bind(store: Store, units: Mapping[str, str], role: Role = Role.LIAISON) -> None:
    """Bind people: openid → unit."""
    change = Change()
    for openid, unit in units.items():
        person = Person(
            pid=store.people.pid(openid),
            openid=openid,
            bindings=(Binding(unit, role, since=datetime.now(UTC)),),
        )
        store.people.save(change, person)
        store.people.index(change, Person(person.pid, openid), person)
    store.commit(change)


def _batches(count: int) -> Iterator[list[int]]:
    numbers = iter(range(1, count + 1))
    while batch := list(islice(numbers, BATCH)):
        yield batch
