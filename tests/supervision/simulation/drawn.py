"""Ledgers and facts drawn at random, as files hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from documents.plan import read_plans
from handlers.simulate_policy import Tried, lines, prepare, steps_of
from handlers.working_calendar import published_days
from supervision.decisions import Step
from supervision.times import SHANGHAI
from tests.supervision.stories.running import jsonl, policy

Line = dict[str, Any]

BEGIN = date(2017, 8, 21)
END = date(2017, 11, 10)
"""With the week of the National Day, make-up days, three dispatches and five bulletins."""

UNITS = {"甲局": "department", "乙县政府": "district", "丙镇": "township", "丁公司": "enterprise"}
MATTERS = ("扬尘", "污水")
MEASURES = 5
MINUTES = (END - BEGIN).days * 24 * 60

days = st.dates(BEGIN - timedelta(days=5), END + timedelta(days=5))
units = st.sampled_from(sorted(UNITS))
numbers = st.integers(1, MEASURES).map(str)
percents = st.integers(0, 100)


def _kind(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Line]:
    return st.fixed_dictionaries({"fact": st.just(name), **fields})


of_a_measure = st.one_of(
    _kind("report", unit=units, measure=numbers, percent=percents),
    _kind("verified", unit=units, measure=numbers, percent=st.sampled_from([50, 100])),
    *(
        _kind(name, measure=numbers)
        for name in ("applied", "accepted", "sent_back", "closed", "rebound")
    ),
    *(
        _kind(name, measure=numbers, until=days.map(date.isoformat))
        for name in ("extension_granted", "proper_reason")
    ),
)
problems = _kind(
    "problem_found", unit=units, count=st.integers(1, 6), kind=st.sampled_from(MATTERS)
)
from_above = _kind("criticised_by_higher_level", unit=units, by=st.just("state"))
of_a_unit = st.one_of(
    *(_kind(name, unit=units) for name in ("false_report", "result_not_reported", "not_published")),
    from_above,
    _kind("replied", unit=units, step=st.sampled_from([step.value for step in Step])),
    problems,
    _kind(
        "annual_target_missed",
        unit=units,
        target=st.sampled_from(["air", "water"]),
        ratio=st.sampled_from([0, 0.0001, 0.0999, 0.1, 0.5]),
    ),
    _kind("complaint", unit=units, place=st.just("工地"), kind=st.sampled_from(MATTERS)),
    _kind(
        "ranking",
        table=st.sampled_from(["air", "water"]),
        month=st.just("2017-08"),
        units=st.integers(18, 22).map(lambda n: [f"第{k}镇" for k in range(n)]),
    ),
)


closings = st.one_of(*(_kind(name, measure=numbers) for name in ("closed", "closed", "rebound")))
anything = st.one_of(of_a_measure, of_a_measure, of_a_unit)


@st.composite
def facts(draw: st.DrawFn, kinds: st.SearchStrategy[Line]) -> list[Line]:
    """What happened, in order; no two things at one instant."""
    minutes = draw(st.lists(st.integers(0, MINUTES), max_size=25, unique=True))
    begin = datetime(BEGIN.year, BEGIN.month, BEGIN.day, tzinfo=SHANGHAI)
    return [
        {"at": (begin + timedelta(minutes=minute)).isoformat(timespec="minutes")} | what
        for minute in sorted(minutes)
        for what in [draw(kinds)]
    ]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Line]:
    """One plan with a few measures, of one, two or no deadlines."""
    listed = [{"kind": "unit", "name": name, "level": level} for name, level in UNITS.items()]
    plan = {"kind": "plan", "id": "p", "title": "方案", "issued": "2017-07-05"}
    measures = []
    for number in range(1, MEASURES + 1):
        dues = draw(st.lists(st.none() | days, min_size=1, max_size=2))
        deadlines = [{"phrase": "期限", "due": due and due.isoformat()} for due in dues]
        lead = draw(st.sampled_from([["甲局"], ["乙县政府"], ["甲局", "丙镇"], ["各县区政府"], []]))
        measures.append(
            {
                "kind": "measure",
                "plan": "p",
                "number": str(number),
                "printed": str(number),
                "title": "整改",
                "text": "整改。",
                "lead_units": lead,
                "responsible_units": ["丁公司"],
                "deadlines": deadlines,
                "term": "dated",
            }
        )
    return [{"kind": "region", "name": "市"}, *listed, plan, *measures]


@dataclass(frozen=True, slots=True)
class Case:
    """A ledger and what happened in it."""

    preset: str
    ledger: list[Line]
    facts: list[Line]

    def run(
        self, first: date = BEGIN, last: date = END, happened: list[Line] | None = None
    ) -> list[Line]:
        """The lines of ``policy simulate``; ``happened`` instead of the facts when given."""
        told = self.facts if happened is None else happened
        chosen, made_of = policy(self.preset), self._of(told, first, last)
        return list(lines(chosen, steps_of(chosen, made_of), made_of))

    def _of(self, told: list[Line], first: date, last: date) -> Tried:
        plans = read_plans(jsonl(self.ledger).encode(), name="p")
        return prepare(plans, jsonl(told), published_days(), first, last)


def cases(*presets: str, kinds: st.SearchStrategy[Line] = anything) -> st.SearchStrategy[Case]:
    """A case of one of these presets, in which things of these kinds happened."""
    return st.builds(Case, st.sampled_from(presets), ledgers(), facts(kinds))
