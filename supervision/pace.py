"""Pace (序时进度): what the calendar asks for beside what the unit reported (reading 2).

Expected percent = share of the days gone between the plan's date (or the stage before) and the
deadline. Whole percents, rounded down, so that a figure printed and a figure compared are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.overdue import due_date
from supervision.progress import Entry


@dataclass(frozen=True, slots=True)
class Pace:
    """``expected`` and ``claimed`` in percent; ``index`` is the deadline it is measured by."""

    index: int
    expected: int
    claimed: int

    @property
    def behind(self) -> int:
        """Points behind schedule; negative when ahead."""
        return self.expected - self.claimed


def expected_percent(start: date, due: date, today: date) -> int:
    """Percent that should be done at ``today`` when work runs evenly from ``start`` to ``due``."""
    if today >= due:
        return 100
    if today <= start:
        return 0
    return 100 * (today - start).days // (due - start).days


def pace(entry: Entry, today: date) -> Pace | None:
    """Where the measure stands against its current deadline: the next one, else the last.

    None when there is nothing to measure by: no date, or a plan whose day is unknown.
    """
    stages = sorted(
        (due, index)
        for index in range(len(entry.measure.deadlines))
        if (due := due_date(entry, index)) is not None
    )
    if not stages or entry.plan.issued is None:
        return None
    current = next((n for n, (due, _) in enumerate(stages) if due >= today), len(stages) - 1)
    due, index = stages[current]
    earlier = [stage for stage, _ in stages[:current] if stage < due]
    start = max((entry.plan.issued, *earlier))
    return Pace(index, expected_percent(start, due, today), entry.progress.claimed_percent)
