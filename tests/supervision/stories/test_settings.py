"""What the stories do not prove of a preset stands in a list that an office can read through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.supervision.stories.flat import Setting, settings_of
from tests.supervision.stories.reading import PRESETS
from tests.supervision.stories.settings import PROVEN_ELSEWHERE, Values, values_of

FILE = Path(__file__).parent / "settings.md"
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_other_setting_of_a_preset_is_what_the_list_says(preset: str) -> None:
    found, listed = _found(values_of(preset)), _listed(preset)
    missing = "\n".join(
        f"| {where} | {what} |" for where, what in found if (where, what) not in listed
    )
    assert missing == "", f"settings.md, {preset}:\n{missing}"
    assert [setting for setting in listed if setting not in found] == []


def test_every_test_that_is_said_to_prove_a_setting_is_there() -> None:
    assert [file for file in PROVEN_ELSEWHERE.values() if not (ROOT / file).is_file()] == []


def _found(values: Values) -> list[Setting]:
    found: list[Setting] = []
    for name in PROVEN_ELSEWHERE:
        part = values
        for key in name.split():
            part = part.get(key, {})
        found += settings_of(name, part)
    return found


def _listed(preset: str) -> list[Setting]:
    text = FILE.read_text(encoding="utf-8")
    part = text.split(f"\n## {preset}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)
    return [row for row in rows if row != ("设置", "数值")]
