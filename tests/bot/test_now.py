from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.now import CACHE_SECONDS, ProgramClock
from storage.connect import connect
from storage.embedded import EmbeddedServer
from storage.store import Store

SECOND = timedelta(seconds=1)


def near(found: datetime, wanted: datetime) -> bool:
    return abs(found - wanted) < 5 * SECOND


def test_without_a_store_it_is_real_time_with_a_zone() -> None:
    found = ProgramClock(None).now()

    assert found.tzinfo is UTC
    assert near(found, datetime.now(UTC))


def test_a_frozen_clock_stands_whatever_the_store_says(store: Store) -> None:
    store.clock.advance(86400)
    stopped = datetime(2017, 8, 31, 9, tzinfo=timezone(timedelta(hours=8)))

    assert ProgramClock(store, stopped).now() == stopped
    assert ProgramClock(store, stopped).now().tzinfo is UTC


def test_moving_the_clock_moves_now(store: Store) -> None:
    clock = ProgramClock(store)
    assert near(clock.now(), datetime.now(UTC))
    store.clock.advance(3 * 86400)
    clock.forget()

    assert near(clock.now(), datetime.now(UTC) + timedelta(days=3))


def test_other_processes_see_the_move_soon(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = [100.0]
    monkeypatch.setattr("bot.now.monotonic", lambda: ticks[0])
    clock = ProgramClock(store)
    assert clock.offset() == 0
    store.clock.advance(60)

    ticks[0] += CACHE_SECONDS * 0.9
    assert clock.offset() == 0
    ticks[0] += CACHE_SECONDS * 0.2
    assert clock.offset() == 60


def test_when_redis_is_away_the_last_offset_stands(store: Store, tmp_path: Path) -> None:
    store.clock.advance(60)
    clock = ProgramClock(store)
    clock.offset()
    clock._store = Store(connect(f"unix://{tmp_path}/no.sock", tmp_path), store.region)
    clock.forget()

    assert clock.offset() == 60


def test_an_offset_that_was_never_known_is_asked_for_again_at_once(
    store: Store, tmp_path: Path
) -> None:
    store.clock.advance(60)
    clock = ProgramClock(Store(connect(f"unix://{tmp_path}/no.sock", tmp_path), store.region))
    assert clock.offset() == 0
    clock._store = store

    assert clock.offset() == 60


def test_a_clock_that_has_never_read_its_offset_says_so(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path) as server, server.client() as client:
        store = Store(client, "test")
        clock = ProgramClock(store)
        assert not clock.known
        clock.now()
        assert clock.known
    away = ProgramClock(Store(connect(None, tmp_path), "test"))
    away.now()
    assert not away.known
    assert ProgramClock(None).known
