"""When a deadline counts as overdue (超期): reading 1 of the shared reading.

From 00:00 of the day after its date, for a measure that is not settled, has no extension or proper
reason still running, and was not applied for acceptance on or before the date. Sending an
application back ends that last protection at once, as re-opening (重新纳入) ends that of an
acceptance. A claimed 100 % alone protects from nothing.
"""

from __future__ import annotations

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
    it until it was sent back or re-opened counts: it is overdue anew from then.
    """
    due = due_date(entry, index)
    progress = entry.progress
    if due is None or progress.settled:
        return None
    reason = progress.proper_reason_until
    since = overdue_from(due if reason is None else max(due, reason))
    in_time = progress.applied_at is not None and local_date(progress.applied_at) <= due
    if in_time and applied_and_waiting(progress):
        return None
    ended = _protection_ended(progress, in_time=in_time)
    return since if ended is None else max(since, ended)


def _protection_ended(progress: Progress, *, in_time: bool) -> datetime | None:
    """When what protected the measure last was sent back or taken up again; None if nothing did.

    An application after the date protected from nothing, so sending it back ends nothing.
    """
    verification = progress.verification
    began = [at for at in (progress.closed_at, progress.accepted_at) if at is not None]
    if in_time and progress.applied_at is not None:
        began.append(progress.applied_at)
    if verification is not None and verification.percent >= 100:
        began.append(verification.at)
    if not began:
        return progress.rebound_at
    ends = (progress.sent_back_at, progress.rebound_at)
    return min((at for at in ends if at is not None and at >= max(began)), default=None)


def is_overdue(entry: Entry, index: int, now: datetime) -> bool:
    """Whether the deadline is overdue at ``now``."""
    since = overdue_since(entry, index)
    return since is not None and since <= now


def any_overdue(entry: Entry, now: datetime) -> bool:
    """Whether any deadline of the measure is overdue at ``now``."""
    return any(is_overdue(entry, index, now) for index in range(len(entry.measure.deadlines)))
