"""Duties in Redis: opened once, found by when they are due, never overwritten unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.change import Change
from storage.duties import Duties
from storage.errors import Conflict
from storage.store import Store
from supervision.duties import Duty, DutyKind, due_at
from tests.supervision.builders import at

NOW = at("2017-08-15 15:00")


def duty(unit: str = "市建设局", days: int = 14, **fields: object) -> Duty:
    due = due_at(NOW.date() + timedelta(days=days))
    made = Duty("", DutyKind.PUBLICATION, unit, "T6", "2017-08", NOW, due)
    return replace(made, **fields)  # type: ignore[arg-type]


def open_all(store: Store, *duties: Duty) -> list[Duty]:
    numbered = store.duties.numbered(duties)
    change = Change()
    for one in numbered:
        store.duties.add(change, one)
    if numbered:
        store.commit(change)
    return numbered


def test_what_was_opened_is_not_opened_again(store: Store) -> None:
    first = open_all(store, duty(), duty("市水务局"))
    assert len(first) == 2
    assert open_all(store, duty(), duty("市水务局", days=3), duty("麦积区政府")) != []
    assert len(store.duties.all()) == 3
    assert open_all(store, duty(opened_at=NOW + timedelta(days=9))) == []


def test_two_matters_whose_digests_begin_alike_get_longer_numbers(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Duties._with_number

    def alike(self: Duties, one: Duty, length: int) -> Duty:
        return replace(one, number="GK-201708-000000") if length == 6 else real(self, one, length)

    monkeypatch.setattr(Duties, "_with_number", alike)
    made = open_all(store, duty(), duty("市水务局"))
    assert len({one.number for one in made}) == 2
    assert open_all(store, duty("市水务局")) == []


def test_open_ones_are_found_by_when_they_begin_to_be_late(store: Store) -> None:
    near, far = open_all(store, duty(days=3), duty("市水务局", days=30))
    late = at("2017-08-19 00:00")
    assert store.duties.due_between(late - timedelta(seconds=1), late) == [near]
    assert store.duties.due_between(late, late + timedelta(days=1)) == []
    assert store.duties.late(late, 10) == [near]
    assert store.duties.late_count(late - timedelta(seconds=1)) == 0
    assert store.duties.open(0, 10) == ([near, far], 2)
    assert store.duties.open(1, 1) == ([far], 2)
    assert store.duties.open_of_any(["市水务局", "市建设局"]) == [near, far]


def test_what_is_done_is_on_no_list_and_not_forgotten(store: Store) -> None:
    [made] = open_all(store, duty(days=3))
    change = Change()
    store.duties.save(change, made, made.done(NOW, "pid", "http://a"))
    store.commit(change)
    assert store.duties.open(0, 10) == ([], 0)
    assert store.duties.open_of("市建设局") == []
    assert store.duties.late_count(at("2018-01-01 00:00")) == 0
    assert [one.proof for one in store.duties.all()] == ["http://a"]


def test_of_two_who_do_it_at_once_the_second_is_refused(store: Store) -> None:
    [made] = open_all(store, duty())
    changes = [Change(), Change()]
    for place, change in enumerate(changes):
        store.duties.save(change, made, made.done(NOW, f"pid{place}", f"http://{place}"))
    store.commit(changes[0])
    with pytest.raises(Conflict):
        store.commit(changes[1])
    assert store.duties.get(made.number).by == "pid0"
