"""The sample plan (试用样例) as values; its file counts days from the first start."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from supervision.progress import Lifecycle, Progress, Publication, Report, Verification
from supervision.records import Deadline, Duty, Level, Measure, Plan, Problem, Region, Term, Unit
from supervision.reporting import claim_of, status_of
from supervision.times import at_hour

REPORTING_HOUR = 10
"""Everything of the sample happened at ten in the morning."""


@dataclass(frozen=True, slots=True)
class SampleMeasure:
    """A measure, what was reported of it (oldest first), where it stands, when it was published."""

    measure: Measure
    reports: tuple[Report, ...]
    progress: Progress
    published: Publication | None


@dataclass(frozen=True, slots=True)
class SampleContact:
    """Somebody of the trial; ``trial`` names the phone."""

    trial: str
    role: str
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """Everything that the file holds."""

    region: Region
    plan: Plan
    issued: datetime
    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]
    measures: tuple[SampleMeasure, ...]
    contacts: tuple[SampleContact, ...]


def read_sample(today: date) -> SamplePlan:
    """The sample as it stands when the first start is on this day."""
    text = resources.files("handlers").joinpath("sample_plan.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    head = tables["plan"]
    plan = Plan(head["id"], head["title"], today - timedelta(days=head["issued_days_ago"]))
    return SamplePlan(
        region=Region(**tables["region"]),
        plan=plan,
        issued=_ago(head["issued_days_ago"], today),
        units=tuple(_unit(table) for table in tables["units"]),
        problems=tuple(_problem(table, plan) for table in tables["problems"]),
        measures=tuple(_sample_measure(table, plan, today) for table in tables["measures"]),
        contacts=tuple(SampleContact(**table) for table in tables["people"]),
    )


def _unit(table: dict[str, Any]) -> Unit:
    aliases = tuple(table.get("aliases", ()))
    return Unit(table["name"], Level(table["level"]), aliases, table.get("parent"))


def _problem(table: dict[str, Any], plan: Plan) -> Problem:
    return Problem(
        plan=plan.id,
        number=table["number"],
        printed=table["printed"],
        category=table["category"],
        text=table["text"],
        goal=table["goal"],
        duty=Duty(responsible_units=tuple(table["units"])),
    )


def _sample_measure(table: dict[str, Any], plan: Plan, today: date) -> SampleMeasure:
    measure = _measure(table, plan, today)
    reports = _reports(table, measure, today)
    published_at = _moment(table.get("published_days_ago"), today)
    return SampleMeasure(
        measure=measure,
        reports=reports,
        progress=_progress(table, reports, today, at_hour(today, REPORTING_HOUR)),
        published=_snapshot(_progress(table, reports, today, published_at), published_at)
        if published_at
        else None,
    )


def _measure(table: dict[str, Any], plan: Plan, today: date) -> Measure:
    deadlines = tuple(_deadline(part, today) for part in table.get("deadlines", ()))
    lists = {name: tuple(table.get(name, ())) for name in ("lead", "responsible", "cooperating")}
    return Measure(
        plan=plan.id,
        number=table["number"],
        printed=table["printed"],
        title=table["title"],
        text=table["text"].format(*(deadline.phrase for deadline in deadlines)),
        duty=Duty(
            lead_units=lists["lead"],
            responsible_units=lists["responsible"],
            cooperating_units=lists["cooperating"],
            verifying_units=tuple(table.get("verifying", ())),
            leaders=tuple(table.get("leaders", ())),
        ),
        problem=table["problem"],
        deadlines=deadlines,
        term=Term(table.get("term", "dated")),
    )


def _deadline(table: dict[str, Any], today: date) -> Deadline:
    due = today + timedelta(days=table["in_days"])
    return Deadline(f"{due.year}年{due.month}月{due.day}日前", due, table["what"])


def _reports(table: dict[str, Any], measure: Measure, today: date) -> tuple[Report, ...]:
    return tuple(
        Report(
            id=hashlib.sha256(f"sample:{measure.id}:{place}".encode()).hexdigest()[:24],
            at=_ago(said["days_ago"], today),
            unit=measure.duty.reporting[0],
            plan=measure.plan,
            measure=measure.number,
            percent=said["percent"],
            status=status_of(said["percent"]),
            finish_by=today + timedelta(days=said["finish_in_days"])
            if "finish_in_days" in said
            else None,
            problem=said.get("problem"),
        )
        for place, said in enumerate(table.get("reports", ()))
    )


def _progress(
    table: dict[str, Any], reports: tuple[Report, ...], today: date, when: datetime
) -> Progress:
    """Where the measure stood at ``when``."""
    said = [report for report in reports if report.at <= when]
    applied, accepted, closed = (
        at if (at := _moment(table.get(f"{name}_days_ago"), today)) and at <= when else None
        for name in ("applied", "accepted", "closed")
    )
    verified = table.get("verified")
    checked = _ago(verified["days_ago"], today) if verified else None
    lifecycle = Lifecycle.OPEN
    if closed:
        lifecycle = Lifecycle.CLOSED
    elif accepted:
        lifecycle = Lifecycle.PUBLICITY
    elif applied:
        lifecycle = Lifecycle.APPLIED
    extended = table.get("extended_in_days")
    return Progress(
        version=len(said),
        lifecycle=lifecycle,
        claim=claim_of(said[-1]) if said else None,
        verification=Verification(verified["percent"], checked)
        if verified and checked and checked <= when
        else None,
        applied_at=applied,
        accepted_at=accepted,
        closed_at=closed,
        extended_until=today + timedelta(days=extended) if extended is not None else None,
    )


def _snapshot(progress: Progress, at: datetime) -> Publication:
    claim, verification = progress.claim, progress.verification
    return Publication(
        at=at,
        lifecycle=progress.lifecycle,
        claimed_percent=claim.percent if claim else None,
        claimed_at=claim.at if claim else None,
        verified_percent=verification.percent if verification else None,
        verified_at=verification.at if verification else None,
    )


def _moment(days_ago: int | None, today: date) -> datetime | None:
    return None if days_ago is None else _ago(days_ago, today)


def _ago(days: int, today: date) -> datetime:
    return at_hour(today - timedelta(days=days), REPORTING_HOUR)
