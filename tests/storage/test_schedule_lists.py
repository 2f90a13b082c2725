"""What the schedule and leaders look up is what a ledger that is read whole would give them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.inspections import BEHIND_POINTS, to_inspect
from supervision.overdue import any_overdue, applied_and_waiting, due_date, is_overdue
from supervision.pace import pace
from supervision.progress import Claim, Entry, Lifecycle, Publication, Status, Verification
from supervision.publishing import is_stale
from supervision.records import Level, Measure, Term, Unit
from supervision.terms import RHYTHMS, rhythm_of
from supervision.times import at_hour, local_date
from supervision.unreported import is_silent
from tests.storage.changing import become, put_city
from tests.supervision.builders import PLAN, at, measure

UNITS = (Unit("市建设局", Level.DEPARTMENT), Unit("市水务局", Level.DEPARTMENT))
LEADERS: tuple[tuple[str, ...], ...] = (("王某",), ("李某",), ("王某", "李某"), ())
DUES: tuple[tuple[str | None, ...], ...] = (
    ("2017-08-31",),
    ("2017-08-31", "2017-12-31"),
    (None,),
    ("2017-10-15", None, "2017-11-30"),
    ("2018-06-30",),
)
TERMS = ((Term.RECURRING, "每季度排查一次。"), (Term.STANDING, "长期坚持。"), (Term.NONE, "。"))


def made(number: int, draw: random.Random) -> Measure:
    dues = draw.choice(DUES)
    one = measure(str(number), *dues)
    term, text = (Term.DATED, one.text) if any(dues) else draw.choice(TERMS)
    duty = replace(one.duty, leaders=draw.choice(LEADERS))
    return replace(one, duty=duty, term=term, text=text)


def put(store: Store, one: Measure) -> None:
    change = Change()
    old = store.ledger.entry(one.id)
    store.ledger.put_measure(change, one, int(one.number), UNITS, old=old)
    store.commit(change)


@pytest.fixture
def city(store: Store) -> Store:
    change = Change()
    put_city(store, change, UNITS)
    store.commit(change)
    return store


def anything(draw: random.Random) -> dict[str, Any]:
    when = at("2017-07-10 10:00") + timedelta(days=draw.randint(0, 120))
    percent = draw.choice((0, 20, 60, 90, 100))
    shown = Publication(when, Lifecycle.OPEN, percent, when)
    happened: list[dict[str, Any]] = [
        {"claim": Claim(percent, when, "市建设局", Status.IN_PROGRESS)},
        {"claim": Claim(percent, when, "市建设局", Status.IN_PROGRESS), "publication": shown},
        {"lifecycle": Lifecycle.APPLIED, "applied_at": when},
        {"lifecycle": Lifecycle.OPEN, "sent_back_at": when},
        {"accepted_at": when, "verification": Verification(100, when)},
        {"extended_until": local_date(when)},
        {"proper_reason_until": local_date(when)},
        {"lifecycle": Lifecycle.CLOSED, "closed_at": when},
        {"lifecycle": Lifecycle.OPEN, "rebound_at": when},
    ]
    return draw.choice(happened)


def a_story(store: Store, seed: int, look: Callable[[Store, datetime], None]) -> None:
    draw = random.Random(seed)  # noqa: S311 - a story, not a secret
    for number in range(1, 16):
        put(store, made(number, draw))
    for _ in range(60):
        become(store, draw.randint(1, 15), **anything(draw))
        if draw.random() < 0.1:
            put(store, made(draw.randint(1, 15), draw))
        look(store, at_hour(date(2017, 7, 6) + timedelta(days=draw.randint(0, 200)), 9))


def whole(store: Store) -> list[Entry]:
    return list(store.ledger.all_entries(PLAN.id))


def ids(entries: Any) -> set[str]:
    return {entry.measure.id for entry in entries}


def is_open(entry: Entry) -> bool:
    return entry.measure.final_due is not None and not entry.progress.settled


def agrees(store: Store, now: datetime) -> None:
    entries, lists, day = whole(store), store.lists, local_date(now)
    late = [e for e in entries if any_overdue(e, now)]
    found = lists.overdue_at(now)
    assert ids(e for e, _ in found) == ids(late)
    dates = [due_date(e, n) for e, n in found]
    assert dates == sorted(date_ for date_ in dates if date_)
    overdue = {(e.measure.id, n) for e in late for n in _late_places(e, now)}
    assert {(e.measure.id, n) for e, n in found if is_overdue(e, n, now)} == overdue
    page, total = lists.overdue_page(now, 0, 100)
    assert (ids(page), total) == (ids(late), len(late))
    behind = {e.measure.id: _points(e, day) for e in entries if is_open(e) and e not in late}
    assert ids(lists.behind_at(now, 15)) >= {item for item, by in behind.items() if by >= 15}
    assert ids(lists.behind_at(now, 40)) >= {item for item, by in behind.items() if by >= 40}
    waits = ids(e for e in entries if applied_and_waiting(e.progress))
    assert ids(lists.behind_at(now, 1)) >= {i for i, by in behind.items() if by > 0} - waits
    silent = [e for e in entries if is_open(e) and is_silent(e, now)]
    assert ids(lists.silent_since(now)) == ids(silent)
    undated = [e for e in entries if not is_open(e) and is_silent(e, now) and rhythm_of(e.measure)]
    in_rhythm = [lists.silent_in_rhythm(PLAN.id, rhythm, now) for rhythm in RHYTHMS]
    assert ids(e for found in in_rhythm for e in found) == ids(undated)
    worth = to_inspect(lists.worth_a_look(now, BEHIND_POINTS), now)
    assert worth == to_inspect((e for e in entries if is_open(e)), now)


def _late_places(entry: Entry, now: datetime) -> list[int]:
    return [n for n in range(len(entry.measure.deadlines)) if is_overdue(entry, n, now)]


def _points(entry: Entry, day: date) -> int:
    stand = pace(entry, day)
    return stand.behind if stand else 0


@pytest.mark.parametrize("seed", [3, 11])
def test_the_lists_name_what_the_rules_would_find(city: Store, seed: int) -> None:
    a_story(city, seed, agrees)


def nothing_more(store: Store, now: datetime) -> None:
    """Once what has ended is taken out, the list of those far behind holds no others."""
    change = Change()
    store.lists.forget_ended(change, now)
    store.commit(change)
    late = ids(e for e in whole(store) if any_overdue(e, now))
    for entry in store.lists.behind_at(now, 15):
        assert entry.measure.id not in late
        assert _points(entry, local_date(now)) >= 15


def test_what_has_ended_is_read_by_nobody(city: Store) -> None:
    draw = random.Random(5)  # noqa: S311 - a story, not a secret
    for number in range(1, 16):
        put(city, made(number, draw))
    for day in range(0, 200, 10):
        become(city, draw.randint(1, 15), **anything(draw))
        now = at_hour(date(2017, 7, 6) + timedelta(days=day), 9)
        nothing_more(city, now)
        agrees(city, now)


def test_a_span_that_moves_while_those_that_ended_are_taken_out_stays(city: Store) -> None:
    put(city, measure("1", "2017-08-31"))
    now, change = at("2017-09-01 09:00"), Change()
    city.lists.forget_ended(change, now)
    become(city, 1, extended_until=date(2017, 9, 20))
    with pytest.raises(Conflict):
        city.commit(change)
    nothing_more(city, now)
    assert ids(city.lists.behind_at(now, 15)) == {"ts2017:1"}


def leader_sees(store: Store, now: datetime) -> None:
    for name in ("王某", "李某"):
        theirs = [e for e in whole(store) if name in e.measure.duty.leaders]
        open_ = [e for e in theirs if not e.progress.settled]
        late = [e for e in theirs if any_overdue(e, now)]
        waits = [e for e in open_ if applied_and_waiting(e.progress)]
        behind = [
            e for e in open_ if e not in late and e not in waits and _points(e, local_date(now)) > 0
        ]
        found = store.leaders.stand([name], now)
        assert (found.measures, found.open, found.settled) == (
            len(theirs),
            len(open_),
            len(theirs) - len(open_),
        )
        assert (found.overdue, found.behind, found.waiting) == (len(late), len(behind), len(waits))
        items = store.leaders.open_items([name], 0, 100)
        assert set(items) == ids(open_)
        assert set(items[: len(late)]) == ids(late)
        assert store.leaders.open_items([name], 2, 3) == items[2:5]


def test_a_leader_sees_how_theirs_stand_and_what_is_overdue_first(city: Store) -> None:
    a_story(city, 7, leader_sees)


def test_two_names_of_one_leader_are_one_list(city: Store) -> None:
    draw = random.Random(2)  # noqa: S311 - a story, not a secret
    for number in range(1, 16):
        put(city, made(number, draw))
    both = city.leaders.open_items(["王某", "李某"], 0, 100)
    assert set(both) == ids(e for e in whole(city) if e.measure.duty.leaders)
    assert len(both) == len(set(both))


def test_only_what_citizens_do_not_see_as_it_stands_is_stale(city: Store) -> None:
    put(city, measure("1", "2017-08-31"))
    assert ids(city.lists.stale(PLAN.id)) == {"ts2017:1"}
    become(city, 1, publication=Publication(at("2017-07-10 10:00"), Lifecycle.OPEN))
    assert city.lists.stale(PLAN.id) == []
    claim = Claim(40, at("2017-07-11 10:00"), "市建设局", Status.IN_PROGRESS)
    become(city, 1, claim=claim)
    assert ids(city.lists.stale(PLAN.id)) == {"ts2017:1"}


def without_lists(store: Store) -> None:
    """As a version before has left it."""
    for pattern in (
        "far-*",
        "silent*",
        "unverified:*",
        "stale:*",
        "lists-built",
        "led-[^b]*",
        "led-behind*",
    ):
        prefix = store.keys.units().removesuffix("units").replace("{", "\\{")
        for key in list(store.redis.scan_iter(f"{prefix}{pattern}")):
            store.redis.delete(key)


def build(store: Store) -> None:
    change = Change()
    store.lists.build_some(change, PLAN.id)
    store.commit(change)


def test_a_ledger_of_before_gets_its_lists_and_goes_on_where_it_stopped(
    city: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.schedule_lists.BATCH", 4)
    draw = random.Random(13)  # noqa: S311 - a story, not a secret
    for number in range(1, 11):
        put(city, made(number, draw))
        become(city, number, **anything(draw))
    without_lists(city)
    assert city.lists.unbuilt() == [PLAN.id]
    build(city)
    build(city)
    assert city.lists.unbuilt() == [PLAN.id]
    become(city, 2, **anything(draw))  # already entered
    become(city, 10, **anything(draw))  # not yet
    build(city)
    assert city.lists.unbuilt() == []
    for day in range(0, 200, 20):
        now = at_hour(date(2017, 7, 6) + timedelta(days=day), 9)
        agrees(city, now)
        leader_sees(city, now)
    assert ids(city.lists.stale(PLAN.id)) == ids(e for e in whole(city) if is_stale(e.progress))


def test_a_new_plan_needs_no_building(city: Store) -> None:
    assert city.lists.unbuilt() == []


def test_measures_due_in_a_window_come_a_page_at_a_time(city: Store) -> None:
    for number in range(1, 8):
        put(city, measure(str(number), "2017-08-10", "2017-08-20"))
    window = at("2017-08-01 00:00"), at("2017-09-01 00:00")
    page, total = city.lists.due_page(*window, 0, 3)
    assert ([e.measure.number for e in page], total) == (["1", "2", "3"], 7)
    page, total = city.lists.due_page(*window, 6, 3)
    assert ([e.measure.number for e in page], total) == (["7"], 7)
