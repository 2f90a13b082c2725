"""What is paused after an error (暂停), for how long, and what is told about it.

| error | paused | until |
|---|---|---|
| 45009 | the endpoint | 00:00 Beijing time, or a probe (the office may have reset it) |
| 45011 | the endpoint | a minute later; then all sending is slower for a while |
| 40036, 40037 | the template | a probe goes through, every minute |
| credentials, address, account | everything | a probe goes through, every minute |
| any other configuration error | the endpoint | a probe goes through, every minute |

A probe after 45009 is made every ten minutes.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.wechat.errors import (
    DAY_QUOTA,
    MINUTE_QUOTA,
    ConfigurationError,
    QuotaExceeded,
)
from storage.pauses import Pause
from storage.store import Store
from supervision.times import SHANGHAI

logger = logging.getLogger("zgt.sender")

ACCOUNT = "account"
ACCOUNT_CODES = frozenset(
    {0, 40001, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 50002, 50004, 50007, 61004}
    | {89501, 89503, 89506, 89507}
)
"""Codes that say something about every call of the account; 0: no token was to be had."""

TEMPLATE_CODES = frozenset({40036, 40037})

PROBE_SECONDS = 60.0
QUOTA_PROBE_SECONDS = 600.0
MINUTE = timedelta(seconds=60)

PATIENCE_SECONDS = 1.0
"""How old what a process knows of the pauses of others may be."""


def endpoint_of(path: str) -> str:
    """The name of an endpoint among what may be paused."""
    return f"endpoint:{path}"


def template_of(template: str) -> str:
    """The name of a template among what may be paused."""
    return f"template:{template}"


class Pausing:
    """The pauses of one account, as one process knows them; usable from several threads."""

    def __init__(self, store: Store, rate: float) -> None:
        self._store = store
        self._rate = rate
        self._known: dict[str, Pause] = {}

    def look(self, now: datetime) -> bool:
        """Learn what others have paused; True when anything is. Raises ``RedisError``."""
        self._known = self._store.pauses.sweep(now)
        return bool(self._known)

    def shut(self, now: datetime, endpoint: str, template: str) -> str:
        """Why a call may not be made now; empty when it may."""
        for name in (ACCOUNT, endpoint, template):
            pause = self._known.get(name)
            if pause is not None and not self._store.pauses.may_call(name, now):
                return pause.reason
        return ""

    def works(self, endpoint: str, template: str) -> None:
        """A call was taken: what a probe has passed is paused no more."""
        for name in (ACCOUNT, endpoint, template):
            if name in self._known:
                self._known.pop(name, None)
                if self._store.pauses.resume(name):
                    self._log("sender_resumed", name, "", logging.WARNING)

    def pause(
        self,
        exc: QuotaExceeded | ConfigurationError,
        path: str,
        template: str,
        now: datetime,
    ) -> None:
        """Pause what the error speaks of; the alarm is raised by the first who learns of it."""
        pause = pause_of(exc, path, template, now)
        self._known[pause.name] = pause
        if exc.code == MINUTE_QUOTA:
            self._store.pace.slow(self._rate)
        if self._store.pauses.pause(pause):
            self._store.counts.add("sender_paused")
            self._log("sender_paused", pause.name, exc.reason, logging.ERROR)

    def _log(self, event: str, name: str, reason: str, level: int) -> None:
        extra = {"region": self._store.region, "paused": name, "reason": reason}
        logger.log(level, event, extra=extra)


def pause_of(
    exc: QuotaExceeded | ConfigurationError, path: str, template: str, now: datetime
) -> Pause:
    """What the error pauses; ``now`` is program time, by which the platform's day ends."""
    endpoint = endpoint_of(path)
    if exc.code == DAY_QUOTA:
        return Pause(endpoint, exc.reason, now, _next_day(now), QUOTA_PROBE_SECONDS)
    if exc.code == MINUTE_QUOTA:
        return Pause(endpoint, exc.reason, now, now + MINUTE, PROBE_SECONDS)
    if exc.code in ACCOUNT_CODES:
        return Pause(ACCOUNT, exc.reason, now, None, PROBE_SECONDS)
    name = template if exc.code in TEMPLATE_CODES and template else endpoint
    return Pause(name, exc.reason, now, None, PROBE_SECONDS)


def _next_day(now: datetime) -> datetime:
    """00:00 Beijing time, when the platform counts anew."""
    tomorrow = now.astimezone(SHANGHAI) + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
