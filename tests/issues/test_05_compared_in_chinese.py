"""Comparing two policies printed the program's own values: TermRule(months=1, clause='T2')."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

from handlers.words import policy_comparing
from supervision.policy import Policy
from supervision.policy_difference import Part, differences

PRESETS = Path(__file__).parents[2] / "policies"
NAMES = tuple(sorted(path.stem for path in PRESETS.glob("*.toml")))


def policy_named(name: str) -> Policy:
    return Policy.parse((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("one", "other"), list(permutations(NAMES, 2)))
def test_every_setting_is_told_in_chinese(one: str, other: str) -> None:
    found = differences(policy_named(one), policy_named(other))
    lines = [policy_comparing.setting(each) for each in found if each.part is not Part.CLAUSE]
    assert lines
    assert [line for line in lines if re.search(r"[a-z]|[<>='_]|\(", line)] == []
