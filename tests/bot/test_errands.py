"""The thread that runs errands: every way in which one can fare."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot import errands as errands_module
from bot.errands import ATTEMPTS, ErrandRunner
from bot.jobs import Desk, GiveUp, Job
from bot.rounds import work_until
from bot.wechat.errors import BadNotice, WeChatError, error_of
from storage.change import Change
from storage.embedded import EmbeddedServer
from storage.errands import Errand, ErrandRecord, ErrandState
from storage.store import Store
from tests.bot.platform_rig import Rig
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]


def record_of(store: Store, name: str) -> ErrandRecord:
    found = store.errands.get(name)
    assert found is not None
    return found


def queue(rig: Rig, *names: str, kind: str = "mark", days: float = 3) -> None:
    change = Change()
    for name in names:
        deadline = rig.now() + timedelta(days=days)
        rig.store.errands.enqueue(change, Errand(name, kind, {"to": name}, rig.now(), deadline))
    rig.store.commit(change)


def mark(desk: Desk, errand: Errand) -> Change:
    """A job that leaves a mark beside the errand."""
    change = Change()
    change.count(desk.store.keys.counts(), errand.about["to"], 1)
    return change


def failing(*outcomes: BaseException) -> Callable[[Desk, Errand], Change]:
    """A job that fails in these ways, one an attempt, and then works."""
    left = list(outcomes)

    def do(desk: Desk, errand: Errand) -> Change:
        if left:
            raise left.pop(0)
        return mark(desk, errand)

    return do


def runner(
    rig: Rig,
    jobs: Mapping[str, Job],
    *,
    lease: float = 60.0,
    stop: threading.Event | None = None,
    data: Path = ROOT,
) -> ErrandRunner:
    return ErrandRunner(
        rig.store,
        rig.settings,
        rig.client(),
        data,
        rig.now,
        stop=stop,
        jobs=jobs,
        wait=lambda _attempt: 0.01,
        lease=lease,
    )


def run(rig: Rig, worker: ErrandRunner, name: str) -> ErrandRecord:
    """Go round until this errand is settled."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (found := record_of(rig.store, name)).settled_at is None:
        assert time.monotonic() < until, "not settled in time"
        if not worker.step():
            time.sleep(0.005)
    return found


def marks(rig: Rig) -> dict[str, int]:
    return rig.store.counts.all()


def platform_error(code: int, rig: Rig) -> WeChatError:
    return error_of(code, "", rig.now())


def test_an_errand_and_what_follows_from_it_are_recorded_together(rig: Rig) -> None:
    queue(rig, "e1")
    assert run(rig, runner(rig, {"mark": Job(mark)}), "e1").state is ErrandState.DONE
    assert marks(rig) == {"e1": 1}


def test_a_job_may_call_the_platform_and_its_errand_waits_while_it_is_busy(rig: Rig) -> None:
    def ask(desk: Desk, errand: Errand) -> Change:
        desk.client.call(
            "qrcode/create",
            {"action_name": "QR_STR_SCENE", "expire_seconds": 60}
            | {"action_info": {"scene": {"scene_str": errand.about["to"]}}},
        )
        return mark(desk, errand)

    rig.driver.faults(
        [{"match": {"path": "/cgi-bin/qrcode/create"}, "effect": {"errcode": -1}, "times": 2}]
    )
    queue(rig, "e1")
    found = run(rig, runner(rig, {"mark": Job(ask)}), "e1")
    assert (found.state, found.attempts) == (ErrandState.DONE, 3)
    assert rig.calls("/cgi-bin/qrcode/create") == 3


@pytest.mark.parametrize("outcome", [BadNotice("40007", 40007), GiveUp("too_big")])
def test_what_can_never_be_done_is_given_up_with_its_reason_and_its_consequence(
    rig: Rig, outcome: Exception
) -> None:
    def given_up(desk: Desk, _errand: Errand, reason: str) -> Change:
        change = Change()
        change.count(desk.store.keys.counts(), f"told {reason}", 1)
        return change

    reason = str(outcome)
    queue(rig, "e1")
    found = run(rig, runner(rig, {"mark": Job(failing(outcome), given_up)}), "e1")
    assert (found.state, found.error) == (ErrandState.GIVEN_UP, reason)
    assert [r.errand.id for r in rig.store.errands.given_up(10)] == ["e1"]
    assert marks(rig) == {f"told {reason}": 1, "errand_given_up": 1}


def test_past_its_deadline_it_is_given_up_without_asking_for_what_failed_last(rig: Rig) -> None:
    queue(rig, "late", days=-1)
    found = run(rig, runner(rig, {"mark": Job(mark)}), "late")
    assert (found.state, found.error) == (ErrandState.GIVEN_UP, "too_late")
    assert "late" not in marks(rig)


@pytest.mark.parametrize("code", [45009, 48001])
def test_a_used_up_quota_or_a_missing_right_stops_one_kind_and_raises_one_alarm(
    rig: Rig, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    calls: list[str] = []

    def refused(_desk: Desk, errand: Errand) -> Change:
        calls.append(errand.id)
        raise platform_error(code, rig)

    worker = runner(rig, {"tag": Job(refused), "mark": Job(mark)})
    queue(rig, "t1", "t2", "t3", kind="tag")
    queue(rig, "e1")
    assert run(rig, worker, "e1").state is ErrandState.DONE
    while worker.step():
        pass
    assert calls == ["t1"]
    assert {record_of(rig.store, name).attempts for name in ("t1", "t2", "t3")} == {0}
    assert [r.message for r in caplog.records if r.message == "errands_paused"] == [
        "errands_paused"
    ]


def test_a_kind_that_nobody_knows_waits_for_a_program_that_does(rig: Rig) -> None:
    queue(rig, "e1", kind="from_tomorrow")
    assert runner(rig, {}).step() == 1
    found = record_of(rig.store, "e1")
    assert (found.state, found.attempts, found.error) == (ErrandState.QUEUED, 0, "unknown_kind")


def test_a_job_that_breaks_is_tried_again_and_ends_nobody_else(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    queue(rig, "e1")
    broken = failing(ZeroDivisionError("13800138000"), OSError(28, "No space left on device"))
    assert run(rig, runner(rig, {"mark": Job(broken)}), "e1").attempts == 3
    [first, second] = [r for r in caplog.records if r.message == "errand_broke"]
    assert (vars(first)["reason"], vars(second)["reason"]) == ("ZeroDivisionError", "OSError")
    assert "13800138000" not in str(vars(first))


def test_a_job_that_never_ends_well_is_given_up_in_the_end(rig: Rig) -> None:
    queue(rig, "e1")
    rig.store.redis.hset(rig.store.keys.errand("e1"), "attempts", ATTEMPTS)
    found = run(rig, runner(rig, {"mark": Job(mark)}), "e1")
    assert (found.state, found.error) == (ErrandState.GIVEN_UP, "never_finished")


def test_what_changed_while_it_was_asked_is_decided_again(rig: Rig) -> None:
    queue(rig, "e1")
    tries = []

    def do(desk: Desk, errand: Errand) -> Change:
        change = mark(desk, errand)
        tries.append(1)
        if len(tries) == 1:
            change.expect_value(desk.store.keys.report("r1"), "another")
        return change

    assert run(rig, runner(rig, {"mark": Job(do)}), "e1").state is ErrandState.DONE
    assert (len(tries), marks(rig)) == (2, {"e1": 1})


def test_a_runner_that_lost_its_claim_records_nothing(rig: Rig) -> None:
    queue(rig, "e1")

    def slow(desk: Desk, errand: Errand) -> Change:
        until = time.monotonic() + PATIENCE_SECONDS
        while (other := rig.store.errands.claim(rig.now(), 60.0)) is None:
            assert time.monotonic() < until
            time.sleep(0.005)
        change = mark(desk, errand)
        rig.store.errands.done(change, other, rig.now())
        rig.store.commit(change)
        return mark(desk, errand)

    assert runner(rig, {"mark": Job(slow)}, lease=0.02).step() == 1
    assert marks(rig) == {"e1": 1}


def test_a_long_job_keeps_its_claim(rig: Rig) -> None:
    queue(rig, "e1")

    def long(desk: Desk, errand: Errand) -> Change:
        held = rig.store.keys.errands_leased()
        rig.store.redis.zincrby(held, -400_000, errand.id)  # what 400 seconds of work do
        desk.keep()
        assert rig.store.errands.claim(rig.now(), 60.0) is None
        [(_, lapses)] = rig.store.redis.zrange(held, 0, -1, withscores=True)
        lapsed.append(lapses)
        return mark(desk, errand)

    lapsed: list[float] = []
    assert run(rig, runner(rig, {"mark": Job(long)}, lease=600), "e1").attempts == 1
    assert lapsed[0] > (time.time() + 300) * 1000, "a full lease again"


def test_a_long_job_that_lost_its_claim_goes_no_further(rig: Rig) -> None:
    queue(rig, "e1")
    went_on = []

    def long(desk: Desk, errand: Errand) -> Change:
        until = time.monotonic() + PATIENCE_SECONDS
        while rig.store.errands.claim(rig.now(), 60.0) is None:
            assert time.monotonic() < until
            time.sleep(0.005)
        desk.keep()
        went_on.append(errand.id)
        return mark(desk, errand)

    assert runner(rig, {"mark": Job(long)}, lease=0.02).step() == 1
    assert went_on == []
    assert record_of(rig.store, "e1").state is ErrandState.CLAIMED


def test_told_to_stop_a_long_job_gives_its_errand_back(rig: Rig) -> None:
    queue(rig, "e1")
    stop, begun = threading.Event(), threading.Event()

    def long(desk: Desk, _errand: Errand) -> Change:
        begun.set()
        while True:
            desk.keep()
            time.sleep(0.005)

    worker = runner(rig, {"mark": Job(long)}, stop=stop)
    thread = threading.Thread(target=work_until, args=([worker], stop))
    thread.start()
    assert begun.wait(PATIENCE_SECONDS)
    stop.set()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()
    found = record_of(rig.store, "e1")
    assert (found.state, found.attempts) == (ErrandState.QUEUED, 0)
    assert run(rig, runner(rig, {"mark": Job(mark)}), "e1").state is ErrandState.DONE


def test_what_has_waited_for_two_days_raises_an_alarm(
    rig: Rig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(rig, "e1", kind="from_tomorrow", days=30)
    worker = runner(rig, {})
    monkeypatch.setattr(errands_module, "LATE_LOOK_SECONDS", 0.0)
    worker.step()
    assert [r for r in caplog.records if r.message == "errands_late"] == []
    later = rig.now() + timedelta(hours=49)
    monkeypatch.setattr(worker, "_now", lambda: later)
    worker.step()
    assert [vars(r)["hours"] for r in caplog.records if r.message == "errands_late"] == [49]


KILLED = """
import os, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
from bot.errands import ErrandRunner
from bot.jobs import Job
from storage.connect import connect
from storage.store import Store
store = Store(connect(None, Path(sys.argv[1])), sys.argv[2])
def fatal(desk, errand):
    os.kill(os.getpid(), signal.SIGKILL)
now = lambda: datetime.now(UTC)
ErrandRunner(store, None, None, Path("."), now, jobs={"mark": Job(fatal)}, lease=0.2).step()
"""


def test_an_errand_whose_process_was_killed_is_run_again(
    rig: Rig, redis_server: EmbeddedServer
) -> None:
    queue(rig, "e1")
    arguments = [sys.executable, "-c", KILLED, str(redis_server.folder), rig.store.region]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    ended = subprocess.run(
        arguments, cwd=ROOT, env=environment, timeout=PATIENCE_SECONDS, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert record_of(rig.store, "e1").state is ErrandState.CLAIMED
    found = run(rig, runner(rig, {"mark": Job(mark)}), "e1")
    assert (found.state, found.attempts, marks(rig)) == (ErrandState.DONE, 2, {"e1": 1})
