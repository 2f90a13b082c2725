"""Everything that may come to the callback, from the running platform to the running program."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.driver import Driver
from emulator.scenarios import SCENARIOS
from tests.scenarios.program import Program
from tests.waiting import stretched

SECONDS = 4.5
"""Within which every callback is answered, so that the platform does not ask again."""


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Driver]:
    program = Program(tmp_path).start()
    try:
        with Driver(f"http://127.0.0.1:{program.env['ZGT_EMULATOR_PORT']}") as driver:
            yield driver
    finally:
        program.stop()


def test_every_callback_is_answered_refused_or_survived_as_it_deserves(platform: Driver) -> None:
    wrong = []
    for name, scenario in SCENARIOS.items():
        began = time.monotonic()
        steps = platform.play(name, openid="o-everybody")
        took = time.monotonic() - began
        statuses = [outcome["status"] for step in steps for outcome in step]
        failures = [outcome["failure"] for step in steps for outcome in step]
        good = {
            "answered": all(status == 200 for status in statuses) and not any(failures),
            "refused": all(400 <= (status or 0) < 500 for status in statuses),
            "survived": all(status and status < 500 for status in statuses),
        }
        if not good[scenario.expect] or took > stretched(SECONDS):
            wrong.append((name, scenario.expect, statuses, failures, round(took, 1)))
    assert wrong == []
