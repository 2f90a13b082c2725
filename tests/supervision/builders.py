"""Small ledgers for the tests of the rules and of the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from chinese_calendar import constants

from supervision.duty_rules import DutyRules
from supervision.policy import INSPECTION, Policy
from supervision.progress import Claim, Entry, Progress, Status
from supervision.records import Deadline, Duty, Measure, Plan
from supervision.times import SHANGHAI
from supervision.working_days import WorkingDays

POLICIES = Path(__file__).parents[2] / "policies"
PLAN = Plan("ts2017", "整改方案", date(2017, 7, 5))


@cache
def tianshui() -> Policy:
    return Policy.parse((POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8"))


@cache
def ladder_alone() -> Policy:
    """The same without duties and inspections, which have tests of their own."""
    whole = tianshui()
    cycles = {name: cycle for name, cycle in whole.cycles.items() if name != INSPECTION}
    return replace(whole, cycles=cycles, duties=DutyRules(ask_unreported=False))


@cache
def calendar() -> WorkingDays:
    days = dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True)
    return WorkingDays(days, known_until=date(2026, 12, 31))


def at(text: str) -> datetime:
    """at("2017-09-01 09:00"), Asia/Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def measure(
    number: str,
    *dues: str | None,
    lead: Sequence[str] = ("市建设局",),
    responsible: Sequence[str] = ("麦积区政府",),
    plan: str = PLAN.id,
) -> Measure:
    return Measure(
        plan=plan,
        number=number,
        printed=number,
        title=f"第{number}项整改",
        text=f"第{number}项整改。",
        duty=Duty(lead_units=tuple(lead), responsible_units=tuple(responsible)),
        deadlines=tuple(
            Deadline(due or "长期坚持", date.fromisoformat(due) if due else None) for due in dues
        ),
    )


def entry(number: str, *dues: str | None, progress: Progress | None = None, **duty: Any) -> Entry:
    return Entry(PLAN, measure(number, *dues, **duty), progress or Progress())


def claimed(percent: int, **fields: Any) -> Progress:
    claim = Claim(percent, at("2017-07-10 10:00"), "市建设局", Status.IN_PROGRESS)
    return replace(Progress(claim=claim), **fields)


def deadlines(entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    return [(e, n) for e in entries for n in range(len(e.measure.deadlines))]
