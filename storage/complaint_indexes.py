"""What depends on a complaint (举报件索引): every index and count that follows from its record."""

from __future__ import annotations

from storage.change import Change
from storage.keys import Keys
from supervision.assignments import Assignment, Progressed
from supervision.complaint_counts import changed
from supervision.complaints import Complaint
from supervision.times import overdue_from


def reindex(change: Change, keys: Keys, before: Complaint | None, after: Complaint) -> None:
    """Bring every index and count from what a complaint was to what it is."""
    _open(change, keys, after)
    for one in after.assignments:
        _assignment(change, keys, after, one)
    _reported(change, keys, after)
    _linked(change, keys, before, after)
    if after.published:
        change.rank(keys.complaints_published(), after.number, after.published.timestamp())
    elif before and before.published:
        change.unrank(keys.complaints_published(), after.number)
    for name, by in changed(before, after).items():
        change.count(keys.complaint_tally(), name, by)


def _open(change: Change, keys: Keys, after: Complaint) -> None:
    if after.open:
        change.rank(keys.complaints_open(), after.number, overdue_from(after.due).timestamp())
        change.unrank(keys.complainants_kept(), after.number)
        return
    change.unrank(keys.complaints_open(), after.number)
    if after.closed_at:
        change.rank(keys.complainants_kept(), after.number, after.closed_at.timestamp())


def _assignment(change: Change, keys: Keys, after: Complaint, one: Assignment) -> None:
    member = assignment_name(after.number, one.unit)
    change.rank(keys.complaints_ever(one.unit), after.number, round(after.at.timestamp()))
    if after.open and one.owed:
        score = overdue_from(one.due).timestamp()
        change.rank(keys.complaints_with(one.unit), after.number, score)
        change.rank(keys.assignments_due(), member, score)
    else:
        change.unrank(keys.complaints_with(one.unit), after.number)
        change.unrank(keys.assignments_due(), member)


def _reported(change: Change, keys: Keys, after: Complaint) -> None:
    waiting = [one for one in after.assignments if one.stands is Progressed.REPORTED]
    if waiting and after.open:
        first = min(one.reported_at or one.at for one in waiting)
        change.rank(keys.complaints_reported(), after.number, first.timestamp())
    else:
        change.unrank(keys.complaints_reported(), after.number)


def _linked(change: Change, keys: Keys, before: Complaint | None, after: Complaint) -> None:
    old = before.first if before else ""
    if old and old != after.first:
        change.unrank(keys.complaints_linked(old), after.number)
    if after.first and old != after.first:
        score = round(after.at.timestamp())
        change.rank(keys.complaints_linked(after.first), after.number, score)


def assignment_name(number: str, unit: str) -> str:
    """``number|unit``: how one assignment stands in an index."""
    return f"{number}|{unit}"
