"""What villages say of their patrols: found nothing, found something, or something else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from language.case_forms import read_case
from language.names import UnitNames
from language.normalise import normalise
from supervision.records import Role

MESSAGES = sorted((Path(__file__).parent / "messages").glob("*.jsonl"))
TODAY = date(2018, 8, 1)


def read(text: str, role: Role = Role.LIAISON) -> dict[str, object] | None:
    acts = read_case(normalise(text), role, TODAY, UnitNames())
    return dict(acts[0].slots) if acts and acts[0].intent == "patrol" else None


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("巡查未发现问题", {"clear": 1}),
        ("巡查 没有问题", {"clear": 1}),
        ("今天我们村巡查了，没发现异常情况", {"clear": 1}),
        ("巡查一切正常", {"clear": 1}),
        ("巡逻没有发现违法排污行为", {"clear": 1}),
        ("巡查 柳河大桥 未发现问题", {"clear": 1, "place": "柳河大桥"}),
        ("巡查 地点：污水厂外墙，无异常", {"clear": 1, "place": "污水厂外墙"}),
        ("巡查 发现偷排，其他正常", {"text": "发现偷排，其他正常"}),
        ("巡查 河边有垃圾，未发现偷排", {"text": "河边有垃圾，未发现偷排"}),
        ("巡河时看到有人电鱼", {"text": "看到有人电鱼"}),
        ("今天巡查在桥下发现有人倒垃圾", {"text": "在桥下发现有人倒垃圾"}),
    ],
)
def test_what_a_patrol_says(text: str, slots: dict[str, object]) -> None:
    assert read(text) == slots
    assert read(text, Role.OFFICE) is None
    assert read(text, Role.CITIZEN) is None


@pytest.mark.parametrize(
    "text",
    [
        "巡查发现的问题已经整改",
        "巡查发现问题怎么报？",
        "巡查时发现的问题都清了",
        "14-2巡查完成80%",
        "巡查列表",
        "未发现问题",  # of what?
        "已安排专人巡查",
    ],
)
def test_what_is_left_to_others(text: str) -> None:
    assert read(text) is None


def test_no_message_of_the_evaluation_set_is_a_patrol() -> None:
    caught = []
    for file in MESSAGES:
        for line in file.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            if read(message["text"], Role(message["role"])) is not None:
                caught.append(message["text"])
    assert caught == []
