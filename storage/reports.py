"""Progress reports (进展上报): every one ever made, a withdrawn one marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.progress import Report
from supervision.reportable import names

BATCH = 500
REMEMBERED = 50


class Reports:
    """Reads and writes reports; a report is never deleted."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, report: Report) -> None:
        """Keep a new report under its item and its person."""
        key = self._keys.report(report.id)
        change.expect_value(key, None)
        change.set(key, to_json(report))
        score = report.at.timestamp() * 1000
        change.rank(self._keys.reports(), report.id, round(score))
        change.rank(self._keys.item_reports(report.item), report.id, round(score))
        if report.person:
            change.push(self._keys.person_reports(report.person), report.id, at_most=REMEMBERED)

    def withdraw(self, change: Change, report: Report) -> Report:
        """Mark a report that was read as withdrawn (撤回)."""
        key = self._keys.report(report.id)
        marked = replace(report, withdrawn=True)
        change.expect_value(key, to_json(report))
        change.set(key, to_json(marked))
        return marked

    def count_evidence(self, change: Change, name: str, by: int) -> None:
        """Add to the number of pieces of evidence (佐证) that go with a report."""
        for report in self._read([name]):
            key = self._keys.report(name)
            change.expect_value(key, to_json(report))
            change.set(key, to_json(replace(report, evidence=max(0, report.evidence + by))))

    def hand_over(self, change: Change, giver: str, taker: str, unit: str) -> None:
        """Let the taker, too, take back what the giver has reported for a unit."""
        ids = cast("list[str]", self._redis.lrange(self._keys.person_reports(giver), 0, -1))
        for report in reversed([r for r in self._read(ids) if r.unit == unit]):
            change.push(self._keys.person_reports(taker), report.id, at_most=REMEMBERED)

    def forget(self, change: Change, pid: str) -> None:
        """Forget which reports are a person's; the reports themselves stay."""
        change.delete(self._keys.person_reports(pid))

    def last_of(self, pid: str, units: Collection[str], measure: str = "") -> Report | None:
        """The newest report that a person can take back for these units and that still stands.

        ``measure``: only reports on the measure of this number, or on a problem that has it.
        """
        ids = cast("list[str]", self._redis.lrange(self._keys.person_reports(pid), 0, -1))
        for report in self._read(ids):
            if report.withdrawn or report.unit not in units:
                continue
            if measure and not names(measure, report.item):
                continue
            return report
        return None

    def items_of(self, pid: str, units: Collection[str], most: int) -> list[str]:
        """The measures that a person has reported on for these units, the latest first."""
        ids = cast("list[str]", self._redis.lrange(self._keys.person_reports(pid), 0, -1))
        found = [r.item for r in self._read(ids) if r.unit in units and not r.withdrawn]
        return list(dict.fromkeys(found))[:most]

    def standing(self, item: str, *, most: int = 50) -> list[Report]:
        """The reports on an item that are not withdrawn, newest first."""
        ids = self._redis.zrange(self._keys.item_reports(item), 0, most - 1, desc=True)
        return [r for r in self._read(cast("list[str]", ids)) if not r.withdrawn]

    def of_item(self, item: str, *, most: int = 500) -> list[Report]:
        """The reports on an item, the newest first, those taken back included."""
        ids = self._redis.zrange(self._keys.item_reports(item), 0, most - 1, desc=True)
        return self._read(cast("list[str]", ids))

    def all(self) -> Iterator[Report]:
        """Every report in order of time, read in batches; for export."""
        start = 0
        while True:
            key = self._keys.reports()
            ids = cast("list[str]", self._redis.zrange(key, start, start + BATCH - 1))
            yield from self._read(ids)
            start += BATCH
            if len(ids) < BATCH:
                return

    def _read(self, ids: list[str]) -> list[Report]:
        if not ids:
            return []
        found = cast("list[str | None]", self._redis.mget([self._keys.report(i) for i in ids]))
        return [from_json(text, Report) for text in found if text]
