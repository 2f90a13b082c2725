"""When a unit may ask for more time (申请延期): before the day on which the measure is due.

What is granted stands beside the date of the plan (:func:`supervision.overdue.due_date`); the
plan's own date is never changed.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from supervision.overdue import any_overdue, applied_and_waiting, due_date
from supervision.progress import Entry
from supervision.times import local_date


class ExtensionRefusal(StrEnum):
    """Why no extension can be asked for or granted; each has its own sentence for the person."""

    NOT_YOURS = "not_yours"  # another unit answers for it
    SETTLED = "settled"  # done: nothing to extend
    UNDER_CHECK = "under_check"  # applied for: the verifiers have it
    UNDATED = "undated"  # never overdue
    TOO_LATE = "too_late"  # the day has passed
    WAITING = "waiting"  # one request is with the office already
    USED_UP = "used_up"  # as often as the policy allows
    NOT_LATER = "not_later"  # the day asked for is not after the day due


def running_due(entry: Entry, today: date) -> date | None:
    """The next day on which something of the measure is due, what was granted counted in."""
    dates = (due_date(entry, index) for index in range(len(entry.measure.deadlines)))
    return min((due for due in dates if due is not None and due >= today), default=None)


def extension_refusal(
    entry: Entry, now: datetime, *, answers: bool, waiting: bool, granted: int, at_most: int
) -> ExtensionRefusal | None:
    """Why the unit cannot ask for more time now, or None when it can.

    ``answers``: the sender's unit answers for the measure. ``waiting``: a request is undecided.
    ``granted``: how often it was extended; the policy allows ``at_most``.
    """
    late = any_overdue(entry, now) or running_due(entry, local_date(now)) is None
    hindrances = (
        (not answers, ExtensionRefusal.NOT_YOURS),
        (entry.progress.settled, ExtensionRefusal.SETTLED),
        (applied_and_waiting(entry.progress), ExtensionRefusal.UNDER_CHECK),
        (entry.measure.final_due is None, ExtensionRefusal.UNDATED),
        (late, ExtensionRefusal.TOO_LATE),
        (waiting, ExtensionRefusal.WAITING),
        (granted >= at_most, ExtensionRefusal.USED_UP),
    )
    return next((refusal for hinders, refusal in hindrances if hinders), None)


def grant_refusal(entry: Entry, until: date, today: date) -> ExtensionRefusal | None:
    """Why the office cannot grant this day, or None when it can.

    A request that came in time may be granted after the day due: what the office took to decide is
    not the unit's.
    """
    progress = entry.progress
    if progress.settled:
        return ExtensionRefusal.SETTLED
    if applied_and_waiting(progress):
        return ExtensionRefusal.UNDER_CHECK
    running = running_due(entry, today)
    later = (running, today, progress.extended_until)
    if any(until <= day for day in later if day is not None):
        return ExtensionRefusal.NOT_LATER
    return None
