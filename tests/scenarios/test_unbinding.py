"""A binding ends: by oneself, or by the office; exactly what was named, and nobody else's."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import acts, code_for, held, indexes_agree

ZHANG, LI, OFFICE = "oZhang", "oLi", "oOffice"


@pytest.fixture
def town(tianshui: City) -> City:
    """Two liaisons of 市建设局, and the office."""
    tianshui.bind(OFFICE, "整改办", Role.OFFICE)
    for openid, name in ((ZHANG, "张三"), (LI, "李四")):
        tianshui.say(openid, code_for(tianshui, "市建设局", name=name))
        tianshui.say(openid, "1")
    return tianshui


def test_one_ends_ones_own_binding_after_a_yes(town: City) -> None:
    asked = town.say(ZHANG, "解绑")
    assert "将解除您的绑定：市建设局 联络员" in asked
    assert held(town, ZHANG)
    assert "已解除：市建设局 联络员" in town.say(ZHANG, "1")
    assert held(town, ZHANG) == set()
    assert acts(town)[-1] == "unbind"
    indexes_agree(town)


def test_the_last_one_of_a_unit_is_warned_and_the_office_told(town: City) -> None:
    town.say(ZHANG, "解绑")
    town.say(ZHANG, "1")
    assert "最后一个绑定的人" in town.say(LI, "解绑")
    town.say(LI, "1")
    assert [t.partition("\n")[0] for t in town.pushed(OFFICE)] == [
        "【无人接收】市建设局最后一名绑定的人已离开"
    ]


def test_the_office_ends_a_binding_by_the_masked_name(town: City) -> None:
    assert "将解除：张* 市建设局 联络员" in town.say(OFFICE, "解绑 张*")
    assert "已解除 张*" in town.say(OFFICE, "1")
    assert (held(town, ZHANG), held(town, LI)) == (set(), {("市建设局", Role.LIAISON)})
    [told] = town.pushed(ZHANG)
    assert told.startswith("【绑定解除】您对 市建设局 联络员 的绑定已由")
    assert acts(town)[-1] == "revoke"


def test_the_office_ends_a_binding_by_the_list_of_a_unit(town: City) -> None:
    listed = town.say(OFFICE, "解绑 市建设局").splitlines()
    place = next(line[0] for line in listed if "李*" in line)
    assert "将解除：李*" in town.say(OFFICE, place)
    town.say(OFFICE, "1")
    assert (held(town, ZHANG), held(town, LI)) == ({("市建设局", Role.LIAISON)}, set())
    indexes_agree(town)


def test_a_no_ends_nothing(town: City) -> None:
    town.say(OFFICE, "解绑 张*")
    town.say(OFFICE, "0")
    assert held(town, ZHANG)


def test_only_the_office_ends_somebody_elses(town: City) -> None:
    town.bind("oWater", "市水务局")
    assert "您没有绑定市建设局" in town.say("oWater", "解绑 市建设局")
    town.say("oWater", "解绑 张*")
    town.say("oWater", "0")
    assert held(town, ZHANG)


def test_nobody_of_that_name_is_said(town: City) -> None:
    assert "没有找到「王*」" in town.say(OFFICE, "解绑 王*")
    assert "没有找到" in town.say(OFFICE, "解绑 *")


def test_the_last_of_the_office_is_warned(town: City) -> None:
    assert "整改办最后一个绑定的人" in town.say(OFFICE, "解绑")


def test_of_several_units_the_named_one_ends(town: City) -> None:
    town.bind(ZHANG, "市水务局")
    assert "2. 市水务局 联络员" in town.say(ZHANG, "解绑")
    assert "市水务局" in town.say(ZHANG, "2")
    assert "您还绑定市建设局" in town.say(ZHANG, "1")


def test_the_office_sees_masked_names_and_whom_to_call(town: City) -> None:
    town.say("oWang", code_for(town, "市水务局", name="王五", phone="13900001111"))
    town.say("oWang", "1")
    listed = town.say(OFFICE, "人员")
    assert "张* 市建设局 联络员" in listed
    assert "13900001111" not in listed
    assert "王* 联络员，7月6日（周四）起，电话 13900001111" in town.say(OFFICE, "人员 市水务局")
    assert "王五" not in town.say(OFFICE, "人员 市水务局")
