"""The token keeper (令牌管理): one access token for all processes, fetched by one at a time.

It asks ``stable_token``, which goes on giving the same token until five minutes before its end,
so that even two fetches at once hurt nobody. All times here are real time.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import requests

from bot.accounts import API_BASE, RegionSettings
from bot.wechat.errors import (
    ConfigurationError,
    TokenRejected,
    Transient,
    WeChatError,
    error_of,
)
from bot.wechat.transport import prepare, transport_error
from storage.lease import Lease
from storage.store import Store
from storage.tokens import TokenRecord, Tokens

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

BREAKER_SECONDS = 60.0
"""How long nobody asks after a refusal that only a person can mend."""

PAUSE_SECONDS = 0.05


class TokenKeeper:
    """Gives out the access token of one account; one a process, usable from several threads."""

    def __init__(
        self, store: Store, settings: RegionSettings, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._settings = settings
        self._tokens = Tokens(store.redis, store.keys)
        self._clock = clock
        self._margin = MARGIN_SECONDS + random.uniform(0, JITTER_SECONDS)  # noqa: S311  # no secret
        self._http = prepare(requests.Session(), settings.api_base)

    def get(self) -> str:
        """A token that the platform should accept.

        Raises ConfigurationError while the platform refuses to give one, Transient when it does
        not answer, QuotaExceeded, and ``RedisError``.
        """
        until = time.monotonic() + LEASE_SECONDS
        while True:
            record = self._tokens.read()
            if self._fresh(record):
                return record.token
            lease = Lease(self._store.redis, self._store.keys, "token", LEASE_SECONDS)
            if lease.acquire() is not None:
                try:
                    return self._replace(lease)
                finally:
                    lease.release()
            if self._valid(record):
                return record.token
            if time.monotonic() > until:
                raise Transient("token_awaited")
            time.sleep(PAUSE_SECONDS)

    def rejected(self, token: str) -> str:
        """Another token after the platform refused this one; raises as :meth:`get` does.

        It is forgotten only if it is still the stored one: a newer one stays.
        """
        if self._tokens.reject(token):
            logger.warning("token_rejected", extra={"region": self._store.region})
        return self.get()

    def _replace(self, lease: Lease) -> str:
        """Fetch under the lease, after a look whether somebody else has done it meanwhile."""
        record = self._tokens.read()
        if self._fresh(record):
            return record.token
        if self._clock() < record.error_until:
            raise ConfigurationError(record.error)
        try:
            token, seconds = self._fetch(record)
        except ConfigurationError as exc:
            self._refused(record, exc)
            raise
        now = self._clock()
        self._tokens.save(lease.key, lease.fence or 0, token, expires_at=now + seconds, now=now)
        return token

    def _fetch(self, record: TokenRecord) -> tuple[str, float]:
        """Ask; when the platform still gives the token that it refuses, force a new one."""
        token, seconds = self._ask(force=False)
        if token == record.rejected and self._clock() - record.forced_at >= FORCE_GAP_SECONDS:
            self._tokens.note_forced(self._clock())
            token, seconds = self._ask(force=True)
        return token, seconds

    def _refused(self, record: TokenRecord, exc: ConfigurationError) -> None:
        """Stop asking for a while; the same refusal again raises no second alarm."""
        self._tokens.note_error(exc.reason, self._clock() + BREAKER_SECONDS)
        self._store.counts.add("token_refused")
        if record.error.split()[:1] != exc.reason.split()[:1]:
            extra = {"region": self._store.region, "reason": exc.reason}
            logger.error("token_refused", extra=extra)

    def _ask(self, *, force: bool) -> tuple[str, float]:
        """One call; token and its life in seconds."""
        body = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "force_refresh": force,
        }
        try:
            answer = self._http.post(
                f"{API_BASE}/cgi-bin/stable_token", json=body, allow_redirects=False
            )
        except requests.RequestException as exc:
            # The chain would carry the request, and with it the secret.
            raise transport_error(exc) from None
        self._store.counts.add("token_fetched")
        return _token_of(answer)

    def _fresh(self, record: TokenRecord) -> bool:
        now = self._clock()
        if not self._valid(record):
            return False
        return record.expires_at - now > self._margin or now - record.asked_at < ASK_AGAIN_SECONDS

    def _valid(self, record: TokenRecord) -> bool:
        return bool(record.token) and record.expires_at > self._clock()


def _token_of(answer: requests.Response) -> tuple[str, float]:
    """Token and life in seconds out of whatever the platform may answer."""
    if answer.status_code != 200:
        raise Transient(f"http_{answer.status_code}")
    try:
        found = answer.json()
    except ValueError:
        raise Transient("not_json") from None
    if not isinstance(found, dict):
        raise Transient("not_an_object")
    _raise_refusal(found)
    token = found.get("access_token")
    if not isinstance(token, str) or not token:
        raise Transient("no_token")
    return token, _seconds(found.get("expires_in"))


def _raise_refusal(found: dict[str, Any]) -> None:
    code = _whole(found.get("errcode", 0))
    if code is None:
        raise Transient("errcode_unreadable")
    if code:
        error: WeChatError = error_of(code, str(found.get("errmsg", "")), datetime.now(UTC))
        # Where no token was sent, "token invalid" means that the credentials are wrong.
        raise ConfigurationError(error.reason, code) if isinstance(error, TokenRejected) else error


def _seconds(value: object) -> float:
    """Life of a token; a missing or unreadable one counts as the shortest the platform gives."""
    found = _whole(value)
    return float(found) if found is not None and found > 0 else 300.0


def _whole(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None
