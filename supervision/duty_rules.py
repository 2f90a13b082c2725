"""What a policy says of duties ([duties]): when they open, and until when they are due."""

from __future__ import annotations

import calendar
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from supervision.duties import DutyKind, due_at
from supervision.policy_table import Table
from supervision.policy_words import NO_DAY_OF_YEAR
from supervision.records import Level
from supervision.rules import read_clause
from supervision.times import local_date
from supervision.working_days import ONE_DAY, WorkingDays

NOON = time(12)


class OnHoliday(StrEnum):
    """What becomes of a yearly day that is no working day (process: weekly reports of 2016)."""

    SAME = "same"  # it stays
    NEXT = "next"  # the next working day
    SECOND_NOON = "second_noon"  # the second working day after, 12:00


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One kind of duty.

    ``within``: working days from the opening (publication, clue). ``due`` and ``opens``: month and
    day of each year. ``levels`` of the units that owe it, empty for all. ``first_year``: before it
    nothing is owed. ``remind``: working days before the due day.
    """

    kind: DutyKind
    clause: str
    within: int = 10
    due: tuple[int, int] | None = None
    opens: tuple[int, int] | None = None
    first_year: int = 0
    levels: tuple[Level, ...] = ()
    remind: tuple[int, ...] = (3, 1)
    on_holiday: OnHoliday = OnHoliday.SAME


@dataclass(frozen=True, slots=True)
class DutyRules:
    """The duties of a policy; ``ask_unreported``: dispatch asks units for what is silent."""

    rules: Mapping[DutyKind, DutyRule] = field(default_factory=dict)
    ask_unreported: bool = True

    def reminds(self) -> tuple[int, ...]:
        """Every distance of a reminder, the shortest first."""
        return tuple(sorted({n for rule in self.rules.values() for n in rule.remind}))


@dataclass(frozen=True, slots=True)
class Opening:
    """A duty that opens for units now: for which period, until when."""

    rule: DutyRule
    period: str
    due: datetime


def published_by(rule: DutyRule, day: date, days: WorkingDays) -> Opening:
    """The publication that a bulletin of this day calls for: one a month."""
    return Opening(rule, f"{day:%Y-%m}", due_at(days.add(day, rule.within)))


def yearly(rule: DutyRule, since: datetime, at: datetime, days: WorkingDays) -> Iterator[Opening]:
    """The years whose opening day lies in (since, at]; after downtime several, in order."""
    if rule.due is None or rule.opens is None:
        return
    day = local_date(since) + ONE_DAY
    while day <= local_date(at):
        if (day.month, day.day) == rule.opens and day.year >= rule.first_year:
            yield Opening(rule, str(day.year), yearly_due(rule, day, days))
        day += ONE_DAY


def yearly_due(rule: DutyRule, opened: date, days: WorkingDays) -> datetime:
    """When a yearly duty that opens on this day begins to be late, the holiday rule counted in."""
    month, day = rule.due or (12, 31)
    year = opened.year if (month, day) >= (opened.month, opened.day) else opened.year + 1
    nominal = date(year, month, min(day, calendar.monthrange(year, month)[1]))
    if rule.on_holiday is OnHoliday.SAME or days.is_working(nominal):
        return due_at(nominal)
    if rule.on_holiday is OnHoliday.NEXT:
        return due_at(days.next_or_same(nominal))
    return due_at(days.add(nominal, 2), NOON)


def take_duties(parts: dict[str, Any], clauses: Container[str]) -> DutyRules:
    """The [duties] of a policy file, taken out of its tables; a file without them has none.

    Raises PolicyError naming the table and the key.
    """
    values = parts.pop("duties", None)
    if values is None:
        return DutyRules()
    table = Table("duties", values)
    ask = table.flag("ask_unreported", default=True)
    rules = {}
    for kind in DutyKind:
        one = table.optional(kind)
        if one is not None:
            rules[kind] = _rule(kind, Table(f"duties.{kind}", one), clauses)
    table.done()
    return DutyRules(rules, ask_unreported=ask)


def _rule(kind: DutyKind, table: Table, clauses: Container[str]) -> DutyRule:
    known = DutyRule(kind, "")
    is_yearly = kind in (DutyKind.YEARLY_REPORT, DutyKind.YEARLY_PUBLICATION)
    rule = DutyRule(
        kind=kind,
        clause=read_clause(table, clauses),
        within=known.within if is_yearly else table.number("within", 1, 250),
        due=_month_and_day(table, "due") if is_yearly else None,
        opens=_month_and_day(table, "opens") if is_yearly else None,
        first_year=(table.optional_number("first_year", 2000, 2100) or 0) if is_yearly else 0,
        levels=table.words("levels", Level),
        remind=table.numbers("remind", 1, 60) or known.remind,
        on_holiday=table.one_of("on_holiday", OnHoliday, OnHoliday.SAME)
        if is_yearly
        else OnHoliday.SAME,
    )
    table.done()
    return rule


def _month_and_day(table: Table, key: str) -> tuple[int, int]:
    """12-31: a day of every year, so never 02-29."""
    words = table.text(key)
    try:
        found = date.fromisoformat(f"2001-{words}")
    except ValueError:
        if not table.is_wrong(key):
            table.refuse(key, NO_DAY_OF_YEAR)
        return 12, 31
    return found.month, found.day
