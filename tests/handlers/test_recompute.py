"""A calendar that changes moves open periods of working days, in its own step, and says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handlers.office import Office
from handlers.recompute import Moved, Recount, recompute
from handlers.working_calendar import enter_year
from language.segment import Segmenter
from storage.change import Change
from storage.store import Store
from supervision.duties import Duty, DutyKind, due_at
from tests.supervision.builders import at, calendar, tianshui

NOW = at("2017-09-22 10:00")


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tianshui(), Segmenter(tmp_path, ()), "https://zgt.example")


def open_duty(office: Office, kind: DutyKind, period: str, *, done: bool = False) -> Duty:
    due = due_at(calendar().add(NOW.date(), 10))
    [made] = office.store.duties.numbered(
        [Duty("", kind, "市建设局", "T3", period, NOW, due, what="偷排")]
    )
    change = Change()
    office.store.duties.add(change, made)
    office.store.commit(change)
    if done:
        change = Change()
        office.store.duties.save(change, made, made.done(NOW, "pid", "已查处"))
        office.store.commit(change)
    return made


def enter(office: Office, exceptions: dict[date, bool]) -> list[Moved]:
    moved: list[Moved] = []

    def also(change, days):
        moved[:] = recompute(Recount(office, days, NOW, change))

    enter_year(office.store, 2017, exceptions, NOW, also)
    return moved


PUBLISHED = {
    **dict.fromkeys((date(2017, 10, n) for n in range(2, 7)), False),
    date(2017, 9, 30): True,
}
"""What the State Council had published for this autumn."""


def test_a_day_off_more_moves_what_is_open_and_journals_before_and_after(office: Office) -> None:
    clue = open_duty(office, DutyKind.CLUE, "message-1")
    assert clue.due_day == date(2017, 10, 12)
    moved = enter(office, {**PUBLISHED, date(2017, 10, 9): False})
    assert moved == [Moved(clue.number, "市建设局", "duty", date(2017, 10, 12), date(2017, 10, 13))]
    after = office.store.duties.get(clue.number)
    assert after is not None
    assert after.due == due_at(date(2017, 10, 13))
    # The index by which it is reminded and missed moves with it.
    assert office.store.duties.late_count(at("2017-10-13 10:00")) == 0
    assert office.store.duties.late_count(at("2017-10-14 00:00")) == 1
    [entry] = [e.body for e in office.store.journal.entries() if e.body["act"] == "recomputed"]
    assert entry["before"] == {"number": clue.number, "until": "2017-10-12"}
    assert entry["after"] == {"until": "2017-10-13"}
    assert office.store.journal.verify().broken_at is None


def test_the_same_table_once_more_moves_nothing(office: Office) -> None:
    open_duty(office, DutyKind.CLUE, "message-1")
    enter(office, {**PUBLISHED, date(2017, 10, 9): False})
    assert enter(office, {**PUBLISHED, date(2017, 10, 9): False}) == []


def test_a_table_that_says_what_was_known_moves_nothing(office: Office) -> None:
    open_duty(office, DutyKind.CLUE, "message-1")
    assert enter(office, PUBLISHED) == []


def test_what_is_done_stays_as_it_is(office: Office) -> None:
    done = open_duty(office, DutyKind.CLUE, "message-1", done=True)
    assert enter(office, {**PUBLISHED, date(2017, 10, 9): False}) == []
    kept = office.store.duties.get(done.number)
    assert kept is not None
    assert kept.due == done.due


def test_a_make_up_day_brings_the_last_day_nearer(office: Office) -> None:
    clue = open_duty(office, DutyKind.CLUE, "message-1")
    [moved] = enter(office, {**PUBLISHED, date(2017, 10, 8): True})
    assert (moved.number, moved.after) == (clue.number, date(2017, 10, 11))
