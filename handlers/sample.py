"""The sample (试用样例): an invented city, so that the trial has something to show at once.

The days of its plan are counted from the first start, so that some measures are overdue, some are
due this week and some are closed, whenever that is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.office import Office
from handlers.publication import listed_under
from handlers.sample_records import SampleContact, SampleMeasure, SamplePlan, read_sample
from storage.change import Change
from storage.errors import Conflict
from supervision.people import Binding, Person
from supervision.progress import Entry, Report
from supervision.records import Role
from supervision.times import local_date, to_iso


def trial_openid(name: str) -> str:
    """The openid of a phone of the trial, in the form that WeChat gives: 28 signs from an o on."""
    return f"oTrial-{name}-".ljust(28, "0")


TRIAL_NEWCOMER = trial_openid("newcomer")
"""Not bound: whoever tries the program binds it with TRIAL_CODE or a code of their own."""

TRIAL_LIAISON = trial_openid("liaison")
TRIAL_UNIT_HEAD = trial_openid("unit-head")
TRIAL_OFFICE = trial_openid("office")
TRIAL_OFFICE_2 = trial_openid("office-2")
TRIAL_LEADER = trial_openid("leader")
TRIAL_CITIZEN_A = trial_openid("citizen-a")
TRIAL_CITIZEN_B = trial_openid("citizen-b")

TRIAL_CODE = "7KQ2M9XA"
"""A binding code that works once, for a week, in trial mode only."""

TRIAL_CODE_UNIT = "市水务局"


def load_sample(office: Office, now: datetime) -> bool:
    """Fill an empty ledger with the sample, in one step; True when it was loaded.

    A ledger that holds a plan is left alone.
    """
    store = office.store
    if store.ledger.plans():
        return False
    sample = read_sample(local_date(now))
    change = Change()
    change.expect(store.keys.region_info(), "plan", None)
    _put_plan(office, change, sample)
    pids = {contact.unit: _bind(office, change, contact, now) for contact in sample.contacts[::-1]}
    entries = [_entry("plan_import", sample.issued, unit=sample.region.office, role=Role.OFFICE)]
    for place, item in enumerate(sample.measures, 1):
        _put_measure(office, change, item, place, sample)
        entries += _published(item, sample.region.office)
    for item, report in _in_order(sample, pids):
        store.reports.add(change, report)
        entries.append(_reported(item, report))
    store.invitations.offer(change, TRIAL_CODE, TRIAL_CODE_UNIT, Role.LIAISON)
    for entry in sorted(entries, key=lambda e: str(e["at"])):
        change.journal(entry)
    try:
        store.commit(change)
    except Conflict:
        return False
    return True


def _put_plan(office: Office, change: Change, sample: SamplePlan) -> None:
    office.store.ledger.put_heads(change, sample.region, sample.plan, sample.units, sample.problems)


def _bind(office: Office, change: Change, contact: SampleContact, now: datetime) -> str:
    people, openid = office.store.people, trial_openid(contact.trial)
    before = Person(people.pid(openid), openid)
    role = Role(contact.role)
    after = replace(before, bindings=(Binding(contact.unit, role, since=now),), name=contact.name)
    people.save(change, after)
    people.index(change, before, after)
    return after.pid


def _put_measure(
    office: Office, change: Change, item: SampleMeasure, place: int, sample: SamplePlan
) -> None:
    measure = item.measure
    version = len(item.reports) + (1 if item.published else 0)
    progress = replace(item.progress, publication=item.published, version=version)
    office.store.ledger.put_measure(
        change, measure, place, sample.units, progress=progress, plan=sample.plan
    )
    if item.published:
        unpublished = Entry(sample.plan, measure, replace(progress, publication=None))
        office.store.publication.publish(
            change,
            unpublished,
            item.published,
            units=listed_under(measure, sample.units),
            words=office.segmenter.words_for_index(measure.title, measure.text),
            place=place,
        )


def _in_order(sample: SamplePlan, pids: dict[str, str]) -> list[tuple[SampleMeasure, Report]]:
    """Every report of the sample, the oldest first, each under the contact of its unit.

    撤回 takes back the newest report of a person, so the order in which they are kept matters.
    """
    said = [
        (item, replace(report, person=pids.get(report.unit, "")))
        for item in sample.measures
        for report in item.reports
    ]
    return sorted(said, key=lambda pair: pair[1].at)


def _reported(item: SampleMeasure, report: Report) -> dict[str, Any]:
    earlier = [other.percent for other in item.reports if other.at < report.at]
    return _entry(
        "report_progress",
        report.at,
        unit=report.unit,
        role=Role.LIAISON,
        pid=report.person,
        measure=item.measure.number,
        before={"percent": earlier[-1] if earlier else 0},
        after={"percent": report.percent, "report": report.id},
    )


def _published(item: SampleMeasure, office: str) -> list[dict[str, Any]]:
    shown = item.published
    if shown is None:
        return []
    figures = {"claimed": shown.claimed_percent, "verified": shown.verified_percent}
    number = item.measure.number
    return [
        _entry("publish", shown.at, unit=office, role=Role.OFFICE, measure=number, after=figures)
    ]


def _entry(act: str, at: datetime, *, unit: str, role: Role, **more: Any) -> dict[str, Any]:
    plain = {"pid": "", "measure": "", "before": None, "after": None, "source": "sample"}
    return {**plain, **more, "at": to_iso(at), "act": act, "unit": unit, "role": role}
