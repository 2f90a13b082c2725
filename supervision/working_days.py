"""Working days (工作日) with make-up days (调休).

The table holds only the days that differ from Monday–Friday. Past its last known day a legal
period is refused; what is merely kind (reminders, pace) goes on by Monday–Friday, and
:meth:`WorkingDays.guessed` lets the words say so (design §5).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from supervision.errors import CalendarUnknown

ONE_DAY = timedelta(days=1)
KNOWN_FROM = date(2004, 1, 1)
"""Before 2004 no notice of the State Council is in the table."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """``days``: date → working or not, for days that somebody decided on.

    Up to ``known_until`` a day that is not in the table follows its weekday.
    """

    days: Mapping[date, bool]
    known_until: date
    known_from: date = KNOWN_FROM
    _made_up: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A list of tasks counts from today to many dates; these make a count cheap however far.
        made_up = (d.toordinal() for d, works in self.days.items() if works and d.weekday() >= 5)
        off = (d.toordinal() for d, works in self.days.items() if not works and d.weekday() < 5)
        object.__setattr__(self, "_made_up", tuple(sorted(made_up)))
        object.__setattr__(self, "_off", tuple(sorted(off)))

    def guessed(self, day: date) -> bool:
        """True when nobody has said whether this is a working day."""
        return day not in self.days and not self.known_from <= day <= self.known_until

    def is_working(self, day: date, *, strict: bool = False) -> bool:
        """Whether people work on this day.

        Raises:
            CalendarUnknown: ``strict`` and nobody has said so.
        """
        if strict and self.guessed(day):
            raise CalendarUnknown(day)
        entered = self.days.get(day)
        return day.weekday() < 5 if entered is None else entered

    def add(self, day: date, count: int, *, strict: bool = False) -> date:
        """The ``count``-th working day strictly after ``day`` (negative: before); 0 gives ``day``.

        Raises:
            CalendarUnknown: ``strict`` and the way leads past what is known.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            if self.is_working(day, strict=strict):
                left -= 1
        return day

    def next_or_same(self, day: date, *, strict: bool = False) -> date:
        """``day`` if it is a working day, else the next one."""
        while not self.is_working(day, strict=strict):
            day += ONE_DAY
        return day

    def count(self, after: date, until: date, *, strict: bool = False) -> int:
        """Working days in (after, until]; negative when ``until`` lies before ``after``."""
        if until < after:
            return -self.count(until, after, strict=strict)
        if strict:
            self._refuse_unknown(after, until)
        return self._until(until.toordinal()) - self._until(after.toordinal())

    def _refuse_unknown(self, after: date, until: date) -> None:
        day = after + ONE_DAY
        while day <= until:
            self.is_working(day, strict=True)
            day += ONE_DAY

    def _until(self, ordinal: int) -> int:
        """Working days from the first day of the calendar, a Monday, up to this one."""
        weeks, rest = divmod(ordinal, 7)
        return (
            weeks * 5
            + min(rest, 5)
            + bisect_right(self._made_up, ordinal)
            - bisect_right(self._off, ordinal)
        )
