"""The parts of a policy beside its rules: clauses (条款), hours (时刻), cycles (周期)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial

from supervision import policy_words as words
from supervision.errors import PolicyError
from supervision.features import Feature
from supervision.policy_table import Table
from supervision.problems import nearest, read_on
from supervision.rules import read_clause

LAST_DAY = 0
"""In a cycle's days: the last day of the month."""

BULLETIN, DISPATCH, INSPECTION = "bulletin", "dispatch", "inspection"
"""Names of the cycles: 半月通报, 每月调度, 半月检查. A policy may do without any of them."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the source document: where it stands there, and its words.

    ``kept_by`` names what carries it beside rules, cycles and sections.
    """

    id: str
    where: str
    text: str
    kept_by: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the day, Asia/Shanghai; quiet from ``quiet_from`` until ``quiet_until``."""

    draw_up: time
    issue: time
    quiet_from: time
    quiet_until: time


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days of the month on which something happens; each moves to the next working day."""

    name: str
    clause: str
    days: tuple[int, ...]


USUAL = Hours(time(9), time(15), time(20), time(8))
"""Stands in while the rest of a file whose hours cannot be read is looked at."""


class _Any(dict[str, Clause]):
    """Stands in for clauses that cannot be read: that alone is said, not once for every rule."""

    def __contains__(self, name: object) -> bool:
        return True


ANY_CLAUSE: Mapping[str, Clause] = _Any()


def read_hours(table: Table) -> Hours:
    """The hours in a table. Raises PolicyError naming the table and the key."""
    hours = Hours(
        draw_up=table.hour("draw_up"),
        issue=table.hour("issue"),
        quiet_from=table.hour("quiet_from"),
        quiet_until=table.hour("quiet_until"),
    )
    table.done()
    if not table.sound:
        return hours
    if hours.issue <= hours.draw_up:
        table.refuse("issue", words.issued_too_early(hours.draw_up))
    if hours.quiet_from <= hours.quiet_until:
        table.refuse("quiet_from", words.QUIET_TOO_EARLY)
    return hours


def read_clauses(values: object) -> Mapping[str, Clause]:
    """The clauses in their section. Raises PolicyError naming the table and the key."""
    if not isinstance(values, Mapping) or not values:
        raise PolicyError("[clauses]", words.NO_CLAUSES, ("clauses",))
    return {
        name: read_on(values, partial(_clause, name, part), Clause(name, "", ""))
        for name, part in values.items()
    }


def _clause(name: str, part: object) -> Clause:
    table = Table(f"clauses.{name}", part)
    kept_by = table.words("kept_by", Feature)
    clause = Clause(name, table.text("where"), table.text("text"), kept_by)
    table.done()
    return clause


def read_cycles(values: object, clauses: Mapping[str, Clause]) -> dict[str, Cycle]:
    """The cycles in their section. Raises PolicyError naming the table and the key."""
    if not isinstance(values, Mapping):
        raise PolicyError("[cycles]", words.NO_SECTION, ("cycles",))
    read = (
        read_on(values, partial(_cycle, name, part, clauses), None) for name, part in values.items()
    )
    return {cycle.name: cycle for cycle in read if cycle is not None}


def _cycle(name: str, part: object, clauses: Mapping[str, Clause]) -> Cycle:
    # A misspelt cycle would never come, and nobody would be told.
    known = (BULLETIN, DISPATCH, INSPECTION)
    if name not in known:
        told = words.unknown_cycle(known, nearest(name, known))
        raise PolicyError(f"[cycles.{name}]", told, ("cycles", name))
    table = Table(f"cycles.{name}", part)
    days = table.each("days", partial(_cycle_day, table))
    if not days and not table.is_wrong("days"):
        table.refuse("days", words.NO_CYCLE_DAYS)
    cycle = Cycle(name, read_clause(table, clauses), days)
    table.done()
    return cycle


def _cycle_day(table: Table, day: object) -> int:
    if day == "last":
        return LAST_DAY
    # The 29th and later would skip a month without saying so.
    if isinstance(day, int) and not isinstance(day, bool) and 1 <= day <= 28:
        return day
    table.refuse("days", words.no_cycle_day(day))
    return LAST_DAY
