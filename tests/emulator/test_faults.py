"""Fault rules: when they strike, what the client meets, and what was done all the same."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests

from tests.emulator.conftest import GOOD_DATA

SEND = "/cgi-bin/message/template/send"


def strike(bench: Any, effect: dict[str, Any], when: str = "before", **more: Any) -> None:
    match = {"path": SEND, **more.pop("match", {})}
    bench.driver.faults([{"match": match, "effect": effect, "when": when, **more}])


@pytest.fixture
def follower(bench: Any) -> Any:
    bench.driver.follow(bench.me)
    return bench


def shown(bench: Any) -> int:
    return len(bench.driver.inbox(bench.me))


def test_an_error_code_replaces_the_answer_as_often_as_told(follower: Any) -> None:
    strike(follower, {"errcode": -1}, times=2)
    assert [follower.warn()["errcode"] for _ in range(3)] == [-1, -1, 0]
    assert shown(follower) == 1


def test_a_rule_can_strike_the_nth_call_of_one_person(follower: Any) -> None:
    strike(follower, {"errcode": 45011}, match={"openid": follower.me, "nth": [2]})
    assert [follower.warn()["errcode"] for _ in range(3)] == [0, 45011, 0]
    follower.driver.follow("o-other")
    assert follower.warn(touser="o-other")["errcode"] == 0
    [rule] = follower.driver.fault_counts()
    assert (rule["met"], rule["done"]) == (3, 1)


@pytest.mark.parametrize(("when", "messages"), [("before", 1), ("after", 1)])
def test_a_reset_leaves_the_outcome_unknown_and_a_retry_sends_once(
    follower: Any, when: str, messages: int
) -> None:
    strike(follower, {"reset": True}, when, times=1)
    with pytest.raises(requests.ConnectionError):
        follower.warn(client_msg_id="a")
    assert shown(follower) == (1 if when == "after" else 0)
    assert follower.warn(client_msg_id="a")["errcode"] == 0
    assert shown(follower) == messages
    assert len(follower.receipts()) == messages


def test_a_half_answer_is_no_json(follower: Any) -> None:
    strike(follower, {"half_json": True}, "after", times=1)
    with pytest.raises(requests.JSONDecodeError):
        follower.warn()
    assert shown(follower) == 1


def test_a_gateway_error_is_an_html_page(follower: Any) -> None:
    strike(follower, {"http": 502})
    body = {"touser": follower.me}
    answer = follower.post("message/template/send", body)
    assert answer.status_code == 502
    assert answer.headers["Content-Type"].startswith("text/html")
    assert follower.driver.journal(SEND)[-1]["fault"] == {"http": 502}


def test_a_delay_holds_the_answer_back(follower: Any) -> None:
    strike(follower, {"delay": 0.2})
    began = time.monotonic()
    assert follower.warn()["errcode"] == 0
    assert time.monotonic() - began >= 0.2


def test_tokens_can_die_under_the_call(follower: Any) -> None:
    strike(follower, {"token_kill": True}, times=1)
    assert follower.warn()["errcode"] == 40001
    assert follower.warn()["errcode"] == 0


def test_odds_decide_with_a_seed(follower: Any) -> None:
    strike(follower, {"errcode": -1}, prob=0.5)
    codes = [follower.warn()["errcode"] for _ in range(24)]
    assert 0 < codes.count(-1) < 24


def raw(bench: Any, token: str, **more: Any) -> requests.Response:
    body = {"touser": bench.me, "template_id": "TPL-WARN", "data": GOOD_DATA, **more}
    url = f"{bench.running.url}{SEND}"
    return bench.session.post(
        url, params={"access_token": token}, json=body, timeout=5, allow_redirects=False
    )


# (effect, status, body that is no usable answer)
PAGES: list[tuple[dict[str, Any], int, bytes]] = [
    ({"http": 503}, 503, b"<html><body><h1>503</h1></body></html>"),
    ({"http": 200, "body": "wait"}, 200, b"wait"),
    ({"page": "html"}, 200, "<html><body>系统繁忙</body></html>".encode()),
    ({"page": "empty"}, 200, b""),
    ({"page": "list"}, 200, b"[]"),
    ({"page": "number"}, 200, b"0"),
    ({"page": "invalid_utf8"}, 200, b'{"errcode":0,"errmsg":"\xff\xfe"}'),
    ({"page": "html", "http": 500}, 500, "<html><body>系统繁忙</body></html>".encode()),
]


@pytest.mark.parametrize(("effect", "status", "body"), PAGES)
@pytest.mark.parametrize("done", [("before", 0), ("after", 1)])
def test_a_page_stands_where_the_answer_should_be(
    follower: Any, effect: dict[str, Any], status: int, body: bytes, done: tuple[str, int]
) -> None:
    when, messages = done
    token = follower.fetch_token()["access_token"]
    strike(follower, effect, when)
    answer = raw(follower, token)
    assert (answer.status_code, answer.content) == (status, body)
    assert shown(follower) == messages


def test_an_errcode_can_be_a_text_or_missing(follower: Any) -> None:
    strike(follower, {"errcode": 45011, "errcode_as": "string"})
    assert follower.warn()["errcode"] == "45011"
    strike(follower, {"errcode_as": "absent"})
    assert set(follower.warn()) == {"errmsg", "msgid"}
    assert shown(follower) == 1


def test_a_redirect_leads_to_another_host_with_nothing_done(follower: Any) -> None:
    token = follower.fetch_token()["access_token"]
    strike(follower, {"redirect": "http://other.example/"})
    answer = raw(follower, token)
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://other.example/")
    assert shown(follower) == 0


def test_an_answer_can_end_in_the_middle(follower: Any) -> None:
    strike(follower, {"close_early": True}, "after")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        follower.warn()
    assert shown(follower) == 1


def test_an_answer_can_drip(follower: Any) -> None:
    token = follower.fetch_token()["access_token"]
    strike(follower, {"drip": 200})
    began = time.monotonic()
    answer = raw(follower, token)
    assert answer.json()["errcode"] == 0
    assert time.monotonic() - began >= 0.9 * len(answer.content) / 200


def test_one_family_of_tokens_can_die_and_the_other_live(follower: Any) -> None:
    classic = follower.fetch_token()["access_token"]
    stable = follower.fetch_token("stable_token")["access_token"]
    strike(follower, {"token_kill": "stable"}, times=1)
    assert raw(follower, stable).json()["errcode"] == 40001
    assert raw(follower, classic).json()["errcode"] == 0


def test_another_party_that_fetches_a_token_ends_ours_after_five_minutes(follower: Any) -> None:
    classic = follower.fetch_token()["access_token"]
    strike(follower, {"token_rotate": True}, times=1)
    assert raw(follower, classic).json()["errcode"] == 0
    follower.driver.advance(301)
    assert raw(follower, classic).json()["errcode"] == 40001


def test_an_exhausted_path_stays_so_until_midnight_or_until_it_is_cleared(follower: Any) -> None:
    strike(follower, {"sticky_45009": True}, match={"nth": [1]})
    assert [follower.warn()["errcode"] for _ in range(3)] == [45009] * 3
    quota = follower.post("openapi/quota/get", {"cgi_path": SEND}).json()["quota"]
    assert quota == {"daily_limit": 100_000, "used": 100_000, "remain": 0}
    assert follower.get("user/info", openid=follower.me).json()["subscribe"] == 1
    follower.post("clear_quota", {"appid": follower.app_id})
    assert follower.warn()["errcode"] == 0
    strike(follower, {"sticky_45009": True}, match={"nth": [1]})
    assert follower.warn()["errcode"] == 45009
    follower.driver.advance(86400)
    assert follower.warn()["errcode"] == 0


def test_an_exhausted_path_can_recover_by_itself(follower: Any) -> None:
    strike(follower, {"sticky_45009": 60}, match={"nth": [1]})
    assert [follower.warn()["errcode"] for _ in range(2)] == [45009] * 2
    follower.driver.advance(61)
    assert follower.warn()["errcode"] == 0


def test_an_effect_that_is_off_counts_as_not_written(follower: Any) -> None:
    strike(follower, {"errcode": 45011, "token_kill": False, "reset": False})
    assert follower.warn()["errcode"] == 45011
    assert follower.driver.fault_counts()[0]["effect"] == {"errcode": 45011}
    strike(follower, {"reset": False})
    assert follower.warn()["errcode"] == 0


def test_a_rule_can_speak_of_a_family_of_paths(follower: Any) -> None:
    strike(follower, {"errcode": -1}, match={"path": "/cgi-bin/message/*"})
    assert follower.warn()["errcode"] == -1
    assert "ip_list" in follower.get("getcallbackip").json()


@pytest.mark.parametrize(
    "rules",
    [
        {"effect": {"errcode": 1}},
        [1],
        [{"effect": {}}],
        [{"effect": {"explode": True}}],
        [{"effect": {"errcode": "45009"}}],
        [{"effect": {"errcode": 45009}, "when": "later"}],
        [{"effect": {"errcode": 45009}, "match": []}],
        [{"effect": {"errcode": 45009}, "match": {"nth": "first"}}],
        [{"effect": {"errcode": 45009}, "prob": "often"}],
        [{"effect": {"errcode": 45009}, "times": "twice"}],
        [{"effect": {"errmsg": "alone"}}],
        [{"effect": {"page": "pdf"}}],
        [{"effect": {"drip": 0}}],
        [{"effect": {"delay": [1]}}],
        [{"effect": {"duplicate": 1}}],  # of callbacks only
        [{"on": "callback", "effect": {"errcode": 45009}}],
        [{"on": "callback", "effect": {"delay": 1}, "when": "after"}],
        [{"on": "callback", "effect": {"delay": 1}, "match": {"path": "*"}}],
        [{"on": "phone", "effect": {"errcode": 45009}}],
        [{"effect": {"errcode": 45009}, "often": True}],
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_and_changes_nothing(bench: Any, rules: Any) -> None:
    strike(bench, {"errcode": -1})
    answer = bench.session.post(f"{bench.running.url}/_ctl/faults", json=rules, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("faults: ")
    assert len(bench.driver.fault_counts()) == 1
