"""What a document prints about a measure, in figures."""

from __future__ import annotations

from datetime import date

from supervision.decisions import Finding
from supervision.overdue import due_date
from supervision.progress import Entry

Noted = tuple[Entry, Finding]
"""A finding with the entry that it is about."""


def finding(entry: Entry, index: int, *, days: int = 0, expected: int | None = None) -> Finding:
    """The figures of one deadline of a measure; ``days`` overdue, or working days left."""
    measure, deadline = entry.measure, entry.measure.deadlines[index]
    due = due_date(entry, index)
    return Finding(
        measure=measure.number,
        title=measure.title,
        due=due.isoformat() if due else None,
        phrase=deadline.phrase,
        days=days,
        expected=expected,
        claimed=entry.progress.claimed_percent,
        reported=entry.progress.claim is not None,
        responsible_units=measure.duty.responsible_units,
    )


def mention(entry: Entry) -> Finding:
    """A measure named without any of its deadlines."""
    return Finding(
        measure=entry.measure.number,
        title=entry.measure.title,
        claimed=entry.progress.claimed_percent,
        reported=entry.progress.claim is not None,
        responsible_units=entry.measure.duty.responsible_units,
    )


def days_overdue(entry: Entry, index: int, today: date) -> int:
    """Calendar days since the deadline; 0 for one without a date."""
    due = due_date(entry, index)
    return max((today - due).days, 0) if due else 0
