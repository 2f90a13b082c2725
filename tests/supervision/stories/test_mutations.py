"""Nothing in a preset can be changed without its story noticing: every number, word and rule.

Each setting is changed to its neighbours, flipped or taken away, one at a time; a changed policy
must be refused by its reader, or contradict the story.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest

from supervision.decisions import Recipient, Step
from supervision.errors import PolicyError
from supervision.policy import Policy
from supervision.records import Level
from supervision.rules import SIGNED, Trigger
from tests.supervision.stories.proving import contradictions
from tests.supervision.stories.reading import PRESETS
from tests.supervision.stories.settings import PROVEN_ELSEWHERE, Values, values_of

Mutant = tuple[str, Callable[[Values], None]]


SECTIONS = {"hours", "cycles", "rules", "extensions", "replies"}
"""Sections that the stories prove."""

PARTS = 10
"""Every test takes a tenth of the changes of a preset, so that none takes long."""

QUOTED = {"policy", "clauses"}
"""What a file says of itself and of its source; ``effective_from`` is proven by the stories."""


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_contradicts_its_story_in_nothing(preset: str) -> None:
    assert contradictions(Policy.from_mapping(values_of(preset)), preset) == ""


@pytest.mark.parametrize("preset", PRESETS)
def test_every_section_of_a_preset_is_proven_by_somebody(preset: str) -> None:
    assert set(values_of(preset)) - SECTIONS - QUOTED - set(PROVEN_ELSEWHERE) == set()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("preset", PRESETS)
def test_no_change_of_a_preset_goes_unnoticed(preset: str, part: int) -> None:
    original = values_of(preset)
    made = list(mutants(original))[part::PARTS]
    assert len(made) > 20
    assert [name for name, change in made if survives(original, change, preset)] == []


def survives(original: Values, change: Callable[[Values], None], preset: str) -> bool:
    values = copy.deepcopy(original)
    change(values)
    try:
        policy = Policy.from_mapping(values)
    except PolicyError:
        return False
    return contradictions(policy, preset) == ""


# ---- what is changed ------------------------------------------------------------------------


def mutants(values: Values) -> Iterator[Mutant]:
    """Every changed policy: its name, and what changes it."""
    for days in (-1, 1):
        moved = values["policy"]["effective_from"] + timedelta(days=days)
        yield _put(f"effective_from {days:+}", ("policy", "effective_from"), moved)
    for section in sorted(SECTIONS - {"rules"} & set(values)):
        yield from _of_table((section,), values.get(section, {}), values)
    for place, rule in enumerate(values["rules"]):
        yield _cut(f"rules {place} removed", ("rules", place))
        yield from _of_table(("rules", place), rule, values)


def _of_table(path: tuple[Any, ...], table: Values, values: Values) -> Iterator[Mutant]:
    for key, value in table.items():
        here = (*path, key)
        if _name(here) in PROVEN_ELSEWHERE:
            continue
        if isinstance(value, dict):
            yield _cut(f"{_name(here)} removed", here)
            yield from _of_table(here, value, values)
            continue
        yield _cut(f"{_name(here)} removed", here)
        for other in _others(key, value, values):
            yield _put(f"{_name(here)} {value} → {other}", here, other)
    if path[0] == "rules":
        yield from _added(path, table)


def _added(path: tuple[Any, ...], rule: Values) -> Iterator[Mutant]:
    """What a rule does not say, said; where the step is signed anyway, that would say nothing."""
    if "needs_signature" not in rule and rule["step"] not in SIGNED:
        yield _put(f"{_name(path)} needs_signature added", (*path, "needs_signature"), value=True)
    if "one_kind" not in rule:
        yield _put(f"{_name(path)} one_kind added", (*path, "one_kind"), value=True)


def _others(key: str, value: Any, values: Values) -> Iterator[Any]:
    """The neighbours of a value."""
    match value:
        case bool():
            yield not value
        case int():
            yield from (value - 1, value + 1)
        case time():
            yield from (value.replace(hour=(value.hour + step) % 24) for step in (-1, 1))
        case date():
            yield from (value + timedelta(days=step) for step in (-1, 1))
        case list():
            yield from _lists(key, value)
        case str():
            yield from (other for other in _words(key, values) if other != value)


def _lists(key: str, value: list[Any]) -> Iterator[list[Any]]:
    for place, member in enumerate(value):
        before, after = value[:place], value[place + 1 :]
        yield before + after
        if isinstance(member, int):
            yield from ([*before, member + step, *after] for step in (-1, 1))
        elif member == "last":
            yield [*before, 28, *after]
    if key == "to":
        yield from ([*value, other] for other in Recipient if other not in value)
    elif key == "days":
        yield from ([*value, other] for other in (10, "last") if other not in value)
    else:
        yield [*value, 15]


def _words(key: str, values: Values) -> Iterator[str]:
    known: dict[str, Any] = {
        "clause": values["clauses"],
        "step": Step,
        "trigger": Trigger,
        "level": Level,
        "issuer": ("别的单位",),
        "consequence": ("别的后果",),
    }
    yield from known[key]


def _name(path: tuple[Any, ...]) -> str:
    return " ".join(map(str, path))


def _put(name: str, path: tuple[Any, ...], value: Any) -> Mutant:
    def change(values: Values) -> None:
        _parent(values, path)[path[-1]] = value

    return name, change


def _cut(name: str, path: tuple[Any, ...]) -> Mutant:
    def change(values: Values) -> None:
        del _parent(values, path)[path[-1]]

    return name, change


def _parent(values: Values, path: tuple[Any, ...]) -> Any:
    found: Any = values
    for key in path[:-1]:
        found = found[key]
    return found
