"""The token guardian (令牌管理): one access token for all processes, fetched by one at a time.

It asks seldom, whatever happens:

- one record in Redis holds the token; whoever finds it near its end fetches under a lease;
- a refused token is forgotten only if it is still the stored one, so that many who are refused at
  once cost one fetch;
- what the platform answers instead of a token stands for a while, in minutes where only a person
  can mend it, and the token in hand is used to its end meanwhile;
- every fetch of a day is counted, and past the day's budget they come ever further apart;
- while Redis is away a process goes on with the last good token that it has seen.

All times here are real time.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from bot.accounts import RegionSettings
from bot.wechat.actions import Asking
from bot.wechat.errors import Transient, WeChatError, standing_error
from bot.wechat.gate import sound
from bot.wechat.token_call import PATH, TokenCall, beijing_day
from bot.wechat.token_pace import gap_after, wait_after
from storage.errors import Unavailable
from storage.guard import redis_errors
from storage.lease import Lease
from storage.store import Store
from storage.tokens import Hold, TokenRecord, Tokens

logger = logging.getLogger("zgt.tokens")

MARGIN_SECONDS = 600.0
JITTER_SECONDS = 60.0
"""A token is replaced 10 to 11 minutes before its end, at a different moment in each process."""

ASK_AGAIN_SECONDS = 60.0
"""In its last ten minutes the platform still gives the same token: do not ask at every call."""

LEASE_SECONDS = 20.0
"""Longer than two fetches can take at their time limits."""

FORCE_GAP_SECONDS = 30.0
"""A forced refresh that comes sooner changes nothing (platform rule)."""

ALONE_SECONDS = 60.0
"""How far apart a process fetches for itself while Redis is away."""

PAUSE_SECONDS = 0.05


class TokenKeeper:
    """Gives out the access token of one account; one a process, usable from several threads."""

    def __init__(
        self, store: Store, settings: RegionSettings, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._tokens = Tokens(store.redis, store.keys)
        self._call = TokenCall(settings)
        self._clock = clock
        self._margin = MARGIN_SECONDS + random.uniform(0, JITTER_SECONDS)  # noqa: S311  # no secret
        self._good = TokenRecord()
        self._refused = ""
        self._alone = threading.Lock()
        self._alone_from = 0.0

    def get(self) -> str:
        """A token that the platform should accept.

        Raises ConfigurationError while the platform refuses to give one, Transient when it does
        not answer, QuotaExceeded; never an error of Redis.
        """
        try:
            with redis_errors():
                return self._shared()
        except Unavailable:
            return self._without_redis()

    def rejected(self, token: str) -> str:
        """Another token after the platform refused this one; raises as :meth:`get` does.

        It is forgotten only if it is still the stored one: a newer one stays.
        """
        self._refused = token
        try:
            with redis_errors():
                if self._tokens.reject(token):
                    logger.warning("token_rejected", extra={"region": self._store.region})
        except Unavailable:
            logger.warning("token_rejected_alone", extra={"region": self._store.region})
        return self.get()

    def _shared(self) -> str:
        """The token of the record, or a new one by whoever gets the lease."""
        until = time.monotonic() + LEASE_SECONDS
        while True:
            record = self._tokens.read()
            if self._fresh(record):
                return self._kept(record)
            lease = Lease(self._store.redis, self._store.keys, "token", LEASE_SECONDS)
            fence = lease.acquire()
            if fence is not None:
                try:
                    return self._replace(Hold(lease.key, fence))
                finally:
                    lease.release()
            if self._valid(record):
                return self._kept(record)
            if time.monotonic() > until:
                raise Transient("token_awaited", retry_after=1.0)
            time.sleep(PAUSE_SECONDS)

    def _replace(self, hold: Hold) -> str:
        """Fetch under the lease, after a look whether that is still needed and allowed."""
        record = self._tokens.read()
        if self._fresh(record):
            return self._kept(record)
        if self._unwritten(record):
            good = self._good
            self._tokens.save(hold, good.token, expires_at=good.expires_at, now=good.asked_at)
            return good.token
        try:
            self._check(record)
            return self._fetch(hold, record)
        except WeChatError:
            if self._valid(record):
                return self._kept(record)  # to its end, whatever keeps us from the next one
            raise

    def _check(self, record: TokenRecord) -> None:
        """Pass when a fetch is allowed now."""
        now = self._clock()
        if now < record.error_until:
            raise self._standing(record.error_code, record.error, record.error_until)
        left = record.fetched_at + gap_after(self._fetches_today(record)) - now
        if left > 0:
            exc = Transient("token_budget", retry_after=left)
            sound(self._store, exc, PATH)
            raise exc

    def _fetch(self, hold: Hold, record: TokenRecord) -> str:
        """Ask, and store what comes; when the platform repeats a token that it refuses, force."""
        try:
            token, seconds = self._ask(hold, force=False)
            if token == record.rejected:
                token, seconds = self._force(hold, record)
        except WeChatError as exc:
            self._failed(hold, record, exc)
            raise
        now = self._clock()
        # Kept before it is stored: should Redis fail now, the next call must not fetch again.
        found = replace(record, token=token, expires_at=now + seconds, asked_at=now, rejected="")
        self._good = replace(found, generation=record.generation + 1)
        generation = self._tokens.save(hold, token, expires_at=now + seconds, now=now)
        self._good = replace(found, generation=generation or record.generation + 1)
        return token

    def _force(self, hold: Hold, record: TokenRecord) -> tuple[str, float]:
        left = record.forced_at + FORCE_GAP_SECONDS - self._clock()
        if left > 0:
            raise Transient("token_still_refused", retry_after=left)
        self._tokens.note_forced(hold, self._clock())
        return self._ask(hold, force=True)

    def _ask(self, hold: Hold, *, force: bool) -> tuple[str, float]:
        now = self._clock()
        if not self._tokens.count(hold, beijing_day(now), now):
            raise Transient("lease_lost", retry_after=1.0)
        self._alone_from = now + ALONE_SECONDS  # should Redis fail before the answer is stored
        self._store.counts.add("token_fetched")
        return self._call.ask(force=force)

    def _failed(self, hold: Hold, record: TokenRecord, exc: WeChatError) -> None:
        """Let nobody ask for a while; a person is told of what only a person can mend."""
        now = self._clock()
        seconds = wait_after(exc, record.failures)
        if not isinstance(exc, Transient):
            self._store.counts.add("token_refused")
            sound(self._store, exc, PATH)
        self._tokens.note_failure(hold, exc.reason, exc.code, now + seconds)

    def _without_redis(self) -> str:
        """The last good token; without one a fetch of this process alone, seldom."""
        with self._alone:
            if self._usable(self._good):
                return self._good.token
            now = self._clock()
            if now < self._alone_from:
                raise Transient("redis_away", retry_after=self._alone_from - now)
            self._alone_from = now + ALONE_SECONDS
            token, seconds = self._call.ask(force=False)
            self._good = replace(self._good, token=token, expires_at=now + seconds, asked_at=now)
            return token

    def _kept(self, record: TokenRecord) -> str:
        self._good = record
        return record.token

    def _unwritten(self, record: TokenRecord) -> bool:
        """True when this process holds a good token that the record has not, or has lost."""
        good = self._good
        return (
            not record.token
            and self._usable(good)
            and self._fresh(good)
            and good.token != record.rejected
            and good.generation >= record.generation
        )

    def _usable(self, record: TokenRecord) -> bool:
        return self._valid(record) and record.token != self._refused

    def _fresh(self, record: TokenRecord) -> bool:
        now = self._clock()
        if not self._valid(record):
            return False
        return record.expires_at - now > self._margin or now - record.asked_at < ASK_AGAIN_SECONDS

    def _valid(self, record: TokenRecord) -> bool:
        return bool(record.token) and record.expires_at > self._clock()

    def _fetches_today(self, record: TokenRecord) -> int:
        return record.fetches if record.day == beijing_day(self._clock()) else 0

    def _standing(self, code: int, reason: str, until: float) -> WeChatError:
        now = datetime.fromtimestamp(self._clock(), UTC)
        return standing_error(code, reason, datetime.fromtimestamp(until, UTC), now, Asking.TOKEN)
