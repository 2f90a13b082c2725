"""Words between units and the office: written replies, words left, reminders off and on."""

from __future__ import annotations

import pytest

from storage.change import Change
from supervision.records import Role
from tests.scenarios.conftest import City


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oWater", "市水务局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def acts(town: City) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def warned(town: City) -> str:
    town.say("oOffice", "预警 市建设局 14-2")
    said = town.say("oOffice", "1")
    return next(word for word in said.split() if word.startswith("YJ-"))


def test_a_unit_replies_to_a_warning_and_the_office_reads_it(town: City) -> None:
    number = warned(town)
    signed = town.say("oLiaison", "收到")
    assert "请在 7月13日（周四）前书面答复" in signed
    assert f"回复 {number}" in signed
    assert "市建设局名义" in town.say("oLiaison", f"回复 {number} 因雨季停工，7月底前完成")
    assert "已记录" in town.say("oLiaison", "1")
    assert any("因雨季停工" in text for text in town.pushed("oOffice"))
    assert "因雨季停工，7月底前完成" in town.say("oOffice", f"答复 {number}")
    assert acts(town)[-1] == "replied"


def test_a_reply_without_words_is_asked_for_them_and_signs_for_the_document(town: City) -> None:
    number = warned(town)
    assert "请直接回复" in town.say("oLiaison", f"回复 {number}")
    assert "设备未到货" in town.say("oLiaison", "设备未到货")
    town.say("oLiaison", "1")
    assert "没有等您签收" in town.say("oLiaison", "收到")


def test_nobody_replies_for_another_unit(town: City) -> None:
    number = warned(town)
    assert "没有编号为" in town.say("oWater", f"回复 {number} 与我无关")
    town.say("oCitizen", f"回复 {number} 与我无关")
    assert town.office.store.left_words.replies(number) == []


def test_the_office_has_a_telephone_once_it_is_entered(town: City) -> None:
    assert "还没有登记" in town.say("oLiaison", "联系整改办")
    change = Change()
    town.office.store.ledger.put_office_phone(change, "0938-8212345")
    town.office.store.commit(change)
    for openid in ("oLiaison", "oCitizen"):
        assert "0938-8212345" in town.say(openid, "联系整改办")
    assert "留言" in town.say("oLiaison", "联系整改办")


def test_words_left_reach_the_office_and_its_answer_comes_back(town: City) -> None:
    assert "整改办将看到" in town.say("oLiaison", "留言 14-2 的责任单位列错了")
    assert town.office.store.left_words.unanswered(9) == []
    assert "已留言 LY2017-0001" in town.say("oLiaison", "1")
    [told] = [text for text in town.pushed("oOffice") if "【留言】" in text]
    assert "市建设局 联络员：14-2 的责任单位列错了" in told
    assert "LY2017-0001" in town.say("oOffice", "留言列表")
    assert "已核对更正" in town.say("oOffice", "回复 LY2017-0001 已核对更正")
    assert "已回复" in town.say("oOffice", "1")
    assert any("已核对更正" in text for text in town.pushed("oLiaison"))
    assert "没有编号为" in town.say("oOffice", "回复 LY2017-0001 再答一次")


def test_citizens_leave_no_words_that_way(town: City) -> None:
    assert "先绑定单位" in town.say("oCitizen", "留言 你好")
    assert town.office.store.left_words.unanswered(9) == []


def test_reminders_can_be_turned_off_and_formal_documents_still_come(town: City) -> None:
    town.bind("oSecond", "市建设局")
    assert "正式文书和批复仍会送达" in town.say("oLiaison", "退订提醒")
    warned(town)
    assert any("【预警】" in text for text in town.pushed("oLiaison"))
    town.at("2017-12-26T09:00:30+08:00").tick()
    assert not any("【提醒】" in text for text in town.pushed("oLiaison"))
    assert any("【提醒】" in text for text in town.pushed("oSecond"))
    assert "已恢复" in town.say("oLiaison", "恢复提醒")
    town.at("2017-12-28T09:00:30+08:00").tick()
    assert any("【提醒】" in text for text in town.pushed("oLiaison"))


def test_a_citizen_who_unsubscribes_is_told_how(town: City) -> None:
    assert "取消关注" in town.say("oCitizen", "退订提醒")
