"""What people report on: every measure, and every problem that no measure names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.records import Duty, Measure, Problem
from supervision.reportable import (
    bare,
    divided,
    is_problem,
    names,
    outside,
    own_record,
    reportable,
)

DUTY = Duty(lead_units=("市水务局",))


def problem(number: str, text: str = "污水直排。整改不力。") -> Problem:
    return Problem("p", number, "", text, DUTY)


def measure(number: str, of: str | None = None) -> Measure:
    return Measure("p", number, "", f"措施{number}", "", DUTY, problem=of)


def numbers(problems: str, measures: dict[str, str | None]) -> list[str]:
    made = [measure(number, of) for number, of in measures.items()]
    return [one.number for one in reportable(map(problem, problems), made)]


ORDERS = [
    ("", {"1": None}, ["1"]),  # measures alone
    ("12", {}, ["问题1", "问题2"]),  # problems alone
    ("1", {"1": "1"}, ["1"]),  # a problem with a measure is none
    ("123", {"1-1": "1", "3-1": "3"}, ["1-1", "问题2", "3-1"]),  # between those of its neighbours
    ("123", {"1": "1", "2": "1"}, ["1", "2", "问题2", "问题3"]),  # the same number twice
    ("12", {"1": None, "2": "2"}, ["1", "问题1", "2"]),  # a measure of no problem keeps its place
    ("123", {"5": "3", "6": "1"}, ["问题2", "5", "6"]),  # measures in an order of their own
    ("12", {"7": "9"}, ["7", "问题1", "问题2"]),  # a measure of a problem of another plan
]


@pytest.mark.parametrize(("problems", "measures", "wanted"), ORDERS)
def test_the_records_of_a_plan_in_printed_order(
    problems: str, measures: dict[str, str | None], wanted: list[str]
) -> None:
    assert numbers(problems, measures) == wanted


plans = st.tuples(
    st.lists(st.integers(1, 9).map(str), unique=True),
    st.dictionaries(
        st.integers(1, 12).map(str), st.one_of(st.none(), st.integers(1, 9).map(str)), max_size=12
    ),
)


@given(plans)
def test_every_problem_is_reported_on_itself_or_by_its_measures_and_never_by_both(
    plan: tuple[list[str], dict[str, str | None]],
) -> None:
    problems, measures = plan
    found = numbers("".join(problems), measures)
    own = [bare(number) for number in found if is_problem(number)]
    with_measures = [one for one in problems if one in measures.values()]
    assert sorted(own + with_measures) == sorted(problems)
    assert [number for number in found if not is_problem(number)] == list(measures)
    assert own == [one for one in problems if one in own]
    assert len(set(found)) == len(found)


def test_a_problem_keeps_everything_that_the_plan_says_of_it() -> None:
    made = replace(problem("3"), category="水", goal="不再直排", printed="三、")
    record = own_record(made)
    assert (record.id, record.title, record.problem) == ("p:问题3", "污水直排", "3")
    for name in ("plan", "printed", "text", "duty", "category", "goal", "deadlines", "term"):
        assert getattr(record, name) == getattr(made, name)
    assert record.inherited == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("直排", "直排"),
        ("\n直排\n第二行。", "直排"),
        ("。直排", ""),
        ("雨污混流：\n（1）管网破损。", "雨污混流"),
    ],
)
def test_the_title_is_the_first_sentence(text: str, title: str) -> None:
    assert own_record(problem("1", text)).title == title


@pytest.mark.parametrize(
    ("number", "measures", "told"),
    [
        ("14-2", "", "14-2"),
        ("问题3", "12", "3"),
        ("问题3", "123", "问题3"),
        ("3", "3", "3"),
        ("", "", ""),
    ],
)
def test_outside_a_problem_has_its_bare_number_unless_a_measure_has_it(
    number: str, measures: str, told: str
) -> None:
    assert outside(number, list(measures).__contains__) == told


def test_an_item_is_named_by_its_id_its_number_or_that_bare() -> None:
    assert all(names(said, "p:问题3") for said in ("p:问题3", "问题3", "3"))
    assert not any(names(said, "p:问题3") for said in ("", "p:3", "问题", "33", "q:问题3"))
    assert names("14-2", "p:14-2")
    assert not names("问题14-2", "p:14-2")


DIVIDED = [
    ((), False, False, True),  # nothing under way: laid aside
    ((), False, True, False),  # under way: beside its measures
    (("3-1",), False, False, False),  # was beside them and was sent back since: stays
    (("3-1",), True, True, True),  # was laid aside: stays so
]


@pytest.mark.parametrize(("into", "aside", "busy", "wanted"), DIVIDED)
def test_what_was_decided_when_measures_came_stays_decided(
    into: tuple[str, ...], *, aside: bool, busy: bool, wanted: bool
) -> None:
    before = replace(own_record(problem("3")), divided_into=into, aside=aside)
    after = divided(problem("3", "新的文字。"), ("3-1", "3-2"), before, busy=busy)
    assert (after.aside, after.divided_into, after.title) == (wanted, ("3-1", "3-2"), "新的文字")
