"""Indicators with targets (指标): environment quality and the like, whose values people enter.

Nothing is measured here. Whether one is on track (达到时序) is said by a straight line from
its first value to its target; the sources set no path, so the line is printed with every answer.
G8, B10, and the targets of Baicheng's plan.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from supervision import policy_words as words
from supervision.errors import PolicyError
from supervision.policy_table import Table
from supervision.rules import read_clause


class Direction(StrEnum):
    """Which values are good."""

    AT_MOST = "at_most"  # 不高于
    AT_LEAST = "at_least"  # 不低于
    BELOW = "below"  # 低于


class Target(StrEnum):
    """What a missed yearly target counts as (annual_target_missed)."""

    AIR = "air"
    WATER = "water"


class Track(StrEnum):
    """How an indicator stands."""

    NO_VALUE = "no_value"  # 还没有数值
    MET = "met"  # 已达到目标
    ON_TRACK = "on_track"  # 达到时序
    BEHIND = "behind"  # 落后于时序
    ONE_VALUE = "one_value"  # 只有一个数值，无法判断
    MISSED = "missed"  # 到期未达到


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a policy; ``by`` is the last day on which its target may be met.

    ``counts_as``: what missing it means for the ladder; None for nothing. ``measured``: how it is
    measured, where the document says so (较2015年下降).
    """

    name: str
    unit: str
    target: Decimal
    direction: Direction
    by: date
    clause: str
    counts_as: Target | None = None
    measured: str = ""

    def meets(self, value: Decimal) -> bool:
        """Whether a value reaches the target."""
        if self.direction is Direction.AT_LEAST:
            return value >= self.target
        if self.direction is Direction.AT_MOST:
            return value <= self.target
        return value < self.target

    def reaches(self, value: Decimal, wanted: Decimal) -> bool:
        """Whether a value is at least as good as what is wanted on the way."""
        return value >= wanted if self.direction is Direction.AT_LEAST else value <= wanted


@dataclass(frozen=True, slots=True)
class Value:
    """A value as entered: of which day, from which source, and when it was entered."""

    value: str
    day: date
    source: str
    entered: datetime

    @property
    def number(self) -> Decimal:
        """The value as a number."""
        return Decimal(self.value)


@dataclass(frozen=True, slots=True)
class Assessed:
    """An indicator with its values, and how it stands; ``wanted`` by the line on the last day."""

    indicator: Indicator
    values: tuple[Value, ...]
    track: Track
    wanted: Decimal | None = None

    @property
    def last(self) -> Value | None:
        """The newest value."""
        return self.values[-1] if self.values else None

    @property
    def first(self) -> Value | None:
        """The value from which the line begins."""
        return self.values[0] if self.values else None

    @property
    def ratio(self) -> Decimal:
        """The share of the target by which it was missed (0.12 = 12 % short); 0 when it was not."""
        last, target = self.last, self.indicator.target
        if last is None or not target or self.indicator.meets(last.number):
            return Decimal(0)
        return (abs(last.number - target) / abs(target)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def assess(indicator: Indicator, values: Iterable[Value], today: date) -> Assessed:
    """How an indicator stands on a day, by the values of days until then.

    Of several values entered for one day the last counts; none is ever deleted.
    """
    by_day = {value.day: value for value in values if value.day <= today}
    known = tuple(by_day[day] for day in sorted(by_day))
    if not known:
        return Assessed(indicator, (), Track.NO_VALUE)
    last = known[-1]
    if indicator.meets(last.number):
        return Assessed(indicator, known, Track.MET)
    if last.day >= indicator.by or today > indicator.by:
        return Assessed(indicator, known, Track.MISSED)
    if len(known) == 1:
        return Assessed(indicator, known, Track.ONE_VALUE)
    wanted = wanted_on(indicator, known[0], last.day)
    on_track = indicator.reaches(last.number, wanted)
    return Assessed(indicator, known, Track.ON_TRACK if on_track else Track.BEHIND, wanted)


def wanted_on(indicator: Indicator, first: Value, day: date) -> Decimal:
    """What the straight line from the first value to the target asks for on a day."""
    length = (indicator.by - first.day).days
    if length <= 0:
        return indicator.target
    gone = Decimal((day - first.day).days) / Decimal(length)
    wanted = first.number + (indicator.target - first.number) * min(gone, Decimal(1))
    return wanted.quantize(Decimal("0.01"), ROUND_HALF_UP)


def read_number(words: str) -> Decimal | None:
    """The number that the words are (25, 93.8, 97%), or None."""
    try:
        found = Decimal(words.strip().rstrip("%％"))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**9 else None


def take_indicators(parts: dict[str, Any], clauses: Container[str]) -> tuple[Indicator, ...]:
    """The indicators in the tables of a policy file, taken out of them; none when absent.

    Raises PolicyError naming the table and the key.
    """
    values = parts.pop("indicators", [])
    if not isinstance(values, list):
        raise PolicyError("[[indicators]]", words.NO_LIST)
    found: dict[str, Indicator] = {}
    for place, part in enumerate(values, 1):
        table = Table(words.placed("indicators", place), part)
        one = _read(table, clauses)
        if one.name in found and not table.is_wrong("name"):
            table.refuse("name", words.name_twice(one.name))
        found[one.name] = one
    return tuple(found.values())


def _read(table: Table, clauses: Container[str]) -> Indicator:
    counts_as = table.text("counts_as", "")
    target = read_number(table.text("target"))
    if target is None and not table.is_wrong("target"):
        table.refuse("target", words.NO_DECIMAL)
    clause = read_clause(table, clauses)
    if counts_as and counts_as not in set(Target):
        table.refuse("counts_as", words.strange(counts_as, tuple(Target), None))
        counts_as = ""
    made = Indicator(
        name=table.text("name"),
        unit=table.text("unit", ""),
        target=target or Decimal(),
        direction=table.one_of("direction", Direction),
        by=table.day("by"),
        clause=clause,
        counts_as=Target(counts_as) if counts_as else None,
        measured=table.text("measured", ""),
    )
    table.done()
    return made
