"""A policy is set on the running program: old until its day, new from it, whoever is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.processes import await_replaced, everything, kill
from tests.scenarios.program import Program
from tests.supervision.builders import POLICIES

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")
OLD, NEW = "市委发〔2017〕30号", "市委发〔2026〕99号"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program in trial mode with its sample."""
    found = Program(tmp_path).start()
    found.post("/simulator/open", {})
    yield found
    assert found.process is not None
    if found.process.poll() is None:
        found.stop()


def basis(program: Program) -> list[str]:
    """By which document the workers would warn a unit; asked often enough to meet each."""
    found = []
    for _ in range(4):
        told = program.say("office", "预警 市水务局")
        found += [document for document in (OLD, NEW) if document in told]
        program.say("office", "0")
    return found


@pytest.mark.timeout(400)
def test_the_office_sets_a_policy_and_every_process_goes_by_it_from_its_day(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "new.toml"
    file.write_text(TEXT.replace(OLD, NEW), encoding="utf-8")
    assert basis(program) == [OLD] * 4

    assert "已设定第 2 版" in program.command("policy", "set", str(file), "--reason", "会议")
    assert basis(program) == [OLD] * 4
    assert OLD in program.command("policy", "show")

    # A worker and the clock are killed; those that take their place still know.
    for part in ("worker", "clock"):
        await_replaced(program, part, kill(program, part))
    assert basis(program) == [OLD] * 4
    program.move(to="day")
    assert basis(program) == [NEW] * 4

    # The machine loses its power, and starts again.
    for pid in everything(program):
        os.kill(pid, signal.SIGKILL)
    assert program.process is not None
    program.process.wait(30)
    program.start()
    assert basis(program) == [NEW] * 4
    assert NEW in program.command("policy", "show")
    first, second = program.command("policy", "versions").splitlines()
    assert not first.endswith("（现行）")
    assert second.endswith("会议（现行）")
    assert "留痕完整" in program.command("journal", "verify")
