"""What units have to do (任务), as one list shows it: measures, duties and complaints together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from redis import Redis

from storage.duties import Duties
from storage.keys import Keys
from storage.ledger import Ledger, entries_of
from storage.scripts import Lines, script
from supervision.duties import Duty
from supervision.progress import Entry


@dataclass(frozen=True, slots=True)
class Tasks:
    """A page of open measures, each with those of the units that report on it; and what else.

    ``total``: how many measures are open; ``duties``: what is owed beside them, the earliest due
    first; ``complaints``: how many wait for a result.
    """

    measures: list[tuple[Entry, list[str]]]
    total: int
    duties: list[Duty]
    complaints: int


class TaskLists:
    """Reads what units have to do; for one unit, as most people have, it is one question."""

    def __init__(
        self, redis: Redis, keys: Keys, lines: Lines, ledger: Ledger, duties: Duties
    ) -> None:
        self._redis = redis
        self._keys = keys
        self._ledger = ledger
        self._duties = duties
        self._page = lines.register(script("page"))

    def of(self, units: Sequence[str], start: int, count: int) -> Tasks:
        """The tasks of these units; a page of ``count`` measures, the most urgent of all first."""
        return (
            self._of_one(units[0], start, count)
            if len(units) == 1
            else self._of(units, start, count)
        )

    def _of_one(self, unit: str, start: int, count: int) -> Tasks:
        keys = [
            self._keys.open_items(unit),
            self._keys.plans(),
            self._keys.duties_open_of(unit),
            self._keys.complaints_with(unit),
        ]
        total, plans, rows, duties, complaints = cast(
            "tuple[int, list[str], list[str], list[str], int]",
            self._page(keys=keys, args=[start, start + count - 1, self._keys.item("")]),
        )
        found = [(entry, [unit]) for entry in entries_of(plans, rows)]
        return Tasks(found, total, self._duties.of(duties), complaints)

    def _of(self, units: Sequence[str], start: int, count: int) -> Tasks:
        found, total = self._ledger.open_of_any(units, start, count)
        pipe = self._redis.pipeline(transaction=False)
        for unit in units:
            pipe.zcard(self._keys.complaints_with(unit))
        complaints = sum(pipe.execute())
        return Tasks(found, total, self._duties.open_of_any(units), complaints)
