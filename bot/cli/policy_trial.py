"""What a policy is tried out on (模拟的依据): a ledger, facts, a span of days and a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from bot.cli.files import bytes_of, text_of
from bot.cli.frame import desk
from bot.errors import InputError
from documents.plan import read_plans
from handlers.simulate_policy import Tried, prepare
from handlers.words import command_line
from handlers.working_calendar import published_days
from supervision.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Span:
    """The files and the days, the last one included."""

    ledger: Path
    facts: Path
    first: date
    last: date

    @classmethod
    def of(
        cls,
        ledger: Path | None,
        facts: Path | None,
        first: date | None,
        last: date | None,
    ) -> Span | None:
        """All of it, or None where something is missing."""
        if ledger is None or facts is None or first is None or last is None:
            return None
        return cls(ledger, facts, first, last)


def prepared(span: Span, region: str | None) -> Tried:
    """Read the files; say on stderr when a part goes by Monday to Friday. Raises InputError."""
    plans = read_plans(bytes_of(span.ledger), name=span.ledger.stem, plan_id=None)
    days = working_days(region)
    try:
        tried = prepare(plans, text_of(span.facts), days, span.first, span.last)
    except ValueError as exc:
        raise InputError(str(exc)) from exc
    if days.guessed(span.last):
        click.echo(command_line.days_guessed(days.known_until), err=True)
    return tried


def working_days(region: str | None) -> WorkingDays:
    """The published table; with a region, what its office has entered comes first."""
    if region is None:
        return published_days()
    with desk(region) as at:
        return at.office.working_days()
