"""The calls that the program makes to the WeChat platform, each with typed errors.

Under it is wechatpy's client, without its own token handling: that retries for ever, and every
process would fetch tokens for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.accounts import RegionSettings
from bot.tokens import TokenKeeper
from bot.wechat_errors import DUPLICATE_CODE, TokenRejected, Transient, WeChatError, error_of
from bot.wechat_http import TIMEOUT, prepare, transport_error

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


@dataclass(frozen=True, slots=True)
class SceneCode:
    """A QR code with a scene (带参数二维码): ``url`` is what it encodes, ``seconds`` its life."""

    ticket: str
    url: str
    seconds: int


class WeChatApi:
    """The platform's interface for one account. Every call raises errors of WeChatError only.

    A token that the platform refuses is replaced once and the call made once more.
    """

    def __init__(self, settings: RegionSettings, keeper: TokenKeeper) -> None:
        self._keeper = keeper
        self._client = _Client(settings, keeper)

    def send_template(
        self,
        openid: str,
        template_id: str,
        data: Mapping[str, str],
        url: str,
        client_msg_id: str,
    ) -> str:
        """Send a template message (模板消息); the msgid under which its receipt will come.

        ``data``: field of the template → value. A second call with the same ``client_msg_id``
        within ten minutes sends nothing; "" when the platform says so without a msgid.
        """
        body = {
            "touser": openid,
            "template_id": template_id,
            "data": {name: {"value": value} for name, value in data.items()},
            "client_msg_id": client_msg_id,
        }
        try:
            found = self._call("message/template/send", body | ({"url": url} if url else {}))
        except WeChatError as exc:
            if exc.code == DUPLICATE_CODE:
                return ""
            raise
        return str(_expected(found, "msgid"))

    def send_text(self, openid: str, text: str) -> None:
        """Send a customer-service message (客服消息); the platform has no way to drop a second."""
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        _expected(self._call("message/custom/send", body), "errcode")

    def create_scene_qr(self, scene: str, seconds: int) -> SceneCode:
        """A temporary QR code; ``scene`` of 1 to 64 characters, ``seconds`` up to 30 days."""
        body = {
            "expire_seconds": seconds,
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        found = self._call("qrcode/create", body)
        life = int(found.get("expire_seconds", seconds))
        return SceneCode(str(_expected(found, "ticket")), str(_expected(found, "url")), life)

    def _call(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
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


def _expected(found: Mapping[str, Any], name: str) -> object:
    """A field that a successful answer must have; without it nobody knows what happened."""
    if found.get(name) in (None, ""):
        raise Transient("answer_incomplete", unknown=True)
    return found[name]
