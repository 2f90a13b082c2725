"""A list, a word for it, a next step: each pointed to something that could not be done."""

from __future__ import annotations

import pytest

from handlers.words.letters import and_others
from supervision.records import Role
from tests.scenarios.conftest import City

MORNING = "2017-07-17T09:00:30+08:00"  # the 15th was a Saturday
AFTERNOON = "2017-07-17T15:00:30+08:00"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def test_no_change_is_recorded_where_a_verifier_has_found_more(town: City) -> None:
    town.say("oLiaison", "14-2 完成60%")
    town.say("oOffice", "核实 14-2 62%")
    town.say("oOffice", "1")
    assert "仍为 60%" in town.say("oLiaison", "14-2 无变化")
    assert "不能报得比它低" in town.say("oLiaison", "14-2 完成61%")


def test_no_change_without_any_report_says_nothing_of_what_was_verified(town: City) -> None:
    town.say("oOffice", "核实 14-2 62%")
    town.say("oOffice", "1")
    assert "不能报得比它低" in town.say("oLiaison", "14-2 无变化")


def test_who_verifies_is_not_told_to_report(town: City) -> None:
    town.bind("oVerifier", "市环保局", Role.VERIFIER)
    last = town.say("oVerifier", "我的任务").splitlines()[-1]
    assert "看详情" in last
    assert "直接说" not in last
    assert "直接说" in town.say("oLiaison", "我的任务").splitlines()[-1]


def test_a_report_of_no_change_that_is_taken_back_is_not_called_its_figure(town: City) -> None:
    town.say("oLiaison", "14-2 完成60%")
    town.say("oLiaison", "14-2 无变化")
    assert "已撤回 14-2 提升城镇污水处理能力 的 这次上报（60%）" in town.say("oLiaison", "撤回")
    assert " 的 60%。" in town.say("oLiaison", "撤回")


def test_a_number_that_a_list_has_not_is_told_with_one_that_it_has(town: City) -> None:
    town.say("oLiaison", "我的任务")
    reply = town.say("oLiaison", "1")
    assert "清单里没有 1" in reply
    assert "例如 14-2" in reply
    assert town.say("oLiaison", "14-2").startswith("14-2 ")
    town.say("oLiaison", "帮助")
    assert "现在没有等您确认的事" in town.say("oLiaison", "1")


def test_signing_everything_names_what_needs_a_decision_of_its_own(town: City) -> None:
    assert "没有待签发的文书。" in town.say("oOffice", "签发 全部")
    town.say("oOffice", "记录 市建设局 未报送结果")
    town.say("oOffice", "1")
    town.at("2017-07-07T09:00:30+08:00").tick()
    assert "另有 1 件拟办" in town.say("oOffice", "签发 全部")


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("oLiaison", "线索", "「回复线索 内容」"),
        ("oOffice", "延期", "「同意延期 "),
        ("oOffice", "待核实", "没有待批的申请"),
        ("oCitizen", "异议", "/publicity/"),
        ("oCitizen", "总览", "/overview/"),
    ],
)
def test_a_bare_word_is_answered_with_what_it_is_about(
    town: City, who: str, said: str, answer: str
) -> None:
    assert answer in town.say(who, said)


def test_several_notices_about_several_items_are_counted_with_one_word() -> None:
    assert and_others("13 等 2 项", 2) == "13 等 2 项，共2件"
    assert and_others("14-2 污泥处置", 3) == "14-2 污泥处置等3件"
