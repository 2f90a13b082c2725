"""Inspections (检查): what the office looked at itself, how, and what it found (G4, T8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervision.overdue import any_overdue
from supervision.pace import pace
from supervision.progress import Entry
from supervision.times import local_date


class InspectionKind(StrEnum):
    """How it was looked at."""

    OPEN = "open"  # 明察
    UNDERCOVER = "undercover"  # 暗访
    ON_SITE = "on_site"  # 现场督办
    THIRD_PARTY = "third_party"  # 第三方评估
    MEDIA = "media"  # 新闻媒体监督


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of a unit, of one measure where given; ``photos`` counts pictures."""

    id: str
    at: datetime
    kind: InspectionKind
    unit: str
    result: str
    plan: str = ""
    measure: str = ""
    person: str = ""
    photos: int = 0

    @property
    def item(self) -> str:
        """``plan:number`` of the measure, or nothing."""
        return f"{self.plan}:{self.measure}" if self.measure else ""


class Cause(StrEnum):
    """Why a measure is worth a look, the most pressing first."""

    OVERDUE = "overdue"
    CLAIMED_DONE = "claimed_done"  # 上报完成，没有核实
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class ToInspect:
    """A measure to look at, and why."""

    entry: Entry
    cause: Cause


BEHIND_POINTS = 15
"""Points behind schedule from which a measure is worth a look; the sources give no number."""

ORDER = tuple(Cause)


def to_inspect(entries: Iterable[Entry], now: datetime) -> list[ToInspect]:
    """What an inspection should look at: overdue, claimed as done but not verified, far behind."""
    found = [
        ToInspect(entry, cause) for entry in entries if (cause := _cause(entry, now)) is not None
    ]
    return sorted(found, key=lambda one: (ORDER.index(one.cause), one.entry.measure.id))


def _cause(entry: Entry, now: datetime) -> Cause | None:
    if entry.progress.settled:
        return None
    if any_overdue(entry, now):
        return Cause.OVERDUE
    if entry.progress.claimed_percent >= 100 > entry.progress.verified_percent:
        return Cause.CLAIMED_DONE
    stand = pace(entry, local_date(now))
    return Cause.BEHIND if stand is not None and stand.behind >= BEHIND_POINTS else None
