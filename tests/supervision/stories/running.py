"""A story let run: through the use case, and through the command as it is typed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from documents.plan import read_plans
from handlers.simulate_policy import Tried, lines, prepare, steps_of
from handlers.working_calendar import published_days
from supervision.policy import Policy
from tests.supervision.builders import POLICIES
from tests.supervision.stories.reading import Step, Story, read_story, step_of


@cache
def story(preset: str) -> Story:
    return read_story(preset)


@cache
def policy(preset: str) -> Policy:
    return Policy.parse((POLICIES / f"{preset}.toml").read_text(encoding="utf-8"))


@cache
def tried(preset: str) -> Tried:
    """What a story is made of, ready for any policy."""
    told = story(preset)
    plans = read_plans(jsonl(told.ledger).encode(), name="story")
    return prepare(plans, jsonl(told.facts), published_days(), told.first, told.last)


def jsonl(values: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values)


def steps(chosen: Policy, made_of: Tried) -> tuple[Step, ...]:
    """The steps of a policy, in an order that does not depend on the rules."""
    taken = lines(chosen, steps_of(chosen, made_of), made_of)
    return tuple(sorted(step_of(line) for line in taken))


def write(told: Story, folder: Path) -> list[str]:
    """The story as files; the options of ``policy simulate`` that name them."""
    ledger, facts = folder / "ledger.jsonl", folder / "facts.jsonl"
    ledger.write_text(jsonl(told.ledger), encoding="utf-8")
    facts.write_text(jsonl(told.facts), encoding="utf-8")
    span = ["--from", told.first.isoformat(), "--to", told.last.isoformat()]
    return ["--ledger", str(ledger), "--facts", str(facts), *span]


def differences(expected: Iterable[Step], taken: Iterable[Step]) -> str:
    """One line for each step that is missing or too much; empty when there is none."""
    wanted, got = Counter(expected), Counter(taken)
    missing = [("少了", step) for step in (wanted - got).elements()]
    extra = [("多了", step) for step in (got - wanted).elements()]
    told = sorted(missing + extra, key=lambda pair: (pair[1], pair[0]))
    return "\n".join(f"{sign} {_told(step)}" for sign, step in told)


def _told(step: Step) -> str:
    parts = (step.at, step.step, step.unit, step.measure, ",".join(step.to), step.clause)
    listed = "、".join(step.listed)
    return " | ".join((*parts, step.reason, str(step.count), str(step.signed), listed))
