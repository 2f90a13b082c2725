"""How long to wait after a failure: by how often it failed, and by what the platform said."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from bot.wechat.errors import ConfigurationError, QuotaExceeded

LONGEST_WAIT_SECONDS = 1800.0
CONFIGURATION_PAUSE_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 600.0
"""After a used-up quota one call in so many seconds asks whether the office has reset it."""


def backoff(attempt: int) -> float:
    """Seconds to wait after the ``attempt``-th failure: 1, 2, 4, 8, 16 … and up to a quarter more.

    The extra is drawn, so that what failed together does not come back together.
    """
    wait = min(LONGEST_WAIT_SECONDS, 2.0 ** min(attempt - 1, 20))
    return wait * random.uniform(1.0, 1.25)  # noqa: S311  # spreads load, keeps no secret


def pause_seconds(exc: ConfigurationError | QuotaExceeded) -> float:
    """How long nobody should call: until the quota is counted anew, or until somebody may look."""
    if isinstance(exc, QuotaExceeded):
        left = (exc.until - datetime.now(UTC)).total_seconds()
        return min(max(left, 0.0), LONGEST_PAUSE_SECONDS)
    return CONFIGURATION_PAUSE_SECONDS
