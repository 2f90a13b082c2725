"""The ledger as JSONL: out and in again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.document import PlanDocument
from documents.errors import BadLine, DocumentError, NotAPlan
from documents.ledger_jsonl import document_lines, from_lines, plans_from_lines, to_lines
from documents.plan import read_plan
from documents.tally import DoubtKind
from supervision.records import (
    Deadline,
    Duty,
    Level,
    Measure,
    Plan,
    Problem,
    Region,
    Term,
    Unit,
)

PLAN = Plan("p", "方案", date(2023, 3, 10))
DEADLINE = Deadline("年底前", None, None)
PROBLEM = Problem(
    "p", "1", "一、", "问题", Duty(responsible_units=("市局",)), "类", "目标", (DEADLINE,)
)
MEASURE = Measure(
    "p", "1", "1.", "标题", "全文", Duty(("市局",), leaders=("李某某",)), problem="1",
    goal="目标", deadlines=(DEADLINE,), term=Term.STAGED, inherited=("lead_units",),
)  # fmt: skip
UNITS = (Unit("市局", Level.DEPARTMENT, ("局",), "市政府"),)
DOCUMENT = PlanDocument(Region("某市", "市整改办"), UNITS, PLAN, (PROBLEM,), (MEASURE,))


def dump(document: PlanDocument) -> str:
    lines = (json.dumps(line, ensure_ascii=False) for line in document_lines(document))
    return "\n".join(lines) + "\n"


def test_seed_comes_back_unchanged(seed: PlanDocument) -> None:
    again = read_plan(dump(seed).encode(), name="ledger.jsonl")
    assert again == seed
    assert again.tally.measures == 44
    assert again.tally.doubts == ()


def test_problem_and_every_field_come_back_unchanged(shared: Path) -> None:
    assert from_lines(dump(DOCUMENT)) == DOCUMENT
    schema = json.loads((shared / "contracts" / "ledger.schema.json").read_text("utf-8"))
    for line in document_lines(DOCUMENT):
        jsonschema.Draft202012Validator(schema).validate(line)


def test_keys_stand_in_the_order_of_the_contract(seed: PlanDocument) -> None:
    lines = list(document_lines(seed))
    assert list(lines[0]) == ["kind", "name", "office"]
    assert list(lines[1]) == ["kind", "name", "aliases", "level", "parent"]
    assert list(lines[-1]) == [
        "kind", "plan", "number", "printed", "problem", "category", "title", "text", "goal",
        "lead_units", "responsible_units", "cooperating_units", "supervising_units",
        "verifying_units", "leaders", "deadlines", "term", "inherited",
    ]  # fmt: skip


def test_other_plan_id_replaces_the_one_of_the_file() -> None:
    document = read_plan(dump(DOCUMENT).encode(), name="ledger.jsonl", plan_id="q")
    assert (document.plan.id, document.problems[0].plan, document.measures[0].plan) == ("q",) * 3


def test_ledger_of_two_plans_is_read_plan_by_plan() -> None:
    other = DOCUMENT.under("q")
    text = "\n".join(
        json.dumps(line)
        for line in to_lines(
            region=DOCUMENT.region,
            units=UNITS,
            plans=(PLAN, other.plan),
            problems=(PROBLEM, *other.problems),
            measures=(MEASURE, *other.measures),
        )
    )
    assert plans_from_lines(text) == (DOCUMENT, other)
    with pytest.raises(NotAPlan, match="2 个方案"):
        from_lines(text)


def test_name_that_is_no_unit_is_named_as_a_doubt() -> None:
    text = dump(PlanDocument(DOCUMENT.region, (), PLAN, (), (Measure(
        "p", "1", "", "甲", "甲", Duty(("市局", "各县区政府"))),)))  # fmt: skip
    (doubt,) = from_lines(text).tally.doubts
    assert (doubt.where, doubt.what, doubt.excerpt) == ("1", DoubtKind.UNKNOWN_UNIT, "市局")


Lines = list[dict[str, object]]


def edited(change: Callable[[Lines], object]) -> str:
    lines = list(document_lines(DOCUMENT))
    change(lines)
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


@pytest.mark.parametrize(
    ("change", "line", "why"),
    [
        (lambda lines: lines[0].pop("kind"), 1, "kind"),
        (lambda lines: lines[0].update(kind="city"), 1, "kind"),
        (lambda lines: lines.insert(1, lines[0]), 2, "地区"),
        (lambda lines: lines.insert(1, lines[1]), 3, "重复"),
        (lambda lines: lines[1].update(level="galaxy"), 2, "level"),
        (lambda lines: lines[1].update(aliases="局"), 2, "aliases"),
        (lambda lines: lines[2].update(issued="2023-3-10"), 3, "日期"),
        (lambda lines: lines[2].update(issued="2023-02-30"), 3, "日期"),
        (lambda lines: lines[2].update(issued="1989-12-31"), 3, "1990 年到 2100 年"),
        (lambda lines: lines[4]["deadlines"][0].update(due="2101-01-01"), 5, "1990 年到 2100 年"),
        (lambda lines: lines[2].update(id="a:b"), 3, "方案代号"),
        (lambda lines: lines[2].update(id="a|b"), 3, "方案代号"),
        (lambda lines: lines[2].update(id="a" * 41), 3, "方案代号"),
        (lambda lines: lines.pop(2), 3, "方案"),
        (lambda lines: lines.pop(3), 4, "问题"),
        (lambda lines: lines[4].update(number="十四"), 5, "编号"),
        (lambda lines: lines[4].update(number="014"), 5, "编号"),
        (lambda lines: lines[4].update(number="14-0"), 5, "编号"),
        (lambda lines: lines[4].update(number="12345"), 5, "编号"),
        (lambda lines: lines[4].pop("lead_units"), 5, "lead_units"),
        (lambda lines: lines[4].update(deadlines=None), 5, "deadlines"),
        (lambda lines: lines[4].update(deadlines=[{"due": None}]), 5, "phrase"),
        (lambda lines: lines[4].update(term="soon"), 5, "term"),
        (lambda lines: lines.append(lines[4]), 6, "重复"),
    ],
)
def test_bad_line_is_named_with_its_reason(
    change: Callable[[Lines], object], line: int, why: str
) -> None:
    with pytest.raises(BadLine, match=why) as refusal:
        from_lines(edited(change))
    assert refusal.value.line == line


@pytest.mark.parametrize(
    "text", ['{"kind":"region"', "{}\n[]", '{"a":' * 5000, '{"kind":"\\ud800"}']
)
def test_line_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(BadLine):
        from_lines(text)


def test_ledger_without_region_or_records_is_no_plan() -> None:
    with pytest.raises(NotAPlan, match="region"):
        from_lines(edited(lambda lines: lines.pop(0)))
    with pytest.raises(NotAPlan, match="措施"):
        from_lines('{"kind":"region","name":"某市"}')


def test_cut_in_the_middle_of_a_line_is_refused() -> None:
    text = dump(DOCUMENT)
    whole_lines = {text.index("\n", start) for start in range(len(text))}
    for end in range(1, len(text) - 1):
        if end not in whole_lines and end - 1 not in whole_lines:
            with pytest.raises(DocumentError):
                read_plan(text[:end].encode(), name="ledger.jsonl")


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(str.strip)
TEXTS = st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=20))
TUPLES = st.lists(NAMES, max_size=3).map(tuple)
DUTIES = st.builds(Duty, TUPLES, TUPLES, TUPLES, TUPLES, TUPLES, TUPLES)
DATES = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 12, 31)))
DEADLINES = st.lists(st.builds(Deadline, NAMES, DATES, TEXTS), max_size=3).map(tuple)


MEASURES = st.builds(
    Measure,
    plan=st.just("p"),
    number=st.just("1-2"),
    printed=NAMES,
    title=NAMES,
    text=NAMES,
    duty=DUTIES,
    problem=st.none(),
    category=TEXTS,
    goal=TEXTS,
    deadlines=DEADLINES,
    term=st.sampled_from(Term),
    inherited=TUPLES,
)
UNIT_LISTS = st.builds(Unit, NAMES, st.sampled_from(Level), TUPLES, TEXTS).map(lambda unit: (unit,))
PLANS = st.builds(Plan, st.just("p"), NAMES, DATES)


@given(st.builds(PlanDocument, st.builds(Region, NAMES, NAMES), UNIT_LISTS, PLANS, st.just(()),
                 MEASURES.map(lambda measure: (measure,))))  # fmt: skip
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back_unchanged(document: PlanDocument) -> None:
    assert read_plan(dump(document).encode(), name="ledger.jsonl") == document
