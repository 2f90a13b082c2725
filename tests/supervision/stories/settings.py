"""The settings of a preset, and who proves those that the stories do not."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.supervision.builders import POLICIES

Values = dict[str, Any]


PROVEN_ELSEWHERE: dict[str, str] = {
    "terms": "tests/documents/test_deadlines.py",
    "duties": "tests/scenarios/test_duties.py",
    "assessment": "tests/scenarios/test_oversight.py",
    "indicators": "tests/supervision/test_indicators.py",
    "acceptance": "tests/supervision/acceptance/test_terms.py",
    "complaints": "tests/supervision/test_complaint_limits.py",
    "cycles inspection": "tests/scenarios/test_inspections.py",
    "extensions approved_by": "tests/scenarios/test_terms.py",
}
"""Sections and settings that decide no step → the test that proves what they do.

Their numbers themselves stand in ``settings.md``, where a change of any is noticed.
"""


def values_of(preset: str) -> Values:
    return tomllib.loads((POLICIES / f"{preset}.toml").read_text(encoding="utf-8"))
