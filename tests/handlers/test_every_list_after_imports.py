"""Whatever an import and the people change, every list is the one of a ledger written at once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import redis

from documents.document import PlanDocument
from handlers.import_plan import import_plan
from handlers.office import Office
from language.segment import Segmenter
from storage.change import Change
from storage.keys import Keys
from storage.store import Store
from supervision.acceptance.effects import after
from supervision.acceptance.table import Event
from supervision.overdue import exposing
from supervision.progress import Claim, Progress, Status, Verification
from supervision.records import Level, Measure, Problem, Region, Term, Unit
from supervision.times import local_date
from tests.supervision.builders import PLAN, at, measure, tianshui

BUREAU = Unit("市建设局", Level.DEPARTMENT)
DISTRICT, COUNTY = Unit("麦积区政府", Level.DISTRICT), Unit("清水县政府", Level.DISTRICT)
TOWN = Unit("三岔镇政府", Level.TOWNSHIP)
UNIT_LISTS = (
    (BUREAU, DISTRICT),
    (BUREAU, DISTRICT, COUNTY),
    (BUREAU, DISTRICT, TOWN),
    (BUREAU, replace(DISTRICT, level=Level.DEPARTMENT), COUNTY),
    (BUREAU, DISTRICT, COUNTY, replace(TOWN, aliases=("三岔镇",))),
)
DUTIES = (
    {"lead": ("市建设局",)},
    {"lead": ("各县区政府",)},
    {"lead": ("三岔镇",), "responsible": ("各县区政府",)},
    {"lead": ("市建设局",), "responsible": ("各乡镇政府", "麦积区政府")},
)
DUES: tuple[tuple[str | None, ...], ...] = (
    ("2017-08-31",),
    ("2017-08-31", "2017-12-31"),
    (None,),
    ("2017-10-15", None, "2017-11-30"),
    ("2018-06-30",),
)
ISSUED = (PLAN.issued, date(2017, 7, 20), date(2017, 6, 1))
LEADERS: tuple[tuple[str, ...], ...] = (("王某",), ("李某", "王某"), ())
OTHER = Keys("written-at-once")
HISTORY = ("ever-closed", "ever-rebound", "to-look-at")
"""Lists of what has happened once, which the records of today do not tell."""


def made(number: int, draw: random.Random) -> Measure:
    dues = draw.choice(DUES)
    one = measure(str(number), *dues, **draw.choice(DUTIES))
    duty = replace(one.duty, leaders=draw.choice(LEADERS))
    term = Term.DATED if any(dues) else Term.STANDING
    problem = draw.choice(("1", "2", "3"))
    return replace(one, duty=duty, term=term, problem=problem)


def document(draw: random.Random, measures: tuple[Measure, ...]) -> PlanDocument:
    problems = tuple(
        Problem(
            plan=PLAN.id,
            number=str(number),
            printed=str(number),
            text=f"第{number}个问题。",
            duty=measure("1", **draw.choice(DUTIES)).duty,
            deadlines=measure("1", *draw.choice(DUES)).deadlines,
        )
        for number in range(1, 4)
    )
    plan = replace(PLAN, issued=draw.choice(ISSUED))
    return PlanDocument(Region("天水市"), draw.choice(UNIT_LISTS), plan, problems, measures)


def changed(progress: Progress, draw: random.Random) -> Progress:
    when = at("2017-07-10 10:00") + timedelta(days=draw.randint(0, 120))
    percent = draw.choice((0, 20, 60, 100))
    event = draw.choice((Event.APPLIED, Event.ACCEPTED, Event.CLOSED, Event.REBOUND, None))
    if event is not None:
        return after(progress, event, when)
    fields: dict[str, Any] = draw.choice(
        (
            {"claim": Claim(percent, when, "市建设局", Status.IN_PROGRESS)},
            {"claim": None},
            {"verification": Verification(percent, when)},
            {"extended_until": local_date(when)},
            {"proper_reason_until": local_date(when)},
        )
    )
    return exposing(progress, replace(progress, **fields), when)


def happens(office: Office, draw: random.Random) -> None:
    ledger = office.store.ledger
    entry = draw.choice(list(ledger.all_entries(PLAN.id)))
    change = Change()
    ledger.save_progress(change, entry, changed(entry.progress, draw))
    office.store.commit(change)


def written_at_once(office: Office) -> Store:
    """The ledger as it stands now, in a region where nothing was before."""
    client, ledger = office.store.redis, office.store.ledger
    for key in list(client.scan_iter(f"{OTHER.units().removesuffix('units')}*")):
        client.delete(key)
    other, plan, units = Store(client, OTHER.region), ledger.plan(PLAN.id), ledger.units()
    assert plan is not None
    change = Change()
    other.ledger.put_heads(change, Region("天水市"), plan, units, ())
    other.commit(change)
    for entry in ledger.all_entries(PLAN.id):
        change, place = Change(), ledger.place(entry.measure.id)
        other.ledger.put_measure(change, entry.measure, place, units, progress=entry.progress)
        other.commit(change)
    return other


def lists(client: redis.Redis, keys: Keys) -> dict[str, dict[str, float]]:
    prefix = keys.units().removesuffix("units")
    found: dict[str, dict[str, float]] = {}
    for key in sorted(client.scan_iter(f"{prefix}*")):
        name = key.removeprefix(prefix)
        if name in HISTORY or name.startswith(("problems:", "mirror")):
            continue
        if client.type(key) == "zset":
            found[name] = dict(client.zrange(key, 0, -1, withscores=True))
        elif name.startswith("sums:"):
            sums = {field: float(count) for field, count in client.hgetall(key).items()}
            found[name] = {f: n for f, n in sums.items() if n and f != "changes"}
    return found


def agree(office: Office) -> None:
    client = office.store.redis
    expected = lists(client, written_at_once(office).keys)
    found = lists(client, office.store.keys)
    differ = {n for n in {*expected, *found} if found.get(n, {}) != expected.get(n, {})}
    assert {n: found.get(n) for n in differ} == {n: expected.get(n) for n in differ}


@pytest.mark.parametrize("seed", range(6))
def test_every_list_is_the_one_of_a_ledger_written_at_once(
    store: Store, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - a story, not a secret
    office = Office(store, tianshui(), Segmenter(tmp_path, ()), "https://zgt.example")
    now = at("2017-07-10 10:00")
    known: dict[int, Measure] = {}
    for _ in range(8):
        for number in draw.sample(range(1, 11), 4):
            known[number] = made(number, draw)
        printed = [m for n, m in sorted(known.items()) if draw.random() < 0.8]
        import_plan(office, document(draw, tuple(printed)), now)
        agree(office)
        for _ in range(12):
            happens(office, draw)
        agree(office)
