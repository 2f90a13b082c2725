"""Work in threads of its own: waited for as long as there is time, and never lost."""

from __future__ import annotations

import threading
import time

import pytest

from bot.workers import Workers
from tests.waiting import PATIENCE_SECONDS


def alive() -> int:
    return sum(thread.name == "zgt-worker" for thread in threading.enumerate())


@pytest.fixture
def workers() -> Workers:
    limit = time.monotonic() + PATIENCE_SECONDS
    while alive():  # those of an earlier test are ending
        assert time.monotonic() < limit
        time.sleep(0.01)
    return Workers(most=2, idle_seconds=0.2)


def test_a_job_gives_what_its_work_gives_or_raises(workers: Workers) -> None:
    job = workers.submit(lambda: 7)
    assert job.wait(PATIENCE_SECONDS)
    assert job.result() == 7
    wrong = workers.submit(lambda: 1 // 0)
    assert wrong.wait(PATIENCE_SECONDS)
    with pytest.raises(ZeroDivisionError):
        wrong.result()


def test_waiting_ends_in_time_and_the_work_goes_on(workers: Workers) -> None:
    go_on = threading.Event()
    job = workers.submit(lambda: go_on.wait(PATIENCE_SECONDS))
    assert not job.wait(0.02)
    assert not job.wait(0)
    go_on.set()
    assert job.wait(PATIENCE_SECONDS)
    assert job.done


def test_one_after_another_needs_one_thread(workers: Workers) -> None:
    for _ in range(20):
        job = workers.submit(lambda: None)
        assert job.wait(PATIENCE_SECONDS)
        time.sleep(0.001)
    assert alive() <= 2


def test_when_every_thread_is_at_work_a_job_waits_its_turn(workers: Workers) -> None:
    go_on = threading.Event()
    slow = [workers.submit(lambda: go_on.wait(PATIENCE_SECONDS)) for _ in range(2)]
    late = workers.submit(lambda: "done")
    assert not late.wait(0.05)
    assert alive() == 2
    go_on.set()
    assert late.wait(PATIENCE_SECONDS)
    assert all(job.wait(PATIENCE_SECONDS) for job in slow)


def test_threads_without_work_end_and_new_work_starts_new_ones(workers: Workers) -> None:
    assert workers.submit(lambda: None).wait(PATIENCE_SECONDS)
    limit = time.monotonic() + PATIENCE_SECONDS
    while alive():
        assert time.monotonic() < limit
        time.sleep(0.01)
    assert workers.submit(lambda: None).wait(PATIENCE_SECONDS)


def test_no_job_is_lost_between_the_end_of_a_thread_and_the_next_job() -> None:
    quick = Workers(most=2, idle_seconds=0.001)
    for pause in (0.0, 0.0005, 0.001, 0.0015, 0.002) * 40:
        time.sleep(pause)
        assert quick.submit(lambda: None).wait(PATIENCE_SECONDS)


def test_closing_ends_the_threads(workers: Workers) -> None:
    go_on = threading.Event()
    job = workers.submit(lambda: go_on.wait(PATIENCE_SECONDS))
    workers.close()
    go_on.set()
    assert job.wait(PATIENCE_SECONDS)
    limit = time.monotonic() + PATIENCE_SECONDS
    while alive():
        assert time.monotonic() < limit
        time.sleep(0.01)
