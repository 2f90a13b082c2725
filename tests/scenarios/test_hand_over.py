"""A liaison hands over: the successor binds, the predecessor's binding ends."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import acts, code_for, code_in, held, indexes_agree, person

OLD, NEW, OFFICE = "oOld", "oNew", "oOffice"


@pytest.fixture
def town(tianshui: City) -> City:
    """The liaison of 市建设局 is bound by name, and the office."""
    tianshui.bind(OFFICE, "整改办", Role.OFFICE)
    tianshui.say(OLD, code_for(tianshui, "市建设局", name="张三"))
    tianshui.say(OLD, "1")
    return tianshui


def succeed(town: City, name: str = "李四") -> str:
    """The whole hand-over; gives the successor's last reply."""
    code = code_in(town.say(OLD, "移交"))
    asked = town.say(NEW, f"绑定 {code} {name}")
    assert "您将接替张*，对方的绑定随即解除" in asked
    return town.say(NEW, "1")


def test_the_successor_holds_the_office_and_both_are_told(town: City) -> None:
    reply = succeed(town)
    assert "已绑定：市建设局 联络员" in reply
    assert "张*的绑定已解除，已告知对方" in reply
    assert held(town, NEW) == {("市建设局", Role.LIAISON)}
    assert held(town, OLD) == set()
    [told] = town.pushed(OLD)
    assert told.startswith("【移交完成】市建设局 联络员 已由李*绑定")
    assert town.pushed(OFFICE) == [], "the unit is not left alone"
    assert acts(town)[-3:] == ["offer_hand_over", "hand_over", "bind"]
    indexes_agree(town)


def test_until_the_successor_binds_nothing_changes(town: City) -> None:
    code = code_in(town.say(OLD, "移交"))
    town.say(NEW, code)
    assert held(town, OLD) == {("市建设局", Role.LIAISON)}
    assert "已记录" in town.say(OLD, "14-2 完成60%")


def test_the_giver_who_sends_the_code_is_told_to_pass_it_on(town: City) -> None:
    code = code_in(town.say(OLD, "移交"))
    assert "请转给对方" in town.say(OLD, code)


def test_a_second_hand_over_makes_the_first_code_void(town: City) -> None:
    first, second = (code_in(town.say(OLD, "移交")) for _ in range(2))
    assert "绑定码不对" in town.say(NEW, first)
    assert "您将绑定" in town.say(NEW, second)


def test_a_hand_over_can_be_taken_back(town: City) -> None:
    code = code_in(town.say(OLD, "移交"))
    assert "绑定码作废" in town.say(OLD, "取消移交")
    assert "绑定码不对" in town.say(NEW, code)
    assert "没有进行中的移交" in town.say(OLD, "取消移交")


def test_taken_back_between_question_and_yes_nothing_is_bound(town: City) -> None:
    town.say(NEW, code_in(town.say(OLD, "移交")))
    town.say(OLD, "取消移交")
    town.say(NEW, "1")
    assert held(town, NEW) == set()
    assert held(town, OLD) == {("市建设局", Role.LIAISON)}


def test_what_has_not_been_sent_goes_to_the_successor(town: City) -> None:
    town.at("2017-07-17T09:00:30+08:00").tick()
    town.at("2017-07-17T15:00:30+08:00").tick()
    waiting = town.pushed(OLD)
    assert any("黄牌" in text for text in waiting)
    reply = succeed(town)
    assert f"待发的 {len(waiting)} 条通知改发给您" in reply
    assert "件文书等签收" in reply
    assert town.pushed(NEW) == waiting
    assert len(town.pushed(OLD)) == 1
    assert "已签收" in town.say(NEW, "收到")


def test_the_successor_can_take_back_what_the_predecessor_reported(town: City) -> None:
    town.say(OLD, "14-2 完成60%")
    succeed(town)
    assert "将撤回您对 14-2" in town.say(NEW, "撤回")
    assert "已撤回 14-2" in town.say(NEW, "1")


def test_a_question_that_was_left_open_is_told(town: City) -> None:
    code = code_in(town.say(OLD, "移交"))
    assert "回复 1 确认" in town.say(OLD, "14-2 完成100%")
    town.say(NEW, code)
    assert "前任还有一项没有确认：14-2" in town.say(NEW, "1")
    assert "现在没有等您确认的事" in town.say(OLD, "1")


def test_who_leaves_after_handing_over_does_not_block_the_successor(town: City) -> None:
    code = code_in(town.say(OLD, "移交"))
    town.event(OLD, "unsubscribe")
    assert "您将绑定：市建设局" in town.say(NEW, code)
    assert "已绑定" in town.say(NEW, "李四")
    indexes_agree(town)


def test_of_several_units_the_one_is_named(town: City) -> None:
    town.bind(OLD, "市水务局")
    asked = town.say(OLD, "移交")
    assert "2. 市水务局 联络员" in asked
    code = code_in(town.say(OLD, "2"))
    town.say(NEW, code)
    town.say(NEW, "1")
    assert held(town, OLD) == {("市建设局", Role.LIAISON)}
    assert held(town, NEW) == {("市水务局", Role.LIAISON)}
    assert person(town, OLD).name == "张三"


def test_who_holds_nothing_has_nothing_to_hand_over(town: City) -> None:
    assert "您没有绑定单位" in town.say("oCitizen", "移交")


def test_a_code_that_was_offered_is_void_when_the_office_revokes(town: City) -> None:
    code = code_in(town.say(OLD, "移交"))
    town.say(OFFICE, "解绑 张*")
    town.say(OFFICE, "1")
    assert "绑定码不对" in town.say(NEW, code)
