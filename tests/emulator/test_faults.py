"""Fault rules: when they strike, what the client meets, and what was done all the same."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests

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
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_and_changes_nothing(bench: Any, rules: Any) -> None:
    strike(bench, {"errcode": -1})
    answer = bench.session.post(f"{bench.running.url}/_ctl/faults", json=rules, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("faults: ")
    assert len(bench.driver.fault_counts()) == 1
