"""How seldom the platform is asked for a token: after a failure, and past the budget of a day."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.wechat.errors import (
    ConfigurationError,
    NotUnderstood,
    QuotaExceeded,
    Transient,
    WeChatError,
)

BREAKER_SECONDS = 60.0
LONGEST_BREAKER_SECONDS = 600.0
"""How long nobody asks after a refusal that only a person can mend: 1, 2, 4, 8, 10 minutes."""

LONGEST_RETRY_SECONDS = 60.0
"""The same when the platform was busy or did not answer: 1, 2, 4 … seconds."""

DAY_BUDGET = 100
"""Fetches a day without a gap; a quiet day needs 13, and each revocation one or two more."""

BUDGET_GAP_SECONDS = 60.0
LONGEST_GAP_SECONDS = 3600.0
"""Past the budget the gap doubles with every ten fetches, up to an hour."""


def gap_after(fetches: int) -> float:
    """Seconds between two fetches when a day has had so many."""
    if fetches < DAY_BUDGET:
        return 0.0
    return _doubled(BUDGET_GAP_SECONDS, (fetches - DAY_BUDGET) // 10, LONGEST_GAP_SECONDS)


def wait_after(exc: WeChatError, failures: int) -> float:
    """Seconds that nobody asks after a failure, when there were so many in a row before."""
    if isinstance(exc, ConfigurationError | NotUnderstood):
        return _doubled(BREAKER_SECONDS, failures, LONGEST_BREAKER_SECONDS)
    if isinstance(exc, QuotaExceeded):
        left = (exc.until - datetime.now(UTC)).total_seconds()
        return min(max(left, 1.0), LONGEST_BREAKER_SECONDS)
    told = exc.retry_after if isinstance(exc, Transient) else None
    return max(_doubled(1.0, failures, LONGEST_RETRY_SECONDS), told or 0.0)


def _doubled(seconds: float, times: int, most: float) -> float:
    return min(most, seconds * 2.0 ** min(times, 20))
