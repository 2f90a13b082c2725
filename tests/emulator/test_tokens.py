"""The token state machine, driven over HTTP on the virtual clock."""

from __future__ import annotations

from typing import Any

import pytest
import requests

OK = 0


def code(answer: Any) -> int:
    return int(answer.json().get("errcode", OK))


def ask(bench: Any, token: str) -> int:
    return code(bench.get("getcallbackip", token))


# (what happens after the first token, seconds that pass then, answer to the first token)
CLASSIC = [
    ([], 0, OK),
    ([], 7199, OK),
    ([], 7201, 42001),  # its natural end
    (["token"], 0, OK),  # replaced, but in the hand-over
    (["token"], 299, OK),
    (["token"], 301, 40001),  # the hand-over is past
    (["token", "token"], 0, 40001),  # two replacements end it at once
    (["token", "token"], 7201, 42001),
    (["stable_token"], 301, OK),  # the families are apart
]


@pytest.mark.parametrize(("fetches", "seconds", "expected"), CLASSIC)
def test_a_classic_token_lives_as_the_platform_says(
    bench: Any, fetches: list[str], seconds: int, expected: int
) -> None:
    first = bench.fetch_token()["access_token"]
    for kind in fetches:
        bench.fetch_token(kind)
    bench.driver.advance(seconds)
    assert ask(bench, first) == expected


# (seconds, forced?) calls after the first; is the last token a new one; answer to the first
STABLE = [
    ([(0, False)], False, OK),
    ([(6800, False)], False, OK),
    ([(6901, False)], True, OK),  # less than five minutes left: a new one, both valid
    ([(7201, False)], True, 42001),
    ([(0, True)], True, OK),  # forced: the hand-over applies
    ([(0, True), (10, True)], True, OK),  # too soon: nothing changes
    ([(0, True), (31, True)], True, 40001),  # two forced calls kill a leaked token
    ([(0, True), (301, False)], True, 40001),
]


@pytest.mark.parametrize(("calls", "renewed", "expected"), STABLE)
def test_a_stable_token_lives_as_the_platform_says(
    bench: Any, calls: list[tuple[int, bool]], renewed: bool, expected: int
) -> None:
    first = last = bench.fetch_token("stable_token")["access_token"]
    for seconds, force in calls:
        bench.driver.advance(seconds)
        answer = bench.fetch_token("stable_token", force_refresh=force)
        last = answer["access_token"]
        assert 300 <= answer["expires_in"] <= 7200
    assert (last != first) is renewed
    assert ask(bench, first) == expected
    assert ask(bench, last) == OK


def test_a_forced_call_within_30_seconds_returns_the_same_token(bench: Any) -> None:
    bench.fetch_token("stable_token")
    second = bench.fetch_token("stable_token", force_refresh=True)
    bench.driver.advance(29)
    third = bench.fetch_token("stable_token", force_refresh=True)
    assert second["access_token"] == third["access_token"]


def test_the_21st_forced_refresh_of_a_day_is_refused(bench: Any) -> None:
    bench.fetch_token("stable_token")
    for _ in range(20):
        bench.driver.advance(31)
        assert "access_token" in bench.fetch_token("stable_token", force_refresh=True)
    bench.driver.advance(31)
    assert bench.fetch_token("stable_token", force_refresh=True)["errcode"] == 45009


@pytest.mark.parametrize("kind", ["token", "stable_token"])
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"secret": "wrong"}, 40125),
        ({"secret": ""}, 41004),
        ({"appid": "wx_nobody"}, 40013),
        ({"appid": ""}, 41002),
        ({"grant_type": "password"}, 40002),
    ],
)
def test_wrong_credentials_are_refused_by_name(
    bench: Any, kind: str, given: dict[str, str], expected: int
) -> None:
    answer = bench.fetch_token(kind, **given)
    assert answer["errcode"] == expected
    assert " rid: " in answer["errmsg"]


@pytest.mark.parametrize(("switch", "expected"), [("refuse_ip", 40164), ("frozen", 40243)])
def test_a_switch_makes_every_token_call_fail_and_leaves_tokens_alone(
    bench: Any, switch: str, expected: int
) -> None:
    token = bench.fetch_token("stable_token")["access_token"]
    bench.driver.switch(bench.app_id, **{switch: True})
    assert bench.fetch_token()["errcode"] == expected
    assert bench.fetch_token("stable_token")["errcode"] == expected
    assert ask(bench, token) == OK


@pytest.mark.parametrize(
    ("switches", "given", "expected"),
    [
        ({"refuse_ip": True, "ip_code": 61004}, {}, 61004),
        ({"secret_code": 40001}, {"secret": "wrong"}, 40001),
    ],
)
def test_the_platform_has_two_codes_for_one_refusal(
    bench: Any, switches: dict[str, Any], given: dict[str, str], expected: int
) -> None:
    bench.driver.switch(bench.app_id, **switches)
    assert bench.fetch_token(**given)["errcode"] == expected


def test_a_bad_token_can_have_any_of_three_codes(bench: Any) -> None:
    first = bench.fetch_token()["access_token"]
    bench.driver.switch(bench.app_id, code_jitter=True)
    bench.driver.advance(7201)
    assert {ask(bench, first) for _ in range(40)} == {40001, 40014, 42001}


@pytest.mark.parametrize("kind", ["token", "stable_token"])
def test_a_token_can_be_told_in_odd_ways(bench: Any, kind: str) -> None:
    def fetch(manner: str) -> dict[str, Any]:
        bench.driver.switch(bench.app_id, token_answer=manner)
        return dict(bench.fetch_token(kind))

    assert fetch("string")["expires_in"] == "7200"
    assert set(fetch("no_expiry")) == {"access_token"}
    assert set(fetch("no_token")) == {"expires_in"}
    with pytest.raises(requests.JSONDecodeError):
        fetch("html")


def test_a_short_life_is_told_and_kept(bench: Any) -> None:
    bench.driver.switch(bench.app_id, token_life=5)
    answer = bench.fetch_token("stable_token")
    assert answer["expires_in"] == 5
    assert ask(bench, answer["access_token"]) == OK
    bench.driver.advance(6)
    assert ask(bench, answer["access_token"]) == 42001


def test_a_missing_and_a_foreign_token_have_codes_of_their_own(bench: Any) -> None:
    url = f"{bench.running.url}/cgi-bin/getcallbackip"
    assert code(bench.session.get(url, timeout=5)) == 41001
    assert ask(bench, "88_never_issued") == 40014


def test_the_classic_call_stops_at_its_daily_limit_until_midnight(bench: Any) -> None:
    account = bench.running.world.accounts[bench.app_id]
    quota = bench.running.world.quota(account)
    for _ in range(2000):
        quota.spend("/cgi-bin/token", bench.running.world.clock.now())
    assert bench.fetch_token()["errcode"] == 45009
    bench.driver.advance(86400)
    assert "access_token" in bench.fetch_token()


def test_quota_is_reported_and_cleared_ten_times_a_month(bench: Any) -> None:
    path = {"cgi_path": "/cgi-bin/user/get"}
    bench.get("user/get")
    before = bench.post("openapi/quota/get", path).json()["quota"]
    codes = [code(bench.post("clear_quota", {"appid": bench.app_id})) for _ in range(11)]
    after = bench.post("openapi/quota/get", path).json()["quota"]
    assert before == {"daily_limit": 500, "used": 1, "remain": 499}
    assert codes == [0] * 10 + [48006]
    assert after["used"] == 0
    assert code(bench.post("openapi/quota/get", {"cgi_path": "/cgi-bin/none"})) == 76003


def test_an_unknown_path_is_an_html_page_and_a_wrong_method_an_error(bench: Any) -> None:
    unknown = bench.get("no/such/call")
    assert unknown.status_code == 404
    assert unknown.headers["Content-Type"].startswith("text/html")
    assert code(bench.get("message/template/send")) == 43002
    assert code(bench.post("user/get", {})) == 43001
