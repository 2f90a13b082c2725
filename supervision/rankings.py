"""Rankings (排名): of units and problems by verified results, and the monthly tables (G4, B9).

Units and problems are ranked, never persons, by what was verified and never by what was claimed;
with fewer than MIN_SAMPLE measures nobody has a place. Who is alike shares one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.facts import Fact

MIN_SAMPLE = 5
"""Measures; with fewer, one of them would decide the place. The sources are silent."""

TABLES = ("air", "water")
"""The monthly tables: 空气质量, 水环境质量."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place of a ranking: ``done`` verified of ``whole`` measures; no place below the sample."""

    name: str
    done: int
    whole: int
    place: int | None = None


class RankingFault(StrEnum):
    """What is wrong with a monthly table."""

    UNKNOWN_TABLE = "unknown_table"
    BAD_MONTH = "bad_month"
    MONTH_TO_COME = "month_to_come"
    NO_UNITS = "no_units"
    UNKNOWN_UNIT = "unknown_unit"
    REPEATED_UNIT = "repeated_unit"
    RECORDED_BEFORE = "recorded_before"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, and the word that it is about."""

    kind: RankingFault
    about: str = ""


def ranked(counts: Mapping[str, tuple[int, int]], least: int = MIN_SAMPLE) -> list[Ranked]:
    """Names with (verified, all), the highest share first; those below the sample come last."""
    enough = [Ranked(name, *count) for name, count in counts.items() if count[1] >= least]
    enough.sort(key=lambda one: (-one.done / one.whole, -one.whole, one.name))
    found: list[Ranked] = []
    for number, one in enumerate(enough, 1):
        above = found[-1] if found else None
        # Compared crosswise, so that 1 of 3 and 2 of 6 are alike.
        alike = above is not None and above.done * one.whole == one.done * above.whole
        place = above.place if above is not None and alike else number
        found.append(Ranked(one.name, one.done, one.whole, place))
    few = [Ranked(name, *count) for name, count in counts.items() if 0 < count[1] < least]
    return found + sorted(few, key=lambda one: one.name)


def faults_of(
    fact: Fact, units: Collection[str], earlier: Iterable[Fact], today: date
) -> list[Fault]:
    """What is wrong with a monthly table before it is recorded; none when it may be.

    ``units``: the official names of the unit list; ``earlier``: tables recorded already.
    """
    found = [] if fact.table in TABLES else [Fault(RankingFault.UNKNOWN_TABLE, fact.table)]
    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", fact.month):
        found.append(Fault(RankingFault.BAD_MONTH, fact.month))
    elif fact.month > f"{today:%Y-%m}":
        found.append(Fault(RankingFault.MONTH_TO_COME, fact.month))
    if not fact.units:
        found.append(Fault(RankingFault.NO_UNITS))
    found += [Fault(RankingFault.UNKNOWN_UNIT, unit) for unit in fact.units if unit not in units]
    repeated = dict.fromkeys(unit for unit in fact.units if fact.units.count(unit) > 1)
    found += [Fault(RankingFault.REPEATED_UNIT, unit) for unit in repeated]
    if any((one.table, one.month) == (fact.table, fact.month) for one in earlier):
        found.append(Fault(RankingFault.RECORDED_BEFORE, fact.month))
    return found


def newest(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The newest monthly table of each kind; of two for one month the one recorded last."""
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda one: (one.month, one.at)):
        found[fact.table] = fact
    return found
