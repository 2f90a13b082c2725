"""The names of the steps fit everywhere they are printed."""

from __future__ import annotations

import pytest

from handlers.words.steps import SHORT_NAMES, STEP_NAMES
from supervision.decisions import Step


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_name_that_a_template_field_can_hold(step: Step) -> None:
    name = SHORT_NAMES.get(step, STEP_NAMES[step])
    assert 0 < len(name) <= 5
