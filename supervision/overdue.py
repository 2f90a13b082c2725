"""When a deadline counts as overdue (超期): reading 1 of the shared reading.

From 00:00 of the day after its date, for a measure that is not settled, has no extension or proper
reason still running, and was not applied for acceptance on or before the date. Sending an
application back ends that last protection at once, as re-opening (重新纳入) ends that of an
application or an acceptance, and a lower verified figure that of a verified 100 %. A claimed
100 % alone protects from nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from supervision.progress import Entry, Progress
from supervision.times import local_date, overdue_from


def due_date(entry: Entry, index: int) -> date | None:
    """The last day that the deadline allows, an extension counted in; None without a date."""
    due = entry.measure.deadlines[index].due
    extended = entry.progress.extended_until
    if due is None or extended is None:
        return due
    return max(due, extended)


def applied_and_waiting(progress: Progress) -> bool:
    """True while an application for acceptance (销号申请) is with the verifiers."""
    applied, reopened = progress.applied_at, progress.reopened_at
    return applied is not None and (reopened is None or reopened < applied)


def overdue_since(entry: Entry, index: int) -> datetime | None:
    """The instant from which the deadline counts as overdue as things stand, past or future.

    None when it cannot: no date, settled, or applied for in time and not sent back. What protected
    it until it was undone counts: it is overdue anew from then.
    """
    due = due_date(entry, index)
    progress = entry.progress
    if due is None or progress.settled:
        return None
    reason, applied = progress.proper_reason_until, progress.applied_at
    begins = [overdue_from(due if reason is None else max(due, reason)), progress.exposed_at]
    # An application after the date protected from nothing, so sending it back ends nothing.
    if applied is not None and local_date(applied) <= due:
        if applied_and_waiting(progress):
            return None
        begins.append(progress.reopened_at)
    return max(at for at in begins if at is not None)


def protection_ends(progress: Progress) -> list[datetime]:
    """The instants at which a measure may become overdue other than by its dates."""
    reason = progress.proper_reason_until
    ends = (
        progress.exposed_at,
        progress.reopened_at,
        overdue_from(reason) if reason else None,
    )
    return [at for at in ends if at is not None]


def exposing(before: Progress, after: Progress, at: datetime) -> Progress:
    """What a change makes of a progress, marked when it undid what stopped the climb until then."""
    if _stopped(before, at) and not _stopped(after, at):
        return replace(after, exposed_at=at)
    return after


def _stopped(progress: Progress, at: datetime) -> bool:
    until = (progress.proper_reason_until, progress.extended_until)
    today = local_date(at)
    return progress.settled or any(last is not None and today <= last for last in until)


def is_overdue(entry: Entry, index: int, now: datetime) -> bool:
    """Whether the deadline is overdue at ``now``."""
    since = overdue_since(entry, index)
    return since is not None and since <= now


def any_overdue(entry: Entry, now: datetime) -> bool:
    """Whether any deadline of the measure is overdue at ``now``."""
    return any(is_overdue(entry, index, now) for index in range(len(entry.measure.deadlines)))
