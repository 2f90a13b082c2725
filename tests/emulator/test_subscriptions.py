"""Subscription notices, one-time messages, and the templates of both systems."""

from __future__ import annotations

from typing import Any

import pytest


def notify(bench: Any, template_id: str = "NTC-ONCE", value: str = "污泥处置") -> int:
    body = {"touser": bench.me, "template_id": template_id, "page": "https://e.example/1"}
    body["data"] = {"thing1": {"value": value}}
    return int(bench.call("/cgi-bin/message/subscribe/bizsend", body)["errcode"])


def test_every_yes_is_good_for_one_notice(bench: Any) -> None:
    bench.driver.follow(bench.me)
    assert notify(bench) == 43101
    bench.driver.subscribe(bench.me, {"NTC-ONCE": True})
    bench.driver.subscribe(bench.me, {"NTC-ONCE": True})
    bench.driver.subscribe(bench.me, {"NTC-ONCE": False})
    assert [notify(bench) for _ in range(3)] == [0, 0, 43101]
    shown = [e for e in bench.driver.inbox(bench.me) if e["kind"] == "subscription"]
    assert [entry["template"] for entry in shown] == ["提醒", "提醒"]
    assert shown[0]["url"] == "https://e.example/1"


def test_a_long_subscription_needs_one_yes_until_it_is_withdrawn(bench: Any) -> None:
    bench.driver.subscribe(bench.me, {"NTC-LONG": True})  # without following
    assert [notify(bench, "NTC-LONG") for _ in range(4)] == [0] * 4
    bench.driver.withdraw(bench.me, "NTC-LONG")
    assert notify(bench, "NTC-LONG") == 43101


def test_a_notice_is_checked_before_it_costs_anything(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.subscribe(bench.me, {"NTC-ONCE": True})
    assert notify(bench, "TPL-WARN") == 40037  # of the other system
    assert bench.warn(template_id="NTC-ONCE")["errcode"] == 40037
    assert notify(bench, value="整" * 21) == 47003
    assert notify(bench) == 0


def test_consent_and_what_was_sent_are_told_with_one_entry_and_with_several(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.subscribe(bench.me, {"NTC-ONCE": True}, where="article")
    bench.driver.subscribe(bench.me, {"NTC-ONCE": False, "NTC-LONG": True})
    one, two = (e["SubscribeMsgPopupEvent"] for e in bench.events("subscribe_msg_popup_event"))
    assert one["List"] == {
        "TemplateId": "NTC-ONCE",
        "SubscribeStatusString": "accept",
        "PopupScene": "2",
    }
    assert [entry["SubscribeStatusString"] for entry in two["List"]] == ["reject", "accept"]
    notify(bench)
    [sent] = bench.events("subscribe_msg_sent_event")
    assert sent["SubscribeMsgSentEvent"]["List"]["ErrorStatus"] == "success"
    bench.driver.withdraw(bench.me, "NTC-LONG")
    [changed] = bench.events("subscribe_msg_change_event")
    assert changed["SubscribeMsgChangeEvent"]["List"]["SubscribeStatusString"] == "reject"


def once(bench: Any, **more: Any) -> int:
    body = {"touser": bench.me, "template_id": "OLD", "scene": 7, "title": "提醒", "url": ""}
    body |= {"data": {"content": {"value": "请按期整改"}}, **more}
    return int(bench.call("/cgi-bin/message/template/subscribe", body)["errcode"])


def test_a_one_time_message_needs_a_yes_for_its_scene(bench: Any) -> None:
    bench.driver.follow(bench.me)
    assert once(bench) == 43101
    bench.driver.confirm(bench.me, "OLD", 7)
    assert once(bench, scene=8) == 43101
    assert once(bench, title="整" * 16) == 45003
    assert once(bench, data={"content": {"value": "整" * 201}}) == 45002
    assert [once(bench), once(bench)] == [0, 43101]


NEW = "/wxaapi/newtmpl"


def test_a_notice_is_taken_from_the_library(bench: Any) -> None:
    category = bench.call(f"{NEW}/getcategory")["data"][0]["id"]
    found = bench.call(f"{NEW}/getpubtemplatetitles", ids=str(category), start="0", limit="30")
    tid = str(found["data"][0]["tid"])
    words = bench.call(f"{NEW}/getpubtemplatekeywords", tid=tid)["data"]
    added = bench.call(f"{NEW}/addtemplate", {"tid": tid, "kidList": [words[1]["kid"], 1]})
    own = {item["priTmplId"]: item for item in bench.call(f"{NEW}/gettemplate")["data"]}
    assert set(own) == {"NTC-ONCE", "NTC-LONG", added["priTmplId"]}
    assert own[added["priTmplId"]]["content"].startswith(words[1]["name"])
    assert (own["NTC-ONCE"]["type"], own["NTC-LONG"]["type"]) == (2, 3)
    for template_id in (added["priTmplId"], "NTC-ONCE"):
        gone = {"priTmplId": template_id}
        assert bench.call(f"{NEW}/deltemplate", gone)["errcode"] == 0
        assert bench.call(f"{NEW}/deltemplate", gone)["errcode"] == 200014
    bench.driver.follow(bench.me)
    assert notify(bench) == 40037


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"tid": "1", "kidList": [1, 2]}, 200014),
        ({"tid": "43001", "kidList": [1]}, 200020),
        ({"tid": "43001", "kidList": [1, 9]}, 200020),
        ({"tid": "43001", "kidList": [1, 2], "sceneDesc": "整" * 16}, 200021),
    ],
)
def test_a_wrong_choice_from_the_library_is_refused(
    bench: Any, body: dict[str, Any], expected: int
) -> None:
    assert bench.call(f"{NEW}/addtemplate", body)["errcode"] == expected


def test_a_template_is_added_used_and_removed(bench: Any) -> None:
    bench.driver.follow(bench.me)
    wanted = {"template_id_short": "43002", "keyword_name_list": ["截止时间", "事项"]}
    template_id = bench.call("/cgi-bin/template/api_add_template", wanted)["template_id"]
    data = {"thing1": {"value": "材料"}, "time2": {"value": "2026-11-27 09:00"}}
    assert bench.warn(template_id=template_id, data=data)["errcode"] == 0
    listed = bench.call("/cgi-bin/template/get_all_private_template")["template_list"]
    assert [t["title"] for t in listed] == ["整改预警", "待办事项提醒"]
    gone = {"template_id": "TPL-WARN"}
    assert bench.call("/cgi-bin/template/del_private_template", gone)["errcode"] == 0
    assert bench.warn()["errcode"] == 40037
    assert "primary_industry" in bench.call("/cgi-bin/template/get_industry")
    for refused in ({"template_id_short": "0"}, {"template_id_short": "43002"}):
        assert bench.call("/cgi-bin/template/api_add_template", refused)["errcode"] == 40037


def test_an_account_has_25_templates(bench: Any) -> None:
    wanted = {"template_id_short": "43002", "keyword_name_list": ["事项"]}
    codes = [bench.call("/cgi-bin/template/api_add_template", wanted) for _ in range(25)]
    assert [answer["errcode"] for answer in codes] == [0] * 24 + [45026]
