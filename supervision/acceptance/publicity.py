"""The period of a publicity (公示期): a legal period, counted strictly and explained.

The day of publication counts. Working days include make-up days (调休); past the last known
year the period is refused, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from supervision.working_days import WorkingDays

ONE_DAY = timedelta(days=1)


class Counting(StrEnum):
    """Which days count."""

    WORKING = "working"  # 工作日
    NATURAL = "natural"  # 自然日


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first``, the day of publication, to ``last``, both included.

    ``off``: weekdays within it on which nobody works; ``made_up``: Saturdays and Sundays within it
    that are worked. Of a period in natural days both are empty.
    """

    first: date
    last: date
    days: int
    counting: Counting
    off: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()


def period(first: date, days: int, counting: Counting, calendar: WorkingDays) -> Period:
    """The period of so many days that begins with the day of publication.

    A day of publication that is no working day begins the period and is not counted.
    Raises CalendarUnknown when working days are wanted past what the table knows.
    """
    if days < 1:
        raise ValueError("a publicity has at least one day")
    if counting is Counting.NATURAL:
        return Period(first, first + timedelta(days=days - 1), days, counting)
    off, made_up, left, day = [], [], days, first
    while True:
        working = calendar.is_working(day, strict=True)
        if working and day.weekday() >= 5:
            made_up.append(day)
        if not working and day.weekday() < 5:
            off.append(day)
        left -= working
        if not left:
            return Period(first, day, days, counting, tuple(off), tuple(made_up))
        day += ONE_DAY
