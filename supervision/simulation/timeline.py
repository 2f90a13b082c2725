"""A timeline (时间轴): what begins at which instant, found without looking at all of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

Mark = tuple[datetime, int, int]
"""When, the place of what it is about in the ledger, and a place within that."""


@dataclass(slots=True)
class Timeline:
    """Marks in order; those of one thing are replaced together."""

    _marks: list[Mark] = field(default_factory=list)
    _of: dict[int, list[Mark]] = field(default_factory=dict)

    def put(self, about: int, marks: Iterable[tuple[datetime, int]]) -> None:
        """Let these (instant, place) be the marks of this thing, and no others."""
        new = [(at, about, place) for at, place in marks]
        old = self._of.get(about, [])
        if new == old:
            return
        for mark in old:
            del self._marks[bisect_left(self._marks, mark)]
        for mark in new:
            insort(self._marks, mark)
        self._of[about] = new

    def between(self, start: datetime, end: datetime) -> list[tuple[int, int]]:
        """What begins in (start, end], as (about, place), the earliest first."""
        first = bisect_right(self._marks, start, key=_instant)
        last = bisect_right(self._marks, end, key=_instant)
        return [(about, place) for _, about, place in self._marks[first:last]]

    def until(self, end: datetime) -> list[tuple[int, int]]:
        """What has begun at ``end``."""
        last = bisect_right(self._marks, end, key=_instant)
        return [(about, place) for _, about, place in self._marks[:last]]


def _instant(mark: Mark) -> datetime:
    return mark[0]
