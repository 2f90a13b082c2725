"""The processes of a running program, found by walking the children of its supervisor."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.scenarios.program import Program
from tests.waiting import await_that

PARTS = {
    "redis": "redis-server",
    "web": "gunicorn",
    "clock": "wsgi clock",
    "sender": "wsgi sender",
    "emulator": "-m emulator",
}


def children(pid: int) -> dict[int, str]:
    """Process id → command line of the living children of a process."""
    found: dict[int, str] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[:2]
            command = (stat.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == pid and state != "Z":
            found[int(stat.parent.name)] = command
    return found


def pid_of(program: Program, part: str) -> int:
    """The process of a part, 0 when it is not there; ``worker`` is the first web worker."""
    assert program.process is not None
    if part == "worker":
        return min(children(pid_of(program, "web")), default=0)
    below = children(program.process.pid)
    return next((pid for pid, command in below.items() if PARTS[part] in command), 0)


def everything(program: Program) -> list[int]:
    """The supervisor and all that stands below it, the supervisor first."""
    assert program.process is not None
    found = [program.process.pid]
    for pid in found:
        found += children(pid)
    return found


def kill(program: Program, part: str) -> int:
    """``kill -9`` a part; gives the process id that it had."""
    victim = pid_of(program, part)
    assert victim, part
    os.kill(victim, signal.SIGKILL)
    return victim


def await_replaced(program: Program, part: str, victim: int) -> None:
    """Wait until another process does the work of a killed one."""
    if part == "worker":
        master = pid_of(program, "web")
        await_that(
            lambda: victim not in children(master) and len(children(master)) == 2, "two workers"
        )
        return
    await_that(lambda: pid_of(program, part) not in (0, victim), f"a new {part}")
