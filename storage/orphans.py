"""Children that do not outlive their parent."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable
from typing import Any

PR_SET_PDEATHSIG = 1


def die_with_parent(sign: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """What a new child must run first, so that the kernel ends it when its parent dies.

    For ``subprocess.Popen(preexec_fn=…)``. The library is opened here, in the parent, because a
    freshly forked child may not load anything. Start such children from a thread that stays: the
    kernel counts the end of the starting thread as the death of the parent.
    """
    prctl, parent = _prctl(), os.getpid()
    return lambda: _ask(prctl, parent, sign)


def end_with_parent(parent: int, sign: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel, in a child that runs already, to end it when ``parent`` dies."""
    _ask(_prctl(), parent, sign)


def _prctl() -> Any:
    return ctypes.CDLL(None, use_errno=True).prctl


def _ask(prctl: Any, parent: int, sign: signal.Signals) -> None:
    prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), sign)
