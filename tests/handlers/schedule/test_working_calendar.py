"""The working-day table of a region: what the office entered, then what is published."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.working_calendar import enter_year, working_days
from supervision.errors import CalendarUnknown
from tests.supervision.builders import at

NOW = at("2026-11-20 10:00")


def test_the_published_table_is_known_with_its_make_up_days(store):
    days = working_days(store)
    assert days.is_working(date(2017, 9, 30), strict=True)
    assert not days.is_working(date(2017, 10, 2), strict=True)
    assert days.known_until == date(2026, 12, 31)


def test_the_next_year_is_refused_until_the_office_has_entered_it(store):
    with pytest.raises(CalendarUnknown, match="calendar set"):
        working_days(store).is_working(date(2027, 1, 4), strict=True)
    enter_year(store, 2027, {date(2027, 1, 1): False, date(2027, 1, 3): True}, NOW)
    days = working_days(store)
    assert not days.is_working(date(2027, 1, 1), strict=True)
    assert days.is_working(date(2027, 1, 3), strict=True)  # a Sunday to be worked
    assert days.is_working(date(2027, 1, 4), strict=True)
    assert days.known_until == date(2027, 12, 31)
    assert [e.body["act"] for e in store.journal.entries()] == ["calendar"]


def test_a_year_behind_a_gap_makes_only_itself_known(store):
    enter_year(store, 2028, {}, NOW)
    days = working_days(store)
    assert days.known_until == date(2026, 12, 31)
    assert days.is_working(date(2028, 3, 1), strict=True)
    assert days.guessed(date(2027, 3, 1))


def test_what_the_office_entered_goes_before_what_is_published(store):
    enter_year(store, 2026, {date(2026, 3, 2): False}, NOW)
    assert not working_days(store).is_working(date(2026, 3, 2), strict=True)


def test_a_day_of_another_year_is_refused_and_nothing_is_entered(store):
    with pytest.raises(ValueError, match="2028-01-01"):
        enter_year(store, 2027, {date(2028, 1, 1): False}, NOW)
    assert working_days(store).known_until == date(2026, 12, 31)


def test_a_year_is_entered_once_when_the_answer_is_lost(store, monkeypatch):
    commit = store.commit

    def sent_twice(change):
        commit(change)
        return commit(change)

    monkeypatch.setattr(store, "commit", sent_twice)
    enter_year(store, 2027, {date(2027, 1, 1): False}, NOW)
    assert working_days(store).known_until == date(2027, 12, 31)
    assert [e.body["act"] for e in store.journal.entries()] == ["calendar"]


def test_of_two_who_enter_at_once_neither_is_lost(store, monkeypatch):
    commit = store.commit

    def overtaken(change):
        monkeypatch.undo()
        enter_year(store, 2027, {}, NOW)
        return commit(change)

    monkeypatch.setattr(store, "commit", overtaken)
    enter_year(store, 2028, {}, NOW)
    assert working_days(store).known_until == date(2028, 12, 31)


def test_bulletin_days_follow_a_table_that_changes(city):
    enter_year(city.store, 2017, {date(2017, 9, 15): False}, NOW)
    city.add("1", "2017-09-08")
    city.tick("2017-09-18 15:00")
    assert city.one("TB").period == date(2017, 9, 18)
