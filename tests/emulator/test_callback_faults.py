"""Callbacks that go wrong on order: doubled, late, in another order, lost, invented."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest


def spoil(bench: Any, effect: dict[str, Any], kind: str = "text", **more: Any) -> None:
    match = {"kind": kind, **more.pop("match", {})}
    bench.driver.faults([{"on": "callback", "match": match, "effect": effect, **more}])


def texts(bench: Any) -> list[str]:
    return [d.fields["Content"] for d in bench.echo.deliveries if "Content" in d.fields]


@pytest.mark.parametrize("parallel", [False, True])
def test_a_message_can_be_delivered_several_times(bench: Any, parallel: bool) -> None:
    spoil(bench, {"duplicate": 3} | ({"parallel": True} if parallel else {}))
    said = bench.driver.say(bench.me, "14-2 完成80%")
    assert (said.reply, said.attempts) == ("14-2 完成80%", 1)
    assert len({str(d.fields) for d in bench.echo.deliveries}) == 1
    assert len({d.query["nonce"] for d in bench.echo.deliveries}) == 4
    assert len(bench.driver.inbox(bench.me)) == 2
    assert [entry["fault"]["duplicate"] for entry in bench.driver.deliveries()] == [3] * 4


def test_an_answer_that_is_lost_makes_the_platform_ask_again(bench: Any) -> None:
    spoil(bench, {"lose_answer": 2})
    said = bench.driver.say(bench.me, "在吗")
    assert (said.reply, said.attempts, said.failure) == ("在吗", 3, None)
    [record] = bench.driver.deliveries(bench.me)
    assert [tried["outcome"] for tried in record["attempts"]] == ["lost", "lost", "answered"]
    assert (record["kind"], record["shown"]) == ("text", "在吗")


def test_when_every_answer_is_lost_the_person_sees_the_apology(bench: Any) -> None:
    spoil(bench, {"lose_answer": 9})
    said = bench.driver.say(bench.me, "在吗")
    assert (said.failure, len(texts(bench))) == ("lost", 3)
    assert said.shown == bench.driver.inbox(bench.me)[-1]["text"]
    assert said.shown.startswith("该公众号暂时无法")


def test_a_message_can_be_late_or_never_come(bench: Any) -> None:
    spoil(bench, {"delay": 0.2})
    began = time.monotonic()
    bench.driver.say(bench.me, "在吗")
    assert time.monotonic() - began >= 0.2
    spoil(bench, {"never": True})
    said = bench.driver.say(bench.me, "在吗")
    assert (said.attempts, said.failure) == (0, "never delivered")
    assert texts(bench) == ["在吗"]


def test_a_message_can_be_overtaken(bench: Any) -> None:
    spoil(bench, {"hold": 2}, match={"nth": [1]})
    first = threading.Thread(target=bench.driver.say, args=(bench.me, "一"))
    first.start()
    while not bench.driver.fault_counts()[0]["done"]:
        time.sleep(0.01)
    bench.driver.say(bench.me, "二")
    bench.driver.say(bench.me, "三")
    first.join()
    assert texts(bench) == ["二", "三", "一"]


RECEIPTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"status": "failed:freq limit"}, ["failed:freq limit"]),
    ({"again": "failed: system failed"}, ["failed: system failed", "success"]),
    ({"duplicate": 1}, ["success", "success"]),
    ({"never": True}, []),
]


@pytest.mark.parametrize(("effect", "statuses"), RECEIPTS)
def test_a_receipt_can_say_other_things(
    bench: Any, effect: dict[str, Any], statuses: list[str]
) -> None:
    bench.driver.follow(bench.me)
    spoil(bench, effect, "TEMPLATESENDJOBFINISH")
    msgid = str(bench.warn()["msgid"])
    receipts = bench.receipts()
    assert sorted(receipt["Status"] for receipt in receipts) == statuses
    assert {receipt["MsgID"] for receipt in receipts} <= {msgid}


def test_a_receipt_can_come_before_the_answer(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.switch(bench.app_id, receipt_delay=[60, 60])
    spoil(bench, {"early": True}, "TEMPLATESENDJOBFINISH")
    msgid = str(bench.warn()["msgid"])
    # Nothing is waited for: the receipt stood there when the call was answered.
    assert bench.echo.deliveries[-1].fields["MsgID"] == msgid


def test_receipts_can_come_for_messages_that_nobody_sent(bench: Any) -> None:
    bench.driver.follow(bench.me)
    spoil(bench, {"stray": 3}, "TEMPLATESENDJOBFINISH")
    msgid = str(bench.warn()["msgid"])
    known = [receipt["MsgID"] for receipt in bench.receipts()]
    assert len(set(known)) == 4
    assert msgid in known


def test_the_next_receipts_follow_a_script(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.set_user(bench.me, outcome=["failed:freq limit", "success"])
    for _ in range(3):
        bench.warn()
        bench.driver.settle()
    statuses = [receipt["Status"] for receipt in bench.receipts()]
    assert statuses == ["failed:freq limit", "success", "success"]
    bench.driver.set_user(bench.me, blocked=True)
    bench.warn()
    assert bench.receipts()[-1]["Status"] == "failed:user block"


def test_content_review_keeps_a_message_back_and_tells_of_it(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.switch(bench.app_id, banned_words=["污泥"])
    msgid = bench.warn()["msgid"]
    assert bench.receipts()[0]["Status"] == "failed: system failed"
    assert bench.driver.inbox(bench.me) == []
    token = bench.fetch_token("stable_token")["access_token"]
    url = f"{bench.running.url}/wxa/sec/queryblocktmplmsg?access_token={token}"
    asked = {"tmpl_msg_id": "TPL-WARN", "largest_id": 0, "limit": 100}
    [kept] = bench.session.post(url, json=asked, timeout=5).json()["msginfo"]
    assert (kept["id"], kept["openid"]) == (msgid, bench.me)
    more = bench.session.post(url, json={**asked, "largest_id": msgid}, timeout=5).json()
    assert more["msginfo"] == []
