"""A call to the WeChat platform for one account: shared token, one retry, typed errors.

Under it is wechatpy's client, without its own token handling: that retries for ever, and every
process would fetch tokens for itself. What can be called stands beside this file, a noun a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.accounts import RegionSettings
from bot.wechat.errors import TokenRejected, Transient, error_of
from bot.wechat.tokens import TokenKeeper
from bot.wechat.transport import TIMEOUT, prepare, transport_error
from storage.store import Store

REJECTED_AGAIN_SECONDS = 30.0
"""When even a new token is refused, another one cannot be forced sooner (platform rule)."""


class _Client(WeChatClient):  # type: ignore[misc]  # wechatpy ships no types
    """wechatpy's client with the shared token."""

    # The base class looks at every property before its constructor has run.
    _keeper: TokenKeeper | None = None

    def __init__(self, settings: RegionSettings, keeper: TokenKeeper) -> None:
        # The secret stays with the keeper: this client has no use for it.
        super().__init__(settings.app_id, "", timeout=TIMEOUT, auto_retry=False)
        self._keeper = keeper
        prepare(self._http, settings.api_base)

    @property
    def access_token(self) -> str | None:
        """The shared token, for wechatpy's own calls."""
        return self._keeper.get() if self._keeper else None


class PlatformClient:
    """The platform's interface for one account; one a process, usable from several threads."""

    def __init__(self, settings: RegionSettings, keeper: TokenKeeper) -> None:
        self._keeper = keeper
        self._client = _Client(settings, keeper)

    def call(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST ``body`` as JSON to ``/cgi-bin/{path}``; the fields of the answer.

        A token that the platform refuses is replaced once and the call made once more.
        Raises errors of WeChatError only.
        """
        token = self._keeper.get()
        try:
            return self._once(path, body, token)
        except TokenRejected:
            token = self._keeper.rejected(token)
        try:
            return self._once(path, body, token)
        except TokenRejected as exc:
            raise Transient(exc.reason, exc.code, retry_after=REJECTED_AGAIN_SECONDS) from None

    def _once(self, path: str, body: Mapping[str, Any], token: str) -> dict[str, Any]:
        """One request. No exception is chained: it would carry the request with its token."""
        try:
            found = self._client.post(
                path, data=dict(body), params={"access_token": token}, allow_redirects=False
            )
        except requests.RequestException as exc:
            raise transport_error(exc) from None
        except WeChatClientException as exc:
            if exc.errcode is None:
                raise Transient("http_error", unknown=True) from None
            raise error_of(exc.errcode, str(exc.errmsg), datetime.now(UTC)) from None
        except (ValueError, TypeError):
            raise Transient("answer_unreadable", unknown=True) from None
        if not isinstance(found, dict):
            raise Transient("answer_unreadable", unknown=True)
        return cast("dict[str, Any]", found)


def client_of(store: Store, settings: RegionSettings) -> PlatformClient:
    """The client of one region with its own token keeper."""
    return PlatformClient(settings, TokenKeeper(store, settings))


def expected(found: Mapping[str, Any], name: str) -> object:
    """A field that a successful answer must have; without it nobody knows what happened."""
    if found.get(name) in (None, ""):
        raise Transient("answer_incomplete", unknown=True)
    return found[name]
