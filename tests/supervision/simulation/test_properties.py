"""What holds of every simulation, whatever the ledger and whatever happened."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.rules import BY_COUNT
from supervision.times import SHANGHAI
from tests.supervision.simulation.drawn import (
    BEGIN,
    END,
    MATTERS,
    UNITS,
    Case,
    Line,
    anything,
    cases,
    closings,
    from_above,
    problems,
)
from tests.supervision.stories.reading import PRESETS, step_of

CONTRACTS = Path(__file__).parents[3].parent / "shared" / "contracts"

OF_THE_LEDGER = {"due_soon", "became_overdue", "behind_pace", "overdue_at_bulletin"}
"""Reasons that ask for something still to be done."""

some = settings(max_examples=60, deadline=None)


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    file = CONTRACTS / name
    if not file.is_file():
        pytest.fail(f"{file} is missing: the shared folder must stand beside the repository")
    return jsonschema.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


@some
@given(cases(*PRESETS, kinds=anything | from_above), st.integers(0, 40))
def test_every_line_is_one_of_the_contract_within_the_span_and_in_order(
    case: Case, later: int
) -> None:
    for fact in case.facts:
        schema("fact.schema.json").validate(fact)
    first = BEGIN + timedelta(days=later)
    taken = case.run(first=first)
    for line in taken:
        schema("step.schema.json").validate(line)
        assert first <= date.fromisoformat(line["at"][:10]) <= END
    instants = [datetime.fromisoformat(line["at"]) for line in taken]
    assert instants == sorted(instants)


@some
@given(cases(*PRESETS), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_of_a_file_does_not_matter(
    case: Case, chance: random.Random
) -> None:
    shuffled = list(case.facts)
    chance.shuffle(shuffled)
    assert case.run() == case.run() == case.run(happened=shuffled)


@some
@given(cases(*PRESETS))
def test_what_happens_after_the_last_day_changes_nothing(case: Case) -> None:
    last = BEGIN + (END - BEGIN) // 2
    known = [fact for fact in case.facts if fact["at"] < (last + timedelta(days=1)).isoformat()]
    assert case.run(last=last) == case.run(last=last, happened=known)


@some
@given(cases(*PRESETS, kinds=anything | closings))
def test_nothing_is_asked_of_a_measure_that_is_closed(case: Case) -> None:
    for line in case.run():
        step = step_of(line)
        closed = _closed(case.facts, _drawn_up(line))
        named = {step.measure} if step.measure else set(step.listed)
        if step.reason in OF_THE_LEDGER:
            assert not named & closed


def _drawn_up(line: Line) -> datetime:
    """The draw-up hour at which a step of the schedule was decided."""
    return datetime.combine(date.fromisoformat(line["at"][:10]), time(9), SHANGHAI)


def _closed(facts: list[Line], at: datetime) -> set[str]:
    """What is closed at an instant: the last of the facts that close or open again decides."""
    last: dict[str, str] = {}
    for fact in facts:
        decides = fact["fact"] in ("closed", "rebound", "sent_back", "applied")
        if decides and datetime.fromisoformat(fact["at"]) <= at:
            last[fact["measure"]] = fact["fact"]
    return {number for number, what in last.items() if what == "closed"}


@some
@given(cases("jiyuan-2019", "baicheng-2023", kinds=closings))
def test_only_what_is_still_closed_is_looked_back_at(case: Case) -> None:
    for line in case.run():
        if line["step"] == "look_back":
            assert line["measure"] in _closed(case.facts, _drawn_up(line))


@some
@given(cases("tianshui-2017", "jiyuan-2019"))
def test_a_bulletin_names_a_unit_once_and_each_threshold_is_reached_once(case: Case) -> None:
    taken = case.run()
    named = Counter((line["at"], line["unit"]) for line in taken if line["step"] == "criticism")
    assert all(times == 1 for times in named.values())
    reached = Counter((d["unit"], d["step"]) for d in taken if d["reason"] in BY_COUNT)
    assert all(times == 1 for times in reached.values())
    counts: dict[str, list[int]] = {}
    for line in taken:
        if line["step"] == "criticism":
            counts.setdefault(line["unit"], []).append(line["count"])
    assert all(found == list(range(1, len(found) + 1)) for found in counts.values())


@some
@given(cases("beijing-2018", kinds=problems))
def test_a_threshold_of_problems_is_reached_once_a_year(case: Case) -> None:
    found = Counter(
        (line["unit"], *line["to"]) for line in case.run() if line["reason"] == "problem_found"
    )
    for (unit, *_), times in found.items():
        # A department answers for each kind of problem by itself.
        assert times <= (len(MATTERS) if UNITS[unit] == "department" else 1)


@some
@given(cases(*PRESETS))
def test_reports_decide_pace_and_nothing_else(case: Case) -> None:
    without = [fact for fact in case.facts if fact["fact"] not in ("report", "replied")]

    def others(taken: list[Line]) -> list[Any]:
        return [step_of(line) for line in taken if line["reason"] != "behind_pace"]

    assert others(case.run()) == others(case.run(happened=without))


@some
@given(cases(*PRESETS), st.dates(BEGIN, END - timedelta(days=1)))
def test_a_span_in_two_parts_gives_the_steps_of_the_whole_but_for_what_counts_criticisms(
    case: Case, mid: date
) -> None:
    """A part does not know of the criticisms before its first day: it counts from zero."""
    parts = case.run(last=mid) + case.run(first=mid + timedelta(days=1))
    assert _uncounted(parts) == _uncounted(case.run())
    untouched = all(line["step"] != "criticism" for line in case.run(last=mid))
    assert not untouched or parts == case.run()


def _uncounted(taken: list[Line]) -> list[tuple[Any, ...]]:
    return [
        (d["at"], d["step"], d["unit"], d["measure"], d["to"], d["reason"], step_of(d).listed)
        for d in taken
        if d["reason"] not in BY_COUNT
    ]
