"""A small ledger of an invented city, written to a real Redis, and the pages over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import Flask

import web
from handlers.office import Office
from handlers.publication import add_publication
from storage.change import Change
from supervision.progress import Claim, Lifecycle, Progress, Status, Verification
from supervision.publishing import snapshot_of
from supervision.records import Deadline, Duty, Level, Measure, Plan, Region, Term, Unit
from supervision.times import at_hour

POLICY = Path(__file__).parents[2] / "policies" / "tianshui-2017.toml"

NOW = at_hour(date(2026, 8, 20), 10)
"""A Thursday."""

REGION = Region("云溪市", "市整改办")
WATER, ECOLOGY, DISTRICT = "市水务局", "市生态环境局", "青石区政府"
UNITS = (
    Unit(WATER, Level.DEPARTMENT, ("水务局",)),
    Unit(ECOLOGY, Level.DEPARTMENT, ("环保局",)),
    Unit(DISTRICT, Level.DISTRICT),
)
PLAN = Plan("yx2026", "云溪市生态环境保护督察整改方案", date(2026, 6, 1))


@dataclass
class FixedClock:
    """A clock that stands where a test has put it."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class OneRegion:
    region: str
    app_id: str = "wxtest"


@dataclass
class TrialSettings:
    trial: bool = True
    default_region: str = "test"
    regions: tuple[OneRegion, ...] = (OneRegion("test"),)
    emulator_url: str = "http://127.0.0.1:9"  # nobody listens there
    frozen: datetime | None = None


class Nobody:
    """A browser that is not WeChat's."""

    def reader(self, region: str) -> str | None:  # noqa: ARG002 - nobody is known anywhere
        return None

    def begin(self, region: str, back: str) -> str | None:  # noqa: ARG002 - nor can be
        return None


@dataclass
class Wired:
    """What the wiring gives, with one office for every region."""

    the_office: Office
    logins: Nobody = field(default_factory=Nobody)
    clock: FixedClock = field(default_factory=FixedClock)
    settings: TrialSettings = field(default_factory=TrialSettings)

    def office(self, region: str) -> Office:  # noqa: ARG002 - one office for all
        return self.the_office


def measure(
    number: str,
    title: str,
    *units: str,
    due: date | None = date(2026, 12, 31),
    text: str = "",
) -> Measure:
    phrase = f"{due.year}年{due.month}月底前" if due else "长期坚持"
    return Measure(
        plan=PLAN.id,
        number=number,
        printed=f"(一){number}",
        title=title,
        text=text or f"{title}。{phrase}完成。",
        duty=Duty(lead_units=units or (WATER,)),
        category="水环境治理",
        deadlines=(Deadline(phrase, due, title),),
        term=Term.DATED if due else Term.STANDING,
    )


def progress(
    claimed: int | None = None,
    verified: int | None = None,
    lifecycle: Lifecycle = Lifecycle.OPEN,
) -> Progress:
    status = Status.DONE if claimed == 100 else Status.IN_PROGRESS
    return Progress(
        lifecycle=lifecycle,
        claim=Claim(claimed, NOW - timedelta(days=3), WATER, status)
        if claimed is not None
        else None,
        verification=Verification(verified, NOW - timedelta(days=1))
        if verified is not None
        else None,
    )


LEDGER: tuple[tuple[Measure, Progress, bool], ...] = (
    (measure("1", "葫芦河沿岸生活污水截流"), progress(80, 60), True),
    (measure("2", "城区雨污分流改造", due=date(2026, 7, 31)), progress(90, 40), True),
    (
        measure("3", "青石铅锌矿废渣清理", ECOLOGY, DISTRICT),
        progress(100, 100, Lifecycle.CLOSED),
        True,
    ),
    (measure("4", "散煤市场抽检", ECOLOGY, due=None), progress(), True),
    (measure("5", "秘密排污口排查", ECOLOGY), progress(30, None), False),
)
"""Measure, where it stands, and whether it is published."""


def write_ledger(office: Office, lines: tuple[tuple[Measure, Progress, bool], ...]) -> None:
    store = office.store
    change = Change()
    store.ledger.put_region(change, REGION, PLAN)
    store.ledger.put_plan(change, PLAN)
    for unit in UNITS:
        store.ledger.put_unit(change, unit)
    for place, (record, stands, _) in enumerate(lines):
        store.ledger.put_measure(change, record, place, UNITS, progress=stands)
    store.commit(change)
    for record, _, published in lines:
        if published:
            publish(office, record.number)


def publish(office: Office, number: str) -> None:
    """Publish a measure as it stands."""
    entry = office.store.ledger.find(number)
    assert entry is not None
    change = Change()
    add_publication(office, change, entry, snapshot_of(entry.progress, NOW))
    office.store.commit(change)


def make_app(deps: Wired) -> Flask:
    made = Flask("zgt", static_folder=None)
    made.testing = True
    web.register(made, deps)
    return made
