"""The shortest words (你好、电话、我的关注、帮助) are answered with what this person can use."""

from __future__ import annotations

import pytest

from handlers.words import helping
from supervision.records import Role
from tests.scenarios.conftest import City

ITEM = "14-2"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.bind("oLeader", "市财政局", Role.LEADER)
    return tianshui


def test_a_greeting_is_answered_with_what_waits(town: City) -> None:
    said = town.say("oLiaison", "你好")
    assert said.startswith("您好。您单位有 ")
    assert "最急的是 " in said
    assert "上报请发「" in said
    assert "现在没有等您办的" in town.say("oOffice", "您好")
    assert "现在没有等您办的" in town.say("oLeader", "在吗")
    town.say("oLiaison", "14-2 完成100%")
    town.say("oLiaison", "1")
    town.say("oLiaison", "14-2 申请验收")
    town.say("oLiaison", "1")
    town.at("2017-07-14T15:00:30+08:00").tick()
    said = town.say("oOffice", "你好")
    assert "待批申请 1 件，回复「待办」" in said
    assert "举报" in town.say("oCitizen", "你好")
    assert town.say("oOffice", "谢谢") == "不客气。"


def test_who_asks_for_a_telephone_is_told_what_is_of_use_to_them(town: City) -> None:
    assert "请系统管理员用 office set 登记" in town.say("oOffice", "电话")
    done = town.app.test_cli_runner().invoke(args=["office", "set", "--phone", "0938-8212345"])
    assert done.exit_code == 0
    assert "对外公布的市整改办电话：0938-8212345" in town.say("oOffice", "电话")
    assert "请发「人员」" in town.say("oOffice", "电话")
    assert "市整改办电话：0938-8212345。\n也可以留言" in town.say("oLiaison", "电话")
    assert "举报" in town.say("oCitizen", "电话")


def test_following_is_offered_only_for_what_is_not_followed(town: City) -> None:
    assert "例如「查污水」" in town.say("oCitizen", "我的关注")
    assert "不用关注" in town.say("oLiaison", "我的关注")
    assert "还没有公开，公开后才能关注" in town.say("oLiaison", f"关注{ITEM}")
    assert "没有编号" in town.say("oCitizen", f"关注{ITEM}")
    for number in ("17", ITEM):
        town.say("oOffice", f"发布 {number}")
        town.say("oOffice", "1")
    listed = town.say("oCitizen", "查污水")
    assert "「关注1」接收进展" in listed
    town.say("oCitizen", "关注1")
    assert "「关注2」接收进展" in town.say("oCitizen", "查污水")
    town.say("oCitizen", "关注2")
    assert "接收进展" not in town.say("oCitizen", "查污水")


def test_help_of_leaders_names_extensions_where_the_policy_leaves_them_to_leaders(
    town: City,
) -> None:
    assert "延期" not in town.say("oLeader", "帮助")
    said = helping.for_role(Role.LEADER, ITEM, extends=True)
    assert "「待办」看待审定的验收、待批的延期" in said
    assert f"「同意延期 {ITEM}」" in said
    assert len(said.splitlines()) <= 10


@pytest.mark.parametrize("words", ["啥意思", "什么意思啊", "这是干什么的"])
def test_who_does_not_understand_a_binding_is_asked_again(town: City, words: str) -> None:
    code = town.app.test_cli_runner().invoke(args=["invite", "市水务局", "--json"]).output
    town.say("oNew", code.split('"code": "')[1].split('"')[0])
    assert "您将绑定：市水务局" in town.say("oNew", words)
    assert "已绑定" in town.say("oNew", "1")
