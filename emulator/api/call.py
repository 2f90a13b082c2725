"""One API call (接口调用): what it carries, and who makes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.wrappers import Request, Response

from emulator.accounts import Account
from emulator.errors import ApiError
from emulator.exchange import Incoming
from emulator.rights import check_right
from emulator.rules import Arrival
from emulator.tokens import Token
from emulator.world import World

Answer = dict[str, Any] | Response
OK: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}
# Calls that an account may make when its day's limits are used up.
UNLIMITED = ("/cgi-bin/clear_quota", "/cgi-bin/clear_quota/v2")
_BAD_TOKEN = (40001, 40014, 42001)


@dataclass
class Call:
    """A request to the platform; ``account`` is set once its token was checked."""

    world: World
    incoming: Incoming
    _account: Account | None = None

    @property
    def path(self) -> str:
        """The path, which names the call."""
        return self.incoming.path

    @property
    def raw(self) -> bytes:
        """The body as it came."""
        return self.incoming.body

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the query in order."""
        return parse_qsl(self.incoming.query, keep_blank_values=True)

    @cached_property
    def query(self) -> dict[str, str]:
        """The parameters of the query; of one that is sent twice, the first."""
        return dict(reversed(self.pairs))

    @cached_property
    def request(self) -> Request:
        """The request in werkzeug's terms, for forms and files."""
        return Request(self.incoming.environ())

    def close(self) -> None:
        """Close the files that the call has brought."""
        if "request" in vars(self):
            self.request.close()

    @cached_property
    def token(self) -> Token | None:
        """The token that the call carries, when it was ever issued; usable or not."""
        return self.world.state.register.find(self.query.get("access_token", ""))

    @property
    def account(self) -> Account:
        """The account that makes the call."""
        if self._account is None:
            raise ApiError(41001)
        return self._account

    def body(self) -> Mapping[str, Any]:
        """The JSON object in the body.

        Raises:
            ApiError: 44002 without a body, 47001 when it is no JSON object.
        """
        if not self.raw.strip():
            raise ApiError(44002)
        if not isinstance(self._json, dict):
            raise ApiError(47001)
        return self._json

    def authorise(self) -> None:
        """Check the token and count the call.

        Raises:
            ApiError: 41001, 40014, 40001, 42001 for the token; 48001 when the account has no such
                right; 45009, 45011 for a limit.
        """
        world, token = self.world, self.token
        if not self.query.get("access_token"):
            raise ApiError(41001)
        account = None if token is None else world.accounts.get(token.app_id)
        if token is None or account is None:
            raise ApiError(40014)
        now = world.clock.now()
        try:
            token.check(now.timestamp())
        except ApiError:
            if account.switches.code_jitter:
                raise ApiError(world.random.choice(_BAD_TOKEN)) from None
            raise
        self._account = account
        check_right(account, self.path)
        if self.path not in UNLIMITED:
            with world.lock:
                world.quota(account).spend(self.path, now)

    def arrival(self) -> Arrival:
        """What fault rules see of the call."""
        body = self._json if isinstance(self._json, dict) else {}
        owner = self.token.app_id if self.token else self.query.get("appid") or body.get("appid")
        openid = body.get("touser") or self.query.get("openid") or body.get("openid") or ""
        return Arrival(self.path, str(owner or ""), str(openid))

    @cached_property
    def _json(self) -> Any:
        if self.incoming.headers.get("content-type", "").startswith("multipart/"):
            return None
        try:
            return json.loads(self.raw)
        except ValueError:
            return None


@dataclass(frozen=True)
class Endpoint:
    """How one path is served; ``with_token`` False for calls that need none."""

    method: str
    serve: Callable[[Call], Answer]
    with_token: bool = True
