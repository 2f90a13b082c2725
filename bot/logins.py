"""Who reads a page inside WeChat (网页登录): begun by a page, finished by the way back from WeChat.

The browser's cookie, signed by the program, holds a random name of its session for each region,
and of a login that has begun its state, its hour and the page to return to. Which person a session
belongs to stands in Redis, by pseudonym. State and code are used once: whoever goes back or reloads
is led on by the session that they already have.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from flask import request, session

from bot.settings import Settings
from bot.wechat.errors import LoginExpired, WeChatError
from bot.wechat.gate import Gate
from bot.wechat.oauth import LoginCall, authorize_address
from storage.store import Store

LOGIN, READERS = "login", "readers"
"""The names in the cookie."""

BEGUN_SECONDS = 600
"""A login that takes longer begins anew; the platform's code lives for five minutes."""

IN_WECHAT = "MicroMessenger"
SAME_SITE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


class Refused(StrEnum):
    """Why nobody was signed in."""

    EXPIRED = "expired"
    SNAPSHOT = "snapshot"
    FAILED = "failed"


class Logins:
    """The logins of all regions, each by its own account."""

    def __init__(self, settings: Settings, store: Callable[[str], Store]) -> None:
        self._settings = settings
        self._store = store
        self._calls: dict[str, LoginCall] = {}

    def reader(self, region: str) -> str | None:
        """The pid of whoever this browser belongs to, None when it is not known."""
        name = _readers().get(region)
        return self._store(region).logins.reader(name) if name else None

    def begin(self, region: str, back: str) -> str | None:
        """Where to send the browser to learn who it belongs to; it then returns to ``back``.

        None when it is not WeChat's browser, which alone can tell. ``back`` is a path of this
        site; any other place is not returned to.
        """
        if IN_WECHAT not in request.user_agent.string:
            return None
        state = secrets.token_urlsafe(24)
        session[LOGIN] = {"state": state, "region": region, "back": back, "at": int(time.time())}
        return authorize_address(self._settings.region(region), self._address(region), state)

    def finish(self, region: str, state: str, code: str) -> str | Refused:
        """The page to return to, or why nobody was signed in.

        Raises ``Unavailable`` when Redis is away.
        """
        begun = self._begun(region, state)
        if begun is None:
            return Refused.EXPIRED
        back = f"{begun['back']}?signed=1"
        logins = self._store(region).logins
        fresh = time.time() - int(begun["at"]) <= BEGUN_SECONDS
        if not (fresh and code and logins.use(state) and logins.use(code)):
            return back if self.reader(region) else Refused.EXPIRED
        try:
            visitor = self._call(region).visitor(code)
        except LoginExpired:
            return Refused.EXPIRED
        except WeChatError:
            return Refused.FAILED
        if visitor.snapshot:
            return Refused.SNAPSHOT
        name = secrets.token_urlsafe(32)
        logins.remember(name, self._store(region).people.pid(visitor.openid))
        session[READERS] = {**_readers(), region: name}
        return back

    def _begun(self, region: str, state: str) -> dict[str, Any] | None:
        """The login that this browser has begun under this state; its page is one of this site."""
        begun = session.get(LOGIN)
        if not isinstance(begun, dict) or begun.get("region") != region:
            return None
        if not hmac.compare_digest(str(begun.get("state")).encode(), state.encode()):
            return None
        return begun if is_same_site(str(begun.get("back"))) else None

    def _address(self, region: str) -> str:
        """Where WeChat sends the browser back to."""
        several = len(self._settings.regions) > 1
        return f"{self._settings.base_url}/sign-in" + (f"/{quote(region)}" if several else "")

    def _call(self, region: str) -> LoginCall:
        if region not in self._calls:
            gate = Gate(self._store(region))
            self._calls[region] = LoginCall(self._settings.region(region), gate)
        return self._calls[region]


def is_same_site(path: str) -> bool:
    """True for a path of this site, as it stands in an address; false for any other place."""
    return SAME_SITE.fullmatch(path) is not None


def _readers() -> dict[str, str]:
    found = session.get(READERS)
    return dict(found) if isinstance(found, dict) else {}
