from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot import processes
from bot.processes import Crew, Program
from tests.waiting import until

IGNORES_TERM = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1], "w").close()
time.sleep(60)
"""


def program(code: str, *arguments: str, patience: float = 5.0) -> Program:
    return Program([sys.executable, "-c", code, *arguments], os.environ, patience=patience)


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    monkeypatch.setattr(processes, "FIRST_WAIT_SECONDS", 0.02)
    made = Crew(["first", "second"])
    yield made
    made.stop()


def test_a_dead_child_is_started_again(crew: Crew) -> None:
    child = program("import time; time.sleep(60)")
    crew.launch("first", child)
    before = child.pid
    os.kill(before, signal.SIGKILL)

    def back() -> bool:
        crew.watch()
        return child.pid not in (0, before) and child.poll() is None

    assert until(back)


def test_a_child_that_keeps_dying_is_started_ever_more_rarely(crew: Crew) -> None:
    crew.launch("first", program("raise SystemExit(3)"))
    waits: list[tuple[float, float]] = []

    def four_deaths() -> bool:
        before = time.monotonic()
        crew.watch()
        member = crew.members[0]
        if member.next_try is not None and len(waits) < member.deaths:
            # A wait as it may have been at least and at most, however long the machine took here.
            waits.append((member.next_try - time.monotonic(), member.next_try - before))
        return member.deaths == 4

    assert until(four_deaths)
    assert all(later > 1.5 * sooner for (sooner, _), (_, later) in pairwise(waits))


def test_a_child_that_cannot_be_started_again_is_tried_later(crew: Crew, tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    tool.chmod(0o700)
    crew.launch("first", Program([str(tool)], os.environ))
    tool.unlink()

    def three_failures() -> bool:
        crew.watch()
        return crew.members[0].deaths == 3

    assert until(three_failures)


def test_children_stop_in_the_order_of_need_whenever_they_were_started(
    crew: Crew, caplog: pytest.LogCaptureFixture
) -> None:
    crew.launch("second", program("import time; time.sleep(60)"))
    crew.launch("first", program("import time; time.sleep(60)"))
    with caplog.at_level("DEBUG", "zgt.serve"):
        crew.stop()

    stopped = [r.__dict__["child"] for r in caplog.records if r.message == "child_stopped"]
    assert stopped == ["second", "first"]


def test_a_child_that_does_not_listen_is_ended(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = program(IGNORES_TERM, str(mark), patience=0.1)
    child.launch()
    assert until(mark.exists)
    pid = child.pid
    child.stop()

    assert not Path(f"/proc/{pid}").exists()


def test_stopping_twice_does_nothing_more() -> None:
    child = program("import time; time.sleep(60)")
    child.launch()
    child.stop()
    child.stop()
    assert child.pid == 0
