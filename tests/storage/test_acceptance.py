"""Cases in the store: the same random walk as in the rules, each step one commit."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
import redis
from hypothesis import HealthCheck, given, settings

from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.acceptance.case import Case, Step
from supervision.acceptance.machine import decide, progress_after
from supervision.acceptance.spot_check import Draw, draw
from supervision.acceptance.table import Event, Stage
from supervision.progress import Entry, Lifecycle
from supervision.records import Deadline, Duty, Level, Measure, Plan, Region, Unit
from tests.supervision.acceptance.walker import MOVES, NEEDED, TERMS, Move, Walk, dates, holds
from tests.supervision.builders import at

PLAN = Plan("p", "整改方案", date(2018, 1, 1))
UNITS = (Unit("市建设局", Level.DEPARTMENT),)
MEASURE = Measure(
    "p",
    "1",
    "1.",
    "污泥处置",
    "完成污泥处置项目",
    Duty(("市建设局",), verifying_units=NEEDED),
    deadlines=(Deadline("1月底前", date(2018, 1, 31)),),
)
REGIONS = itertools.count()


def fresh(client: redis.Redis) -> Store:
    """The store of a region of its own, with the one measure."""
    store = Store(client, f"walk{next(REGIONS)}")
    change = Change()
    store.ledger.put_region(change, Region("天水市", "市整改办"), PLAN)
    store.ledger.put_plan(change, PLAN)
    for unit in UNITS:
        store.ledger.put_unit(change, unit)
    store.ledger.put_measure(change, MEASURE, 1, UNITS)
    store.commit(change)
    return store


def read(store: Store) -> tuple[Entry, Case]:
    entry = store.ledger.find("1")
    assert entry is not None
    return entry, store.acceptance.case(entry)


def take(store: Store, walk: Walk, move: Move) -> bool:
    """One try through the store; whether anything was done."""
    entry, case = read(store)
    found = decide(case, walk.step(move), walk.terms, NEEDED)
    if not isinstance(found, tuple):
        return False
    change = Change()
    store.acceptance.add(change, case, found)
    store.ledger.save_progress(change, entry, progress_after(entry.progress, found))
    store.commit(change)
    return True


@given(terms=TERMS, moves=MOVES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_tried_what_is_read_back_holds(redis_client, terms, moves):
    store, walk = fresh(redis_client), Walk(terms)
    for move in moves:
        before, (_, case) = walk.case, read(store)
        assert case.steps == before.steps
        was = dates(walk.progress)
        done = take(store, walk, move)
        entry, walk.case = read(store)
        walk.progress = entry.progress
        assert done is (walk.case.steps != before.steps)
        holds(before, walk.case, terms)
        assert set(was) <= set(dates(walk.progress))
        assert (walk.case.stage is Stage.CLOSED) is (walk.progress.lifecycle is Lifecycle.CLOSED)
        _indexes_agree(store, walk.case)


def _indexes_agree(store: Store, case: Case) -> None:
    item = case.item
    for stage in (Stage.PASSED, Stage.AGREED, Stage.ENDED):
        assert (item in store.acceptance.waiting(stage)) is (case.stage is stage)
    assert (item in store.acceptance.running()) is (case.stage is Stage.PUBLICITY)
    closed = any(step.event is Event.CLOSED for step in case.steps)
    back = any(step.event in (Event.REBOUND, Event.SPOT_CHECK_FAILED) for step in case.steps)
    counted = (store.acceptance.ever_closed(), store.acceptance.ever_rebound())
    assert counted == (int(closed), int(back))


def test_of_two_who_add_at_once_one_is_refused_and_nothing_is_overwritten(redis_client):
    store = fresh(redis_client)
    entry, case = read(store)
    step = Step(at("2018-01-02 10:00"), Event.APPLIED, Stage.APPLIED, unit="市建设局")
    first, second = Change(), Change()
    store.acceptance.add(first, case, (step,))
    store.acceptance.add(second, case, (replace(step, unit="市水务局"),))
    store.commit(first)
    with pytest.raises(Conflict):
        store.commit(second)
    assert [one.unit for one in store.acceptance.case(entry).steps] == ["市建设局"]


def test_a_publicity_is_found_by_its_number_and_when_its_days_are_over(redis_client):
    store = fresh(redis_client)
    entry, case = read(store)
    steps = (
        Step(at("2018-01-02 10:00"), Event.APPLIED, Stage.APPLIED),
        Step(at("2018-01-03 10:00"), Event.OPINION_FOR, Stage.VERIFYING, unit="整改办"),
        Step(at("2018-01-03 10:00"), Event.ACCEPTED, Stage.AGREED),
    )
    change = Change()
    number = store.acceptance.take_number(change, 2018)
    opened = Step(
        at("2018-01-09 10:00"),
        Event.PUBLICITY_OPENED,
        Stage.PUBLICITY,
        number=number,
        first=date(2018, 1, 9),
        last=date(2018, 1, 22),
    )
    store.acceptance.add(change, case, (*steps, opened))
    progress = progress_after(entry.progress, (*steps, opened))
    store.ledger.save_progress(change, entry, progress)
    store.commit(change)
    assert (number, store.acceptance.item_of(number)) == ("GS2018-0001", "p:1")
    assert store.acceptance.publicities(0, 10) == ([("GS2018-0001", "p:1")], 1)
    assert store.acceptance.over(at("2018-01-22 23:59")) == []
    assert store.acceptance.over(at("2018-01-23 00:00")) == ["p:1"]
    assert store.acceptance.item_of("GS2018-0002") == ""


def test_a_quarter_has_one_draw(redis_client):
    store = fresh(redis_client)
    among = tuple(f"p:{n}" for n in range(30))
    made = Draw("2018Q1", at("2018-01-02 10:00"), "seed", 5, among, draw("seed", among, 5))
    change = Change()
    store.spot_checks.add(change, made)
    store.commit(change)
    assert store.spot_checks.of_quarter("2018Q1") == made
    assert set(store.spot_checks.open(100)) == set(made.drawn)
    again = Change()
    store.spot_checks.add(again, replace(made, seed="another"))
    with pytest.raises(Conflict):
        store.commit(again)
    done = Change()
    store.spot_checks.done(done, made.drawn[0])
    store.commit(done)
    assert made.drawn[0] not in store.spot_checks.open(100)
