"""A person's login on a web page inside WeChat (网页授权): the code that the browser brings.

This call and no other carries the AppSecret in its query, because the platform knows no other way;
no exception holds the request, and the log masks its address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

import requests

from bot.accounts import API_BASE, RegionSettings
from bot.wechat.actions import Asking
from bot.wechat.answers import fields_of
from bot.wechat.errors import Transient, WeChatError
from bot.wechat.gate import Gate
from bot.wechat.transport import TIMEOUT, prepare, transport_error

PATH = "/sns/oauth2/access_token"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who has opened a page. ``snapshot``: only a picture of the page, by nobody in particular."""

    openid: str = field(repr=False)
    snapshot: bool = False


class LoginCall:
    """Asks who a login code stands for; one a process and account."""

    def __init__(self, settings: RegionSettings, gate: Gate) -> None:
        self._settings = settings
        self._gate = gate
        self._http = prepare(requests.Session(), settings.api_base)

    def visitor(self, code: str) -> Visitor:
        """The person of a code, which is used up by this, whatever comes of it.

        Raises LoginExpired when the login has to begin again, and the rest of WeChatError.
        """
        self._gate.check(PATH)
        params = {
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        try:
            with self._http.get(
                f"{API_BASE}{PATH}",
                params=params,
                allow_redirects=False,
                stream=True,
                timeout=TIMEOUT,
            ) as answer:
                found = fields_of(answer, Asking.LOGIN)
        except requests.RequestException as exc:
            raise transport_error(exc) from None
        except WeChatError as exc:
            self._gate.refused(exc, PATH)
            raise
        openid = found.get("openid")
        if not isinstance(openid, str) or not openid:
            raise Transient("no_openid")
        return Visitor(openid, str(found.get("is_snapshotuser", 0)) == "1")


def authorize_address(settings: RegionSettings, back: str, state: str) -> str:
    """Where a browser inside WeChat is sent; it comes back to ``back`` with a code and ``state``.

    Silent (snsapi_base). The platform wants the parameters in this order.
    """
    query = urlencode(
        [
            ("appid", settings.app_id),
            ("redirect_uri", back),
            ("response_type", "code"),
            ("scope", "snsapi_base"),
            ("state", state),
        ]
    )
    return f"{settings.open_base}/connect/oauth2/authorize?{query}#wechat_redirect"
