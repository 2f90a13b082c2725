"""The clock process: one at a time, alive through trouble, and gone when told to."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import RegionClock
from bot.settings import Settings
from bot.wiring import Wiring
from storage.change import Change
from storage.lease import Lease
from supervision.records import Deadline, Duty, Measure, Plan, Region
from supervision.times import from_iso
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]
NOW = "2017-09-15T15:00:00+08:00"
RUN = """
from bot.clock import run_clock
from bot.settings import Settings

run_clock(Settings.from_env())
"""


@pytest.fixture
def env(redis_server, redis_client):
    """Settings of a process that uses the running server, its clock stopped at a bulletin."""
    return {"ZGT_DATA": str(redis_server.folder), "ZGT_NOW": NOW}


@pytest.fixture
def wiring(env):
    made = Wiring(Settings.from_env(env))
    yield made
    made.close()


@pytest.fixture
def late(wiring):
    """A region with one measure that is overdue, its schedule done up to the day before."""
    store, plan = wiring.store(), Plan("p", "整改方案", from_iso("2017-07-05T00:00:00Z").date())
    due = Deadline("8月底前", from_iso("2017-08-31T00:00:00Z").date())
    duty = Duty(lead_units=("市建设局",))
    change = Change()
    store.ledger.put_region(change, Region("天水市", "市整改办"), plan)
    store.ledger.put_plan(change, plan)
    measure = Measure("p", "1", "1", "污泥处置", "污泥处置。", duty, deadlines=(due,))
    store.ledger.put_measure(change, measure, 1, ())
    store.clock.move_cursor(change, None, from_iso("2017-09-14T10:00:00Z"), None)
    store.commit(change)
    return store


def clock(wiring):
    return RegionClock(wiring, wiring.settings.default_region)


def test_a_tick_beats_in_real_time_and_runs_what_has_come_in_program_time(wiring, late):
    clock(wiring).tick(threading.Event())
    assert datetime.now(UTC) - late.clock.beat() < timedelta(seconds=10)
    assert [d.number[:2] for d in late.documents.latest()].count("HP") == 1
    assert late.clock.cursor() == from_iso(NOW)


def test_a_second_clock_waits_for_the_first_and_then_takes_over(wiring, late):
    first, second = clock(wiring), clock(wiring)
    held = Lease(late.redis, late.keys, "clock", 10)
    assert held.acquire()
    second.tick(threading.Event())
    assert late.clock.beat() is None
    held.release()
    second.tick(threading.Event())
    assert late.documents.latest()
    second.release()
    assert Lease(late.redis, late.keys, "clock", 10).acquire()
    first.tick(threading.Event())


def test_without_redis_the_clock_says_so_once_and_goes_on(tmp_path, caplog):
    settings = Settings.from_env(
        {"ZGT_DATA": str(tmp_path), "REDIS_URL": f"unix://{tmp_path}/nowhere.sock"}
    )
    wiring = Wiring(settings)
    alone = clock(wiring)
    with caplog.at_level(logging.INFO, logger="zgt.clock"):
        for _ in range(3):
            alone.tick(threading.Event())
        alone.release()
    assert [record.message for record in caplog.records] == ["clock_waits"]
    wiring.close()


def test_the_process_ticks_until_it_is_told_to_stop_and_leaves_the_lease(env, late):
    process = subprocess.Popen([sys.executable, "-c", RUN], cwd=ROOT, env={**os.environ, **env})
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not late.documents.latest():
            assert time.monotonic() < until, "the clock did not tick"
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0
    finally:
        process.kill()
        process.wait()
    assert late.redis.get(late.keys.lease("clock")) is None
