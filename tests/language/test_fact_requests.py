"""How the office writes down what it has found, and what it must not be taken for."""

from __future__ import annotations

from datetime import date

import pytest

from language.acts import Intent
from language.fact_requests import read_fact, read_ratio
from language.normalise import normalise
from language.step_requests import read_step
from supervision.records import Role
from tests.language.conftest import LexiconOf

TODAY = date(2017, 9, 5)


def slots(lexicon_of: LexiconOf, text: str, role: Role = Role.OFFICE) -> dict[str, object] | None:
    found = read_fact(normalise(text), role, TODAY, lexicon_of("001").names)
    return dict(found[0].slots) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "记录 市建设局 14-2 反馈失实",
            {"kind": "false_report", "unit": "市建设局", "item": "14-2"},
        ),
        (
            "记录：市建设局14-2反馈失实",
            {"kind": "false_report", "unit": "市建设局", "item": "14-2"},
        ),
        ("登记 市建设局 虚假整改", {"kind": "false_report", "unit": "市建设局"}),
        (
            "市建设局14-2上报不实，记录一下",
            {"kind": "false_report", "unit": "市建设局", "item": "14-2"},
        ),
        ("记录 市水务局 未按时报送结果", {"kind": "result_not_reported", "unit": "市水务局"}),
        ("记录 水务局 逾期未报", {"kind": "result_not_reported", "unit": "市水务局"}),
        ("记录 市水务局 未公开", {"kind": "not_published", "unit": "市水务局"}),
        (
            "记 市水务局 13-2 整改结果未及时公开",
            {"kind": "not_published", "unit": "市水务局", "item": "13-2"},
        ),
        (
            "记录 市建设局 被省级通报批评",
            {"kind": "criticised_by_higher_level", "unit": "市建设局", "by": "province"},
        ),
        (
            "记录市建设局被生态环境部点名批评",
            {"kind": "criticised_by_higher_level", "unit": "市建设局", "by": "state"},
        ),
        ("记录 市建设局 被上级通报", {"kind": "criticised_by_higher_level", "unit": "市建设局"}),
        (
            "记录 北石槽镇 发现问题 3 个 扬尘",
            {"kind": "problem_found", "unit": "北石槽镇", "count": 3, "what": "扬尘"},
        ),
        (
            "记录 北石槽镇 检查发现三个扬尘问题",
            {"kind": "problem_found", "unit": "北石槽镇", "count": 3, "what": "扬尘"},
        ),
        ("记录 市建设局 查出问题5处", {"kind": "problem_found", "unit": "市建设局", "count": 5}),
        (
            "记录 昌平区 年度空气目标未完成 12%",
            {"kind": "annual_target_missed", "unit": "昌平区", "target": "air", "ratio": "12%"},
        ),
        (
            "记录 昌平区 年度目标未完成 水 差 3.5%",
            {"kind": "annual_target_missed", "unit": "昌平区", "target": "water", "ratio": "3.5%"},
        ),
        (
            "记录 14-2 正当理由 到9月30日 汛期停工",
            {"kind": "proper_reason", "item": "14-2", "until": "2017-09-30", "reason": "汛期停工"},
        ),
        (
            "记录 14-2 有正当理由，至9月底，原因：汛期停工",
            {"kind": "proper_reason", "item": "14-2", "until": "2017-09-30", "reason": "汛期停工"},
        ),
        ("记录 8月空气质量排名", {"kind": "ranking"}),
        ("记录", {}),
        ("记录 今天开了会", {}),
    ],
)
def test_what_is_recorded(lexicon_of: LexiconOf, text: str, expected: dict[str, object]) -> None:
    assert slots(lexicon_of, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "有记录吗",
        "会议记录发我",
        "记得看14-2",
        "记者来采访了",
        "14-2 未公开",
        "没有记录",
        "记住这个",
        "市建设局反馈失实怎么办",
    ],
)
def test_ordinary_words_record_nothing(lexicon_of: LexiconOf, text: str) -> None:
    assert slots(lexicon_of, text) is None


def test_from_anybody_else_the_same_words_are_nothing(lexicon_of: LexiconOf) -> None:
    for role in set(Role) - {Role.OFFICE}:
        assert slots(lexicon_of, "记录 市建设局 反馈失实", role) is None


@pytest.mark.parametrize(
    ("text", "ratio"), [("12%", 0.12), ("差12%", 0.12), ("3.5", 0.035), ("不知道", None)]
)
def test_a_share_is_read(text: str, ratio: float | None) -> None:
    assert read_ratio(text) == ratio


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        (
            "摘牌 市建设局 已整改到位",
            Intent.LIFT_STEP,
            {"unit": "市建设局", "reason": "已整改到位"},
        ),
        ("摘牌 市建设局", Intent.LIFT_STEP, {"unit": "市建设局"}),
        ("摘牌", Intent.LIFT_STEP, {}),
        (
            "摘牌 HP-20170915-ABC123 已整改",
            Intent.LIFT_STEP,
            {"number": "HP-20170915-ABC123", "reason": "已整改"},
        ),
        (
            "解除 挂牌督办 市建设局，原因：已整改",
            Intent.LIFT_STEP,
            {"unit": "市建设局", "reason": "已整改"},
        ),
        ("解除市建设局黄牌 已整改", Intent.LIFT_STEP, {"unit": "市建设局", "reason": "已整改"}),
        ("市建设局摘牌", Intent.LIFT_STEP, {"unit": "市建设局"}),
        (
            "不办 YT-20170915-ABC123 已当面约谈",
            Intent.DECLINE,
            {"number": "YT-20170915-ABC123", "reason": "已当面约谈"},
        ),
    ],
)
def test_what_stands_is_ended(
    lexicon_of: LexiconOf, text: str, intent: Intent, expected: dict[str, str]
) -> None:
    [act] = read_step(normalise(text), Role.OFFICE, lexicon_of("001").names)
    assert (act.intent, dict(act.slots)) == (intent, expected)
    assert not read_step(normalise(text), Role.LIAISON, lexicon_of("001").names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为什么", {}),
        ("为什么？", {}),
        ("为什么预警我", {"step": "warning"}),
        ("为什么被通报", {"step": "criticism"}),
        ("怎么又被通报批评了", {"step": "criticism"}),
        ("凭什么给我们发黄牌", {"step": "yellow_card"}),
        ("为啥约谈我们", {"step": "summons"}),
        ("为什么YJ-20170901-ABC123", {"number": "YJ-20170901-ABC123"}),
    ],
)
def test_why_asks_for_a_step(lexicon_of: LexiconOf, text: str, expected: dict[str, str]) -> None:
    [act] = read_step(normalise(text), Role.LIAISON, lexicon_of("001").names)
    assert dict(act.slots) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为什么 市水务局", {"unit": "市水务局"}),
        ("水务局为什么被预警", {"unit": "市水务局", "step": "warning"}),
        ("为什么给市水务局发黄牌？", {"unit": "市水务局", "step": "yellow_card"}),
        ("市水务局的黄牌是什么原因", {"unit": "市水务局", "step": "yellow_card"}),
        ("市水务局怎么又被通报批评了", {"unit": "市水务局", "step": "criticism"}),
        ("为什么约谈市水务局", {"unit": "市水务局", "step": "summons"}),
    ],
)
def test_why_asks_for_a_step_of_a_unit(
    lexicon_of: LexiconOf, text: str, expected: dict[str, str]
) -> None:
    for role in (Role.OFFICE, Role.LEADER, Role.LIAISON):
        [act] = read_step(normalise(text), role, lexicon_of("001").names)
        assert (act.intent, dict(act.slots)) == (Intent.WHY_STEP, expected)


@pytest.mark.parametrize(
    "text",
    [
        "市水务局怎么样",
        "市水务局怎么了",
        "怎么给市水务局发黄牌",
        "市水务局为什么还没完成",
        "为什么市水务局超期",
        "市水务局14-2为什么没报",
        "为什么要给市水务局和市建设局发黄牌",
    ],
)
def test_why_of_something_else_of_a_unit_is_left(lexicon_of: LexiconOf, text: str) -> None:
    assert not read_step(normalise(text), Role.OFFICE, lexicon_of("001").names)


@pytest.mark.parametrize(
    "text", ["为什么14-2", "怎么上报", "怎么了", "预警", "为什么要整改", "解除绑定"]
)
def test_what_means_something_else_is_left(lexicon_of: LexiconOf, text: str) -> None:
    for role in (Role.LIAISON, Role.OFFICE):
        assert not read_step(normalise(text), role, lexicon_of("001").names)
