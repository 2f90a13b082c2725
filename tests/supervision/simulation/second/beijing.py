"""B4, B5, B7, B8 and B9: what a fact of Beijing asks for at the next draw-up hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from supervision.times import SHANGHAI
from tests.supervision.simulation.second.systems import CRITICISED, HEAD, MAIN, Row

DEPUTY = ("deputy_head",)
SOON = timedelta(days=90)
COMPLAINTS = 3
NAMED, RANKED = 10, 20
ANSWERABLE = {
    "district": (10, 20),
    "township": (5, 10),
    "department": (5, 10),
    "enterprise": (3, 6),
}
"""B7: how many problems of a year the deputy head and the main head answer for."""

Asked = tuple[str, Row, int]
"""A unit, a row, and the count that a threshold has reached."""


@dataclass
class Beijing:
    """What is counted from fact to fact."""

    levels: dict[str, str]
    problems: Counter[tuple[str, ...]] = field(default_factory=Counter)
    complaints: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def asked(self, fact: dict[str, Any], at: datetime) -> list[Asked]:
        found = getattr(self, f"_{fact['fact']}", None)
        return list(found(fact, at)) if found else []

    def _problem_found(self, fact: dict[str, Any], at: datetime) -> Iterator[Asked]:
        unit = fact["unit"]
        level = self.levels.get(unit) or _told_by_the_name(unit)
        kind = fact.get("kind", "") if level == "department" else ""
        key = (unit, str(at.astimezone(SHANGHAI).year), kind)
        before = self.problems[key]
        self.problems[key] += fact["count"]
        for bar, to in zip(ANSWERABLE.get(level, ()), (DEPUTY, MAIN), strict=False):
            if before < bar <= self.problems[key]:
                yield unit, ("accountability", "B7", to), self.problems[key]

    def _complaint(self, fact: dict[str, Any], at: datetime) -> Iterator[Asked]:
        key = (fact["place"], fact["kind"])
        told = [one for one in self.complaints.get(key, []) if at - one < SOON] + [at]
        self.complaints[key] = told
        before, self.counted[key] = self.counted[key], len(told)
        if before < COMPLAINTS <= len(told):
            yield fact["unit"], ("special_inspection", "B4", HEAD), len(told)

    def _annual_target_missed(self, fact: dict[str, Any], _: datetime) -> Iterator[Asked]:
        short = Fraction(str(fact["ratio"]))
        if short > 0:
            yield fact["unit"], ("veto", "B5", MAIN), 0
            yield fact["unit"], ("accountability", "B8", DEPUTY), 0
        if short >= Fraction(1, 10):
            yield fact["unit"], ("accountability", "B8", MAIN), 0

    def _ranking(self, fact: dict[str, Any], _: datetime) -> Iterator[Asked]:
        if len(fact["units"]) >= RANKED:
            for unit in fact["units"][-NAMED:]:
                yield unit, ("criticism", "B9", CRITICISED), 0
                yield unit, ("summons", "B9", MAIN), 0


def _told_by_the_name(unit: str) -> str:
    """A unit that the ledger does not have (docs/decisions/0030)."""
    return "township" if unit.endswith("镇") else "department"
