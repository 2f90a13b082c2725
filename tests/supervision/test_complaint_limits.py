"""The section [complaints] of a policy file: read with defaults, refused in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from supervision.complaint_limits import ComplaintLimits, take_complaint_limits
from supervision.errors import PolicyError
from supervision.policy import Policy

ROOT = Path(__file__).parents[2]
RESTS_ON = {
    "tianshui-2017": "T13",
    "gansu-2025": "G3",
    "beijing-2018": "B4",
    "jiyuan-2019": "",
    "baicheng-2023": "",
}


@pytest.mark.parametrize(("name", "clause"), RESTS_ON.items())
def test_every_preset_says_how_complaints_are_dealt_with(name: str, clause: str) -> None:
    policy = Policy.parse((ROOT / f"policies/{name}.toml").read_text(encoding="utf-8"))
    assert policy.complaints == ComplaintLimits(10, (3, 1), 180, 90, clause)


def test_a_policy_without_the_section_works() -> None:
    assert take_complaint_limits({}, set()) == ComplaintLimits()
    assert take_complaint_limits({"complaints": {"keep_who": 30}}, set()).keep_who == 30


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ({"answer_within": 0}, "answer_within"),
        ({"keep_who": 0}, "keep_who"),
        ({"remind_before": [61]}, "remind_before"),
        ({"clause": "T99"}, "clause"),
        ({"answer_in": 3}, "answer_in"),
    ],
)
def test_what_is_wrong_is_named(section: dict[str, Any], key: str) -> None:
    with pytest.raises(PolicyError, match=key):
        take_complaint_limits({"complaints": section}, {"T13"})
