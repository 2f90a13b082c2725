"""The working-day table of a region follows what the office enters."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.working_calendar import WorkingCalendar, enter_year
from storage.store import Store

NOW = datetime(2026, 11, 2, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)


def test_a_process_that_has_read_the_table_sees_what_is_entered_later(store: Store) -> None:
    calendar = WorkingCalendar(store)
    assert calendar.days().is_working(NEW_YEAR)

    enter_year(store, 2027, {NEW_YEAR: False}, NOW)

    assert not calendar.days().is_working(NEW_YEAR)
    assert calendar.days().known_until == date(2027, 12, 31)


def test_the_table_is_read_once_for_a_revision(store: Store) -> None:
    calendar = WorkingCalendar(store)
    assert calendar.days("") is calendar.days("") is calendar.days()


def test_a_revision_that_the_caller_has_read_is_believed(store: Store) -> None:
    calendar = WorkingCalendar(store)
    calendar.days()
    enter_year(store, 2027, {NEW_YEAR: False}, NOW)

    assert calendar.days("").is_working(NEW_YEAR)
    assert not calendar.days(store.calendar.revision()).is_working(NEW_YEAR)
