"""Sums and days by which the ledger is counted without being read (总览), kept with every change.

Sums (how many are in which state) are added up as measures change. Pace is not stored: kept are
the days on which it changes by itself, so a count at an instant is a count of a sorted set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from supervision.answering import answering_units
from supervision.progress import Entry
from supervision.records import Unit
from supervision.standing import ALL, behind_spans, late_from, marks

Units = Iterable[Unit]

Listed = Callable[[], Units]
"""Gives the unit list; asked only when it matters."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many measures of a plan stand where at an instant.

    ``sums``: by the names of :mod:`supervision.standing`; ``overdue`` and ``behind`` never count
    the same measure.
    """

    sums: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0
    behind: int = 0

    @property
    def measures(self) -> int:
        """All of them."""
        return self.sums.get(ALL, 0)


class Standings:
    """Reads the counts of a plan; what it reads does not grow with the ledger."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def of_plan(self, plan: str, now: datetime) -> Standing:
        """The counts of a plan at ``now``."""
        at, keys = now.timestamp(), self._keys
        # One after the other, as on a cluster a hash comes out of a MULTI in another shape; what
        # changes in between shows with the next look.
        pipe = self._redis.pipeline(transaction=False)
        pipe.hgetall(keys.sums(plan))
        pipe.zcount(keys.late_from(plan), "-inf", at)
        pipe.zcount(keys.behind_from(plan), "-inf", at)
        pipe.zcount(keys.behind_to(plan), "-inf", at)
        sums, overdue, begun, ended = pipe.execute()
        counted = {name: int(value) for name, value in sums.items()}
        return Standing(counted, int(overdue), max(0, int(begun) - int(ended)))

    def overdue_by_unit(
        self, plan: str, units: Iterable[str], now: datetime
    ) -> list[tuple[str, int]]:
        """Units with how many of theirs are overdue, most first; those without are left out."""
        names, pipe = list(units), self._redis.pipeline(transaction=False)
        for name in names:
            pipe.zcount(self._keys.late_of(plan, name), "-inf", now.timestamp())
        found = [(name, int(n)) for name, n in zip(names, pipe.execute(), strict=True) if n]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def whole(self, plan: str) -> bool:
        """False for a ledger that was written before these counts were kept."""
        pipe = self._redis.pipeline(transaction=True)
        pipe.hget(self._keys.sums(plan), ALL)
        pipe.zcard(self._keys.items(plan))
        counted, measures = pipe.execute()
        return int(counted or 0) == int(measures)

    # ---- writing ----------------------------------------------------------------------------

    def follow(self, change: Change, before: Entry | None, after: Entry, units: Listed) -> None:
        """Count a measure as it will be and no longer as it was."""
        self._count(change, before, after)
        self._follow_lateness(change, before, after, units)
        if before is None or behind_spans(before) != behind_spans(after):
            self._place_spans(change, after.measure.plan, before, after)

    def replace(
        self, change: Change, before: Entry, after: Entry, known: Units, listed: Units
    ) -> None:
        """The same for a record that is replaced under a unit list that may have changed, too."""
        self._count(change, before, after)
        for units in (known, listed):
            for unit in answering_units(before.measure, units):
                change.unrank(self._keys.late_of(before.measure.plan, unit), before.measure.id)
        change.unrank(self._keys.late_from(before.measure.plan), before.measure.id)
        self._enter_lateness(change, after, listed)
        self._place_spans(change, after.measure.plan, before, after)

    def recount(
        self, change: Change, plan: str, entries: Iterable[Entry], units: Iterable[Unit], seen: str
    ) -> None:
        """Count a plan anew; refused when a measure changes after ``seen`` (:meth:`changes`)."""
        listed, keys = tuple(units), self._keys
        change.expect(keys.sums(plan), "changes", seen or None)
        for unit in listed:
            change.delete(keys.late_of(plan, unit.name))
        for key in (
            keys.sums(plan),
            keys.late_from(plan),
            keys.behind_from(plan),
            keys.behind_to(plan),
        ):
            change.delete(key)
        for entry in entries:
            self.follow(change, None, entry, lambda: listed)

    def changes(self, plan: str) -> str:
        """A mark that is another one after every change of a measure."""
        return cast("str | None", self._redis.hget(self._keys.sums(plan), "changes")) or ""

    def _count(self, change: Change, before: Entry | None, after: Entry) -> None:
        key = self._keys.sums(after.measure.plan)
        old, new = marks(before) if before else {}, marks(after)
        for name in sorted({*old, *new}):
            change.count(key, name, new.get(name, 0) - old.get(name, 0))
        change.count(key, "changes", 1)

    def _follow_lateness(
        self, change: Change, before: Entry | None, after: Entry, units: Listed
    ) -> None:
        old, new = late_from(before) if before else None, late_from(after)
        same_duty = before is not None and before.measure.duty == after.measure.duty
        if before is not None and old == new and same_duty:
            return
        plan, item = after.measure.plan, after.measure.id
        listed = units()
        if before is not None:
            change.unrank(self._keys.late_from(plan), item)
            for unit in answering_units(before.measure, listed):
                change.unrank(self._keys.late_of(plan, unit), item)
        self._enter_lateness(change, after, listed)

    def _enter_lateness(self, change: Change, after: Entry, units: Units) -> None:
        new, plan, item = late_from(after), after.measure.plan, after.measure.id
        if new is not None:
            change.rank(self._keys.late_from(plan), item, new.timestamp())
            for unit in answering_units(after.measure, units):
                change.rank(self._keys.late_of(plan, unit), item, new.timestamp())

    def _place_spans(self, change: Change, plan: str, before: Entry | None, after: Entry) -> None:
        item, keys = after.measure.id, self._keys
        if before is not None:
            # Of every stage that there can be: a span more or less leaves nothing behind.
            old = [f"{item}|{place}" for place in range(len(before.measure.deadlines))]
            change.unrank(keys.behind_from(plan), *old)
            change.unrank(keys.behind_to(plan), *old)
        for place, span in enumerate(behind_spans(after)):
            change.rank(keys.behind_from(plan), f"{item}|{place}", span.begin.timestamp())
            if span.end is not None:
                change.rank(keys.behind_to(plan), f"{item}|{place}", span.end.timestamp())
