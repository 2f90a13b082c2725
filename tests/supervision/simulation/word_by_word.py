"""The shared reading of the presets, word by word: a small second program.

It keeps what the words name and looks at every deadline on every day, where the product keeps
timelines and looks at what begins. Only what the words leave open is taken from the decisions
(docs/decisions/0030): a later application protects when it is in time; taking up again undoes all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from supervision.times import SHANGHAI
from tests.supervision.builders import calendar

ONE_DAY = timedelta(days=1)
DISTANCES = (30, 7, 3, 1)
POINTS = 15
ISSUED = date(2017, 7, 5)
AFTER_A_CRITICISM = {
    1: ("yellow_card", "monthly_supervision"),
    2: ("admonition",),
    3: ("accountability",),
}


@dataclass
class Item:
    """What the words of the reading name of one measure."""

    dues: list[date]
    units: list[str] = field(default_factory=list)
    issued: date = ISSUED
    claimed: int = 0
    closed: bool = False
    accepted: bool = False
    verified: int = 0
    applied: list[date] = field(default_factory=list)
    extended: date | None = None
    reason: date | None = None

    def take_in(self, fact: dict[str, Any]) -> None:
        getattr(self, f"_{fact['fact']}")(fact)

    def _report(self, fact: dict[str, Any]) -> None:
        self.claimed = fact["percent"]

    def _verified(self, fact: dict[str, Any]) -> None:
        self.verified = fact["percent"]

    def _applied(self, fact: dict[str, Any]) -> None:
        if not self.closed:
            self.applied.append(_day(fact))

    def _accepted(self, _: dict[str, Any]) -> None:
        self.accepted, self.verified = True, 100

    def _sent_back(self, _: dict[str, Any]) -> None:
        if self.closed:
            return
        if self.accepted:
            self.accepted, self.verified = False, 0
        self.applied = []

    def _closed(self, _: dict[str, Any]) -> None:
        self.closed = True

    def _rebound(self, _: dict[str, Any]) -> None:
        self.closed = self.accepted = False
        self.verified, self.applied = 0, []

    def _extension_granted(self, fact: dict[str, Any]) -> None:
        self.extended = date.fromisoformat(fact["until"])

    def _proper_reason(self, fact: dict[str, Any]) -> None:
        self.reason = date.fromisoformat(fact["until"])

    def last_days(self) -> list[date]:
        return [max(due, self.extended or due) for due in self.dues]

    def overdue(self, today: date) -> set[int]:
        """Places of the deadlines that are overdue on this day."""
        if self.closed or self.accepted or self.verified == 100:
            return set()
        if self.reason is not None and today <= self.reason:
            return set()
        return {
            place
            for place, last in enumerate(self.last_days())
            if today > last and not any(day <= last for day in self.applied)
        }

    def behind(self, today: date) -> bool:
        """Reading 8: behind schedule and not overdue, nor in the hands of the verifiers."""
        if self.overdue(today) or self.closed or self.accepted or self.applied:
            return False
        if self.verified == 100 or (self.reason is not None and today <= self.reason):
            return False
        stages = sorted(self.last_days())
        if not stages:
            return False
        due = next((last for last in stages if last >= today), stages[-1])
        start = max([self.issued, *(last for last in stages if last < min(due, today))])
        gone = 1.0 if today >= due else max((today - start).days / (due - start).days, 0.0)
        return round(100 * gone - self.claimed, 6) >= POINTS

    def reminded(self, today: date) -> bool:
        if self.closed or self.accepted or self.applied:
            return False
        return any(today in _reminder_days(last) for last in self.last_days())


@dataclass(frozen=True)
class Told:
    """What the draw-up hours of the days say, as (day, number of the measure or unit)."""

    became_overdue: set[tuple[date, str]] = field(default_factory=set)
    reminded: set[tuple[date, str]] = field(default_factory=set)
    behind: set[tuple[date, str]] = field(default_factory=set)
    climbed: set[tuple[date, str, str, int]] = field(default_factory=set)


class Days:
    """A region day by day, with nothing but what the words name."""

    def __init__(self, items: dict[str, Item]) -> None:
        self.items = items
        self.told = Told()
        self._overdue = {number: set[int]() for number in items}
        self._criticised: Counter[str] = Counter()

    def draw_up(self, day: date, *, counting: bool) -> None:
        for number, item in self.items.items():
            now = item.overdue(day)
            if now - self._overdue[number]:
                self.told.became_overdue.add((day, number))
            self._overdue[number] = now
            if item.reminded(day):
                self.told.reminded.add((day, number))
        if counting and moved_here(day, is_first):
            self.told.behind.update(
                (day, unit) for i in self.items.values() if i.behind(day) for unit in i.units
            )
        if counting and moved_here(day, is_half_month):
            self._criticise(day)

    def _criticise(self, day: date) -> None:
        for unit in {u for i in self.items.values() if i.overdue(day) for u in i.units}:
            self._criticised[unit] += 1
            count = self._criticised[unit]
            for step in ("criticism", *AFTER_A_CRITICISM.get(count, ())):
                self.told.climbed.add((day, unit, step, count))


def read(
    ledger: Iterable[dict[str, Any]], facts: list[dict[str, Any]], first: date, last: date
) -> Told:
    """What is said from the first day to the last; what was before is known, and not counted."""
    days, coming = Days(_items(ledger)), list(facts)
    day = first - 120 * ONE_DAY
    while day <= last:
        if calendar().is_working(day):
            hour = datetime.combine(day, time(9), SHANGHAI)
            while coming and datetime.fromisoformat(coming[0]["at"]) <= hour:
                fact = coming.pop(0)
                days.items[fact["measure"]].take_in(fact)
            days.draw_up(day, counting=day >= first)
        day += ONE_DAY
    return days.told


def _items(ledger: Iterable[dict[str, Any]]) -> dict[str, Item]:
    lines = list(ledger)
    districts = [u["name"] for u in lines if u["kind"] == "unit" and u["level"] == "district"]
    return {
        line["number"]: Item(
            [date.fromisoformat(d["due"]) for d in line["deadlines"] if d["due"]],
            [
                unit
                for name in line["lead_units"] or line["responsible_units"]
                for unit in (districts if name == "各县区政府" else [name])
            ],
        )
        for line in lines
        if line["kind"] == "measure"
    }


def moved_here(day: date, is_cycle_day: Callable[[date], bool]) -> bool:
    """Whether this working day is a cycle day, or the next one after those that are none."""
    nominal = day
    while not is_cycle_day(nominal):
        nominal -= ONE_DAY
        if calendar().is_working(nominal):
            return False
    return True


def is_first(day: date) -> bool:
    return day.day == 1


def is_half_month(day: date) -> bool:
    return day.day == 15 or (day + ONE_DAY).day == 1


@cache
def _reminder_days(last: date) -> frozenset[date]:
    return frozenset(calendar().add(last, -count) for count in DISTANCES)


def _day(fact: dict[str, Any]) -> date:
    return datetime.fromisoformat(fact["at"]).astimezone(SHANGHAI).date()
