"""The same thing had two names, and a refusal or a hint asked for what makes no sense."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City, city, tianshui  # noqa: F401  # fixtures


@pytest.fixture
def town(tianshui: City) -> City:  # noqa: F811
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def test_what_nobody_has_checked_is_called_so_everywhere(town: City) -> None:
    town.say("oLiaison", "14-2 完成80%")
    asked = town.say("oOffice", "发布 14-2")
    assert "尚未核实，单位上报 80%" in asked
    town.say("oOffice", "1")
    assert "已核实：尚未核实" in town.say("oCitizen", "看14-2")


def test_an_item_reported_as_done_is_not_asked_for_again(town: City) -> None:
    assert "「14-2 完成" in town.say("oLiaison", "看14-2")
    town.say("oLiaison", "14-2 已完成")
    town.say("oLiaison", "1")
    assert town.say("oLiaison", "看14-2").endswith("回复「为什么14-2」看到期日依据")


def test_other_words_than_a_yes_say_how_to_go_on(town: City) -> None:
    town.say("oLiaison", "14-2 已完成")
    assert "还要办，请重新发送" in town.say("oLiaison", "我的任务")
