"""How long to wait after a failure (退避), by what went wrong."""

from __future__ import annotations

import random

from bot.wechat.errors import Transient

ATTEMPTS = 16
"""About three hours of trying before the office is told to call."""

LONGEST_WAIT_SECONDS = 1800.0
LONGEST_IN_DOUBT_SECONDS = 60.0
"""While the answer is unknown the platform's ten minutes must not be slept away."""


def backoff(attempt: int) -> float:
    """Seconds to wait after the ``attempt``-th failure: 1, 2, 4, 8, 16 … and up to a quarter more.

    The extra is drawn, so that notices that failed together do not come back together.
    """
    wait = min(LONGEST_WAIT_SECONDS, 2.0 ** min(attempt - 1, 20))
    return wait * random.uniform(1.0, 1.25)  # noqa: S311  # spreads load, keeps no secret


def wait_before(exc: Transient, seconds: float, *, doubt: bool) -> float:
    """The wait that this error asks for, where ``seconds`` is the wait by the number of tries."""
    if doubt:
        seconds = min(seconds, LONGEST_IN_DOUBT_SECONDS)
    return max(seconds, exc.retry_after or 0.0)
