"""Each preset has its story: a year of facts, and every step that follows, none more, none less."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import create_app
from bot.settings import Settings
from tests.supervision.stories.reading import PRESETS, step_of
from tests.supervision.stories.running import (
    differences,
    policy,
    steps,
    story,
    tried,
    write,
)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_story_of_a_preset_is_a_year_of_at_least_25_facts(preset: str) -> None:
    told = story(preset)
    assert told.policy == preset
    assert len(told.facts) >= 25
    assert (told.last - told.first).days >= 364
    assert told.first <= date.fromisoformat(told.facts[0]["at"][:10])
    assert date.fromisoformat(told.facts[-1]["at"][:10]) <= told.last
    assert [fact["at"] for fact in told.facts] == sorted(fact["at"] for fact in told.facts)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_takes_exactly_the_steps_of_its_story(preset: str) -> None:
    assert differences(story(preset).steps, steps(policy(preset), tried(preset))) == ""


@pytest.mark.parametrize("preset", PRESETS)
def test_the_command_takes_exactly_the_steps_of_the_story(preset: str, tmp_path: Path) -> None:
    app = create_app(Settings.from_env({"ZGT_DATA": str(tmp_path / "data")}))
    runner = app.test_cli_runner()
    assert isinstance(runner, CliRunner)
    told = runner.invoke(args=["policy", "simulate", preset, *write(story(preset), tmp_path)])
    assert told.exit_code == 0, told.output
    taken = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["at"] for line in taken] == sorted(line["at"] for line in taken)
    assert differences(story(preset).steps, map(step_of, taken)) == ""
