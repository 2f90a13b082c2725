"""A unit's yearly public report (年度公开报告, G6): what was published of its measures, as values.

Only published items are in it: what the office has not published does not get out by this door.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.office import Office
from handlers.public import PublicItem, overview, published_page
from supervision.progress import Lifecycle
from supervision.times import local_date, start_of

PAGE = 200


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What a unit tells the public of one year; ``day`` is the day it was made."""

    unit: str
    year: int
    plan_title: str
    office_name: str
    day: date
    closed: tuple[PublicItem, ...]
    going_on: tuple[PublicItem, ...]

    @property
    def total(self) -> int:
        """How many items were published by then."""
        return len(self.closed) + len(self.going_on)


def unit_report(office: Office, unit: str, year: int, now: datetime) -> UnitReport:
    """The report of a unit for a year: what was published until its end, or until now."""
    until = min(now, start_of(date(year + 1, 1, 1)))
    items = [item for item in _published(office, unit) if item.published_at < until]
    sums = overview(office, unit)
    closed = tuple(item for item in items if item.lifecycle is Lifecycle.CLOSED)
    return UnitReport(
        unit=unit,
        year=year,
        plan_title=sums.plan_title,
        office_name=sums.office_name,
        day=local_date(min(now, until)),
        closed=closed,
        going_on=tuple(item for item in items if item.lifecycle is not Lifecycle.CLOSED),
    )


def _published(office: Office, unit: str) -> Sequence[PublicItem]:
    """Every published item of a unit; a unit has some dozens."""
    found: list[PublicItem] = []
    page = 1
    while True:
        part = published_page(office, page, PAGE, unit)
        found += part.items
        if page * PAGE >= part.total:
            return found
        page += 1
