"""Counts that are kept agree with a ledger that is read whole, whatever has happened to it."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from storage.change import Change
from storage.store import Store
from supervision.answering import answering_units
from supervision.overdue import any_overdue, applied_and_waiting
from supervision.pace import pace
from supervision.progress import Claim, Lifecycle, Progress, Status, Verification
from supervision.records import Level, Unit
from supervision.standing import marks
from supervision.times import at_hour, local_date
from tests.storage.changing import become, put_city
from tests.supervision.builders import PLAN, at, measure

UNITS = (
    Unit("市建设局", Level.DEPARTMENT),
    Unit("市水务局", Level.DEPARTMENT),
    Unit("麦积区政府", Level.DISTRICT),
    Unit("秦州区政府", Level.DISTRICT),
)
LEADS = (("市建设局",), ("市水务局",), ("各县区政府",), ("市建设局", "麦积区政府"))


def put(store: Store, number: str, *dues: str | None, lead: tuple[str, ...] = LEADS[0]) -> None:
    change = Change()
    old = store.ledger.entry(f"{PLAN.id}:{number}")
    made = measure(number, *dues, lead=lead)
    store.ledger.put_measure(change, made, int(number), UNITS, old=old)
    store.commit(change)


@pytest.fixture
def city(store: Store) -> Store:
    change = Change()
    put_city(store, change, UNITS)
    # In the same step as its plan, as an import puts them.
    store.ledger.put_measure(change, measure("1", "2017-08-31"), 1, UNITS)
    store.commit(change)
    return store


def read_whole(store: Store, day: date) -> tuple[dict[str, int], int, int, dict[str, int]]:
    now, sums, overdue, behind, units = at_hour(day, 12), Counter[str](), 0, 0, Counter[str]()
    for entry in store.ledger.all_entries(PLAN.id):
        sums.update(marks(entry))
        progress, stand = entry.progress, pace(entry, day)
        if any_overdue(entry, now):
            overdue += 1
            units.update(answering_units(entry.measure, UNITS))
        elif not progress.settled and not applied_and_waiting(progress):
            behind += stand is not None and stand.behind > 0
    return dict(sums), overdue, behind, dict(units)


def agrees(store: Store, day: date) -> None:
    now = at_hour(day, 12)
    counted = store.standings.of_plan(PLAN.id, now)
    kept = {name: n for name, n in counted.sums.items() if n and name != "changes"}
    names = [unit.name for unit in UNITS]
    late = dict(store.standings.overdue_by_unit(PLAN.id, names, now))
    assert (kept, counted.overdue, counted.behind, late) == read_whole(store, day), day


def test_a_measure_put_with_its_plan_has_its_pace(city: Store) -> None:
    agrees(city, date(2017, 8, 1))
    assert city.standings.of_plan(PLAN.id, at("2017-08-01 12:00")).behind == 1
    assert city.standings.of_plan(PLAN.id, at("2017-09-01 12:00")).overdue == 1


def test_counts_agree_after_anything_that_happens(city: Store) -> None:
    draw = random.Random(7)  # noqa: S311 - a story, not a secret
    for number in range(2, 12):
        put(city, str(number), *DUES[number % len(DUES)], lead=draw.choice(LEADS))
    for _ in range(80):
        number, when = str(draw.randint(1, 11)), at("2017-07-10 10:00")
        when += timedelta(days=draw.randint(0, 120))
        happened: list[dict[str, Any]] = [
            {"claim": Claim(draw.choice((0, 20, 60, 100)), when, "市建设局", Status.IN_PROGRESS)},
            {"lifecycle": Lifecycle.APPLIED, "applied_at": when},
            {"lifecycle": Lifecycle.OPEN, "sent_back_at": when},
            {"accepted_at": when, "verification": Verification(100, when)},
            {"extended_until": local_date(when)},
            {"proper_reason_until": local_date(when)},
            {"lifecycle": Lifecycle.CLOSED, "closed_at": when},
            {"lifecycle": Lifecycle.OPEN, "rebound_at": when},
        ]
        become(city, number, **draw.choice(happened))
        if draw.random() < 0.1:
            put(city, number, *draw.choice(DUES), lead=draw.choice(LEADS))
        agrees(city, date(2017, 7, 6) + timedelta(days=draw.randint(0, 200)))


DUES: tuple[tuple[str | None, ...], ...] = (
    ("2017-08-31",),
    ("2017-08-31", "2017-12-31"),
    (None,),
    ("2017-10-15", None, "2017-11-30"),
)


def test_what_was_not_counted_before_is_counted_once(city: Store) -> None:
    city.redis.delete(city.keys.sums(PLAN.id), city.keys.late_from(PLAN.id))
    assert not city.standings.whole(PLAN.id)
    change = Change()
    seen = city.standings.changes(PLAN.id)
    city.standings.recount(change, PLAN.id, city.ledger.all_entries(PLAN.id), UNITS, seen)
    city.commit(change)
    assert city.standings.whole(PLAN.id)
    agrees(city, date(2017, 9, 5))


def test_an_ordinary_report_does_not_ask_for_the_unit_list(city: Store) -> None:
    entry = city.ledger.entry(f"{PLAN.id}:1")
    assert entry is not None
    change = Change()
    claim = Claim(40, at("2017-07-10 10:00"), "市建设局", Status.IN_PROGRESS)
    city.redis.delete(city.keys.units())  # whoever asks for it now would see no unit
    city.ledger.save_progress(change, entry, Progress(claim=claim))
    assert city.keys.late_of(PLAN.id, "市建设局") not in change.keys


def test_what_is_overdue_follows_the_unit_that_answers_now(city: Store) -> None:
    now = at("2017-09-05 12:00")
    names = [unit.name for unit in UNITS]
    assert city.standings.overdue_by_unit(PLAN.id, names, now) == [("市建设局", 1)]
    put(city, "1", "2017-08-31", lead=("市水务局",))
    assert city.standings.overdue_by_unit(PLAN.id, names, now) == [("市水务局", 1)]
