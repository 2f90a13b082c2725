"""Acceptance (验收销号): the steps of every case, and the lists by which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.acceptance.case import Case, Step
from supervision.acceptance.objection import publicity_number
from supervision.acceptance.table import Event, Stage
from supervision.progress import Entry
from supervision.times import overdue_from

WAITS = frozenset({Stage.PASSED, Stage.AGREED, Stage.ENDED})
"""Stages at which a person has to do something; an application waits as a request."""


class AcceptanceStore:
    """Reads cases and adds steps to them; none is ever changed. May raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    # ---- reading ----------------------------------------------------------------------------

    def case(self, entry: Entry) -> Case:
        """The case of a measure, empty before anybody has applied."""
        return self.cases([entry])[entry.measure.id]

    def cases(self, entries: Iterable[Entry]) -> dict[str, Case]:
        """The cases of several measures, by ``plan:number``."""
        listed = list(entries)
        pipe = self._redis.pipeline(transaction=False)
        for entry in listed:
            pipe.hgetall(self._keys.acceptance(entry.measure.id))
        return {
            entry.measure.id: Case.of(entry.measure.id, _in_order(found), entry.progress)
            for entry, found in zip(listed, pipe.execute(), strict=True)
        }

    def waiting(self, stage: Stage) -> list[str]:
        """The measures whose case waits at this stage, the longest-waiting first."""
        return cast("list[str]", self._redis.zrange(self._keys.acceptance_in(stage), 0, -1))

    def first_waiting(self, stage: Stage, most: int) -> list[str]:
        """The longest-waiting of them."""
        key = self._keys.acceptance_in(stage)
        return cast("list[str]", self._redis.zrange(key, 0, most - 1)) if most else []

    def waiting_count(self, stage: Stage) -> int:
        """How many wait at this stage."""
        return self._redis.zcard(self._keys.acceptance_in(stage))

    def running(self) -> list[str]:
        """The measures whose publicity runs, the first to end first."""
        return cast("list[str]", self._redis.zrange(self._keys.publicities_running(), 0, -1))

    def runs(self, item: str) -> bool:
        """True while the publicity of a measure runs."""
        return self._redis.zscore(self._keys.publicities_running(), item) is not None

    def over(self, now: datetime) -> list[str]:
        """The measures whose publicity runs and whose last day has passed."""
        key = self._keys.publicities_running()
        return cast("list[str]", self._redis.zrangebyscore(key, "-inf", now.timestamp()))

    def publicities(self, start: int, most: int) -> tuple[list[tuple[str, str]], int]:
        """One page of publicities as (number, item), the newest first, and how many there are."""
        key = self._keys.publicities()
        numbers = cast("list[str]", self._redis.zrange(key, start, start + most - 1, desc=True))
        items = [self.item_of(number) for number in numbers]
        return list(zip(numbers, items, strict=True)), self._redis.zcard(key)

    def item_of(self, publicity: str) -> str:
        """The measure that a publicity is about; nothing when there is no such number."""
        return cast("str | None", self._redis.get(self._keys.publicity(publicity))) or ""

    def ever_closed(self) -> int:
        """How many measures were ever closed."""
        return self._redis.scard(self._keys.ever_closed())

    def ever_rebound(self) -> int:
        """How many measures ever came back on the list."""
        return self._redis.scard(self._keys.ever_rebound())

    # ---- writing ----------------------------------------------------------------------------

    def add(self, change: Change, case: Case, steps: tuple[Step, ...]) -> None:
        """Add steps to a case that was read as ``case``; refused when others added meanwhile."""
        key = self._keys.acceptance(case.item)
        for place, step in enumerate(steps, len(case.steps)):
            change.expect(key, str(place), None)
            change.put(key, {str(place): to_json(step)})
            self._follow_publicity(change, case.item, step)
        self._follow(change, case.item, case.stage, steps[-1])

    def take_number(self, change: Change, year: int) -> str:
        """The next number of a publicity; of two who take one at once, one commit is refused."""
        key = self._keys.publicity_counts()
        had = cast("str | None", self._redis.hget(key, str(year)))
        count = int(had or 0) + 1
        change.expect(key, str(year), had)
        change.put(key, {str(year): count})
        return publicity_number(year, count)

    def enter_waiting(self, change: Change, case: Case, since: datetime) -> None:
        """Enter a case that waited before lists of those were kept."""
        if case.stage in WAITS:
            change.rank(self._keys.acceptance_in(case.stage), case.item, since.timestamp())

    def _follow(self, change: Change, item: str, before: Stage, last: Step) -> None:
        if before in WAITS and before is not last.stage:
            change.unrank(self._keys.acceptance_in(before), item)
        if last.stage in WAITS and before is not last.stage:
            change.rank(self._keys.acceptance_in(last.stage), item, last.at.timestamp())

    def _follow_publicity(self, change: Change, item: str, step: Step) -> None:
        running = self._keys.publicities_running()
        if step.stage is not Stage.PUBLICITY:
            change.unrank(running, item)
        elif step.event in (Event.PUBLICITY_OPENED, Event.PERIOD_CHANGED) and step.last:
            change.rank(running, item, overdue_from(step.last).timestamp())
        if step.event is Event.PUBLICITY_OPENED:
            change.expect_value(self._keys.publicity(step.number), None)
            change.set(self._keys.publicity(step.number), item)
            change.rank(self._keys.publicities(), step.number, step.at.timestamp())


def _in_order(found: Mapping[str, str]) -> tuple[Step, ...]:
    return tuple(from_json(found[str(place)], Step) for place in range(len(found)))
