"""Looking after call limits and refusals (额度管理, rid 查询), and after the network (网络)."""

from __future__ import annotations

import json
from typing import Any

from emulator.errors import ApiError

from .call import OK, Answer, Call, Endpoint
from .token import credentials

_OPERATORS = ("DEFAULT", "CHINANET", "UNICOM", "CAP")


def clear(call: Call) -> Answer:
    """Start the day's counts again; ten times a month."""
    if call.body().get("appid") != call.account.app_id:
        raise ApiError(40013)
    with call.world.lock:
        call.world.quota(call.account).clear(call.world.clock.now())
    return OK


def clear_by_secret(call: Call) -> Answer:
    """The same without a token, for when no token can be had any more."""
    body = call.body()
    account = credentials(call, body.get("appid"), body.get("appsecret"))
    if not account.verified and account.kind != "test":
        raise ApiError(48001)
    with call.world.lock:
        call.world.quota(account).clear(call.world.clock.now())
    return OK


def state(call: Call) -> Answer:
    """Limit and use of one path today."""
    path = str(call.body().get("cgi_path", ""))
    if path not in call.world.paths:
        raise ApiError(76003)
    with call.world.lock:
        return {**OK, **call.world.quota(call.account).state(path, call.world.clock.now())}


def recorded(call: Call) -> Answer:
    """The request whose refusal carried a ``rid``, for the account that made it."""
    seen = call.world.journal.find(str(call.body().get("rid", "")))
    if seen is None:
        raise ApiError(76001)
    if seen.app_id != call.account.app_id:
        raise ApiError(76002)
    entry = seen.to_json(0)
    return {
        **OK,
        "request": {
            "invoke_time": int(seen.time.timestamp()),
            "cost_in_ms": 0,
            "request_url": "&".join(f"{name}={value}" for name, value in entry["query"].items()),
            "request_body": json.dumps(entry["body"], ensure_ascii=False),
            "response_body": json.dumps(entry["response"], ensure_ascii=False),
            "client_ip": "127.0.0.1",
        },
    }


def callback_ips(_call: Call) -> Answer:
    """The addresses that callbacks come from."""
    return {"ip_list": ["127.0.0.1"]}


def api_ips(_call: Call) -> Answer:
    """The addresses that calls go to."""
    return {"ip_list": ["127.0.0.1"]}


def check_callback(call: Call) -> Answer:
    """Name resolution and reachability of the callback address, as seen from the platform."""
    body = call.body()
    action, operator = body.get("action"), body.get("check_operator")
    if action not in ("dns", "ping", "all"):
        raise ApiError(40201)
    if operator not in _OPERATORS:
        raise ApiError(40202)
    dns = [{"ip": "127.0.0.1", "real_operator": "UNICOM"}]
    ping = [{"ip": "127.0.0.1", "from_operator": operator, "package_loss": "0%", "time": "0.050ms"}]
    answer: dict[str, Any] = {}
    if action != "ping":
        answer["dns"] = dns
    if action != "dns":
        answer["ping"] = ping
    return answer


ENDPOINTS = {
    "/cgi-bin/clear_quota": Endpoint("POST", clear),
    "/cgi-bin/clear_quota/v2": Endpoint("POST", clear_by_secret, with_token=False),
    "/cgi-bin/openapi/quota/get": Endpoint("POST", state),
    "/cgi-bin/openapi/rid/get": Endpoint("POST", recorded),
    "/cgi-bin/getcallbackip": Endpoint("GET", callback_ips),
    "/cgi-bin/get_api_domain_ip": Endpoint("GET", api_ips),
    "/cgi-bin/callback/check": Endpoint("POST", check_callback),
}
