"""Template and customer-service messages, from the call to the phone and the receipt."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("mode", ["plain", "compatible", "aes"])
def test_an_accepted_template_message_is_shown_and_its_receipt_comes_sealed(
    bench: Any, mode: str
) -> None:
    bench.use(mode)
    bench.driver.follow(bench.me)
    answer = bench.warn(url="https://zgt.example/n/17", client_msg_id="n-17")
    [receipt] = bench.receipts()
    [shown] = bench.driver.inbox(bench.me)
    assert answer["errcode"] == 0
    assert (receipt["MsgID"], receipt["Status"]) == (str(answer["msgid"]), "success")
    assert int(receipt["MsgID"]) > 2**53
    assert shown["kind"] == "template"
    assert shown["template"] == "整改预警"
    assert shown["url"] == "https://zgt.example/n/17"
    assert list(shown["fields"]) == ["thing1", "character_string3", "phrase2", "keyword10"]
    assert shown["fields"]["keyword10"] == "请按期 整改"
    assert shown["text"].startswith("整改预警\n任务：污泥处置项目\n")
    sealed = bench.echo.deliveries[-1].body
    assert (b"<Encrypt>" in sealed) is (mode != "plain")
    assert (b"TEMPLATESENDJOBFINISH" in sealed) is (mode != "aes")


@pytest.mark.parametrize(
    ("outcome", "receipts", "shown"),
    [
        ("success", ["success"], 1),
        ("failed:user block", ["failed:user block"], 0),
        ("failed: system failed", ["failed: system failed"], 0),
        ("never", [], 1),
    ],
)
def test_a_person_decides_what_the_receipt_says(
    bench: Any, outcome: str, receipts: list[str], shown: int
) -> None:
    bench.driver.follow(bench.me)
    bench.driver.set_user(bench.me, outcome=outcome)
    assert bench.warn()["errcode"] == 0
    assert [receipt["Status"] for receipt in bench.receipts()] == receipts
    assert len(bench.driver.inbox(bench.me)) == shown


def test_a_receipt_is_delivered_again_when_the_product_fails(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.echo.plan.extend([500, 502])
    bench.warn()
    assert len(bench.receipts()) == 3


def test_one_client_msg_id_sends_once_within_ten_minutes(bench: Any) -> None:
    bench.driver.follow(bench.me)
    first, second = bench.warn(client_msg_id="a"), bench.warn(client_msg_id="a")
    assert first["msgid"] == second["msgid"]
    assert bench.warn(client_msg_id="b")["msgid"] != first["msgid"]
    assert len(bench.driver.inbox(bench.me)) == 2
    assert len(bench.receipts()) == 2
    bench.driver.advance(601)
    assert bench.warn(client_msg_id="a")["msgid"] != first["msgid"]
    bench.driver.switch(bench.app_id, duplicate="error45065")
    assert bench.warn(client_msg_id="a")["errcode"] == 45065
    assert [sent["client_msg_id"] for sent in bench.driver.sent()] == ["a", "b", "a"]


def test_template_checks_come_in_the_order_of_the_platform(bench: Any) -> None:
    wrong: dict[str, Any] = {"template_id": "none", "data": {}}
    assert bench.warn(**wrong)["errcode"] == 40003
    bench.driver.follow(bench.me)
    bench.driver.unfollow(bench.me)
    assert bench.warn(**wrong)["errcode"] == 43004
    bench.driver.follow(bench.me)
    bench.driver.set_user(bench.me, blacklisted=True)
    assert bench.warn(**wrong)["errcode"] == 43019
    bench.driver.set_user(bench.me, blacklisted=False)
    assert bench.warn(**wrong)["errcode"] == 40037
    empty = bench.warn(data={})
    assert empty["errcode"] == 47003
    assert empty["errmsg"].startswith("argument invalid! data.thing1.value is empty rid: ")
    assert bench.warn(client_msg_id="x")["errcode"] == 0


def test_an_openid_of_another_account_is_unknown(bench: Any) -> None:
    bench.use("plain")
    bench.driver.follow(bench.me)
    stranger = bench.me
    bench.use("aes")
    assert bench.warn(touser=stranger)["errcode"] == 40003


def custom(bench: Any, text: str = "请补充材料") -> int:
    body = {"touser": bench.me, "msgtype": "text", "text": {"content": text}}
    return int(bench.post("message/custom/send", body).json()["errcode"])


def test_a_message_opens_five_answers_for_48_hours(bench: Any) -> None:
    bench.driver.say(bench.me, "你好")
    assert [custom(bench) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]
    bench.driver.say(bench.me, "还在吗")
    assert custom(bench) == 0
    bench.driver.advance(48 * 3600 - 60)
    assert custom(bench) == 0
    bench.driver.advance(61)
    assert custom(bench) == 45015


def test_a_click_opens_three_answers_for_one_minute(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.advance(61)
    assert custom(bench) == 45015
    bench.driver.click(bench.me, "MY_TASKS")
    assert [custom(bench) for _ in range(4)] == [0, 0, 0, 45047]
    bench.driver.click(bench.me, "MY_TASKS")
    bench.driver.advance(61)
    assert custom(bench) == 45015


def test_unfollowing_closes_the_windows(bench: Any) -> None:
    bench.driver.say(bench.me, "你好")
    bench.driver.unfollow(bench.me)
    assert custom(bench) == 45015


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"msgtype": "text", "text": {"content": "整" * 682 + "改办"}}, 45002),  # 2052 bytes
        ({"msgtype": "text", "text": {"content": "整" * 682 + "ab"}}, 0),  # 2048 bytes
        ({"msgtype": "text", "text": {"content": ""}}, 44004),
        ({"msgtype": "hologram", "hologram": {}}, 40008),
        ({"msgtype": "image", "image": {"media_id": "none"}}, 40007),
        ({"msgtype": "news", "news": {"articles": [{"title": "a"}, {"title": "b"}]}}, 45008),
        ({"msgtype": "msgmenu", "msgmenu": {"head_content": "到岗？", "list": []}}, 0),
    ],
)
def test_a_customer_service_message_is_checked(
    bench: Any, body: dict[str, Any], expected: int
) -> None:
    bench.driver.say(bench.me, "你好")
    answer = bench.post("message/custom/send", {"touser": bench.me, **body}).json()
    assert answer["errcode"] == expected


def test_typing_knows_two_commands(bench: Any) -> None:
    bench.driver.follow(bench.me)
    for command, expected in [("Typing", 0), ("CancelTyping", 0), ("Sleep", 45072)]:
        body = {"touser": bench.me, "command": command}
        assert bench.post("message/custom/typing", body).json()["errcode"] == expected


def test_the_template_list_shows_every_field(bench: Any) -> None:
    [template] = bench.get("template/get_all_private_template").json()["template_list"]
    assert template["template_id"] == "TPL-WARN"
    assert "任务:{{thing1.DATA}}" in template["content"]


def test_a_body_that_is_no_json_object_is_refused(bench: Any) -> None:
    token = bench.fetch_token()["access_token"]
    url = f"{bench.running.url}/cgi-bin/message/template/send?access_token={token}"
    for body, expected in [(b"", 44002), (b"{", 47001), (b"[1]", 47001)]:
        answer = bench.session.post(url, data=body, timeout=5).json()
        assert answer["errcode"] == expected
