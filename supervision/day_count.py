"""How a count of working days came about (工作日推算): the days off and make-up days crossed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.working_days import ONE_DAY, WorkingDays


@dataclass(frozen=True, slots=True)
class DayCount:
    """Working days from ``first`` to ``last``, both counted.

    ``off``: weekdays on which nobody works; ``made_up``: Saturdays and Sundays that are worked;
    ``weekends``: other Saturdays and Sundays; ``guessed``: the table does not reach so far.
    """

    first: date
    last: date
    working: int
    off: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    weekends: int = 0
    guessed: bool = False

    @property
    def calendar(self) -> int:
        """Calendar days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def naive(self) -> int:
        """What counting Monday to Friday would have given."""
        return self.working + len(self.off) - len(self.made_up)


def count_days(first: date, last: date, days: WorkingDays, *, strict: bool = False) -> DayCount:
    """The count with its reasons. Raises CalendarUnknown when ``strict`` and the table ends."""
    off, made_up, weekends, working = [], [], 0, 0
    guessed, day = False, first
    while day <= last:
        works = days.is_working(day, strict=strict)
        guessed = guessed or days.guessed(day)
        working += works
        if works and day.weekday() >= 5:
            made_up.append(day)
        elif not works and day.weekday() < 5:
            off.append(day)
        elif not works:
            weekends += 1
        day += ONE_DAY
    return DayCount(first, last, working, tuple(off), tuple(made_up), weekends, guessed)
