"""The page of the emulator names everything that another project can use."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from emulator.app import ENDPOINTS
from emulator.driver import Driver
from emulator.faults import read_plan
from emulator.rules import CALL_EFFECTS, CALLBACK_EFFECTS, read_rule
from emulator.settings import OUTCOMES
from emulator.switches import Switches

README = (Path(__file__).parents[2] / "emulator" / "README.md").read_text(encoding="utf-8")
SWITCHES = [field.name for field in dataclasses.fields(Switches)]


@pytest.mark.parametrize("name", [*SWITCHES, *CALL_EFFECTS, *CALLBACK_EFFECTS, *OUTCOMES])
def test_every_switch_effect_and_outcome_has_its_place(name: str) -> None:
    assert f"`{name}`" in README


def told_calls() -> set[str]:
    """The calls that the page names: `family/` (`last`, …) is short for `family/last`, …"""
    part = README[README.index("## Platform calls") : README.index("## Stricter readings")]
    told = set()
    for family, listed in re.findall(r"`([^`]+/)`\s+\(([^)]*)\)", part):
        told |= {family + last for last in re.findall(r"`([^`]+)`", listed)}
    told |= set(re.findall(r"`([^`]+)`", part))
    return {name if name.startswith("/") else f"/cgi-bin/{name}" for name in told}


def test_every_call_has_its_place() -> None:
    assert sorted(set(ENDPOINTS) - told_calls()) == []


def test_every_control_path_has_its_place() -> None:
    room = Path(__file__).parents[2] / "emulator"
    code = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    paths = set(re.findall(r'@blueprint\.(?:get|post)\("/([^"]+)"\)', code))
    assert len(paths) > 25
    assert [path for path in sorted(paths) if path not in README] == []


def test_the_worked_examples_are_plans(tmp_path: Path) -> None:
    examples = README[README.index("### Worked examples") : README.index("## Platform calls")]
    blocks = re.findall(r"```json\n(.*?)```", examples, re.DOTALL)
    assert len(blocks) == 4
    for block in blocks:
        file = tmp_path / "plan.json"
        file.write_text(block, encoding="utf-8")
        assert all(read_rule(rule) for rule in read_plan(file))


def test_the_driver_has_what_the_example_uses() -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None
    for name in re.findall(r"wechat\.(\w+)\(", example[1]):
        assert callable(getattr(Driver, name))
