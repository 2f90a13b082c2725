"""The ledger gives back what was put in, by name, by unit and by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.progress import Claim, Lifecycle, Status
from supervision.records import Deadline, Duty, Level, Measure, Plan, Region, Unit
from supervision.times import at_hour

PLAN = Plan("p", "整改方案", date(2017, 7, 5))
UNITS = (
    Unit("市建设局", Level.DEPARTMENT, ("建设局",)),
    Unit("秦州区政府", Level.DISTRICT),
    Unit("麦积区政府", Level.DISTRICT),
)
AUGUST = Measure(
    "p",
    "1",
    "1.",
    "污泥处置",
    "完成污泥处置项目",
    Duty(("市建设局",), ("各县区政府",)),
    deadlines=(Deadline("8月底前", date(2017, 8, 31)), Deadline("年底前", date(2017, 12, 31))),
)
UNDATED = Measure("p", "2", "2.", "宣传", "加强宣传", Duty(("市建设局",)))
NOW = datetime(2017, 9, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    change = Change()
    store.ledger.put_region(change, Region("天水市", "市整改办"), PLAN)
    store.ledger.put_plan(change, PLAN)
    for unit in UNITS:
        store.ledger.put_unit(change, unit)
    for place, measure in enumerate((UNDATED, AUGUST), 1):
        store.ledger.put_measure(change, measure, place, UNITS)
    store.commit(change)
    return store


def test_an_entry_is_found_by_its_number_in_the_current_plan(filled: Store) -> None:
    entry = filled.ledger.find("1")
    assert entry is not None
    assert (entry.measure, entry.plan) == (AUGUST, PLAN)
    assert filled.ledger.find("9") is None


def test_a_unit_is_found_by_its_alias(filled: Store) -> None:
    unit = filled.ledger.unit("建设局")
    assert unit is not None
    assert unit.name == "市建设局"


def test_a_group_gives_the_item_to_each_of_its_members(filled: Store) -> None:
    assert filled.ledger.is_reported_by("麦积区政府", "p:1")
    assert not filled.ledger.is_reported_by("麦积区政府", "p:2")


def test_open_items_come_most_urgent_first_and_undated_last(filled: Store) -> None:
    entries, total = filled.ledger.open_of("市建设局")
    assert [e.measure.number for e in entries] == ["1", "2"]
    assert total == 2


def test_overdue_begins_at_midnight_after_the_date(filled: Store) -> None:
    last_second = at_hour(date(2017, 8, 31), 23, 59)
    assert filled.lists.overdue_at(last_second) == []
    overdue = filled.lists.overdue_at(at_hour(date(2017, 9, 1), 0))
    assert [(e.measure.number, place) for e, place in overdue] == [("1", 0)]


def test_a_settled_item_leaves_every_index_and_comes_back_when_reopened(filled: Store) -> None:
    entry = filled.ledger.find("1")
    assert entry is not None
    change = Change()
    closed = replace(entry.progress, lifecycle=Lifecycle.CLOSED)
    filled.ledger.save_progress(change, entry, closed)
    filled.commit(change)
    assert filled.lists.overdue_at(NOW) == []
    assert [e.measure.number for e in filled.ledger.open_of("市建设局")[0]] == ["2"]

    entry = filled.ledger.find("1")
    assert entry is not None
    change = Change()
    reopened = replace(entry.progress, lifecycle=Lifecycle.OPEN)
    filled.ledger.save_progress(change, entry, reopened)
    filled.commit(change)
    assert [e.measure.number for e, _ in filled.lists.overdue_at(NOW)] == ["1"]


def test_what_was_sent_back_is_found_by_when_until_it_is_settled(filled: Store) -> None:
    def become(**fields: object) -> None:
        entry = filled.ledger.find("1")
        assert entry is not None
        change = Change()
        filled.ledger.save_progress(change, entry, replace(entry.progress, **fields))  # type: ignore[arg-type]
        filled.commit(change)

    def reopened() -> list[tuple[str, int]]:
        found = filled.ledger.reopened_between(NOW - timedelta(hours=1), NOW)
        return [(entry.measure.number, place) for entry, place in found]

    become(sent_back_at=NOW - timedelta(hours=1))
    assert reopened() == []
    become(sent_back_at=NOW)
    places = range(len(filled.ledger.entries(["p:1"])[0].measure.deadlines))
    assert reopened() == [("1", place) for place in places]
    become(lifecycle=Lifecycle.CLOSED)
    assert reopened() == []
    become(lifecycle=Lifecycle.OPEN)
    assert reopened() == [("1", place) for place in places]


def test_an_extension_moves_the_date_in_the_index(filled: Store) -> None:
    entry = filled.ledger.find("1")
    assert entry is not None
    change = Change()
    later = replace(entry.progress, extended_until=date(2017, 9, 30))
    filled.ledger.save_progress(change, entry, later)
    filled.commit(change)
    assert filled.lists.overdue_at(NOW) == []


def test_a_later_deadline_is_found_in_its_own_window(filled: Store) -> None:
    december = (at_hour(date(2017, 12, 1), 0), at_hour(date(2018, 1, 1), 0))
    found = filled.ledger.open_between("市建设局", *december)
    assert [e.measure.number for e in found] == ["1"]
    assert filled.ledger.open_between("市建设局", at_hour(date(2018, 1, 1), 0), NOW) == []


def test_two_who_read_the_same_version_cannot_both_write(filled: Store) -> None:
    entry = filled.ledger.find("1")
    assert entry is not None
    changes = []
    for percent in (40, 60):
        change = Change()
        claim = Claim(percent, NOW, "市建设局", Status.IN_PROGRESS)
        filled.ledger.save_progress(change, entry, replace(entry.progress, claim=claim))
        changes.append(change)
    filled.commit(changes[0])
    with pytest.raises(Conflict):
        filled.commit(changes[1])
    stored = filled.ledger.find("1")
    assert stored is not None
    assert stored.progress.claimed_percent == 40


def test_a_replaced_record_moves_its_item_to_the_new_unit(filled: Store) -> None:
    entry = filled.ledger.find("1")
    assert entry is not None
    moved = replace(AUGUST, duty=Duty(("秦州区政府",)))
    change = Change()
    filled.ledger.put_measure(change, moved, 2, UNITS, old=entry)
    filled.commit(change)
    assert not filled.ledger.is_reported_by("市建设局", "p:1")
    assert filled.ledger.is_reported_by("秦州区政府", "p:1")
