"""What is issued is owed an answer, stands until it is lifted, and is explained to who asks why."""

from __future__ import annotations

import re

import pytest

from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.records import Role
from tests.scenarios.conftest import City

AFTERNOON = "2017-07-17T15:00:30+08:00"  # the first bulletin; the 15th was a Saturday


@pytest.fixture
def town(tianshui: City) -> City:
    """After the first bulletin: 市建设局 has a yellow card and is supervised monthly."""
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.at(AFTERNOON).tick()
    return tianshui


def one(town: City, step: Step, unit: str = "市建设局") -> Document:
    found = [d for d in town.office.store.documents.of_unit(unit) if d.decision.step is step]
    assert len(found) == 1, found
    return found[0]


def acts(town: City) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def test_who_has_not_replied_is_reminded_once_and_the_office_told_once(town: City) -> None:
    card = one(town, Step.YELLOW_CARD)
    town.at("2017-07-24T15:00:30+08:00").tick()
    assert not any("书面答复已过期限" in text for text in town.pushed("oLiaison"))
    town.at("2017-07-25T09:00:30+08:00").tick()  # 5 working days after Monday the 17th: the 24th
    told = [text for text in town.pushed("oLiaison") if "书面答复已过期限" in text]
    assert len(told) == 1
    assert f"「回复 {card.number} 原因和措施」" in told[0]
    assert f"黄牌警告 {card.number} 市建设局" in town.pushed("oOffice")[-1]
    town.at("2017-07-28T15:00:30+08:00").tick()
    assert sum("书面答复已过期限" in text for text in town.pushed("oLiaison")) == 1


def test_a_reply_to_the_criticism_answers_the_card_that_told_of_it(town: City) -> None:
    number = one(town, Step.CRITICISM).number
    town.say("oLiaison", f"回复 {number} 资金已到位，8月底前完成")
    town.say("oLiaison", "1")
    town.at("2017-07-28T15:00:30+08:00").tick()
    assert not any("书面答复已过期限" in text for text in town.pushed("oLiaison"))
    page = town.app.test_client().get(f"/documents/{number}")
    assert "7月24日（周一）前书面答复" in page.text
    assert "已于 7月17日（周一）答复" in page.text


def test_the_office_lifts_what_stands_with_a_reason_and_the_unit_is_told(town: City) -> None:
    card, plan = one(town, Step.YELLOW_CARD), one(town, Step.MONTHLY_SUPERVISION)
    assert "督办中 12 家 24 件" in town.say("oOffice", "摘牌")
    assert "为什么解除市建设局" in town.say("oOffice", "摘牌 市建设局")
    asked = town.say("oOffice", "现场核实已整改到位")
    for said in (card.number, plan.number, "现场核实已整改到位", "还没有全部通过验收"):
        assert said in asked
    assert "已摘牌" in town.say("oOffice", "1")
    for step in (Step.YELLOW_CARD, Step.MONTHLY_SUPERVISION):
        assert one(town, step).state is State.ISSUED
        assert one(town, step).lifted_why == "现场核实已整改到位"
    assert acts(town).count("lift") == 2
    supervised = town.office.store.documents.supervised(card.decision.plan)
    assert len(supervised) == 11
    assert "市建设局" not in dict(supervised)
    assert any("【解除】市建设局" in text for text in town.pushed("oLiaison"))
    link = re.search(rf"/documents/{card.number}\?k=\w+", "".join(town.pushed("oLiaison")))
    assert link
    page = town.app.test_client().get(link.group()).text
    assert "已解除" in page
    assert "7月17日（周一）解除：现场核实已整改到位" in page
    assert "没有在督办中的文书" in town.say("oOffice", "摘牌 市建设局 再摘一次")


def test_only_the_office_lifts(town: City) -> None:
    town.say("oLiaison", "摘牌 市建设局 已整改")
    town.say("oLiaison", "1")
    assert one(town, Step.YELLOW_CARD).lifted_at is None


def test_the_office_is_told_once_when_the_cause_is_gone(town: City) -> None:
    card = one(town, Step.YELLOW_CARD)
    for number in dict.fromkeys(found.measure for found in card.decision.findings):
        town.say("oLiaison", f"{number} 完成100%")
        town.say("oLiaison", "1")
        town.say("oLiaison", f"{number} 申请验收")
        town.say("oLiaison", "1")
        town.say("oOffice", f"同意验收 {number}")
        town.say("oOffice", "1")
    for day in ("18", "19"):
        town.at(f"2017-07-{day}T09:00:30+08:00").tick()
    told = [text for text in town.pushed("oOffice") if "可以摘牌" in text]
    assert len(told) == 1
    assert "可以摘牌" in town.say("oOffice", "摘牌")


def test_why_explains_the_last_step_with_clause_count_and_deadlines(town: City) -> None:
    said = town.say("oLiaison", "为什么")
    for part in (
        f"黄牌警告（{one(town, Step.YELLOW_CARD).number}）",
        "第一次被通报批评",
        "14-2 ",
        "超期 17 天",
        "六（四）（T10）：“对被通报批评一次的县区、单位",
        "本方案第 1 次通报批评；第 2 次：诫勉谈话",
        "书面答复、申辩期限 7月24日（周一）：7月17日签发后第 5 个工作日",
        "整改期限 7月31日（周一）：7月17日签发后第 10 个工作日",
        "怎样解除：",
    ):
        assert part in said
    assert "通报批评（TB-" in town.say("oLiaison", "为什么被通报")
    assert "没有收到过约谈" in town.say("oLiaison", "为什么约谈我们")
    assert "到期日" in town.say("oLiaison", "为什么14-2")


def test_a_document_is_explained_by_its_number_to_who_may_read_it(town: City) -> None:
    number = one(town, Step.YELLOW_CARD).number
    assert number in town.say("oOffice", f"为什么{number}")
    town.bind("oWater", "市水务局")
    assert "不是发给您单位的" in town.say("oWater", f"为什么{number}")


def test_the_office_and_leaders_ask_why_of_any_unit(town: City) -> None:
    town.bind("oLeader", "市财政局", Role.LEADER)
    for openid in ("oOffice", "oLeader"):
        listed = town.say(openid, "为什么 建设局")
        assert listed.startswith("市建设局的文书 ")
        assert "黄牌警告（第 1 次）" in listed
        place = next(line[0] for line in listed.splitlines() if "黄牌警告" in line)
        said = town.say(openid, place)
        assert f"黄牌警告（{one(town, Step.YELLOW_CARD).number}）" in said
        assert "怎样解除：" in said
        assert "第一次被通报批评" in town.say(openid, "市建设局为什么被黄牌警告")
    assert "市水务局没有约谈" in town.say("oOffice", "为什么约谈市水务局")
    # A unit asks about itself alone.
    assert "黄牌警告（HP-" in town.say("oLiaison", "为什么给市建设局黄牌")
    town.bind("oWater", "市水务局")
    assert "不是您的单位" in town.say("oWater", "为什么 市建设局")


def test_what_is_only_drawn_up_is_explained_to_the_office_alone(town: City) -> None:
    town.bind("oLeader", "市财政局", Role.LEADER)
    town.say("oOffice", "记录 市建设局 反馈失实")
    town.say("oOffice", "1")
    town.at("2017-07-18T09:00:30+08:00").tick()
    said = town.say("oOffice", "为什么约谈市建设局")
    assert "，拟办，待决定" in said
    assert "反馈整改情况失实" in said
    assert "签发后" not in said
    assert "市建设局没有约谈" in town.say("oLeader", "为什么约谈市建设局")


def test_a_proposal_is_put_aside_with_a_reason_and_told_to_nobody(town: City) -> None:
    town.say("oOffice", "记录 市建设局 反馈失实")
    town.say("oOffice", "1")
    town.at("2017-07-18T09:00:30+08:00").tick()
    talk = one(town, Step.SUMMONS)
    assert "拟办：反馈整改情况失实" in town.say("oOffice", "待签发")
    assert "约谈（" not in "".join(town.pushed("oLiaison"))
    assert "为什么不办" in town.say("oOffice", f"不办 {talk.number}")
    assert "将不办" in town.say("oOffice", "已当面谈过")
    assert "不再办理" in town.say("oOffice", "1")
    assert one(town, Step.SUMMONS).state is State.DROPPED
    assert not any("【约谈】" in text for text in town.pushed("oLiaison"))


def test_a_signed_talk_says_why_by_what_and_what_to_do_by_when(town: City) -> None:
    town.say("oOffice", "记录 市建设局 14-2 反馈失实")
    town.say("oOffice", "1")
    town.at("2017-07-18T09:00:30+08:00").tick()
    number = one(town, Step.SUMMONS).number
    asked = town.say("oOffice", f"签发 {number}")
    assert "将签发" in asked
    assert "14-2 反馈整改情况失实" in asked
    town.say("oOffice", "1")
    [text] = [text for text in town.pushed("oLiaison") if text.startswith("【约谈】")]
    for said in (
        "14-2 反馈整改情况失实",
        "T4",
        "主要负责人按通知的时间到场",
        "7月25日（周二）前书面答复",
    ):
        assert said in text
    assert "等 4 件" in town.say("oLiaison", "收到")
    assert town.office.store.documents.signed_for(number) is not None
    assert "反馈整改情况失实" in town.say("oLiaison", "为什么约谈我")
