"""A region walked through hour by hour: a second program for ``policy simulate``.

It looks at every measure at every midnight, at every fact and at every draw-up hour, and keeps
nothing but what the shared reading names. What the words leave open stands in docs/decisions/0030.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from supervision.times import SHANGHAI
from tests.supervision.builders import calendar
from tests.supervision.simulation.second.beijing import Asked, Beijing
from tests.supervision.simulation.second.systems import (
    CRITICISED,
    ISSUED_AT_THREE,
    LIAISON,
    LOOKS_BACK,
    SYSTEMS,
    Row,
    System,
)
from tests.supervision.simulation.word_by_word import ONE_DAY, Item, is_first, moved_here
from tests.supervision.stories.reading import Step

Line = dict[str, Any]
BEFORE = timedelta(days=200)
AFTER_CLOSING = timedelta(days=30)
REACHED = {1: "first_criticism", 2: "second_criticism", 3: "third_criticism"}
NINE, THREE = time(9), time(15)


@dataclass
class Watched(Item):
    """A measure, and when it began to be overdue."""

    number: str = ""
    plan: str = ""
    late: set[int] = field(default_factory=set)
    began: set[int] = field(default_factory=set)
    closed_on: date | None = None

    def look(self, today: date) -> None:
        now = self.overdue(today)
        self.began |= now - self.late
        self.late = now

    def take_in(self, fact: Line) -> None:
        super().take_in(fact)
        if not self.closed:
            self.closed_on = None
        elif self.closed_on is None:
            self.closed_on = _local(fact).date()


@dataclass
class Walk:
    """One region under one system."""

    system: System
    items: dict[str, Watched]
    beijing: Beijing
    first: date
    last: date
    said: list[Step] = field(default_factory=list)
    waiting: list[tuple[datetime, Line, list[Asked]]] = field(default_factory=list)
    criticised: Counter[tuple[str, str]] = field(default_factory=Counter)

    def through(self, facts: list[Line]) -> list[Step]:
        coming, day, before = list(facts), self.first - BEFORE, self.first - BEFORE
        while day <= self.last:
            self._happened(coming, datetime.combine(day, time(0), SHANGHAI))
            for item in self.items.values():
                item.look(day)
            if calendar().is_working(day):
                self._happened(coming, datetime.combine(day, NINE, SHANGHAI))
                self._draw_up(day, before)
                before = day
            day += ONE_DAY
        self._happened(coming, datetime.combine(day, time(0), SHANGHAI) - timedelta(seconds=1))
        return sorted(self.said)

    def _happened(self, coming: list[Line], until: datetime) -> None:
        while coming and datetime.fromisoformat(coming[0]["at"]) <= until:
            fact = coming.pop(0)
            at = _local(fact)
            if hasattr(Watched, f"_{fact['fact']}"):
                item = self.items[fact["measure"]]
                item.take_in(fact)
                item.look(at.date())
            else:
                self._of_a_unit(fact, at)

    def _of_a_unit(self, fact: Line, at: datetime) -> None:
        name = fact["fact"]
        if name == "criticised_by_higher_level":
            if self.first <= at.date() <= self.last:
                for row in self.system.from_above:
                    self._say(row, at, fact["unit"], name)
            return
        asked = [(fact["unit"], row, 0) for row in self.system.failures.get(name, ())]
        if self.system.of_beijing:
            asked += self.beijing.asked(fact, at)
        self.waiting.append((at, fact, asked))

    def _draw_up(self, day: date, before: date) -> None:
        hour = datetime.combine(day, NINE, SHANGHAI)
        due = [one for one in self.waiting if one[0] < hour]
        self.waiting = [one for one in self.waiting if one[0] >= hour]
        began = {n: i.began & i.overdue(day) for n, i in self.items.items()}
        for item in self.items.values():
            item.began = set()
        if day < self.first:
            return
        for _, fact, asked in due:
            about = fact.get("measure", "")
            for unit, row, reached in asked:
                count = reached or self._criticism(row, unit)
                self._say(row, day, unit, fact["fact"], measure=about, count=count)
        for number, item in self.items.items():
            self._of_a_measure(number, item, day, bool(began[number]))
            self._look_back(item, day, before)
        if moved_here(day, is_first):
            self._by_unit(day, "behind_pace", self.system.behind)
        if self.system.bulletin and moved_here(day, self.system.bulletin_day):
            self._bulletin(day)

    def _of_a_measure(self, number: str, item: Watched, day: date, began: bool) -> None:
        for unit in item.units:
            if item.reminded(day):
                row = ("reminder", self.system.reminder, LIAISON)
                self._say(row, day, unit, "due_soon", measure=number)
            for row in self.system.overdue if began else ():
                self._say(row, day, unit, "became_overdue", measure=number)

    def _look_back(self, item: Watched, day: date, before: date) -> None:
        if not self.system.look_back or item.closed_on is None:
            return
        if before < item.closed_on + AFTER_CLOSING <= day:
            row = ("look_back", self.system.look_back, LOOKS_BACK)
            for unit in item.units:
                self._say(row, day, unit, "closed", measure=item.number)

    def _by_unit(self, day: date, reason: str, rows: Iterable[Row]) -> None:
        named = self._named([item for item in self.items.values() if item.behind(day)])
        for (unit, _), listed in named.items():
            for row in rows:
                self._say(row, day, unit, reason, listed=listed)

    def _bulletin(self, day: date) -> None:
        named = self._named([item for item in self.items.values() if item.overdue(day)])
        for key, listed in named.items():
            self.criticised[key] += 1
            count, unit = self.criticised[key], key[0]
            row = ("criticism", self.system.bulletin, CRITICISED)
            self._say(row, day, unit, "overdue_at_bulletin", count=count, listed=listed)
            for one in self.system.ladder.get(count, ()):
                self._say(one, day, unit, REACHED[count], count=count, listed=listed)

    def _named(self, items: Iterable[Watched]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Unit and plan → the measures named with them."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for item in items:
            for unit in item.units:
                key = unit, item.plan
                found[key] = tuple(sorted((*found.get(key, ()), item.number)))
        return found

    def _criticism(self, row: Row, unit: str) -> int:
        """A criticism of Beijing is counted as those of a bulletin are."""
        if row[0] != "criticism":
            return 0
        self.criticised[unit, ""] += 1
        return self.criticised[unit, ""]

    def _say(
        self,
        row: Row,
        when: date | datetime,
        unit: str,
        reason: str,
        *,
        measure: str = "",
        count: int = 0,
        listed: tuple[str, ...] = (),
    ) -> None:
        step, clause, to = row
        signed = step in self.system.signed
        if not isinstance(when, datetime):
            hour = THREE if step in ISSUED_AT_THREE and not signed else NINE
            when = datetime.combine(when, hour, SHANGHAI)
        at = when.isoformat()
        self.said.append(Step(at, step, unit, measure, to, clause, reason, count, signed, listed))


def second_program(
    preset: str, ledger: list[Line], facts: list[Line], first: date, last: date
) -> list[Step]:
    """Every step that the document asks for from the first day to the last."""
    levels = {line["name"]: line["level"] for line in ledger if line["kind"] == "unit"}
    issued = {
        line["id"]: date.fromisoformat(line["issued"]) for line in ledger if line["kind"] == "plan"
    }
    items = {
        line["number"]: Watched(
            dues=[date.fromisoformat(one["due"]) for one in line["deadlines"] if one["due"]],
            units=_units(line, levels),
            issued=issued[line["plan"]],
            number=line["number"],
            plan=line["plan"],
        )
        for line in ledger
        if line["kind"] == "measure"
    }
    in_order = sorted(facts, key=lambda fact: datetime.fromisoformat(fact["at"]))
    return Walk(SYSTEMS[preset], items, Beijing(levels), first, last).through(in_order)


def _units(line: Line, levels: dict[str, str]) -> list[str]:
    """The lead units, or else the responsible ones; a group means its members."""
    districts = [name for name, level in levels.items() if level == "district"]
    names = line["lead_units"] or line["responsible_units"]
    found = [u for name in names for u in (districts if name == "各县区政府" else [name])]
    return list(dict.fromkeys(found))


def _local(fact: Line) -> datetime:
    return datetime.fromisoformat(fact["at"]).astimezone(SHANGHAI)
