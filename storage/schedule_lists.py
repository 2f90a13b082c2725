"""What the schedule looks up (备查表): the measures that a day is about, and no others.

A dispatch, a bulletin and an inspection ask for what is overdue, behind or silent at an instant.
Each is read from a list that is kept with every change (:mod:`storage.memberships`), so that the
cost of a day is that of what it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.ledger import BATCH, Ledger
from storage.memberships import BUILT, follow_lists
from supervision.overdue import due_date
from supervision.progress import Entry
from supervision.standing import FAR
from supervision.terms import Rhythm
from supervision.times import overdue_from

ENDED_AT_ONCE = 1_000
"""Spans that have ended and are taken out by one step of the schedule; the next takes the rest."""

TOLD_APART = 500
"""Dates of a window that are told apart by their measures, so that each measure counts once."""

DatedEntry = tuple[Entry, int]


class ScheduleLists:
    """The ledger as the rules ask it (:class:`supervision.view.LedgerView`)."""

    def __init__(self, redis: Redis, keys: Keys, ledger: Ledger) -> None:
        self._redis = redis
        self._keys = keys
        self._ledger = ledger

    # ---- what a day is about ----------------------------------------------------------------

    def due_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """Open deadlines that begin to be overdue in (start, end]."""
        return self._ledger.due_between(start, end)

    def verified_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """The same of measures that are verified at 100 % and not yet accepted."""
        return self._ledger.verified_between(start, end)

    def reopened_between(self, start: datetime, end: datetime) -> list[DatedEntry]:
        """Deadlines of open measures whose protection ended in (start, end]."""
        return self._ledger.reopened_between(start, end)

    def closed_between(self, start: datetime, end: datetime) -> list[Entry]:
        """Closed measures that were closed in (start, end]."""
        return self._ledger.closed_between(start, end)

    def overdue_at(self, now: datetime) -> list[DatedEntry]:
        """Deadlines whose date has passed, of measures that are overdue; the earliest date first.

        What is protected (申请验收, 正当理由) is not read.
        """
        pairs = [
            (overdue_from(due), f"{entry.measure.id}|{place}", entry, place)
            for entry in self._read(self.overdue_items(now))
            for place in range(len(entry.measure.deadlines))
            if (due := due_date(entry, place)) is not None and overdue_from(due) <= now
        ]
        pairs.sort(key=lambda pair: pair[:2])
        return [(entry, place) for _, _, entry, place in pairs]

    def behind_at(self, now: datetime, points: int) -> list[Entry]:
        """Unsettled measures that are behind, the earliest date first; all that are by ``points``.

        A policy that warns at less than :data:`FAR` points also reads those that are less behind.
        """
        keys = self._keys
        key = keys.far_from if points >= FAR else keys.behind_from
        members = self._until(map(key, self._plans()), now)
        return _by_date(self._read(dict.fromkeys(m.rpartition("|")[0] for m in members)))

    def silent_since(self, since: datetime) -> list[Entry]:
        """Measures with a date of which nothing was said since then, the earliest date first."""
        items = self._before(map(self._keys.silent, self._plans()), since)
        return _by_date(self._read(items))

    def silent_in_rhythm(self, plan: str, rhythm: Rhythm, since: datetime) -> list[Entry]:
        """The same of measures without a date that are looked at in this rhythm."""
        key = self._keys.silent_in_rhythm(plan, rhythm.months, rhythm.month)
        return list(self._read(self._before([key], since)))

    def worth_a_look(self, now: datetime, points: int) -> list[Entry]:
        """What is overdue, behind by ``points`` or reported as done and not verified."""
        unverified = self._before(map(self._keys.unverified, self._plans()), None)
        others = self._read(dict.fromkeys([*self.overdue_items(now), *unverified]))
        found = {entry.measure.id: entry for entry in (*others, *self.behind_at(now, points))}
        return list(found.values())

    def stale(self, plan: str) -> list[Entry]:
        """The measures of a plan that citizens do not see as they stand now."""
        return list(self._read(self._before([self._keys.stale(plan)], None)))

    # ---- lists of people --------------------------------------------------------------------

    def overdue_items(self, now: datetime) -> list[str]:
        """The measures that are overdue, those that have been so for longest first."""
        return self._until(map(self._keys.late_from, self._plans()), now)

    def overdue_page(self, now: datetime, start: int, count: int) -> tuple[list[Entry], int]:
        """One page of what is overdue, the longest first, and how many there are."""
        at, keys = now.timestamp(), [self._keys.late_from(plan) for plan in self._plans()]
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.zcount(key, "-inf", at)
            pipe.zrangebyscore(key, "-inf", at, start=0, num=start + count, withscores=True)
        answers = pipe.execute()
        rows = sorted((score, item) for found in answers[1::2] for item, score in found)
        page = self._ledger.entries(item for _, item in rows[start : start + count])
        return page, sum(answers[::2])

    def due_page(
        self, start: datetime, end: datetime, first: int, count: int
    ) -> tuple[list[Entry], int]:
        """One page of the open measures with a date that passes in (start, end], and how many.

        Of more than :data:`TOLD_APART` dates each counts as one, whosever it is.
        """
        key, low, high = self._keys.due(), f"({start.timestamp()}", end.timestamp()
        most = max(TOLD_APART, 2 * (first + count))
        pipe = self._redis.pipeline(transaction=False)
        pipe.zcount(key, low, high)
        pipe.zrangebyscore(key, low, high, start=0, num=most)
        dates, members = pipe.execute()
        items = list(dict.fromkeys(member.rpartition("|")[0] for member in members))
        total = len(items) if dates == len(members) else int(dates)
        return self._ledger.entries(items[first : first + count]), total

    # ---- writing ----------------------------------------------------------------------------

    def forget_ended(self, change: Change, now: datetime) -> None:
        """Take out spans that have ended, so that nobody reads them again.

        Refused when one of their measures changes meanwhile: its spans may have moved.
        """
        keys = self._keys
        for plan in self._plans():
            for begin, end in (
                (keys.far_from(plan), keys.far_to(plan)),
                (keys.behind_from(plan), keys.behind_to(plan)),
            ):
                members = self._ended(change, end, now)
                change.unrank(begin, *members)
                change.unrank(end, *members)

    def _ended(self, change: Change, key: str, now: datetime) -> list[str]:
        found = self._redis.zrangebyscore(key, "-inf", now.timestamp(), start=0, num=ENDED_AT_ONCE)
        members = cast("list[str]", found)
        if not members:
            return []
        items = list(dict.fromkeys(self._keys.item(m.rpartition("|")[0]) for m in members))
        # The versions first: what moved a span before them shows in the scores.
        pipe = self._redis.pipeline(transaction=False)
        for item in items:
            pipe.hget(item, "version")
        versions = pipe.execute()
        scores = self._redis.zmscore(key, members)
        for item, version in zip(items, versions, strict=True):
            change.expect(item, "version", version)
        told = zip(members, scores, strict=True)
        return [m for m, score in told if score is not None and score <= now.timestamp()]

    def unbuilt(self) -> list[str]:
        """The plans that an earlier version has written and whose lists are not whole yet."""
        plans = self._plans()
        built = self._redis.hmget(self._keys.lists_built(), plans) if plans else []
        return [plan for plan, mark in zip(plans, built, strict=True) if mark != BUILT]

    def build_some(self, change: Change, plan: str) -> None:
        """Enter the next measures of such a plan; refused when one of them changes meanwhile."""
        key, field, region = self._keys.lists_built(), f"{plan}|next", self._keys.region_info()
        imported = cast("str | None", self._redis.hget(region, "import"))
        had = cast("str | None", self._redis.hget(key, field))
        start = int(had or 0)
        numbers = self._redis.zrange(self._keys.items(plan), start, start + BATCH - 1)
        change.expect(key, field, had)
        change.expect(region, "import", imported)
        for entry in self._ledger.entries(f"{plan}:{n}" for n in cast("list[str]", numbers)):
            item = self._keys.item(entry.measure.id)
            change.expect(item, "version", str(entry.progress.version))
            follow_lists(change, self._keys, None, entry)
        if len(numbers) == BATCH:
            change.put(key, {field: str(start + BATCH)})
        else:
            change.put(key, {plan: BUILT})
            change.drop_fields(key, field)

    # ---- within -----------------------------------------------------------------------------

    def _plans(self) -> list[str]:
        return sorted(cast("list[str]", self._redis.hkeys(self._keys.plans())))

    def _until(self, keys: Iterable[str], now: datetime) -> list[str]:
        return self._members(keys, now.timestamp())

    def _before(self, keys: Iterable[str], instant: datetime | None) -> list[str]:
        return self._members(keys, f"({instant.timestamp()}" if instant else "+inf")

    def _members(self, keys: Iterable[str], high: float | str) -> list[str]:
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.zrangebyscore(key, "-inf", high)
        return [member for found in pipe.execute() for member in found]

    def _read(self, items: Iterable[str]) -> Iterator[Entry]:
        listed = list(items)
        for start in range(0, len(listed), BATCH):
            yield from self._ledger.entries(listed[start : start + BATCH])


def _by_date(entries: Iterable[Entry]) -> list[Entry]:
    """In the order of the dates; those of one date by their names."""
    return sorted(entries, key=_first_date)


def _first_date(entry: Entry) -> tuple[datetime, str]:
    dates = (
        (overdue_from(due), f"{entry.measure.id}|{place}")
        for place in range(len(entry.measure.deadlines))
        if (due := due_date(entry, place)) is not None
    )
    return min(dates)
