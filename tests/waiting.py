"""Waiting for what another process or thread does, and how long this machine takes for anything.

One looks again and again, up to a limit. The limit is no claim about speed. It is so long that a
test ends on a machine that is busy with other things, and is reached only when what is awaited
never happens.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from statistics import median

PATIENCE_SECONDS = 60.0

USUAL = 0.005
"""Processor time of :func:`_usual_work` on the machines for which limits were set, when busy."""


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


def slowness() -> float:
    """How many times slower this processor is than those for which limits were set; 1 or more."""
    return max(1.0, median(_usual_work() for _ in range(9)) / USUAL)


def _usual_work() -> float:
    """Seconds of processor time for what reading a text consists of: patterns, pieces, tables."""
    text, word = "整改14-2完成80%，" * 40, re.compile(r"\d+(?:-\d+)?|[一-鿿]{2}")
    began = time.process_time()
    for _ in range(30):
        counts: dict[str, int] = {}
        for found in word.finditer(text):
            counts[found.group()] = counts.get(found.group(), 0) + 1
        "".join(sorted(counts))
        for place in range(len(text) - 1):
            counts[text[place : place + 2]] = place
    return time.process_time() - began
