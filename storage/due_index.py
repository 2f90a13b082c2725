"""Where a measure stands in the indexes of units and dates (到期索引), kept with every change."""

from __future__ import annotations

from storage.change import Change
from storage.keys import UNDATED, Keys
from supervision.groups import Directory, members_of
from supervision.progress import Lifecycle, Progress
from supervision.records import Measure, Unit
from supervision.times import overdue_from

Units = tuple[Unit, ...] | Directory
"""The unit list, as :func:`supervision.groups.kept` gives it."""


class DueIndex:
    """Writes the indexes by which open measures are found; holds no connection."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def place(
        self,
        change: Change,
        measure: Measure,
        progress: Progress,
        units: Units,
        *,
        place: int,
    ) -> None:
        """Enter a measure, new or read anew, under its units and dates."""
        for unit in _reporters(measure, units):
            change.rank(self._keys.unit_items(unit), measure.id, place)
        self.follow(change, measure, progress, units)

    def follow(self, change: Change, measure: Measure, progress: Progress, units: Units) -> None:
        """Move a measure whose progress has changed: out when settled, else to its dates."""
        reporters = _reporters(measure, units)
        due_keys = [self._keys.due(), *(self._keys.due_of(unit) for unit in reporters)]
        open_keys = [self._keys.open_items(unit) for unit in reporters]
        if progress.settled:
            for key in due_keys:
                change.unrank(key, *_members(measure))
            for key in open_keys:
                change.unrank(key, measure.id)
            return
        dates = _overdue_from(measure, progress)
        for key in due_keys:
            for member, score in dates.items():
                change.rank(key, member, score)
        for key in open_keys:
            change.rank(key, measure.id, min(dates.values(), default=UNDATED))

    def reopen(self, change: Change, item: str, before: Progress, after: Progress) -> None:
        """Keep the list of open measures whose protection from being overdue ends at some time."""
        ends = _protection_ends(after)
        if ends and not after.settled:
            change.rank(self._keys.reopened(), item, ends)
        elif _protection_ends(before):
            change.unrank(self._keys.reopened(), item)

    def close(self, change: Change, item: str, before: Progress, after: Progress) -> None:
        """Keep the list of closed measures, by when; and what was ever closed or came back."""
        if after.lifecycle is Lifecycle.CLOSED and after.closed_at:
            change.rank(self._keys.closed(), item, after.closed_at.timestamp())
            change.add(self._keys.ever_closed(), item)
        elif before.lifecycle is Lifecycle.CLOSED:
            change.unrank(self._keys.closed(), item)
        if after.rebound_at and after.rebound_at != before.rebound_at:
            change.add(self._keys.ever_rebound(), item)

    def remove(self, change: Change, measure: Measure, units: Units) -> None:
        """Take a measure out from under its units and dates, before its record is replaced."""
        for unit in _reporters(measure, units):
            change.unrank(self._keys.unit_items(unit), measure.id)
            change.unrank(self._keys.open_items(unit), measure.id)
            change.unrank(self._keys.due_of(unit), *_members(measure))
        change.unrank(self._keys.due(), *_members(measure))


def _protection_ends(progress: Progress) -> float | None:
    reason = progress.proper_reason_until
    ends = (progress.reopened_at, overdue_from(reason) if reason else None)
    return max((at.timestamp() for at in ends if at), default=None)


def _members(measure: Measure) -> list[str]:
    return [f"{measure.id}|{place}" for place in range(len(measure.deadlines))]


def _overdue_from(measure: Measure, progress: Progress) -> dict[str, float]:
    """When each dated deadline begins to be overdue, an extension counted in."""
    found = {}
    for place, deadline in enumerate(measure.deadlines):
        if deadline.due is not None:
            last = max(deadline.due, progress.extended_until or deadline.due)
            found[f"{measure.id}|{place}"] = overdue_from(last).timestamp()
    return found


def _reporters(measure: Measure, units: Units) -> tuple[str, ...]:
    """The real units that report on a measure; an unlisted name that is no group counts itself."""
    names: dict[str, None] = {}
    for name in measure.duty.reporting:
        for member in members_of(name, units) or (name,):
            names.setdefault(member)
    return tuple(names)
