"""What an office, a unit and a citizen typed in their own words, and what was made of it."""

from __future__ import annotations

import re

import pytest

from handlers.words import help_topics, helping
from supervision.records import Role
from tests.scenarios.conftest import City

LINES = 10
SIGNS = 36
"""A line of help fills two lines of a phone at most."""

ITEM = "13-2"
"""A measure that a unit of its own verifies."""


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


@pytest.mark.parametrize("role", list(Role))
def test_help_fits_one_screen(role: Role) -> None:
    lines = helping.for_role(role, "14-2").splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= SIGNS


@pytest.mark.parametrize("office", [True, False])
def test_every_topic_of_help_fits_one_screen(office: bool) -> None:
    for about in help_topics.OF_OFFICE if office else help_topics.OF_UNIT:
        lines = help_topics.topic(about, "14-2", office=office).splitlines()
        assert 3 <= len(lines) <= LINES
        assert max(map(len, lines)) <= SIGNS


def topics_in(help_: str) -> list[str]:
    return [part.partition("」")[0] for part in help_.split("「帮助 ")[1:]]


@pytest.mark.parametrize(("who", "role"), [("oOffice", Role.OFFICE), ("oLiaison", Role.LIAISON)])
def test_every_topic_that_help_names_is_answered(town: City, who: str, role: Role) -> None:
    named = topics_in(town.say(who, "帮助"))
    assert named
    seen = {town.say(who, f"帮助 {name}") for name in named}
    assert len(seen) == len(named)
    assert all("没看懂这句话" not in text and "您可以直接发" not in text for text in seen)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("检查一下14-2的进度", "14-2 "),
        ("查一下14-2的完成情况", "14-2 "),
        ("移交线索", "「移交线索 单位：内容」"),
        ("分办", "「分办 编号 单位 类型」"),
        ("黄牌", "「黄牌 单位」"),
        ("约谈", "「约谈 单位」"),
        ("公示", "「公示 "),
        ("公示了吗", "「看"),
        ("抽查是什么时候", "抽查"),
        ("什么时候抽查", "抽查"),
        ("巡查", "「巡查列表」"),
        ("办结了吗", "没有未办结的举报"),
        ("指标完成了吗", "指标"),
    ],
)
def test_an_office_is_answered_in_its_own_words(town: City, said: str, answer: str) -> None:
    reply = town.say("oOffice", said)
    assert answer in reply
    assert "没看懂" not in reply


@pytest.mark.parametrize(
    "said", ["14-2验收到哪了", "14-2 验收通过了吗", "14-2验收结果", "验收到哪了 14-2"]
)
def test_a_unit_asks_how_far_an_acceptance_is(town: City, said: str) -> None:
    assert town.say("oLiaison", said) == town.say("oLiaison", "验收进度 14-2")


def test_what_is_not_applied_for_says_how_it_is_applied_for(town: City) -> None:
    assert "「14-2 申请验收」" in town.say("oLiaison", "验收进度 14-2")


def complaint(town: City) -> str:
    said = town.say("oCitizen", "举报：葫芦河大桥下有人倒建筑垃圾")
    return said[said.index("JB") :][:11]


def test_a_unit_that_says_all_is_done_files_no_complaint(town: City) -> None:
    assert "没有待报结果的举报件" in town.say("oLiaison", "举报办完了")
    assert town.office.store.complaints.open_count() == 0


def test_a_unit_that_tells_a_result_in_its_words_reads_what_is_missing(town: City) -> None:
    number = complaint(town)
    town.say("oOffice", f"分办 {number} 市建设局")
    town.say("oOffice", "1")
    assert f"办理 {number}" in town.say("oLiaison", f"{number} 已查，垃圾已清运")
    assert "回复 1 确认" in town.say("oLiaison", f"办结 {number} 属实 垃圾已清运")


@pytest.mark.parametrize("said", ["不太满意", "很不满意", "不怎么满意，还是臭"])
def test_who_is_not_quite_satisfied_is_not_satisfied(town: City, said: str) -> None:
    number = complaint(town)
    town.say("oOffice", f"办理 {number} 属实 办结 垃圾已清运")
    town.say("oOffice", "1")
    assert "不满意" in town.say("oCitizen", said)
    assert town.office.store.complaints.open_count() == 1


def test_an_office_reads_no_words_of_the_program(town: City) -> None:
    for said in ("移交线索 市建设局：河边偷排", "公示 14-2", "记录 青溪区 空气排名倒数第一"):
        reply = town.say("oOffice", said)
        assert "[" not in reply
        assert not re.search(r"[a-z]{4,} [a-z]{3,}|--", reply)


def test_what_is_signed_names_the_place_in_the_document(town: City) -> None:
    town.say("oOffice", "约谈 市建设局")
    said = town.say("oOffice", "1")
    number = re.search(r"YT-[0-9A-Z-]+", said)
    assert number
    assert re.search(r"依据：.*[（〔].*（T\d+）", town.say("oOffice", f"签发 {number[0]}"))


def test_a_verifier_reads_how_a_verifier_refuses(town: City) -> None:
    town.bind("oVerifier", "市水务局", Role.VERIFIER)
    town.at("2017-12-20T10:00:00+08:00")
    for said in (f"{ITEM} 完成100%", "1", f"{ITEM} 申请验收", "1"):
        town.say("oLiaison", said)
    for who, own in (("oVerifier", "「不同意 编号 原因」"), ("oOffice", "「退回 编号 原因」")):
        listed = town.say(who, "待办")
        assert f"1. 验收 {ITEM}" in listed
        assert own in listed
        assert "不同意延期" not in listed


@pytest.mark.parametrize("said", ["举报怎么弄", "怎么举报", "我要举报怎么办"])
def test_who_asks_how_to_complain_files_nothing(town: City, said: str) -> None:
    assert "您要举报什么" in town.say("oCitizen", said)
    assert town.office.store.complaints.open_count() == 0


@pytest.mark.parametrize("said", ["公示", "通报", "典型案例", "企业名单在哪看", "排名"])
def test_a_citizen_is_led_to_the_public_pages(town: City, said: str) -> None:
    reply = town.say("oCitizen", said)
    assert "/publicity/" in reply
    assert "/bulletins/" in reply
    assert "/overview/" in reply


def test_who_is_not_understood_hears_of_complaining_too(town: City) -> None:
    assert "「举报」" in town.say("oCitizen", "今天天气不错")
