"""Spot checks (抽查) of what was closed, drawn by lot, and how much of it did not last (反弹).

The draw is a function of its seed: whoever has the seed and the list draws the same sample again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from supervision.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw: of these closed measures (``plan:number``, sorted) these were drawn by the seed."""

    quarter: str
    at: datetime
    seed: str
    percent: int
    among: tuple[str, ...]
    drawn: tuple[str, ...]
    by: str = ""


NAMED = 12
"""So many of the drawn measures a head names."""


@dataclass(frozen=True, slots=True)
class DrawHead:
    """What is told of a draw; it stays as short when thousands are drawn from.

    ``among`` and ``drawn`` are counts, ``first`` the first of the drawn.
    """

    quarter: str
    at: datetime
    seed: str
    among: int
    drawn: int
    first: tuple[str, ...]


def head_of(made: Draw) -> DrawHead:
    """The head of a draw."""
    among, drawn = len(made.among), len(made.drawn)
    return DrawHead(made.quarter, made.at, made.seed, among, drawn, made.drawn[:NAMED])


def quarter_of(day: date) -> str:
    """2018Q1."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def quarter_ends(day: date) -> date:
    """The last day of the quarter of a day."""
    first = 3 * ((day.month - 1) // 3) + 1
    after = date(day.year, first + 3, 1) if first < 10 else date(day.year + 1, 1, 1)
    return after - date.resolution


def reminded_from(day: date, distances: Iterable[int], days: WorkingDays) -> date | None:
    """The first day of a quarter on which it counts that nothing was drawn; None without any."""
    furthest = max(distances, default=0)
    return days.add(quarter_ends(day), -furthest) if furthest else None


def draw(seed: str, items: Iterable[str], percent: int) -> tuple[str, ...]:
    """The sample: so many percent of the items, rounded up, at least one where there is one.

    Every item gets the SHA-256 of seed and name; the lowest are drawn. The order of the list and
    names that stand twice change nothing.
    """
    among = sorted(set(items))
    size = -(-len(among) * percent // 100)
    size = max(1, size) if among and percent else 0
    return tuple(sorted(sorted(among, key=lambda item: (_lot(seed, item), item))[:size]))


def _lot(seed: str, item: str) -> str:
    return hashlib.sha256(f"{seed}|{item}".encode()).hexdigest()
