"""Counters: what strangers cause is written once a second, and is seen all the same."""

from __future__ import annotations

import time

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from storage import counts
from storage.counts import Counts
from storage.store import Store
from tests.waiting import PATIENCE_SECONDS


def test_tallied_events_are_seen_at_once_by_their_own_process(store: Store) -> None:
    for _ in range(3):
        store.counts.tally("callback_refused:stale")
    store.counts.tally("callback_refused:signature")
    assert store.counts.all() == {"callback_refused:stale": 3, "callback_refused:signature": 1}


def test_a_flood_of_events_is_not_a_flood_of_writes(store: Store) -> None:
    before = writes(store)
    for _ in range(1000):
        store.counts.tally("callback_refused:stale")
    store.counts.flush()
    assert writes(store) - before == 1


def test_other_processes_see_them_a_little_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "FLUSH_SECONDS", 0.05)
    other = Store(store.redis, store.region)
    for round_ in (1, 2):
        store.counts.tally("callback_refused:stale")
        until = time.monotonic() + PATIENCE_SECONDS
        while other.counts.all().get("callback_refused:stale") != round_:
            assert time.monotonic() < until, "never written"
            time.sleep(0.01)


def test_counting_never_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_more: object) -> None:
        raise RedisConnectionError

    monkeypatch.setattr(store.redis, "pipeline", away)
    lonely = Counts(store.redis, store.keys)
    lonely.tally("callback_refused:stale")
    lonely.flush()
    monkeypatch.undo()
    assert lonely.all() == {}


def writes(store: Store) -> int:
    found = store.redis.info("commandstats")
    assert isinstance(found, dict)
    return int(found.get("cmdstat_hincrby", {"calls": 0})["calls"])
