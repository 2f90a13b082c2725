"""The yearly score sheet of a unit (年度考核评分): items, points and formulas of the policy.

Of units, never of persons; by verified results, never by log-ins or by how fast somebody answers.
What is overdue and still open stands in the denominator: a unit gains nothing by leaving it open.
T12, J7, B5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from supervision.assessment_rules import Assessment, Count, Deduction, Figure, Item
from supervision.overdue import applied_and_waiting, due_date
from supervision.progress import Entry, Progress
from supervision.times import local_date


@dataclass(frozen=True, slots=True)
class Share:
    """A numerator and its denominator; ``left_out`` measures count in neither.

    ``source``: who says so, of what was entered.
    """

    part: int
    whole: int
    left_out: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """An item of a sheet; no score when the sample is too small or nothing is known."""

    item: Item
    share: Share | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Deducted:
    """A deduction of a sheet, and how often it happened in the year."""

    deduction: Deduction
    times: int

    @property
    def points(self) -> int:
        """What it costs."""
        return min(self.times * self.deduction.each, self.deduction.at_most)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one unit and year, by what stood on ``last``."""

    unit: str
    year: int
    last: date
    scored: tuple[Scored, ...]
    deducted: tuple[Deducted, ...]
    pass_mark: int

    @property
    def earned(self) -> Decimal:
        """Points earned by the items that count."""
        return sum((one.score for one in self.scored if one.score is not None), Decimal(0))

    @property
    def possible(self) -> int:
        """Points that these items are worth."""
        return sum(one.item.points for one in self.scored if one.score is not None)

    @property
    def taken(self) -> int:
        """Points taken away."""
        return sum(one.points for one in self.deducted)

    @property
    def total(self) -> Decimal | None:
        """Earned ÷ possible × 100 − taken, never below 0; None while nothing counts."""
        if not self.possible:
            return None
        share = _tenth(self.earned * 100 / self.possible)
        return max(Decimal(0), share - self.taken)

    @property
    def failed(self) -> bool:
        """Whether the total is below the mark (考核不合格)."""
        return self.total is not None and self.total < self.pass_mark


def score_sheet(
    assessment: Assessment,
    unit: str,
    year: int,
    today: date,
    *,
    entries: Iterable[Entry],
    counts: Mapping[Count, int],
    entered: Mapping[Figure, Share],
) -> Sheet:
    """The sheet of a unit, whose ``entries`` are those that it leads or is responsible for."""
    last = last_day(year, today)
    shares = {**shares_of(tuple(entries), year, last), **entered}
    scored = tuple(_scored(item, shares.get(item.figure), assessment) for item in assessment.items)
    deducted = tuple(Deducted(one, counts.get(one.count, 0)) for one in assessment.deductions)
    return Sheet(unit, year, last, scored, deducted, assessment.pass_mark)


def last_day(year: int, today: date) -> date:
    """The last day that counts: of a year that still runs, the day before today."""
    return min(date(year, 12, 31), date.fromordinal(today.toordinal() - 1))


def shares_of(entries: tuple[Entry, ...], year: int, last: date) -> dict[Figure, Share]:
    """How much of what fell due in a year was done in time, and how much was done at all.

    Due is the last date of a measure, extensions counted in. What was overdue and open when the
    year began is due again in it. A measure that was applied for in time and waits for the office,
    or has a proper reason still, counts in neither.
    """
    due, in_time, done, left_out = 0, 0, 0, 0
    for entry in entries:
        day = last_due(entry)
        settled = settled_on(entry.progress)
        if day is None or day > last or not _due_in(year, day, settled):
            continue
        if settled is None and _excused(entry.progress, day, last):
            left_out += 1
            continue
        due += 1
        timely = settled is not None and (settled <= day or _applied_by(entry.progress, day))
        in_time += timely
        # What the office took to decide is not the unit's: it was done in its year.
        done += timely or (settled is not None and settled <= last)
    return {
        Figure.ON_TIME: Share(in_time, due, left_out),
        Figure.COMPLETED: Share(done, due, left_out),
    }


def last_due(entry: Entry) -> date | None:
    """The last day that the measure has, an extension counted in."""
    dues = (due_date(entry, index) for index in range(len(entry.measure.deadlines)))
    return max((due for due in dues if due is not None), default=None)


def settled_on(progress: Progress) -> date | None:
    """The day on which it was settled as it stands now; None while it is open."""
    if not progress.settled:
        return None
    verified = progress.verification
    at = (progress.accepted_at, progress.closed_at, verified.at if verified else None)
    reopened = progress.reopened_at
    standing = [one for one in at if one and (reopened is None or one > reopened)]
    return local_date(min(standing)) if standing else None


def _due_in(year: int, day: date, settled: date | None) -> bool:
    if day.year == year:
        return True
    return day.year < year and (settled is None or settled >= date(year, 1, 1))


def _applied_by(progress: Progress, day: date) -> bool:
    return progress.applied_at is not None and local_date(progress.applied_at) <= day


def _excused(progress: Progress, day: date, last: date) -> bool:
    reason = progress.proper_reason_until
    waits = applied_and_waiting(progress) and _applied_by(progress, day)
    return waits or (reason is not None and reason >= last)


def _scored(item: Item, share: Share | None, assessment: Assessment) -> Scored:
    if share is None or share.whole < max(1, assessment.min_sample):
        return Scored(item, share, None)
    return Scored(item, share, _tenth(Decimal(share.part * item.points) / share.whole))


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
