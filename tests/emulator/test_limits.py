"""Call limits: of a day, of a minute, of other figures, and how they are told and cleared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

INFO = "/cgi-bin/user/info"


def ask(bench: Any) -> int:
    return int(bench.get("user/info", openid=bench.me).json().get("errcode", 0))


@pytest.fixture
def limited(bench: Any) -> Any:
    bench.driver.follow(bench.me)
    bench.driver.switch(bench.app_id, day_limits={INFO: 5}, minute_limits={INFO: 3})
    return bench


def test_a_minute_and_a_day_have_limits_of_their_own(limited: Any) -> None:
    assert [ask(limited) for _ in range(4)] == [0, 0, 0, 45011]
    limited.driver.advance(60)
    assert [ask(limited) for _ in range(3)] == [0, 0, 45009]
    limited.driver.advance(60)
    assert ask(limited) == 45009


def test_a_new_day_begins_at_midnight_in_beijing(limited: Any) -> None:
    midnight = datetime(2026, 8, 18, 16, tzinfo=UTC)
    limited.driver.reset(midnight - timedelta(minutes=2))
    limited.driver.follow(limited.me)
    assert [ask(limited) for _ in range(3)] == [0, 0, 0]
    limited.driver.move_to(midnight - timedelta(minutes=1))
    assert [ask(limited) for _ in range(3)] == [0, 0, 45009]
    limited.driver.move_to(midnight)
    assert [ask(limited) for _ in range(3)] == [0, 0, 0]


def test_limits_are_told_for_every_path_that_there_is(limited: Any) -> None:
    ask(limited)
    told = limited.post("openapi/quota/get", {"cgi_path": INFO}).json()
    assert told["quota"] == {"daily_limit": 5, "used": 1, "remain": 4}
    assert told["rate_limit"] == {"call_count": 3, "refresh_second": 60}
    for path in limited.running.world.paths:
        assert limited.post("openapi/quota/get", {"cgi_path": path}).json()["errcode"] == 0
    assert limited.post("openapi/quota/get", {"cgi_path": "/none"}).json()["errcode"] == 76003


def test_limits_can_be_cleared_without_a_token(limited: Any) -> None:
    url = f"{limited.running.url}/cgi-bin/clear_quota/v2"
    given = {"appid": limited.app_id, "appsecret": "s3cret"}
    limited.driver.switch(limited.app_id, day_limits={"/cgi-bin/stable_token": 1})
    assert "access_token" in limited.fetch_token("stable_token")
    assert limited.fetch_token("stable_token")["errcode"] == 45009
    answers = [limited.session.post(url, json=given, timeout=5).json() for _ in range(11)]
    assert [answer["errcode"] for answer in answers] == [0] * 10 + [48006]
    assert "access_token" in limited.fetch_token("stable_token")
    wrong = limited.session.post(url, json={**given, "appsecret": "no"}, timeout=5).json()
    assert wrong["errcode"] == 40125
    limited.driver.advance(31 * 86400)
    assert limited.session.post(url, json=given, timeout=5).json()["errcode"] == 0


def test_accounts_have_limits_apart(limited: Any) -> None:
    for _ in range(3):
        ask(limited)
    limited.use("plain")
    limited.driver.follow(limited.me)
    assert ask(limited) == 0


def test_a_test_account_has_less(bench: Any) -> None:
    account = {"app_id": "wx_k", "secret": "s3cret", "token": "t", "callback_url": bench.echo.url}
    bench.driver.add_account({**account, "kind": "test"})
    bench.use("k")
    told = bench.post("openapi/quota/get", {"cgi_path": "/cgi-bin/token"}).json()
    assert told["quota"]["daily_limit"] == 200


def test_a_refusal_can_be_looked_up_by_its_rid(limited: Any) -> None:
    refused = limited.get("user/info", openid="o-nobody").json()
    rid = refused["errmsg"].rpartition("rid: ")[2]
    request = limited.post("openapi/rid/get", {"rid": rid}).json()["request"]
    assert "openid=o-nobody" in request["request_url"]
    assert "40003" in request["response_body"]
    assert "access_token=token-" in request["request_url"]
    assert limited.post("openapi/rid/get", {"rid": "0-0-0"}).json()["errcode"] == 76001
    limited.use("plain")
    assert limited.post("openapi/rid/get", {"rid": rid}).json()["errcode"] == 76002


def test_addresses_and_the_reach_of_the_callback_are_told(bench: Any) -> None:
    assert bench.get("getcallbackip").json() == {"ip_list": ["127.0.0.1"]}
    assert bench.get("get_api_domain_ip").json() == {"ip_list": ["127.0.0.1"]}
    for action, told in [("all", {"dns", "ping"}), ("dns", {"dns"}), ("ping", {"ping"})]:
        body = {"action": action, "check_operator": "DEFAULT"}
        assert set(bench.post("callback/check", body).json()) == told
    assert bench.post("callback/check", {"action": "all"}).json()["errcode"] == 40202
