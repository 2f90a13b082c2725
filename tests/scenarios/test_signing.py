"""The bulletin's day: the office sees what waits, signs or holds, and units read what goes out."""

from __future__ import annotations

import re

import pytest

from handlers.invite import invite
from supervision.documents import State
from supervision.people import Group
from supervision.records import Role
from tests.scenarios.conftest import City

MORNING = "2017-07-17T09:00:30+08:00"  # the 15th was a Saturday
AFTERNOON = "2017-07-17T15:00:30+08:00"


@pytest.fixture
def town(tianshui: City) -> City:
    """On the morning of the first bulletin: 市建设局 is overdue with 14-2 since June."""
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.at(MORNING).tick()
    return tianshui


def number_of(town: City, code: str, unit: str = "市建设局") -> str:
    """The number of the unit's document of this kind."""
    found = [d.number for d in town.office.store.documents.of_unit(unit) if d.number[:2] == code]
    assert len(found) == 1, found
    return found[0]


def state_of(town: City, code: str) -> State:
    document = town.office.store.documents.get(number_of(town, code))
    assert document is not None
    return document.state


def desk_lines(town: City) -> list[str]:
    """One line a document, of every page of the office's list."""
    reply = town.say("oOffice", "待签发")
    pages = [reply]
    while "下一页" in reply:
        reply = town.say("oOffice", "下一页")
        assert reply not in pages, "the same page again"
        pages.append(reply)
    return [line for page in pages for line in page.splitlines() if re.match(r"\d+\. ", line)]


def test_in_the_morning_everything_waits_and_nothing_has_gone_out(town: City) -> None:
    assert "待签发" in town.pushed("oOffice")[-1]
    assert not any("黄牌" in text for text in town.pushed("oLiaison"))
    lines = desk_lines(town)
    waiting = town.office.store.documents.to_issue()
    assert len(lines) == len(waiting)
    [line] = [line for line in lines if number_of(town, "TB") in line]
    assert re.fullmatch(r"\d+\. TB-\S+ 通报批评 市建设局（15:00 自动签发）", line)


def test_at_three_the_card_goes_out_by_itself_once(town: City) -> None:
    town.at(AFTERNOON).tick()
    town.tick()
    cards = [text for text in town.pushed("oLiaison") if "【黄牌警告】" in text]
    assert len(cards) == 1
    assert number_of(town, "TB") in cards[0]
    assert "T10" in cards[0]
    assert (state_of(town, "TB"), state_of(town, "HP")) == (State.ISSUED, State.ISSUED)


def test_a_held_criticism_stays_and_so_does_what_follows_from_it(town: City) -> None:
    number = number_of(town, "TB")
    assert "请写明暂缓的原因" in town.say("oOffice", f"暂缓 {number}")
    assert f"已暂缓 {number}" in town.say("oOffice", f"暂缓 {number} 数据待核实")
    town.at(AFTERNOON).tick()
    assert (state_of(town, "TB"), state_of(town, "HP")) == (State.HELD, State.DRAWN_UP)
    assert not any("黄牌" in text for text in town.pushed("oLiaison"))


def test_signing_by_hand_names_what_goes_out_together_and_issues_it_at_once(town: City) -> None:
    number = number_of(town, "TB")
    asked = town.say("oOffice", f"签发 {number}")
    assert "市建设局" in asked
    assert f"黄牌警告 {number_of(town, 'HP')}" in asked
    assert f"已签发 {number}" in town.say("oOffice", "1")
    assert state_of(town, "HP") is State.ISSUED
    assert any("【黄牌警告】" in text for text in town.pushed("oLiaison"))


def test_a_card_cannot_go_before_its_bulletin(town: City) -> None:
    town.say("oOffice", f"签发 {number_of(town, 'HP')}")
    assert "请先签发通报" in town.say("oOffice", "1")
    assert state_of(town, "HP") is State.DRAWN_UP


def test_the_unit_signs_for_what_it_got(town: City) -> None:
    town.at(AFTERNOON).tick()
    assert "已签收" in town.say("oLiaison", "收到")
    assert "没有等您签收的预警和通报" in town.say("oLiaison", "收到")
    acts = [entry.body["act"] for entry in town.office.store.journal.entries()]
    assert acts.count("acknowledge") == 1


def test_what_waits_to_be_signed_for_can_be_read_again(town: City) -> None:
    town.at(AFTERNOON).tick()
    reply = town.say("oLiaison", "我的预警")
    assert "黄牌警告" in reply
    link = re.search(rf"/documents/{number_of(town, 'HP')}\?k=\w+", reply)
    assert link
    page = town.app.test_client().get(link.group())
    assert page.status_code == 200
    assert "列入督办计划" in page.text


def test_the_second_bulletin_proposes_the_admonition_and_issues_none(town: City) -> None:
    town.at(AFTERNOON).tick()
    town.at("2017-07-31T15:00:30+08:00").tick()
    admonition = town.office.store.documents.get(number_of(town, "JM"))
    assert admonition is not None
    assert admonition.state is State.PROPOSED
    assert admonition.decision.count == 2
    reply = town.say("oOffice", "待签发")
    assert re.search(r"JM-\S+ 诫勉谈话", reply)
    assert not any(text.startswith("【诫勉谈话】") for text in town.pushed("oLiaison"))


def test_units_that_nobody_could_tell_stand_on_the_offices_list(town: City) -> None:
    town.at(AFTERNOON).tick()
    reply = town.say("oOffice", "待签发")
    assert "没有能送达" in reply
    assert "没有绑定的人，请电话告知并发绑定码" in reply


def test_only_the_office_signs(town: City) -> None:
    assert "整改办办理" in town.say("oLiaison", "待签发")
    assert "整改办" in town.say("oCitizen", f"签发 {number_of(town, 'TB')}")
    assert state_of(town, "TB") is State.DRAWN_UP


def test_each_work_group_of_the_office_hears_of_its_own(tianshui: City) -> None:
    groups = {"oSupervises": Group.SUPERVISION, "oAccounts": Group.ACCOUNTABILITY}
    for openid, group in groups.items():
        code = invite(tianshui.office, "整改办", Role.OFFICE, tianshui.now, group=group).code
        tianshui.say(openid, code)
        tianshui.say(openid, "1")
    tianshui.at(MORNING).tick()
    assert "待签发" in "\n".join(tianshui.pushed("oSupervises"))
    assert tianshui.pushed("oAccounts") == []
    tianshui.at(AFTERNOON).tick()
    for openid in groups:  # nobody is of 综合协调组, so everybody hears of it
        assert "收不到通知" in "\n".join(tianshui.pushed(openid))
