"""Trials of a product's door: forged callbacks, the catalogue, volleys and storms."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from emulator.driver import DriverError
from emulator.scenarios import SCENARIOS

TEXT = {"MsgType": "text", "Content": "在吗"}
# (what is wrong, answer of a product that opens with wechatpy and does not look at the clock)
FORGED: list[tuple[dict[str, Any], int | None]] = [
    ({"fields": TEXT}, 200),
    ({"fields": TEXT, "age": 86400}, 200),
    ({"fields": TEXT, "spoil": ["signature"]}, 200),  # which nobody has to look at
    ({"fields": TEXT, "spoil": ["msg_signature"]}, 403),
    ({"fields": TEXT, "spoil": ["nonce"]}, 403),
    ({"fields": TEXT, "leave_out": ["msg_signature"]}, 403),
    ({"fields": TEXT, "app_id_inside": "wx_other"}, 403),
    ({"body": "<xml/>"}, 403),
    ({"text": "no xml"}, 403),
]


@pytest.mark.parametrize(("forgery", "status"), FORGED)
def test_a_forged_callback_is_sent_once_and_leaves_no_trace(
    bench: Any, forgery: dict[str, Any], status: int
) -> None:
    [outcome] = bench.driver.forge(bench.me, **forgery)
    assert outcome["status"] == status
    assert outcome["reply"] == ("在吗" if status == 200 else None)
    assert len(bench.echo.deliveries) == (1 if status == 200 else 0)
    assert bench.driver.inbox(bench.me) == []


def test_copies_are_one_message_under_nonces_of_their_own(bench: Any) -> None:
    outcomes = bench.driver.forge(bench.me, fields=TEXT, copies=8)
    assert [outcome["reply"] for outcome in outcomes] == ["在吗"] * 8
    assert len({str(d.fields) for d in bench.echo.deliveries}) == 1
    assert len({d.query["nonce"] for d in bench.echo.deliveries}) == 8


def test_what_a_silent_or_dead_product_does_is_told(bench: Any) -> None:
    bench.echo.plan.extend([0.6, 500, b"{}"])
    failures = [bench.driver.forge(bench.me, fields=TEXT)[0]["failure"] for _ in range(3)]
    assert failures == ["timeout", "http 500", "reply is not XML"]


@pytest.mark.parametrize("mode", ["plain", "compatible", "aes"])
def test_every_scenario_reaches_the_door(bench: Any, mode: str) -> None:
    bench.use(mode)
    assert set(bench.driver.scenarios()) == set(SCENARIOS)
    for name, scenario in SCENARIOS.items():
        steps = bench.driver.play(name, bench.me)
        statuses = {outcome["status"] for step in steps for outcome in step}
        assert len(steps) == len(scenario.steps), name
        if scenario.expect == "answered":
            assert statuses == {200}, name
        else:
            assert statuses <= {200, 403}, name
    with pytest.raises(DriverError, match="there is no none"):
        bench.driver.play("none")


def test_the_catalogue_has_the_odd_shapes_of_the_platform(bench: Any) -> None:
    def fields(name: str) -> Any:
        bench.driver.play(name, bench.me)
        return bench.echo.deliveries[-1].fields

    assert fields("text_with_cdata_end")["Content"] == "14-2 ]]> 完成80%"
    assert b"]]]]><![CDATA[>" not in bench.echo.deliveries[-1].body  # sealed
    assert int(fields("text_with_largest_id")["MsgId"]) == 2**63 - 1
    assert isinstance(fields("consent_one")["SubscribeMsgPopupEvent"]["List"], dict)
    assert isinstance(fields("consent_many")["SubscribeMsgPopupEvent"]["List"], list)
    assert isinstance(fields("pic_weixin")["SendPicsInfo"]["PicList"]["item"], dict)
    assert fields("text_empty")["Content"] == ""
    assert "MsgId" not in fields("click")
    bench.driver.play("unsubscribe_before_subscribe", bench.me)
    left, followed = bench.echo.deliveries[-2:]
    assert (left.fields["Event"], followed.fields["Event"]) == ("unsubscribe", "subscribe")
    assert int(left.fields["CreateTime"]) == int(followed.fields["CreateTime"]) + 10


@pytest.mark.parametrize("mode", ["plain", "compatible", "aes"])
def test_an_account_can_be_told_in_json(bench: Any, mode: str) -> None:
    bench.use(mode)
    bench.driver.switch(bench.app_id, format="json")
    said = bench.driver.say(bench.me, "在吗")
    assert (said.reply, said.failure) == ("在吗", None)
    [delivered] = bench.echo.deliveries
    assert isinstance(delivered.fields["MsgId"], int)
    assert ("Content" in json.loads(delivered.body)) is (mode != "aes")
    bench.driver.play("consent_one", bench.me)
    told = bench.echo.deliveries[-1].fields
    assert "SubscribeMsgPopupEvent" not in told
    assert told["List"][0]["TemplateId"] == "NTC"
    bench.echo.plan.append(b'{"reply": 1}')
    assert bench.driver.say(bench.me, "在吗").failure is not None


def test_a_volley_delivers_each_message_several_times_in_any_order(bench: Any) -> None:
    messages = [{"openid": f"o-{n % 7}", "text": f"第{n}条"} for n in range(60)]
    salvos = bench.driver.volley(messages, copies=(1, 4), workers=16)
    replies = [{answer["reply"] for answer in salvo["answers"]} for salvo in salvos]
    assert replies == [{message["text"]} for message in messages]
    copies = [len(salvo["answers"]) for salvo in salvos]
    assert (min(copies), max(copies)) == (1, 4)
    order = [d.fields["Content"] for d in bench.echo.deliveries]
    assert len(order) == sum(copies)
    assert order != sorted(order, key=lambda text: int(text[1:-1]))
    assert len(bench.driver.inbox("o-0")) == 2 * len([m for m in messages if m["openid"] == "o-0"])


def test_a_storm_brings_receipts_at_its_rate(bench: Any) -> None:
    bench.driver.storm(100, per_second=400, status="failed: system failed")
    receipts = bench.receipts()
    assert len({receipt["MsgID"] for receipt in receipts}) == 100
    assert {receipt["Status"] for receipt in receipts} == {"failed: system failed"}
    with pytest.raises(DriverError, match="no message was accepted yet"):
        bench.driver.storm(1, known=True)
    bench.driver.follow(bench.me)
    msgid = bench.warn()["msgid"]
    bench.driver.settle()
    bench.driver.storm(3, known=True)
    assert [r["MsgID"] for r in bench.receipts()[-3:]] == [str(msgid)] * 3


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("forge", {"gravity": 0}),
        ("forge", {"copies": 0}),
        ("forge", {"age": "old"}),
        ("forge", {"fields": []}),
        ("forge", {"spoil": ["body"]}),
        ("volley", {}),
        ("volley", {"messages": [1]}),
        ("volley", {"messages": [], "copies": 0}),
        ("volley", {"messages": [], "workers": 0}),
        ("storm", {}),
        ("storm", {"receipts": 1, "per_second": 0}),
        ("subscribe", {"answers": {"none": True}}),
        ("subscribe", {"answers": {"NTC-ONCE": "yes"}}),
        ("withdraw", {"template_id": "NTC-ONCE"}),
        ("choose", {"id": "on"}),
        ("users/o-1", {"outcome": 7}),
        ("users/o-1", {"outcome": []}),
        ("users/o-1", {"blocked": "yes"}),
        ("users/o-1", {"credits": {"NTC-ONCE": "one"}}),
        ("users/o-1", {"mood": "good"}),
        ("accounts/wx_aes", {"retries": 9}),
        ("accounts/wx_aes", {"token_answer": "poem"}),
        ("accounts/wx_aes", {"day_limits": {"/x": "1"}}),
    ],
)
def test_a_trial_that_makes_no_sense_gets_one_line(
    bench: Any, path: str, body: dict[str, Any]
) -> None:
    url = f"{bench.running.url}/_ctl/{path}"
    given = body if path.startswith("accounts") else {"openid": "o-1", "app_id": "wx_aes", **body}
    answer = requests.post(url, json=given, timeout=5)
    assert answer.status_code == 400, answer.text
    assert "\n" not in answer.json()["error"]
