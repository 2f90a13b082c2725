"""Duties and inspections by chat: what is read, and above all what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from language.duty_forms import read_duties
from language.names import UnitNames
from language.normalise import normalise
from supervision.records import Level, Role, Unit

MESSAGES = sorted((Path(__file__).parent / "messages").glob("*.jsonl"))
NAMES = UnitNames.of(
    (
        Unit("市建设局", Level.DEPARTMENT, ("建设局",)),
        Unit("市水务局", Level.DEPARTMENT, ("水务局",)),
    )
)


def read(text: str, role: Role) -> tuple[str, dict[str, object]] | None:
    acts = read_duties(normalise(text), role, NAMES)
    return (str(acts[0].intent), dict(acts[0].slots)) if acts else None


LINK = "https://www.Tianshui.gov.cn/html/A_b?id=12&x=3"


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("应办事项", "duties", {}),
        ("应办", "duties", {}),
        ("已公开", "fulfil_duty", {"what": "publication"}),
        (f"已公开 {LINK}", "fulfil_duty", {"what": "publication", "proof": LINK}),
        (f"已公开：{LINK}", "fulfil_duty", {"what": "publication", "proof": LINK}),
        (f"已公开 14-2 {LINK}", "fulfil_duty", {"what": "publication", "proof": LINK}),
        (
            f"已公开 gk-201708-3f2a9c {LINK}",
            "fulfil_duty",
            {"what": "publication", "number": "GK-201708-3F2A9C", "proof": LINK},
        ),
        (
            "回复 XS-20170831-3F2A9C 已查处，罚款2万元",
            "fulfil_duty",
            {"number": "XS-20170831-3F2A9C", "proof": "已查处，罚款2万元"},
        ),
        ("回复线索 已查处", "fulfil_duty", {"what": "clue", "proof": "已查处"}),
        ("年度报告", "fulfil_duty", {"what": "report"}),
        ("年度报告 全年完成4项", "fulfil_duty", {"what": "report", "proof": "全年完成4项"}),
    ],
)
def test_what_a_unit_says(text, intent, slots):
    assert read(text, Role.LIAISON) == (intent, slots)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("应办事项", "duties", {}),
        ("应办事项 建设局", "duties", {"unit": "市建设局"}),
        ("看 GK-201708-3F2A9C", "duties", {"number": "GK-201708-3F2A9C"}),
        ("移交线索 建设局：夜间偷排", "hand_over_clue", {"unit": "市建设局", "text": "夜间偷排"}),
        (
            "移交线索 市建设局 14-2：夜间偷排",
            "hand_over_clue",
            {"unit": "市建设局", "item": "14-2", "text": "夜间偷排"},
        ),
        ("移交线索给市建设局", "hand_over_clue", {"unit": "市建设局"}),
        ("检查", "inspect", {}),
        (
            "检查 市建设局 14-2 现场 围挡破损，扬尘大",
            "inspect",
            {"unit": "市建设局", "item": "14-2", "how": "on_site", "text": "围挡破损，扬尘大"},
        ),
        ("检查 14-2 暗访 偷排", "inspect", {"item": "14-2", "how": "undercover", "text": "偷排"}),
    ],
)
def test_what_the_office_says(text, intent, slots):
    assert read(text, Role.OFFICE) == (intent, slots)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("记录逾期", {}),
        ("全部记录逾期未办事项", {}),
        ("逾期未办的全部记录", {}),
        ("全部记为未办", {}),
        ("全部免记", {"excuse": 1}),
        ("免记全部逾期事项", {"excuse": 1}),
        ("记录逾期 除建设局外", {"except": "市建设局"}),
        ("记录逾期，除市建设局、水务局以外", {"except": "市建设局、市水务局"}),
        ("全部免记 不含火星局", {"excuse": 1, "except": "火星局"}),
    ],
)
def test_what_was_missed_is_recorded_at_once(text, slots):
    assert read(text, Role.OFFICE) == ("record_missed", slots)
    assert read(text, Role.LIAISON) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("14-2已公开招标", Role.LIAISON),  # works, not results
        ("整改方案已公开，请查看", Role.LIAISON),
        ("公开14-2", Role.OFFICE),  # the office publishes
        ("发布14-2", Role.OFFICE),
        ("已公开", Role.OFFICE),
        ("已公开", Role.CITIZEN),
        ("检查完成80%", Role.OFFICE),
        ("今天去检查 顺便看看", Role.OFFICE),
        ("检查 顺便看看水厂", Role.OFFICE),  # names neither a unit nor an item
        ("检查 市建设局 14-2 现场", Role.LIAISON),
        ("移交", Role.OFFICE),
        ("移交市建设局", Role.OFFICE),  # an office is handed over, no clue
        ("移交线索 市建设局：偷排", Role.LIAISON),
        ("回复 YJ-20170831-3F2A9C 已整改", Role.LIAISON),  # a document of the ladder
        ("年度报告什么时候交？", Role.LIAISON),
        ("应办的都办了", Role.LIAISON),
        ("逾期的记录有哪些", Role.OFFICE),
        ("记录 市建设局 未公开", Role.OFFICE),  # one fact
        ("逾期", Role.OFFICE),
        ("登记未办的原因", Role.OFFICE),
    ],
)
def test_what_is_read_as_something_else(text, role):
    assert read(text, role) is None


def test_no_message_of_the_evaluation_set_is_caught():
    """Ordinary sentences of every role are none of these."""
    assert MESSAGES
    caught = []
    for file in MESSAGES:
        for line in file.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            acts = read_duties(normalise(message["text"]), Role(message["role"]), NAMES)
            if acts:
                caught.append((message["role"], message["text"], str(acts[0].intent)))
    assert caught == []
