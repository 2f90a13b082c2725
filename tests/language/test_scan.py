"""What a message mentions: items in every form, shares and what they measure, days and lengths."""

from __future__ import annotations

from datetime import date

import pytest

from language.homophones import corrected
from language.lexicon import Lexicon
from language.marks import Frame
from language.normalise import normalise
from language.scan import mentions_in
from language.shares import Share

TODAY = date(2017, 8, 16)
NO_WORDS = Lexicon()


def found(text: str, kind: str) -> list[str]:
    mentions = mentions_in(normalise(text), TODAY, NO_WORDS)
    return [mention.value for mention in mentions if mention.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        *("14-2", "14—2", "14–2", "14－2", "１４-２", "14之2", "十四之二", "第14-2项", "#14-2"),
        *(
            "014-02",
            "14_2",
            "十四杠二",
            "14号第2项",
            "第十四项第二",
            "14(2)",
            "十四(二)",
            "十四（二）",
        ),
    ],
)
def test_one_item_has_one_number_however_it_is_typed(text: str) -> None:
    assert found(f"{text} 完成80%", "item") == ["14-2"]


@pytest.mark.parametrize(
    "text", ["14", "第14项", "14号", "14项", "#14", "14#", "第十四项", "十四号", "编号14", "任务14"]
)
def test_an_item_without_a_part_has_one_number(text: str) -> None:
    assert found(f"{text}完成80%", "item") == ["14"]


@pytest.mark.parametrize(
    "text",
    [
        "3号楼",
        "3号线",
        "6月30日",
        "2017-06-30",
        "80%",
        "3台锅炉",
        "5家企业",
        "20蒸吨",
        "3-5天",
        "18.5",
    ],
)
def test_buildings_dates_shares_and_quantities_are_no_items(text: str) -> None:
    assert found(text, "item") == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        *(("完成80%", "80"), ("完成８０％", "80"), ("完成百分之八十", "80"), ("完成八成五", "85")),
        *(("过半", "50"), ("完成三分之二", "67"), ("七八成", "75"), ("完成百分之七八十", "75")),
        *(("剩10%", "90"), ("还差两成", "80"), ("还有10%没完成", "90"), ("三成没干完", "70")),
        *(("从60%提高到80%", "80"), ("完成率80%", "80"), ("8成半", "85"), ("3/4", "75")),
    ],
)
def test_a_level_is_read_in_every_form(text: str, percent: str) -> None:
    assert found(text, "percent") == [percent]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("提高了10%", Share.CHANGE),
        ("提高了10个点", Share.CHANGE),
        ("比上周多了5%", Share.CHANGE),
        ("滞后20%", Share.CHANGE),
        ("污水处理率92%", Share.INDICATOR),
        ("森林覆盖率达到36%", Share.INDICATOR),
        ("资金到位80%", Share.INDICATOR),
        ("手机电量80%", Share.INDICATOR),
        ("八成是下雨了", Share.INDICATOR),
        ("目标80%", Share.TARGET),
        ("要完成80%", Share.TARGET),
        ("完成80%的目标", Share.TARGET),
        ("没完成80%", Share.DENIED),
        ("不到80%", Share.DENIED),
        ("上周80%", Share.PAST),
        ("落实6个100%", Share.NAME),
    ],
)
def test_what_is_no_level_is_named(text: str, meaning: Share) -> None:
    notes = {m.note for m in mentions_in(text, TODAY, NO_WORDS) if m.kind == "amount"}
    assert found(text, "percent") == []
    assert str(meaning) in notes


def test_a_frame_holds_one_sign_for_each_mention_and_gives_the_words_back() -> None:
    text = "14-2预计月底完成80%"
    frame = Frame.of(text, mentions_in(text, TODAY, NO_WORDS))
    assert len(frame.text) == len("I预计D完成P")
    assert frame.words() == text


def test_what_sounds_like_a_command_and_is_no_word_becomes_it() -> None:
    words = {"烟气", "工人", "无法", "消耗"}
    assert corrected("14-2完城80%", words.__contains__) == "14-2完成80%"
    assert corrected("锅炉烟气治理", words.__contains__) == "锅炉烟气治理"
    assert corrected("工人无法进场", words.__contains__) == "工人无法进场"
    assert corrected("申请消耗", words.__contains__) == "申请销号"
