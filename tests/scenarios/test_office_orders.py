"""The office's orders by chat: each says exactly what will happen before it does."""

from __future__ import annotations

import pytest

from supervision.decisions import Step
from supervision.documents import State
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


def documents(town: City, step: Step) -> list[State]:
    found = town.office.store.documents.of_unit("市建设局")
    return [d.state for d in found if d.decision.step is step]


def test_an_announcement_counts_its_receivers_before_it_goes(town: City) -> None:
    asked = town.say("oOffice", "通知各单位：8月底前报送半年总结")
    assert "全部单位的 2 位联络员" in asked
    assert "8月底前报送半年总结" in asked
    assert not any("【通知】" in text for text in town.pushed("oLiaison"))
    assert "将通知 2 人" in town.say("oOffice", "1")
    for openid in ("oLiaison", "oWater"):
        assert any("8月底前报送半年总结" in text for text in town.pushed(openid))
    assert acts(town)[-1] == "announce"


def test_an_announcement_to_one_unit_reaches_nobody_else(town: City) -> None:
    assert "发给市水务局的 1 位联络员" in town.say("oOffice", "通知 市水务局 明天上午开会")
    town.say("oOffice", "1")
    assert any("明天上午开会" in text for text in town.pushed("oWater"))
    assert not any("明天上午开会" in text for text in town.pushed("oLiaison"))
    assert "没有绑定" in town.say("oOffice", "通知 市财政局 明天上午开会")


def test_who_binds_after_the_question_is_counted_anew(town: City) -> None:
    town.say("oOffice", "通知各单位：明天开会")
    town.bind("oThird", "市财政局")
    assert "3 位联络员" in town.say("oOffice", "1")
    assert "将通知 3 人" in town.say("oOffice", "1")


def test_words_are_asked_for_and_too_many_are_refused(town: City) -> None:
    assert "什么" in town.say("oOffice", "通知各单位")
    assert "2 位联络员" in town.say("oOffice", "周五前自查")
    town.say("oOffice", "0")
    assert "太长" in town.say("oOffice", "通知各单位：" + "请认真自查。" * 60)


def test_a_warning_by_the_office_goes_out_at_once_with_its_clause(town: City) -> None:
    asked = town.say("oOffice", "预警 市建设局 14-2")
    for said in ("立即签发预警：市建设局", "14-2", "超期 6 天", "T9", "回复 1 确认"):
        assert said in asked
    assert documents(town, Step.WARNING) == []
    assert "已签发 YJ-" in town.say("oOffice", "1")
    assert documents(town, Step.WARNING) == [State.ISSUED]
    [text] = [t for t in town.pushed("oLiaison") if "【预警】" in t and "T9" in t]
    assert "14-2" in text
    assert "已签收" in town.say("oLiaison", "收到")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("预警 14-2", "请写明单位"),
        ("预警 市水务局 14-2", "不由市水务局负责"),
        ("黄牌 市民政局", "没有黄牌警告的事由"),
    ],
)
def test_an_order_without_ground_is_refused_and_says_why(town: City, words: str, said: str) -> None:
    assert said in town.say("oOffice", words)
    assert documents(town, Step.WARNING) == []


def test_a_yellow_card_is_drawn_up_and_waits_for_its_hour_on_the_desk(town: City) -> None:
    asked = town.say("oOffice", "黄牌 市建设局")
    for said in ("黄牌警告：市建设局", "T10", "还没有被通报批评过", "今天 15:00"):
        assert said in asked
    said = town.say("oOffice", "1")
    assert "已拟制 HP-" in said
    assert documents(town, Step.YELLOW_CARD) == [State.DRAWN_UP]
    assert "黄牌警告" in town.say("oOffice", "待签发")
    assert not any("【黄牌警告】" in text for text in town.pushed("oLiaison"))
    town.at("2017-07-06T15:00:30+08:00").tick()
    assert documents(town, Step.YELLOW_CARD) == [State.ISSUED]
    assert any("【黄牌警告】" in text for text in town.pushed("oLiaison"))


def test_the_summary_keeps_claimed_and_verified_apart(town: City) -> None:
    town.say("oLiaison", "13-2 完成100%")
    town.say("oLiaison", "1")
    said = town.say("oOffice", "整体进度")
    assert "核实完成 0 ÷ 全部" in said
    assert "上报完成 1 ÷ 全部" in said
    assert "超期最多：" in said


def test_the_overdue_list_of_one_unit(town: City) -> None:
    said = town.say("oOffice", "市建设局超期")
    assert "已超期 2 项" in said
    assert "14-2" in said
    assert "没有已超期" in town.say("oOffice", "市民政局超期")


@pytest.mark.parametrize("words", ["通知各单位：明天开会", "预警 市建设局 14-2", "黄牌 市建设局"])
@pytest.mark.parametrize("openid", ["oLiaison", "oCitizen"])
def test_from_anybody_else_the_same_words_order_nothing(
    town: City, openid: str, words: str
) -> None:
    town.say(openid, words)
    town.say(openid, "1")
    assert not {"announce", "warning", "yellow_card"} & set(acts(town))


def test_the_menu_of_the_policy_is_ordered_signed_and_told(town: City) -> None:
    asked = town.say("oOffice", "挂牌督办 市建设局 14-2")
    for said in (
        "将拟办挂牌督办：市建设局（单位负责人、向社会公开）",
        "14-2 ",
        "T9",
        "回复 1 确认",
    ):
        assert said in asked
    assert "已拟办 GP-" in town.say("oOffice", "1")
    assert documents(town, Step.LISTED_SUPERVISION) == [State.PROPOSED]
    [document] = [
        d
        for d in town.office.store.documents.of_unit("市建设局")
        if d.decision.step is Step.LISTED_SUPERVISION
    ]
    town.say("oOffice", f"签发 {document.number}")
    town.say("oOffice", "1")
    [text] = [text for text in town.pushed("oLiaison") if "【挂牌督办】" in text]
    assert "由整改办决定" in text
    assert "由整改办摘牌" in town.say("oLiaison", "为什么挂牌督办我们")


def test_what_is_not_on_the_menu_is_refused_with_what_is(town: City) -> None:
    said = town.say("oOffice", "移送线索 市建设局")
    assert "没有由整改办选用的线索移送" in said
    assert "约谈、预警、挂牌督办、专项督查" in said


@pytest.mark.parametrize("words", ["约谈 市建设局", "专项督查 市建设局 14-2", "对市建设局约谈"])
def test_steps_are_ordered_in_the_words_that_people_use(town: City, words: str) -> None:
    assert "回复 1 确认" in town.say("oOffice", words)
    assert "回复 1 确认" not in town.say("oLiaison", words)
