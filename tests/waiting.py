"""Waiting for what another process or thread does: by looking again and again, up to a limit.

The limit is no claim about speed. It is so long that a test ends on a machine that is busy with
other things, and is reached only when what is awaited never happens.
"""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0


def until(condition: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> bool:
    """True as soon as the condition holds, False when it never did."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.01)
    return True


def await_that(
    condition: Callable[[], object],
    what: str = "what was awaited",
    more: Callable[[], str] = lambda: "",
    seconds: float = PATIENCE_SECONDS,
) -> None:
    """Come back as soon as the condition holds; fails with what was awaited."""
    assert until(condition, seconds), f"not within {seconds:.0f} s: {what} {more()}"


def stretched(seconds: float) -> float:
    """So many seconds of a machine that is ours alone, as long as they are on this one now.

    For what must be quick in real time: a piece of work of known size tells how many times longer
    than its processor time anything takes while others use the machine.
    """
    work = 0.1
    began, used = time.monotonic(), time.thread_time()
    while time.thread_time() - used < work:
        pass
    return seconds * max(1.0, (time.monotonic() - began) / work)
