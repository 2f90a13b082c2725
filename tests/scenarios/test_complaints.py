"""Complaints (群众举报): a number, an answer in time, and nobody learns who it was."""

from __future__ import annotations

import json

import pytest

from supervision.complaints import Handling
from supervision.records import Role
from tests.scenarios.conftest import City

WHAT = "举报 葫芦河大桥下有人倒建筑垃圾"
FIRST = "JB2017-0001"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def journal(town: City) -> str:
    return json.dumps([e.body for e in town.office.store.journal.entries()], ensure_ascii=False)


def test_a_complaint_gets_a_number_a_day_and_a_line_of_protection(town: City) -> None:
    said = town.say("oCitizen", "举报 半夜有人偷倒建筑垃圾")
    for part in (FIRST, "建筑垃圾", "7月16日", "身份不会公开", "在什么地方"):
        assert part in said
    assert "已补充地点" in town.say("oCitizen", "麦积区葫芦河大桥")
    found = town.office.store.complaints.get(FIRST)
    assert found is not None
    assert found.place == "麦积区葫芦河大桥"
    [told] = [text for text in town.pushed("oOffice") if "【群众举报】" in text]
    assert FIRST in told
    assert "JB2017-0002" in town.say("oCitizen", "举报 北道区工厂冒黑烟")


def test_a_word_alone_asks_what_happened_and_a_command_is_no_complaint(town: City) -> None:
    assert "要举报什么" in town.say("oCitizen", "举报")
    assert FIRST in town.say("oCitizen", "葫芦河大桥下有人倒建筑垃圾")
    town.say("oOther", "举报")
    assert "没有找到" in town.say("oOther", "查污水")
    assert town.office.store.complaints.open_count() == 1


def test_only_the_sender_and_the_office_may_ask(town: City) -> None:
    town.say("oCitizen", WHAT)
    assert "已受理" in town.say("oCitizen", FIRST)
    for openid in ("oOther", "oLiaison"):
        for number in (FIRST, "JB2017-0009"):
            assert f"{number} 只有举报人本人" in town.say(openid, f"查举报 {number}")
    assert "倒建筑垃圾" in town.say("oOffice", FIRST)
    assert "已受理" in town.say("oCitizen", "我的举报")
    assert "还没有举报过" in town.say("oOther", "我的举报")


def test_the_office_answers_and_the_sender_is_told(town: City) -> None:
    town.say("oCitizen", WHAT)
    assert FIRST in town.say("oOffice", "举报列表")
    assert "倒建筑垃圾" in town.say("oOffice", "1")
    assert "办理中、阶段性办结或办结" in town.say("oOffice", f"办理 {FIRST}")
    assert "写明查实情况" in town.say("oOffice", f"办理 {FIRST} 办结 已清理")
    asked = town.say("oOffice", f"办理 {FIRST} 部分属实 阶段性办结 已责令清理，月底前完成")
    assert "部分属实，阶段性办结：已责令清理" in asked
    assert "举报人会收到" in asked
    assert "将告知举报人" in town.say("oOffice", "1")
    [told] = [text for text in town.pushed("oCitizen") if "【举报答复】" in text]
    assert "已责令清理，月底前完成" in told
    assert "已责令清理" in town.say("oCitizen", FIRST)
    assert FIRST in town.say("oOffice", "举报列表")
    town.say("oOffice", f"办理 {FIRST} 办结 已全部清理")
    town.say("oOffice", "1")
    assert "没有未办结" in town.say("oOffice", "举报列表")
    found = town.office.store.complaints.get(FIRST)
    assert found is not None
    assert [step.state for step in found.steps] == [Handling.STAGED, Handling.CLOSED]


def test_the_public_page_tells_the_state_and_no_word_of_it(town: City) -> None:
    town.say("oCitizen", WHAT)
    page = town.app.test_client().get(f"/complaints/{FIRST}")
    assert page.status_code == 200
    assert "已受理，待核查" in page.text
    assert "葫芦河" not in page.text
    assert town.app.test_client().get("/complaints/JB2017-0009").status_code == 404


def test_photos_before_and_after_go_with_the_complaint(town: City) -> None:
    assert "照片已收到" in town.photo("oCitizen", "media-one")
    assert "照片 1 张" in town.say("oCitizen", "葫芦河大桥下有人倒建筑垃圾")
    assert "共 2 张" in town.photo("oCitizen", "media-two")
    kept = list(town.office.store.evidence.all())
    assert [(one.measure, one.person, one.unit) for one in kept] == [(FIRST, "", "")] * 2
    assert [errand.errand.kind for errand in town.office.store.errands.waiting(9)].count(
        "download"
    ) == 2


def test_another_complaint_about_the_place_is_hinted_to_the_office(town: City) -> None:
    town.say("oCitizen", WHAT)
    town.say("oCitizen", "0")
    second = town.say("oOther", "举报 葫芦河大桥下面还在倒垃圾")
    assert "已登记" in second, second
    assert FIRST not in second
    assert f"疑似重复：{FIRST}" in town.say("oOffice", "JB2017-0002")
    town.say("oThird", "举报 北道区工厂冒黑烟")
    assert "疑似重复" not in town.say("oOffice", "JB2017-0003")


def test_who_leaves_is_forgotten_and_the_complaint_stays(town: City) -> None:
    town.say("oCitizen", WHAT + "，我电话13812345678")
    pid = town.office.store.people.pid("oCitizen")
    assert pid not in journal(town)[journal(town).index('"complaint"') - 300 :]
    town.event("oCitizen", "unsubscribe")
    store = town.office.store
    assert (store.complaints.sender(FIRST), store.complaints.of_person(pid)) == ("", [])
    found = store.complaints.get(FIRST)
    assert found is not None
    assert "13812345678" not in found.what
    assert "收不到答复" in town.say("oOffice", f"办理 {FIRST} 不属实 办结 现场未发现")
    assert "告知举报人" not in town.say("oOffice", "1")


def test_nobody_floods_the_office(town: City) -> None:
    for count in range(10):
        assert "已登记" in town.say("oCitizen", f"举报 河边第{count}处有垃圾")
        town.say("oCitizen", "0")
    assert "请明天再发" in town.say("oCitizen", "举报 河边又有垃圾")
    assert town.office.store.complaints.open_count() == 10


def test_only_the_office_handles(town: City) -> None:
    town.say("oCitizen", WHAT)
    for openid in ("oLiaison", "oCitizen"):
        town.say(openid, f"办理 {FIRST} 不属实 办结 没有的事")
        town.say(openid, "1")
    found = town.office.store.complaints.get(FIRST)
    assert found is not None
    assert found.steps == ()
