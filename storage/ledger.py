"""The ledger (台账): units, plans, measures, where each stands, and what is due when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.due_index import DueIndex
from storage.keys import Keys
from storage.leaders import Leaders
from storage.memberships import BUILT, enter_anew, follow_lists
from storage.revisions import ledger_mark
from storage.scripts import Lines, script
from storage.standing_index import StandingIndex
from storage.standings import Standings
from storage.unit_list import UnitList
from supervision.groups import Directory, as_directory
from supervision.progress import Entry, Progress
from supervision.records import Measure, Plan, Problem, Region, Unit
from supervision.reportable import is_problem, number_of

BATCH = 200

MEASURES = 1_000
"""Records that are kept decoded, by their text; some three megabytes of a process."""


class Ledger:
    """Reads entries by name, by unit and by date; every read costs what it returns."""

    def __init__(self, redis: Redis, keys: Keys, lines: Lines) -> None:
        self._redis = redis
        self._keys = keys
        self._index = DueIndex(keys)
        self._units = UnitList(redis, keys)
        self._standing = StandingIndex(redis, keys)
        self._standings = Standings(redis, keys)
        self._leaders = Leaders(redis, keys)
        self._page = lines.register(script("page"))
        self._find = lines.register(script("find"))

    # ---- the region, its units and plans ----------------------------------------------------

    def region(self) -> Region | None:
        """The region, or None while the ledger is empty."""
        name, office = cast(
            "list[str | None]", self._redis.hmget(self._keys.region_info(), ["name", "office"])
        )
        return Region(name, office or "整改办") if name else None

    def office_phone(self) -> str:
        """The office's telephone, or nothing while none is entered."""
        found = cast("str | None", self._redis.hget(self._keys.region_info(), "phone"))
        return found or ""

    def put_office_phone(self, change: Change, phone: str) -> None:
        """Enter or replace the office's telephone."""
        change.put(self._keys.region_info(), {"phone": phone})

    def current_plan(self) -> Plan | None:
        """The plan that a bare number means, or None while there is none."""
        plan = cast("str | None", self._redis.hget(self._keys.region_info(), "plan"))
        return self.plan(plan) if plan else None

    def revision(self) -> str:
        """A mark that is another one after every import, and once a first plan is there."""
        marks = self._redis.hmget(self._keys.region_info(), ["import", "plan"])
        imported, plan = (mark or "" for mark in cast("list[str | None]", marks))
        return ledger_mark(imported, plan)

    def plan(self, plan: str) -> Plan | None:
        """A plan by its id."""
        text = cast("str | None", self._redis.hget(self._keys.plans(), plan))
        return from_json(text, Plan) if text else None

    def plans(self) -> tuple[Plan, ...]:
        """Every plan (a region has a handful)."""
        found = cast("list[str]", self._redis.hvals(self._keys.plans()))
        return tuple(sorted((from_json(text, Plan) for text in found), key=lambda p: p.id))

    def unit(self, name: str) -> Unit | None:
        """A unit by its official name or one of its aliases."""
        official = cast("str | None", self._redis.hget(self._keys.aliases(), name)) or name
        text = cast("str | None", self._redis.hget(self._keys.units(), official))
        return from_json(text, Unit) if text else None

    def units(self) -> tuple[Unit, ...]:
        """Every unit of the region."""
        return tuple(self._units.directory())

    def directory(self) -> Directory:
        """The same, found by name; what asks for few of many units takes this."""
        return self._units.directory()

    # ---- entries ----------------------------------------------------------------------------

    def entry(self, item: str) -> Entry | None:
        """One entry by ``plan:number``."""
        return next(iter(self.entries([item])), None)

    def find(self, number: str) -> Entry | None:
        """The entry of this number, that of the current plan where several plans have it."""
        return next((entry for entry, _ in self.find_for("", number)), None)

    def find_for(self, unit: str, number: str) -> list[tuple[Entry, bool]]:
        """The entries of this number, those of the current plan first, a measure before a problem.

        Beside each, whether the unit reports on it. A problem is found by its bare number, too;
        one that was laid aside only where nothing else has the number.
        """
        keys = [self._keys.region_info(), self._keys.plans(), self._keys.unit_items(unit)]
        also = number_of(number) if number[:1].isdigit() else ""
        rows = cast(
            "list[tuple[str, str, str, int]]",
            self._find(keys=keys, args=[self._keys.item(""), number, also]),
        )
        found = [
            (
                Entry(_plan(head), _measure(record), _progress(progress)),
                bool(theirs),
            )
            for head, record, progress, theirs in rows
        ]
        return [pair for pair in found if not pair[0].measure.aside] or found

    def entries(self, items: Iterable[str]) -> list[Entry]:
        """The entries of these items in their order; unknown ones are left out."""
        pipe = self._redis.pipeline(transaction=False)
        for item in items:
            pipe.hmget(self._keys.item(item), ["record", "progress"])
        pipe.hgetall(self._keys.plans())
        *rows, plans = pipe.execute()
        known = {name: _plan(text) for name, text in plans.items()}
        found = []
        for record, progress in rows:
            if record:
                measure = _measure(record)
                found.append(Entry(known[measure.plan], measure, _progress(progress)))
        return found

    def is_measure(self, number: str) -> bool:
        """True when a measure of any plan has this number; a problem's own record is none."""
        if is_problem(number):
            return False
        pipe = self._redis.pipeline(transaction=False)
        for plan in self.plans():
            pipe.zscore(self._keys.items(plan.id), number)
        return any(score is not None for score in pipe.execute())

    def place(self, item: str) -> int:
        """The place of a measure in its plan, counted from 1; 0 when it is unknown."""
        return int(cast("str | None", self._redis.hget(self._keys.item(item), "place")) or 0)

    def all_entries(self, plan: str) -> Iterator[Entry]:
        """Every entry of a plan in printed order, read in batches; for export and import.

        What was laid aside is none any more; :meth:`entries` still finds it by its id.
        """
        numbers = cast("list[str]", self._redis.zrange(self._keys.items(plan), 0, -1))
        for start in range(0, len(numbers), BATCH):
            yield from self.entries(f"{plan}:{n}" for n in numbers[start : start + BATCH])

    def problems(self, plan: str) -> tuple[Problem, ...]:
        """Every problem of a plan in printed order."""
        numbers = cast("list[str]", self._redis.zrange(self._keys.problems(plan), 0, -1))
        if not numbers:
            return ()
        keys = [self._keys.problem(plan, number) for number in numbers]
        found = cast("list[str]", self._redis.mget(keys))
        return tuple(from_json(text, Problem) for text in found)

    # ---- who, and when ----------------------------------------------------------------------

    def is_reported_by(self, unit: str, item: str) -> bool:
        """True when the unit is one of those that report on the item."""
        return self._redis.zscore(self._keys.unit_items(unit), item) is not None

    def has_items(self, unit: str) -> bool:
        """True when the unit reports on anything."""
        return bool(self._redis.zcard(self._keys.unit_items(unit)))

    def with_items(self, units: Iterable[str], *, unfinished: bool = False) -> list[str]:
        """Those of these units that report on anything; ``unfinished``: on anything not settled."""
        names = list(units)
        pipe = self._redis.pipeline(transaction=False)
        for name in names:
            pipe.zcard(self._keys.open_items(name) if unfinished else self._keys.unit_items(name))
        return [name for name, count in zip(names, pipe.execute(), strict=True) if count]

    def of_unit(self, unit: str) -> Iterator[Entry]:
        """Every measure that a unit reports on, in printed order, settled ones included."""
        items = cast("list[str]", self._redis.zrange(self._keys.unit_items(unit), 0, -1))
        for start in range(0, len(items), BATCH):
            yield from self.entries(items[start : start + BATCH])

    def open_of(self, unit: str, start: int = 0, count: int = 8) -> tuple[list[Entry], int]:
        """The unit's open measures, the most urgent first, and how many there are."""
        keys = [self._keys.open_items(unit), self._keys.plans()]
        total, plans, rows, *_ = cast(
            "tuple[int, list[str], list[str], list[str], int]",
            self._page(keys=keys, args=[start, start + count - 1, self._keys.item("")]),
        )
        return entries_of(plans, rows), total

    def open_of_any(
        self, units: Sequence[str], start: int, count: int
    ) -> tuple[list[tuple[Entry, list[str]]], int]:
        """As :meth:`open_of` over several units: each measure once, with those that report on it.

        Reads the indexes of these units whole; a person has a handful, each with some dozens.
        """
        if len(units) == 1:
            entries, total = self.open_of(units[0], start, count)
            return [(entry, [units[0]]) for entry in entries], total
        pipe = self._redis.pipeline(transaction=False)
        for unit in units:
            pipe.zrange(self._keys.open_items(unit), 0, -1, withscores=True)
        scores: dict[str, float] = {}
        owners: dict[str, list[str]] = {}
        for unit, pairs in zip(units, pipe.execute(), strict=True):
            for item, score in pairs:
                scores[item] = score
                owners.setdefault(item, []).append(unit)
        ordered = sorted(scores, key=lambda item: (scores[item], item))
        page = self.entries(ordered[start : start + count])
        return [(entry, owners[entry.measure.id]) for entry in page], len(ordered)

    def open_between(
        self, unit: str, start: datetime | None, end: datetime, most: int = 200
    ) -> list[Entry]:
        """The unit's open measures with a deadline that begins to be overdue in (start, end]."""
        low = f"({start.timestamp()}" if start else "-inf"
        members = self._redis.zrangebyscore(
            self._keys.due_of(unit), low, end.timestamp(), start=0, num=most
        )
        items = [member.rsplit("|", 1)[0] for member in cast("list[str]", members)]
        return self.entries(dict.fromkeys(items))

    def due_between(self, start: datetime, end: datetime) -> list[tuple[Entry, int]]:
        """Deadlines that begin to be overdue in (start, end], each with its index."""
        return self._due(self._keys.due(), f"({start.timestamp()}", end.timestamp())

    def verified_between(self, start: datetime, end: datetime) -> list[tuple[Entry, int]]:
        """The same of measures that are verified at 100 % and not yet accepted."""
        return self._due(self._keys.verified_due(), f"({start.timestamp()}", end.timestamp())

    def reopened_between(self, start: datetime, end: datetime) -> list[tuple[Entry, int]]:
        """Deadlines of open measures whose protection ended in (start, end], with indexes."""
        low, high = f"({start.timestamp()}", end.timestamp()
        items = self._redis.zrangebyscore(self._keys.reopened(), low, high)
        entries = self.entries(cast("list[str]", items))
        return [(e, place) for e in entries for place in range(len(e.measure.deadlines))]

    def closed_between(self, start: datetime, end: datetime) -> list[Entry]:
        """Closed measures that were closed in (start, end]."""
        low, high = f"({start.timestamp()}", end.timestamp()
        items = self._redis.zrangebyscore(self._keys.closed(), low, high)
        return self.entries(cast("list[str]", items))

    def closed_items(self, until: datetime) -> list[str]:
        """Every measure that was closed by then and still is, the longest ago first; ids alone."""
        items = self._redis.zrangebyscore(self._keys.closed(), "-inf", until.timestamp())
        return cast("list[str]", items)

    def closed_count(self, until: datetime) -> int:
        """How many measures were closed by then and still are."""
        return self._redis.zcount(self._keys.closed(), "-inf", until.timestamp())

    def _due(self, key: str, low: str, high: float) -> list[tuple[Entry, int]]:
        members = cast("list[str]", self._redis.zrangebyscore(key, low, high))
        pairs = [(item, int(place)) for item, place in (m.rsplit("|", 1) for m in members)]
        entries = {e.measure.id: e for e in self.entries(dict.fromkeys(i for i, _ in pairs))}
        return [(entries[item], place) for item, place in pairs if item in entries]

    # ---- writing ----------------------------------------------------------------------------

    def put_heads(
        self,
        change: Change,
        region: Region,
        plan: Plan,
        units: Iterable[Unit],
        problems: Iterable[Problem],
    ) -> None:
        """Put everything of a plan but its measures; the plan becomes the current one."""
        self.put_region(change, region, plan)
        self.put_plan(change, plan)
        for unit in units:
            self.put_unit(change, unit)
        for place, problem in enumerate(problems, 1):
            self.put_problem(change, problem, place)

    def put_region(self, change: Change, region: Region, current: Plan | None) -> None:
        """Name the region, and the plan that a bare number means."""
        fields = {"name": region.name, "office": region.office}
        change.put(self._keys.region_info(), fields | ({"plan": current.id} if current else {}))

    def put_unit(self, change: Change, unit: Unit) -> None:
        """Add or replace a unit with its aliases."""
        self._units.put(change, unit)

    def put_plan(self, change: Change, plan: Plan) -> None:
        """Add or replace the head of a plan; a new one has every list from its first measure on."""
        if not self._redis.hexists(self._keys.plans(), plan.id):
            change.put(self._keys.lists_built(), {plan.id: BUILT})
        change.put(self._keys.plans(), {plan.id: to_json(plan)})

    def put_problem(self, change: Change, problem: Problem, place: int) -> None:
        """Add or replace a problem at its place in the plan."""
        change.set(self._keys.problem(problem.plan, problem.number), to_json(problem))
        change.rank(self._keys.problems(problem.plan), problem.number, place)

    def put_measure(
        self,
        change: Change,
        measure: Measure,
        place: int,
        units: Iterable[Unit],
        *,
        old: Entry | None = None,
        progress: Progress | None = None,
        plan: Plan | None = None,
    ) -> None:
        """Add a measure, or replace its record (its progress stays unless given).

        A record that is replaced has a new version, so that nobody saves what they read of the old
        one; and it leaves the lists of the units that the unit list gave it until now.

        One that is aside leaves every list and every count; it stays to be read by its id.
        ``plan``: its head, when the caller has it; else it is read.
        """
        now = progress or Progress()
        if old:
            now = replace(progress or old.progress, version=old.progress.version + 1)
        version = str(old.progress.version) if old else None
        change.expect(self._keys.item(measure.id), "version", version)
        self._put_record(change, measure, now, place)
        listed = as_directory(units)
        known = self.directory() if old else listed
        if old:
            self._index.remove(change, old.measure, known)
            self._index.remove(change, old.measure, listed)
        self._index.place(change, measure, now, listed, place=place)
        before = old.progress if old else Progress()
        self._index.reopen(change, measure, before, now)
        self._index.close(change, measure.id, before, now)
        head = plan or self._head(change, measure.plan)
        # Whoever takes the place of a problem may be settled before it is laid aside.
        if measure.aside or (now.settled and not before.settled):
            self._standing.settled(change, measure)
        after = Entry(head, measure, now)
        if old:
            self._standings.replace(change, old, after, known, listed)
        else:
            self._standings.follow(change, None, after, lambda: listed)
        enter_anew(change, self._keys, old, after)
        led_before = old.measure.duty.leaders if old else ()
        led_now = () if measure.aside else measure.duty.leaders
        self._leaders.place(change, measure.id, led_before, led_now, place)

    def _put_record(self, change: Change, measure: Measure, now: Progress, place: int) -> None:
        record = {"record": to_json(measure), "progress": to_json(now)}
        key = self._keys.item(measure.id)
        change.put(key, {**record, "version": now.version, "place": place})
        if measure.aside:
            change.unrank(self._keys.items(measure.plan), measure.number)
        else:
            change.rank(self._keys.items(measure.plan), measure.number, place)

    def enter_closed(self, change: Change, entry: Entry) -> None:
        """Enter a measure that was closed before a list of those was kept."""
        self._index.close(change, entry.measure.id, Progress(), entry.progress)

    def save_progress(
        self, change: Change, entry: Entry, progress: Progress, units: Iterable[Unit] = ()
    ) -> Progress:
        """Write what changed of an entry that was read; gives it back with its new version.

        ``units`` (the unit list) is needed only when the measure becomes settled or unsettled, or
        a date moves, because then the indexes of its units change.
        """
        new = replace(progress, version=entry.progress.version + 1)
        key = self._keys.item(entry.measure.id)
        change.expect(key, "version", str(entry.progress.version))
        change.put(key, {"progress": to_json(new), "version": new.version})
        if (new.settled, new.extended_until) != (
            entry.progress.settled,
            entry.progress.extended_until,
        ):
            self._index.follow(change, entry.measure, new, tuple(units) or self.directory())
        self._index.reopen(change, entry.measure, entry.progress, new)
        self._index.close(change, entry.measure.id, entry.progress, new)
        if new.settled and not entry.progress.settled:
            self._standing.settled(change, entry.measure)
        after = Entry(entry.plan, entry.measure, new)
        self._standings.follow(change, entry, after, lambda: tuple(units) or self.directory())
        follow_lists(change, self._keys, entry, after)
        return new

    def expect_as_read(self, change: Change, entry: Entry) -> None:
        """Have the commit refused when the measure has changed since it was read."""
        version = str(entry.progress.version)
        change.expect(self._keys.item(entry.measure.id), "version", version)

    def _head(self, change: Change, plan: str) -> Plan:
        """The head of a plan, which the same change may be the one to put."""
        given = next(change.given(self._keys.plans(), plan), None)
        return _plan(given) if given else self.plan(plan) or Plan(plan, "")


def entries_of(plans: Sequence[str], rows: Sequence[str]) -> list[Entry]:
    """The entries that ``page.lua`` answers; those that are not there are left out."""
    known = {name: _plan(text) for name, text in zip(plans[::2], plans[1::2], strict=True)}
    found = []
    for record, progress in zip(rows[::2], rows[1::2], strict=True):
        if record:
            measure = _measure(record)
            found.append(Entry(known[measure.plan], measure, _progress(progress)))
    return found


@lru_cache(maxsize=MEASURES)
def _measure(text: str) -> Measure:
    """A record; its text hardly ever changes, and the lists of the day show the same ones."""
    return from_json(text, Measure)


@lru_cache(maxsize=MEASURES)
def _progress(text: str) -> Progress:
    return from_json(text, Progress)


@lru_cache(maxsize=64)
def _plan(text: str) -> Plan:
    """The head of a plan; every entry carries one, and a region has a handful."""
    return from_json(text, Plan)
