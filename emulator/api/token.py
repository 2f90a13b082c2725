"""Fetching tokens (获取 access_token), as the account's switches want them answered."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Response

from emulator.accounts import Account
from emulator.errors import ApiError
from emulator.tokens import Token

from .call import Answer, Call, Endpoint


def credentials(call: Call, app_id: object, secret: object) -> Account:
    """The account that proves itself by its secret.

    Raises:
        ApiError: 41002, 41004 for what is missing; 40013 unknown; 40164 or 61004 by address,
            40243 frozen, 40125 or 40001 for a wrong secret, in this order.
    """
    if not app_id:
        raise ApiError(41002)
    if not secret:
        raise ApiError(41004)
    account = call.world.accounts.get(str(app_id))
    if account is None:
        raise ApiError(40013)
    switches = account.switches
    if switches.refuse_ip:
        raise ApiError(switches.ip_code)
    if switches.frozen:
        raise ApiError(40243)
    if not hmac.compare_digest(str(secret).encode(), account.secret.encode()):
        raise ApiError(switches.secret_code)
    return account


def classic(call: Call) -> Answer:
    """A new token at each call."""
    account, world = _asking(call, call.query), call.world
    with world.lock:
        world.quota(account).spend(call.path, world.clock.now())
        now = world.clock.seconds()
        token = world.tokens(account).classic(now, account.switches.token_life)
    return _given(account, token, now)


def stable(call: Call) -> Answer:
    """The current token, until five minutes before its end or when forced."""
    body = call.body()
    account, world = _asking(call, body), call.world
    with world.lock:
        world.quota(account).spend(call.path, world.clock.now())
        now = world.clock.seconds()
        force = body.get("force_refresh") is True
        token = world.tokens(account).stable(now, account.switches.token_life, force=force)
    return _given(account, token, now)


def _asking(call: Call, given: Mapping[str, Any]) -> Account:
    if given.get("grant_type") != "client_credential":
        raise ApiError(40002)
    return credentials(call, given.get("appid"), given.get("secret"))


def _given(account: Account, token: Token, now: float) -> Answer:
    manner = account.switches.token_answer
    seconds = int(token.expires - now)
    answer: dict[str, Any] = {"access_token": token.value, "expires_in": seconds}
    if manner == "html":
        return Response("<html><body>系统繁忙</body></html>", mimetype="text/html")
    if manner == "string":
        answer["expires_in"] = str(seconds)
    elif manner == "no_expiry":
        del answer["expires_in"]
    elif manner == "no_token":
        del answer["access_token"]
    return answer


ENDPOINTS = {
    "/cgi-bin/token": Endpoint("GET", classic, with_token=False),
    "/cgi-bin/stable_token": Endpoint("POST", stable, with_token=False),
}
