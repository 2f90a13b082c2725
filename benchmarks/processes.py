"""Ports for processes, and what they cost, read from the kernel: processor time and memory."""

from __future__ import annotations

import os
import socket
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    """The processes that this one has started and that still run."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and of the children it has now, in user and kernel mode."""
    return sum(_ticks(one) for one in (pid, *children(pid))) / TICKS


def largest_child_mib(pid: int) -> float:
    """Proportional memory of the largest child in MiB: what it shares counts by its share."""
    return max(_pss(child) for child in children(pid)) / 1024


def _ticks(pid: int) -> int:
    # The second field is a name in brackets that may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1])
