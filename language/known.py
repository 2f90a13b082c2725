"""A measure as messages refer to it (可指的事项)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from language.normalise import normalise
from supervision.groups import members_of
from supervision.records import Measure, Unit


@dataclass(frozen=True, slots=True)
class Known:
    """A measure as messages refer to it; ``units`` are all that report on it, groups resolved."""

    id: str
    number: str
    printed: str
    title: str
    text: str
    dues: tuple[date, ...]
    units: frozenset[str]

    @classmethod
    def of(cls, measure: Measure, units: Iterable[Unit]) -> Known:
        """A measure of the ledger; ``units`` are all of the region."""
        listed = tuple(units)
        reporting = (
            member
            for name in measure.duty.reporting
            for member in members_of(name, listed) or (name,)
        )
        dues = tuple(deadline.due for deadline in measure.deadlines if deadline.due)
        title, text = normalise(measure.title), normalise(measure.text)
        return cls(
            measure.id, measure.number, measure.printed, title, text, dues, frozenset(reporting)
        )

    def due_after(self, today: date) -> date | None:
        """Its next deadline, else its last; None without any."""
        coming = [due for due in self.dues if due >= today]
        return min(coming) if coming else max(self.dues, default=None)
