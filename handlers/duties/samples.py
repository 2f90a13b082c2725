"""Specimens (样张) of what units are told about duties, in the ordinary case and the longest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from handlers.more_samples import CASES
from handlers.words import asking, binding, clues, duties
from handlers.words.notice_setting import Setting
from supervision.duties import Duty, DutyKind
from supervision.progress import Entry, Progress
from supervision.records import Duty as Answering
from supervision.records import Measure, Plan
from supervision.times import local_date

MANY = 7


def duty_samples(at: Setting, now: datetime) -> Iterator[tuple[str, dict[str, str]]]:
    """Text and short form of each notice about duties."""
    for unit, title, what in CASES:
        for text in (*_of_duties(at, now, unit, what), _asked(now, unit, title)):
            yield text, binding.fields(text, unit, now)


def _of_duties(at: Setting, now: datetime, unit: str, what: str) -> Iterator[str]:
    today, clause = local_date(now), next(iter(at.policy.clauses))
    periods = {DutyKind.PUBLICATION: f"{today:%Y-%m}"}
    for kind in DutyKind:
        made = Duty(
            number="XS-20170915-3F2A9C",
            kind=kind,
            unit=unit,
            clause=clause,
            period=periods.get(kind, str(today.year)),
            opened_at=now,
            due=now + timedelta(days=14),
            what=what,
        )
        yield duties.reminder(made, today, at.days)
        yield duties.missed(made, today)
        if kind is DutyKind.CLUE:
            yield clues.to_unit(made, today)
        else:
            yield duties.opened(made, at.policy, today, at.base_url)


def _asked(now: datetime, unit: str, title: str) -> str:
    today = local_date(now)
    duty = Answering(lead_units=(unit,))
    found = [
        Entry(
            Plan("specimen", ""), Measure("specimen", f"{n}-2", "", title, title, duty), Progress()
        )
        for n in range(1, MANY + 1)
    ]
    return asking.unreported([(entry, None) for entry in found], today - timedelta(30), today)
