"""Login on web pages inside WeChat (网页授权): the silent page, and what is asked with its code.

The real page learns who is there from the phone. Here ``POST /_ctl/visitor`` says who holds it.
"""

from __future__ import annotations

import hmac
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Response, redirect

from emulator.accounts import Account
from emulator.errors import ApiError
from emulator.logins import SCOPES, TOKEN_LIFE, Grant

from .call import Answer, Call, Endpoint

_REFUSAL = "<html><body><h1>{code}</h1><p>{why}</p></body></html>"


def authorize(call: Call) -> Answer:
    """The silent page: back to the product at once, with a code and its state."""
    query, world = call.query, call.world
    account = world.accounts.get(query.get("appid", ""))
    back = urlsplit(query.get("redirect_uri", ""))
    if account is None:
        return _refusal(10013, "appid")
    if back.scheme not in ("http", "https") or not back.hostname:
        return _refusal(10003, "redirect_uri")
    if query.get("response_type") != "code" or query.get("scope") not in SCOPES:
        return _refusal(10005, "scope, response_type")
    with world.lock:
        visitor = world.state.logins.visitors.get(account.app_id)
        if visitor is None:
            return _refusal(10004, "nobody holds the phone: POST /_ctl/visitor")
        now = world.clock.seconds()
        code = world.state.logins.draw_code(account.app_id, visitor, query["scope"], now)
    given = urlencode({"code": code, "state": query.get("state", "")})
    joined = f"{back.query}&{given}" if back.query else given
    answer = redirect(urlunsplit((back.scheme, back.netloc, back.path, joined, "")))
    return Response(answer.get_data(), status=302, headers=answer.headers)


def access_token(call: Call) -> Answer:
    """Who a code stands for; it works once."""
    account = _credentials(call)
    if not call.query.get("code"):
        raise ApiError(41008)
    if call.query.get("grant_type") != "authorization_code":
        raise ApiError(40002)
    with call.world.lock:
        now = call.world.clock.seconds()
        grant = call.world.state.logins.use_code(call.query["code"], account.app_id, now)
        answer = _tokens(call, grant)
    return answer | ({"is_snapshotuser": 1} if grant.visitor.snapshot else {})


def refresh_token(call: Call) -> Answer:
    """Another token of the same person."""
    app_id = call.query.get("appid", "")
    if app_id not in call.world.accounts:
        raise ApiError(40013)
    if call.query.get("grant_type") != "refresh_token":
        raise ApiError(40002)
    given = call.query.get("refresh_token", "")
    with call.world.lock:
        grant = call.world.state.logins.refresh(given, app_id, call.world.clock.seconds())
        return _tokens(call, grant, given)


def userinfo(call: Call) -> Answer:
    """What the person lets the product know; nothing after a silent login."""
    grant = _by_token(call)
    if grant.scope != "snsapi_userinfo":
        raise ApiError(48001)
    return {"openid": grant.visitor.openid, "nickname": "微信用户", "sex": 0, "headimgurl": ""}


def check(call: Call) -> Answer:
    """Whether a person's token is still good."""
    _by_token(call)
    return {"errcode": 0, "errmsg": "ok"}


def _credentials(call: Call) -> Account:
    app_id, secret = call.query.get("appid", ""), call.query.get("secret", "")
    if not app_id:
        raise ApiError(41002)
    if not secret:
        raise ApiError(41004)
    account = call.world.accounts.get(app_id)
    if account is None:
        raise ApiError(40013)
    if account.switches.frozen:
        raise ApiError(40243)
    if not hmac.compare_digest(secret.encode(), account.secret.encode()):
        raise ApiError(40125)
    return account


def _tokens(call: Call, grant: Grant, refresh: str = "") -> dict[str, Any]:
    logins, now = call.world.state.logins, call.world.clock.seconds()
    return {
        "access_token": logins.issue(grant, now),
        "expires_in": TOKEN_LIFE,
        "refresh_token": refresh or logins.issue_refresh(grant, now),
        "openid": grant.visitor.openid,
        "scope": grant.scope,
    }


def _by_token(call: Call) -> Grant:
    token, openid = call.query.get("access_token", ""), call.query.get("openid", "")
    if not token:
        raise ApiError(41001)
    with call.world.lock:
        return call.world.state.logins.check(token, openid, call.world.clock.seconds())


def _refusal(code: int, why: str) -> Response:
    return Response(_REFUSAL.format(code=code, why=why), status=200, mimetype="text/html")


ENDPOINTS = {
    "/connect/oauth2/authorize": Endpoint("GET", authorize, with_token=False),
    "/sns/oauth2/access_token": Endpoint("GET", access_token, with_token=False),
    "/sns/oauth2/refresh_token": Endpoint("GET", refresh_token, with_token=False),
    "/sns/userinfo": Endpoint("GET", userinfo, with_token=False),
    "/sns/auth": Endpoint("GET", check, with_token=False),
}
