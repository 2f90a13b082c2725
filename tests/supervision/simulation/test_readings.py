"""The shared reading, read word by word, and the simulation say the same, step by step."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.times import SHANGHAI
from tests.supervision.simulation.drawn import BEGIN, END, Case, Line, facts, ledgers, of_a_measure
from tests.supervision.simulation.word_by_word import read

CLIMBED = ("criticism", "yellow_card", "monthly_supervision", "admonition", "accountability")


def said(steps: list[Line], reason: str, step: str, about: str) -> set[tuple[date, str]]:
    return {
        (_day(one), one[about]) for one in steps if (one["reason"], one["step"]) == (reason, step)
    }


def climbed(steps: list[Line]) -> set[tuple[date, str, str, int]]:
    return {
        (_day(one), one["unit"], one["step"], one["count"])
        for one in steps
        if one["step"] in CLIMBED
    }


def _day(line: Line) -> date:
    return datetime.fromisoformat(line["at"]).astimezone(SHANGHAI).date()


@st.composite
def one_a_day(draw: st.DrawFn) -> list[Line]:
    """What happened, after the draw-up hour and at most once a day for each measure.

    What is undone again before the next draw-up hour has tests of its own.
    """
    kept: dict[tuple[str, date], Line] = {}
    for fact in draw(facts(of_a_measure)):
        at = datetime.combine(_day(fact), time(10), SHANGHAI).isoformat(timespec="minutes")
        kept.setdefault((fact["measure"], _day(fact)), fact | {"at": at})
    return sorted(kept.values(), key=lambda fact: fact["at"])


@settings(max_examples=150, deadline=None)
@given(ledgers(), one_a_day())
def test_the_words_and_the_simulation_say_the_same(
    ledger: list[Line], happened: list[Line]
) -> None:
    steps = Case("tianshui-2017", ledger, happened).run()
    told = read(ledger, happened, BEGIN, END)
    overdue = {one for one in told.became_overdue if one[0] >= BEGIN}
    assert said(steps, "became_overdue", "warning", "measure") == overdue
    reminded = {one for one in told.reminded if one[0] >= BEGIN}
    assert said(steps, "due_soon", "reminder", "measure") == reminded
    assert said(steps, "behind_pace", "warning", "unit") == told.behind
    assert climbed(steps) == told.climbed
