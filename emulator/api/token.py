"""Fetching tokens (获取 access_token), and looking after call limits."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from emulator.accounts import Account
from emulator.errors import ApiError

from .call import Answer, Call, Endpoint


def _credentials(call: Call, given: Mapping[str, Any]) -> Account:
    if given.get("grant_type") != "client_credential":
        raise ApiError(40002)
    if not given.get("appid"):
        raise ApiError(41002)
    if not given.get("secret"):
        raise ApiError(41004)
    account = call.world.accounts.get(str(given["appid"]))
    if account is None:
        raise ApiError(40013)
    if account.switches.refuse_ip:
        raise ApiError(40164)
    if account.switches.frozen:
        raise ApiError(40243)
    if not hmac.compare_digest(str(given["secret"]).encode(), account.secret.encode()):
        raise ApiError(40125)
    return account


def classic(call: Call) -> Answer:
    """A new token at each call."""
    account, world = _credentials(call, call.query), call.world
    with world.lock:
        now = world.clock.seconds()
        world.quota(account).spend(call.path, world.clock.now())
        token = world.tokens(account).classic(now, account.switches.token_life)
    return {"access_token": token.value, "expires_in": int(token.expires - now)}


def stable(call: Call) -> Answer:
    """The current token, until five minutes before its end or when forced."""
    body = call.body()
    account, world = _credentials(call, body), call.world
    with world.lock:
        now = world.clock.seconds()
        world.quota(account).spend(call.path, world.clock.now())
        force = body.get("force_refresh") is True
        token = world.tokens(account).stable(now, account.switches.token_life, force=force)
    return {"access_token": token.value, "expires_in": int(token.expires - now)}


def callback_ips(_call: Call) -> Answer:
    """The addresses that callbacks come from."""
    return {"ip_list": ["127.0.0.1"]}


def clear_quota(call: Call) -> Answer:
    """Start the day's counts again; ten times a month."""
    if call.body().get("appid") != call.account.app_id:
        raise ApiError(40013)
    with call.world.lock:
        call.world.quota(call.account).clear(call.world.clock.now())
    return {"errcode": 0, "errmsg": "ok"}


def quota_state(call: Call) -> Answer:
    """Limit and use of one path today."""
    path = str(call.body().get("cgi_path", ""))
    with call.world.lock:
        state = call.world.quota(call.account).state(path, call.world.clock.now())
    return {"errcode": 0, "errmsg": "ok", "quota": state}


ENDPOINTS = {
    "/cgi-bin/token": Endpoint("GET", classic, with_token=False),
    "/cgi-bin/stable_token": Endpoint("POST", stable, with_token=False),
    "/cgi-bin/getcallbackip": Endpoint("GET", callback_ips),
    "/cgi-bin/clear_quota": Endpoint("POST", clear_quota),
    "/cgi-bin/openapi/quota/get": Endpoint("POST", quota_state),
}
