"""Ports of loopback for what a test starts, that nothing else on the machine is given.

A port that the system calls free may be the near end of somebody's connection a moment later, and
the program that was to listen there does not start. These lie below the range from which the
system gives ports by itself, and every process of tests counts on from a place of its own.
"""

from __future__ import annotations

import itertools
import os
import socket

LOWEST, COUNT = 10_240, 10_000
"""The bus of a Redis cluster listens 10,000 above its port: still below the system's own range."""

_numbers = itertools.count(os.getpid() * 97)


def free_port() -> int:
    """One on which nobody listens, and which this process gives once."""
    while True:
        port = LOWEST + next(_numbers) % COUNT
        if _is_free(port) and _is_free(port + 10_000):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
