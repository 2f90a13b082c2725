"""One API call (接口调用): what it carries, and who makes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Request, Response

from emulator.accounts import Account
from emulator.errors import ApiError
from emulator.faults import Arrival
from emulator.world import World

Answer = dict[str, Any] | Response


@dataclass
class Call:
    """A request to the platform; ``account`` is set once its token was checked."""

    world: World
    request: Request
    raw: bytes
    query: dict[str, str]
    _account: Account | None = field(default=None)

    @property
    def path(self) -> str:
        """The path, which names the call."""
        return self.request.path

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
        data = self._json()
        if not isinstance(data, dict):
            raise ApiError(47001)
        return data

    def authorise(self) -> None:
        """Check the token and count the call.

        Raises:
            ApiError: 41001, 40014, 40001, 42001 for the token; 45009 for the day's limit.
        """
        value = self.query.get("access_token")
        if not value:
            raise ApiError(41001)
        with self.world.lock:
            owner = self.world.owner(value)
            if owner is None:
                raise ApiError(40014)
            owner[1].check(self.world.clock.seconds())
            self._account = owner[0]
            if self.path != "/cgi-bin/clear_quota":
                self.world.quota(owner[0]).spend(self.path, self.world.clock.now())

    def arrival(self) -> Arrival:
        """What fault rules see of the call."""
        data = self._json()
        body = data if isinstance(data, dict) else {}
        owner = self.world.owner(self.query.get("access_token", ""))
        app_id = owner[0].app_id if owner else self.query.get("appid") or body.get("appid") or ""
        openid = body.get("touser") or self.query.get("openid") or ""
        return Arrival(self.path, str(app_id), str(openid))

    def _json(self) -> Any:
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
