"""What the rules look at: the ledger as it stands, and what has happened.

The store answers these questions from its indexes, a simulation from its own book; the rules ask
both in the same words, so that a simulated year and a real one take the same steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from supervision.answering import Answerer
from supervision.cycles import Moment
from supervision.facts import Fact, FactKind
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Level, Unit
from supervision.working_days import WorkingDays


class LedgerView(Protocol):
    """The measures, by what is asked of them; a deadline is (entry, place in its deadlines)."""

    def due_between(self, start: datetime, end: datetime) -> list[tuple[Entry, int]]:
        """Open deadlines that begin to be overdue in (start, end], extensions counted in."""

    def reopened_between(self, start: datetime, end: datetime) -> list[tuple[Entry, int]]:
        """Deadlines of open measures whose protection ended in (start, end]."""

    def overdue_at(self, now: datetime) -> list[tuple[Entry, int]]:
        """Open deadlines whose date has passed."""

    def behind_at(self, now: datetime, points: int) -> Iterable[Entry]:
        """Unsettled measures, among them all that are behind their pace by so many points."""

    def silent_since(self, since: datetime) -> Iterable[Entry]:
        """Unsettled measures with a date, among them all that nothing was said of since then."""

    def closed_between(self, start: datetime, end: datetime) -> list[Entry]:
        """Closed measures that were closed in (start, end]."""


class Past(Protocol):
    """What has happened and what has been taken."""

    def happened(self, start: datetime, end: datetime) -> list[Fact]:
        """Facts that are not about one measure's progress in [start, end), in order."""

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit in [start, end)."""

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind in [start, end)."""

    def criticisms(self, answerer: Answerer) -> int:
        """Criticisms of a unit under a plan that count so far."""

    def level_of(self, unit: str) -> Level:
        """The level of a unit, listed or not."""


@dataclass(frozen=True, slots=True)
class DrawUpHour:
    """One draw-up hour (拟制) with everything that its decisions rest on.

    ``since``: the draw-up hour before.
    """

    moment: Moment
    since: datetime
    policy: Policy
    working_days: WorkingDays
    units: Iterable[Unit]
    ledger: LedgerView
    past: Past
