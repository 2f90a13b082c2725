"""The working-day table (工作日历): what the office has entered first, then chinese-calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache

from chinese_calendar import constants

from handlers.words.days import not_of_year
from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.times import to_iso
from supervision.working_days import WorkingDays

DECEMBER = (12, 31)

TRIES = 5
"""Conflicts in a row that only a fault can cause: hardly anybody enters a calendar."""


class WorkingCalendar:
    """The table of a region, read again only after the office has entered something."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: tuple[str, WorkingDays] | None = None

    def days(self, revision: str | None = None) -> WorkingDays:
        """The table; ``revision`` is the one that stands, when the caller has just read it."""
        if revision is None:
            revision = self._store.calendar.revision()
        read = self._read
        if read is None or read[0] != revision:
            # The revision was read before the days: a later entry leads to another reading.
            read = self._read = (revision, working_days(self._store))
        return read[1]


def working_days(store: Store, more: Mapping[date, bool] | None = None) -> WorkingDays:
    """Read the table of a region; known until the end of the last year without a gap.

    ``more``: days that are being entered.
    """
    entered = {**entered_days(store), **(more or {})}
    days = {**_published(), **entered}
    year = _last_published_year()
    while _is_complete(year + 1, entered):
        year += 1
    return WorkingDays(days, known_until=date(year, *DECEMBER))


def published_days() -> WorkingDays:
    """The published table alone, for what is tried out without a region."""
    return WorkingDays(_published(), known_until=date(_last_published_year(), *DECEMBER))


def holiday_name(day: date) -> str:
    """What the State Council calls the holiday of a day off (国庆节); nothing for any other day."""
    name = constants.holidays.get(day)
    return str(constants.Holiday(name).chinese) if name else ""


Also = Callable[[Change, WorkingDays], None]


def _nothing(change: Change, days: WorkingDays) -> None:
    """Nothing else follows."""


def entered_days(store: Store) -> dict[date, bool]:
    """The days that the office has entered itself: date → working or not."""
    return store.calendar.entered()


def enter_year(
    store: Store,
    year: int,
    exceptions: Mapping[date, bool],
    now: datetime,
    also: Also = _nothing,
) -> None:
    """Enter a whole year: Monday–Friday with these exceptions (放假安排: 节假日, 调休上班).

    Deadlines are dates of the plan and stay; what is computed from working days (reminders,
    cycle days) follows the table from the next moment on. ``also`` adds to the same step what else
    follows from the new table; it may be called again when others have written meanwhile.

    Raises ValueError for a day of another year, ``Conflict`` when others go on entering days.
    """
    strangers = [day for day in exceptions if day.year != year]
    if strangers:
        raise ValueError(not_of_year(min(strangers), year))
    days = [date.fromordinal(n) for n in _ordinals(year)]
    wanted = {day: exceptions.get(day, day.weekday() < 5) for day in days}
    ours = ""
    for _ in range(TRIES):
        revision = store.calendar.revision()
        if ours and revision == ours:
            return  # it was entered, only the answer got lost
        change = Change()
        ours = store.calendar.enter(change, wanted, revision)
        change.journal(_journal_entry(year, len(exceptions), now))
        also(change, working_days(store, wanted))
        try:
            store.commit(change)
        except Conflict:
            continue
        return
    raise Conflict("calendar")


def _journal_entry(year: int, exceptions: int, now: datetime) -> dict[str, object]:
    return {
        "at": to_iso(now),
        "pid": "",
        "role": "office",
        "unit": "",
        "act": "calendar",
        "measure": "",
        "before": None,
        "after": {"year": year, "exceptions": exceptions},
        "source": "cli",
    }


@cache
def _published() -> Mapping[date, bool]:
    """What the State Council has published: days off, and Saturdays and Sundays to be worked."""
    return dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True)


def _last_published_year() -> int:
    last: date = max(constants.holidays)
    return last.year


def _is_complete(year: int, entered: Mapping[date, bool]) -> bool:
    return all(date.fromordinal(n) in entered for n in _ordinals(year))


def _ordinals(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
