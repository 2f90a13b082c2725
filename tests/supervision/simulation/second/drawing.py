"""Regions drawn so that the thresholds of each document are reached often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from documents.plan import read_plans
from handlers.simulate_policy import lines, prepare, steps_of
from handlers.working_calendar import published_days
from supervision.times import SHANGHAI
from tests.supervision.simulation.drawn import UNITS
from tests.supervision.stories.running import jsonl, policy

Line = dict[str, Any]

UNKNOWN = ("无此单位", "无此镇")
"""Units that the ledger does not have."""

TOWNS = [f"第{n}镇" for n in range(24)]
SPANS = (
    (date(2017, 8, 21), date(2017, 11, 10)),  # the National Day and its make-up days
    (date(2017, 12, 4), date(2018, 3, 5)),  # the new year and the Spring Festival
)
ZONES = (SHANGHAI, SHANGHAI, UTC, timezone(timedelta(hours=-9, minutes=-30)))
HOURS = (time(0), time(8, 59, 59), time(9), time(9, 0, 1), time(10), time(15), time(23, 59, 59))

units = st.sampled_from([*UNITS, *UNKNOWN])
numbers = st.integers(1, 6).map(str)


def _kind(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Line]:
    return st.fixed_dictionaries({"fact": st.just(name), **fields})


def _of_a_measure(days: st.SearchStrategy[str]) -> list[st.SearchStrategy[Line]]:
    names = ("applied", "sent_back", "accepted", "closed", "closed", "rebound")
    return [
        _kind("report", unit=units, measure=numbers, percent=st.integers(0, 100)),
        _kind("verified", unit=units, measure=numbers, percent=st.sampled_from([50, 100])),
        *(_kind(name, measure=numbers) for name in names),
        *(_kind(n, measure=numbers, until=days) for n in ("extension_granted", "proper_reason")),
    ]


FAILURES = [
    _kind(name, unit=units) for name in ("false_report", "result_not_reported", "not_published")
] + [
    _kind("false_report", unit=units, measure=numbers),
    _kind("criticised_by_higher_level", unit=units, by=st.sampled_from(["state", "province"])),
    _kind("replied", unit=units, step=st.sampled_from(["warning", "summons"])),
]
KINDS = st.sampled_from(["扬尘", "扬尘", "污水"])
RANKING = _kind(
    "ranking",
    table=st.sampled_from(["air", "water"]),
    month=st.just("2017-08"),
    units=st.tuples(st.integers(0, 3), st.integers(19, 24)).map(
        lambda cut: [*TOWNS[cut[0] :], *TOWNS[: cut[0]]][: cut[1]]
    ),
)
COMPLAINT = _kind(
    "complaint", unit=st.sampled_from(["乙县政府", "丙镇"]), place=st.just("工地"), kind=KINDS
)
OF_BEIJING = [
    _kind("problem_found", unit=units, count=st.integers(1, 7), kind=KINDS),
    _kind("problem_found", unit=units, count=st.integers(1, 25)),
    *[COMPLAINT] * 4,
    _kind(
        "annual_target_missed",
        unit=units,
        target=st.sampled_from(["air", "water"]),
        ratio=st.sampled_from([0, 0.00001, 0.0001, 0.05, 0.0999, 0.09999, 0.1, 0.3]),
    ),
]


@dataclass(frozen=True)
class Drawn:
    """A ledger of two plans, what happened in it, and a span of days."""

    preset: str
    ledger: list[Line]
    facts: list[Line]
    first: date
    last: date

    def simulated(self) -> list[Line]:
        """The lines of ``policy simulate``."""
        chosen = policy(self.preset)
        plans = read_plans(jsonl(self.ledger).encode(), name="p")
        days = published_days()
        tried = prepare(plans, jsonl(self.facts), days, self.first, self.last)
        return list(lines(chosen, steps_of(chosen, tried), tried))


@st.composite
def regions(draw: st.DrawFn, preset: str) -> Drawn:
    """A region under a preset; half of its days begin in the middle of what happened."""
    begin, end = draw(st.sampled_from(SPANS))
    first = draw(st.sampled_from([begin, begin]) | st.dates(begin, end))
    days = st.dates(begin - timedelta(days=20), end + timedelta(days=5)).map(date.isoformat)
    kinds = _of_a_measure(days) + FAILURES
    if preset == "beijing-2018":
        kinds = kinds[:4] + FAILURES + OF_BEIJING * 2
    moments = st.tuples(
        st.integers(-40, (end - begin).days + 5),
        st.sampled_from(HOURS) | st.times().map(lambda t: t.replace(microsecond=0)),
        st.sampled_from(ZONES),
    )
    happened = draw(st.lists(st.tuples(moments, st.one_of(kinds)), min_size=5, max_size=30))
    facts = [
        {"at": _at(begin + timedelta(days=day), hour, zone)} | what
        for (day, hour, zone), what in happened
    ]
    if preset == "beijing-2018":
        facts += draw(complaints(begin)) + draw(rankings(begin))
    told_twice = draw(st.lists(st.sampled_from(facts), max_size=2))
    return Drawn(preset, draw(ledgers(days)), facts + told_twice, first, end)


@st.composite
def complaints(draw: st.DrawFn, begin: date) -> list[Line]:
    """Complaints of one place and kind that come again, also after just ninety days."""
    what = {"fact": "complaint", "unit": "丁公司", "place": "河滩", "kind": "扬尘"}
    pauses = st.lists(st.sampled_from([0, 1, 2, 44, 89, 90]), max_size=10)
    day, found = begin - timedelta(days=draw(st.integers(0, 60))), []
    for pause in draw(pauses | st.just([0, 1, 88, 3, 1])):
        day += timedelta(days=pause)
        found.append({"at": _at(day, draw(st.sampled_from(HOURS[3:6])), SHANGHAI)} | what)
    return found


@st.composite
def rankings(draw: st.DrawFn, begin: date) -> list[Line]:
    """Tables of towns, of which the same ones stand last again and again."""
    return [
        {"at": _at(begin + timedelta(days=day), HOURS[4], SHANGHAI)} | draw(RANKING)
        for day in draw(st.lists(st.integers(-5, 80), max_size=5))
    ]


def _at(day: date, hour: time, zone: Any) -> str:
    return datetime.combine(day, hour, SHANGHAI).astimezone(zone).isoformat()


@st.composite
def ledgers(draw: st.DrawFn, days: st.SearchStrategy[str]) -> list[Line]:
    """Two plans of three measures, of one to three deadlines, some without a date."""
    listed = [{"kind": "unit", "name": name, "level": level} for name, level in UNITS.items()]
    found: list[Line] = [{"kind": "region", "name": "市"}, *listed]
    for plan, issued, places in (("p", "2017-07-05", (1, 2, 3)), ("q", "2017-08-28", (4, 5, 6))):
        found.append({"kind": "plan", "id": plan, "title": "方案", "issued": issued})
        found += [draw(measures(plan, str(number), days)) for number in places]
    return found


@st.composite
def measures(draw: st.DrawFn, plan: str, number: str, days: st.SearchStrategy[str]) -> Line:
    leads: list[list[str]] = [
        ["甲局"],
        ["乙县政府"],
        ["甲局", "丙镇"],
        ["各县区政府"],
        ["各县区政府", "乙县政府"],
        [],
    ]
    dues = draw(st.lists(st.none() | days | days, min_size=1, max_size=3))
    return {
        "kind": "measure",
        "plan": plan,
        "number": number,
        "printed": number,
        "title": "整改",
        "text": "整改。",
        "lead_units": draw(st.sampled_from(leads)),
        "responsible_units": ["丁公司"],
        "deadlines": [{"phrase": "期限", "due": due} for due in dues],
        "term": "dated",
    }
