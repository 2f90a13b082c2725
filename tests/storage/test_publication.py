"""What is published can be found and summed; nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from storage.change import Change
from storage.publication import LONG_LIST
from storage.store import Store
from supervision.progress import Entry, Lifecycle, Progress, Publication
from supervision.records import Duty, Measure, Plan

NOW = datetime(2017, 9, 1, tzinfo=UTC)
PLAN = Plan("p", "方案", date(2017, 7, 5))


def entry(number: int, unit: str = "市水务局") -> Entry:
    measure = Measure("p", str(number), f"{number}.", "t", "t", Duty((unit,)))
    return Entry(PLAN, measure, Progress())


def publish(store: Store, e: Entry, snapshot: Publication, words: dict[str, float]) -> Entry:
    change = Change()
    units, place = e.measure.duty.answerable, int(e.measure.number)
    store.publication.publish(change, e, snapshot, units=units, words=words, place=place)
    store.commit(change)
    return Entry(e.plan, e.measure, replace(e.progress, publication=snapshot))


def test_totals_follow_each_new_snapshot(store: Store) -> None:
    first = publish(store, entry(1), Publication(NOW, Lifecycle.OPEN, 40), {})
    publish(store, entry(2, "市建设局"), Publication(NOW, Lifecycle.CLOSED, 100, NOW, 100, NOW), {})
    publish(store, first, Publication(NOW, Lifecycle.OPEN, 70, NOW, 50, NOW), {})

    totals = store.publication.totals()
    assert (totals.measures, totals.closed, totals.claimed_done, totals.verified_done) == (
        2,
        1,
        1,
        1,
    )
    assert (totals.claimed_sum, totals.verified_sum) == (170, 150)
    assert store.publication.totals("市水务局").claimed_sum == 70


def test_what_an_import_has_changed_leaves_nothing_behind(store: Store) -> None:
    shown = Publication(NOW, Lifecycle.OPEN, 60)
    first = publish(store, entry(1), shown, {"散煤": 3.0, "市场": 1.0})
    moved = Entry(PLAN, replace(first.measure, duty=Duty(("市建设局",))), first.progress)
    publish(store, moved, Publication(NOW, Lifecycle.OPEN, 80), {"扬尘": 3.0, "市场": 1.0})

    assert store.publication.totals("市水务局").measures == 0
    assert store.publication.totals("市水务局").claimed_sum == 0
    assert store.publication.totals("市建设局").claimed_sum == 80
    assert store.publication.totals().measures == 1
    assert store.publication.page(0, 9, "市水务局")[1] == 0
    assert store.publication.search(["散煤"], 5) == []
    assert store.publication.search(["扬尘"], 5) == ["p:1"]


def test_a_search_ranks_more_words_and_heavier_words_first(store: Store) -> None:
    shown = Publication(NOW, Lifecycle.OPEN)
    publish(store, entry(1), shown, {"污水": 3.0, "管网": 1.0})
    publish(store, entry(2), shown, {"污水": 1.0})
    publish(store, entry(3), shown, {"锅炉": 3.0})
    assert store.publication.search(["污水", "管网"], 5) == ["p:1", "p:2"]
    assert store.publication.search(["矿山"], 5) == []
    assert store.publication.search([], 5) == []


def test_a_common_word_weighs_the_hits_of_a_rare_one(store: Store) -> None:
    for n in range(LONG_LIST + 5):
        store.redis.zadd(store.keys.word("治理"), {f"p:{n}": 1.0})
    store.redis.zadd(store.keys.word("豹子沟"), {"p:7": 1.0, "p:900000": 1.0})
    assert store.publication.search(["治理", "豹子沟"], 5) == ["p:7", "p:900000"]


def test_a_common_word_alone_still_finds_something(store: Store) -> None:
    for n in range(LONG_LIST + 5):
        store.redis.zadd(store.keys.word("治理"), {f"p:{n}": float(n)})
    assert store.publication.search(["治理"], 2) == [f"p:{LONG_LIST + 4}", f"p:{LONG_LIST + 3}"]


def test_pages_are_in_printed_order(store: Store) -> None:
    for n in (3, 1, 2):
        publish(store, entry(n), Publication(NOW, Lifecycle.OPEN), {})
    assert store.publication.page(0, 2) == (["p:1", "p:2"], 3)
    assert store.publication.page(0, 9, "市水务局")[1] == 3
