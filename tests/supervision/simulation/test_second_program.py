"""The documents, read by a second program, and the simulation say the same, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from tests.supervision.simulation.second.beijing import DEPUTY
from tests.supervision.simulation.second.drawing import SPANS, UNKNOWN, Drawn, regions
from tests.supervision.simulation.second.systems import (
    CRITICISED,
    HEAD,
    LIAISON,
    LOOKS_BACK,
    MAIN,
    SYSTEMS,
)
from tests.supervision.simulation.second.walking import REACHED, second_program
from tests.supervision.stories.reading import PRESETS, Step, step_of
from tests.supervision.stories.running import differences

B7_B8 = (("B7", "problem_found"), ("B8", "annual_target_missed"))
OFTEN = 3
"""Of a hundred regions drawn, as many at least come to each point."""


def by_the_words(case: Drawn) -> list[Step]:
    return second_program(case.preset, case.ledger, case.facts, case.first, case.last)


def by_the_product(lines: Iterable[dict[str, Any]]) -> list[Step]:
    found = [
        replace(
            step_of(line),
            at=datetime.fromisoformat(line["at"]).isoformat(),
            listed=tuple(sorted(set(step_of(line).listed))),
        )
        for line in lines
    ]
    return sorted(found)


@pytest.mark.parametrize("preset", PRESETS)
@settings(max_examples=50, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(data=st.data())
def test_the_documents_and_the_simulation_say_the_same(preset: str, data: st.DataObject) -> None:
    case = data.draw(regions(preset))
    told = differences(by_the_words(case), by_the_product(case.simulated()))
    assert not told, told


# ---- that the regions drawn above come to the points where the documents differ ---------------


def drawn(preset: str) -> list[tuple[Drawn, list[Step]]]:
    """The same hundred regions at every run."""
    found = []

    @seed(20)
    @settings(max_examples=100, deadline=None, database=None, phases=[Phase.generate])
    @given(regions(preset))
    def read(case: Drawn) -> None:
        found.append((case, by_the_words(case)))

    read()
    return found


def told_of(case: Drawn, steps: list[Step]) -> set[Any]:
    """What happened at least once in a region, by names of the test below."""
    found: set[Any] = {(one.step, one.clause, one.reason, one.to) for one in steps}
    found |= {("counted", one.step, min(one.count, 4)) for one in steps if one.count}
    found |= {event for event, happened in EVENTS.items() if any(happened(s) for s in steps)}
    anew = Counter((o.step, o.unit, o.measure) for o in steps if o.reason == "became_overdue")
    again = Counter((o.step, o.unit) for o in steps if o.reason == "complaint")
    found |= {"overdue anew"} if max(anew.values(), default=0) > 1 else set()
    found |= {"complained of anew"} if max(again.values(), default=0) > 1 else set()
    found |= {"begins in the middle"} if case.first not in BEGINNINGS else set()
    return found


def _day(step: Step) -> date:
    return date.fromisoformat(step.at[:10])


EVENTS: dict[str, Callable[[Step], bool]] = {
    "on a make-up day": lambda step: _day(step).weekday() >= SATURDAY and "T09:00:00" in step.at,
    "dispatch moved": lambda step: step.reason == "behind_pace" and _day(step).day != 1,
    "at its own time": lambda step: step.at[10:] not in AT_NINE_OR_THREE,
    "a unit that nobody knows": lambda step: step.unit in UNKNOWN,
    "several measures": lambda step: len(step.listed) > 1,
}
SATURDAY = 5
AT_NINE_OR_THREE = ("T09:00:00+08:00", "T15:00:00+08:00")
BEGINNINGS = {first for first, _ in SPANS}
EVERYWHERE = {"begins in the middle", "on a make-up day"}
UNHEARD_OF = {"a unit that nobody knows"}
OVERDUE, PACE = {"overdue anew"}, {"dispatch moved", "several measures"}
OF_BEIJING: set[Any] = {
    *(
        ("veto", "B5", "annual_target_missed", MAIN),
        ("special_inspection", "B4", "complaint", HEAD),
    ),
    *(("accountability", clause, reason, to) for clause, reason in B7_B8 for to in (DEPUTY, MAIN)),
    *(("criticism", "B9", "ranking", CRITICISED), ("summons", "B9", "ranking", MAIN)),
    *(("counted", "criticism", count) for count in (1, 2, 3)),
    "complained of anew",
}
COMES = {
    "tianshui-2017": OVERDUE | PACE | UNHEARD_OF | {"at its own time", ("counted", "criticism", 4)},
    "gansu-2025": OVERDUE | PACE | UNHEARD_OF,
    "jiyuan-2019": OVERDUE | {"several measures", ("counted", "criticism", 3)},
    "beijing-2018": OF_BEIJING | UNHEARD_OF,
    "baicheng-2023": OVERDUE | PACE | UNHEARD_OF,
}


def rows(preset: str) -> set[Any]:
    """Every row of a document, as a step that is seen."""
    system = SYSTEMS[preset]
    found = {(*row, "became_overdue") for row in system.overdue}
    found |= {(*row, "behind_pace") for row in system.behind}
    found |= {(*row, why) for why, asked in system.failures.items() for row in asked}
    found |= {(*row, "criticised_by_higher_level") for row in system.from_above}
    found |= {(*row, REACHED[count]) for count, asked in system.ladder.items() for row in asked}
    found.add(("reminder", system.reminder, LIAISON, "due_soon"))
    if system.bulletin:
        found.add(("criticism", system.bulletin, CRITICISED, "overdue_at_bulletin"))
    if system.look_back:
        found.add(("look_back", system.look_back, LOOKS_BACK, "closed"))
    return {(step, clause, reason, to) for step, clause, to, reason in found}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_kind_of_step_comes_often_in_what_is_drawn(preset: str) -> None:
    told = Counter(name for case, steps in drawn(preset) for name in told_of(case, steps))
    rare = {
        name: told[name] for name in rows(preset) | COMES[preset] | EVERYWHERE if told[name] < OFTEN
    }
    assert not rare
