"""Who pressed 我要举报 and then typed it too had a complaint filed that said 我要举报."""

from __future__ import annotations

from tests.scenarios.conftest import City


def test_the_bare_command_is_no_answer_to_its_own_question(tianshui: City) -> None:
    asked = tianshui.say("oCitizen", "我要举报")
    assert tianshui.say("oCitizen", "我要举报") == asked
    assert "已登记举报" in tianshui.say("oCitizen", "葫芦河大桥下有人倒建筑垃圾")
