"""The gate (闸): what may be asked of the platform now, in all processes of a region.

An address whose quota is used up, whose right is missing, or a template that was deleted is left
alone for a while; everything else goes on. When a pause ends, the next call finds out whether
somebody has mended the cause. While Redis is away each process keeps to the pauses that it knows.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta

from bot.wechat.actions import Action
from bot.wechat.errors import QuotaExceeded, WeChatError, standing_error
from storage.barred import Bar
from storage.errors import Unavailable
from storage.guard import redis_errors
from storage.store import Store

logger = logging.getLogger("zgt.platform")

LONGEST_PAUSE_SECONDS = 300.0
"""The office can reset a quota and grant a right at any time: one call in five minutes looks."""

PAUSING = frozenset(
    {Action.PAUSE_TEMPLATE, Action.PAUSE_ENDPOINT, Action.PAUSE_DAY, Action.PAUSE_MINUTE}
)
ALARMING = (PAUSING - {Action.PAUSE_MINUTE}) | {Action.OPS, Action.UNKNOWN}


class Gate:
    """Keeps the pauses and sounds the alarms of one region."""

    def __init__(self, store: Store, *, longest: float = LONGEST_PAUSE_SECONDS) -> None:
        self._store = store
        self._longest = longest
        self._known: dict[str, tuple[float, Bar]] = {}

    def check(self, path: str, template: str = "") -> None:
        """Pass, or raise the error that began the pause; its ``until`` is when the pause ends."""
        scopes = _scopes(path, template)
        try:
            with redis_errors():
                pause = self._store.barred.standing(scopes)
        except Unavailable:
            pause = self._remembered(scopes)
        if pause is not None:
            raise _as_error(pause)

    def refused(self, exc: WeChatError, path: str, template: str = "") -> None:
        """Begin the pause that an answer asks for, and sound its alarm."""
        if exc.action in PAUSING:
            of_template = exc.action is Action.PAUSE_TEMPLATE
            self._pause(exc, _scopes(path, template)[-1 if of_template else 0])
        if exc.action in ALARMING:
            sound(self._store, exc, path)

    def _pause(self, exc: WeChatError, scope: str) -> None:
        seconds = min(self._longest, _natural_seconds(exc))
        self._known[scope] = (time.monotonic() + seconds, Bar(exc.reason, exc.code, seconds))
        self._store.counts.add("endpoint_paused")
        extra = {"region": self._store.region, "scope": scope, "reason": exc.reason}
        logger.warning("endpoint_paused", extra=extra | {"seconds": round(seconds)})
        try:
            with redis_errors():
                self._store.barred.begin(scope, exc.reason, exc.code, seconds)
        except Unavailable:
            return  # this process knows it; the others will find out for themselves

    def _remembered(self, scopes: tuple[str, ...]) -> Bar | None:
        now = time.monotonic()
        for scope in scopes:
            until, pause = self._known.get(scope, (0.0, None))
            if pause is not None and until > now:
                return Bar(pause.reason, pause.code, until - now)
        return None


def sound(store: Store, exc: WeChatError, path: str) -> None:
    """Tell the log that a person has to look at something; once an hour for each cause."""
    try:
        with redis_errors():
            news = store.alarms.sound(f"{exc.code or exc.reason} {path}", time.time())
    except Unavailable:
        news = True
    if news:
        store.counts.add("platform_alarm")
        extra = {"region": store.region, "action": exc.action.value, "path": path}
        logger.error("platform_alarm", extra=extra | {"reason": exc.reason})


def _scopes(path: str, template: str) -> tuple[str, ...]:
    return (path, f"{path}#{template}") if template else (path,)


def _natural_seconds(exc: WeChatError) -> float:
    if isinstance(exc, QuotaExceeded):
        return max(1.0, (exc.until - datetime.now(UTC)).total_seconds())
    return LONGEST_PAUSE_SECONDS


def _as_error(pause: Bar) -> WeChatError:
    now = datetime.now(UTC)
    return standing_error(pause.code, pause.reason, now + timedelta(seconds=pause.seconds), now)
