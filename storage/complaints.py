"""Complaints (群众举报件): their records, their senders apart, and the words of their places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.complaint_indexes import reindex
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.complaint_counts import Counts
from supervision.complaints import Complaint, complaint_number

CANDIDATES = 50
"""So many of the newest complaints with a word are looked at; older ones are no news."""

BATCH = 500


class Complaints:
    """Reads and writes complaints; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    # ---- writing ----------------------------------------------------------------------------

    def take_number(self, change: Change, year: int) -> str:
        """The next number of a year; of two who take one at once, one commit is refused."""
        key = self._keys.complaint_counts()
        had = cast("str | None", self._redis.hget(key, str(year)))
        count = int(had or 0) + 1
        change.expect(key, str(year), had)
        change.put(key, {str(year): count})
        return complaint_number(year, count)

    def add(self, change: Change, complaint: Complaint, pid: str, words: Collection[str]) -> None:
        """Keep a new complaint, its sender apart, and the words by which it is found again.

        Without a pid nobody has sent it through the account, and nobody is told.
        """
        complaint = replace(complaint, counted=True)
        number, at = complaint.number, round(complaint.at.timestamp())
        change.expect_value(self._keys.complaint(number), None)
        change.set(self._keys.complaint(number), to_json(complaint))
        change.rank(self._keys.complaints(), number, at)
        if pid:
            change.set(self._keys.complainant(number), pid)
            change.rank(self._keys.complaints_of(pid), number, at)
        self.index(change, complaint, words)
        reindex(change, self._keys, None, complaint)

    def index(self, change: Change, complaint: Complaint, words: Collection[str]) -> None:
        """Enter a complaint under the words by which it is found again."""
        for word in words:
            key = self._keys.complaint_word(word)
            change.rank(key, complaint.number, round(complaint.at.timestamp()))

    def save(self, change: Change, before: Complaint, after: Complaint) -> None:
        """Write a complaint that was read as ``before``, with all that depends on it."""
        after = replace(after, counted=True)
        key = self._keys.complaint(before.number)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))
        reindex(change, self._keys, before, after)

    def count_linked(self, change: Change, first: str, members: int) -> None:
        """Say how many complaints are linked to their first one; fewer than two are no group."""
        key = self._keys.complaints_repeated()
        if members > 1:
            change.rank(key, first, members)
        else:
            change.unrank(key, first)

    def forget(self, change: Change, pid: str) -> None:
        """Forget which complaints are a person's; the complaints themselves stay."""
        key = self._keys.complaints_of(pid)
        for number in cast("list[str]", self._redis.zrange(key, 0, -1)):
            change.delete(self._keys.complainant(number))
            change.unrank(self._keys.complainants_kept(), number)
        change.delete(key)

    def forget_sender(self, change: Change, number: str) -> bool:
        """Forget who sent one complaint; whether anybody was known."""
        pid = self.sender(number)
        change.unrank(self._keys.complainants_kept(), number)
        if pid:
            change.delete(self._keys.complainant(number))
            change.unrank(self._keys.complaints_of(pid), number)
        return bool(pid)

    # ---- reading ----------------------------------------------------------------------------

    def get(self, number: str) -> Complaint | None:
        """The complaint of this number."""
        return next(iter(self.of([number])), None)

    def of(self, numbers: Iterable[str]) -> list[Complaint]:
        """The complaints of these numbers in their order; unknown ones are left out."""
        keys = [self._keys.complaint(number) for number in numbers]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Complaint) for text in found if text]

    def all(self) -> Iterator[Complaint]:
        """Every complaint ever filed, the oldest first, read in batches; for lists on a desk."""
        return self._all(self._keys.complaints())

    def _all(self, key: str) -> Iterator[Complaint]:
        start = 0
        while True:
            names = self._range(key, start, BATCH)
            yield from self.of(names)
            start += BATCH
            if len(names) < BATCH:
                return

    def sender(self, number: str) -> str:
        """The pid of who sent it; nothing once they were forgotten."""
        return cast("str | None", self._redis.get(self._keys.complainant(number))) or ""

    def of_person(self, pid: str, most: int = 5) -> list[Complaint]:
        """A person's own complaints, the newest first."""
        key = self._keys.complaints_of(pid)
        return self.of(cast("list[str]", self._redis.zrange(key, 0, most - 1, desc=True)))

    def sent_since(self, pid: str, since: datetime) -> int:
        """How many a person has sent since an instant."""
        key = self._keys.complaints_of(pid)
        return self._redis.zcount(key, since.timestamp(), "+inf")

    def open(self, start: int, most: int) -> tuple[list[Complaint], int]:
        """One page of what is not closed, the earliest due first, and how many there are."""
        return self._page(self._keys.complaints_open(), start, most)

    def of_unit_between(self, unit: str, start: datetime, end: datetime) -> list[Complaint]:
        """Those ever assigned to a unit that were filed in [start, end), in order."""
        low, high = start.timestamp(), f"({end.timestamp()}"
        names = self._redis.zrangebyscore(self._keys.complaints_ever(unit), low, high)
        return self.of(cast("list[str]", names))

    def open_count(self) -> int:
        """How many are not closed."""
        return self._redis.zcard(self._keys.complaints_open())

    def with_unit(self, unit: str, start: int, most: int) -> tuple[list[Complaint], int]:
        """What a unit has to report on, the earliest due first, and how many there are."""
        return self._page(self._keys.complaints_with(unit), start, most)

    def ever_with(self, unit: str) -> Iterator[Complaint]:
        """Everything that a unit was ever assigned, the oldest first; for lists on a desk."""
        return self._all(self._keys.complaints_ever(unit))

    def reported(self, start: int, most: int) -> tuple[list[Complaint], int]:
        """What units have reported and the office has not decided on, the oldest first."""
        return self._page(self._keys.complaints_reported(), start, most)

    def assignments_due(self, after: datetime, until: datetime) -> list[tuple[str, str]]:
        """(number, unit) of what is owed and begins to be overdue in (after, until]."""
        low, high = f"({after.timestamp()}", until.timestamp()
        names = self._redis.zrangebyscore(self._keys.assignments_due(), low, high)
        return [_split(name) for name in cast("list[str]", names)]

    def answers_due(self, after: datetime, until: datetime) -> list[str]:
        """Numbers of open complaints whose answer begins to be overdue in (after, until]."""
        low, high = f"({after.timestamp()}", until.timestamp()
        found = self._redis.zrangebyscore(self._keys.complaints_open(), low, high)
        return cast("list[str]", found)

    def filed_between(self, after: datetime, until: datetime) -> list[Complaint]:
        """What was filed in (after, until], the oldest first."""
        low, high = f"({after.timestamp()}", until.timestamp()
        found = self._redis.zrangebyscore(self._keys.complaints(), low, high)
        return self.of(cast("list[str]", found))

    def overdue_count(self, now: datetime) -> int:
        """How many assignments are overdue."""
        return self._redis.zcount(self._keys.assignments_due(), "-inf", now.timestamp())

    def linked(self, first: str) -> list[Complaint]:
        """What the office has linked to its first one, that included, the oldest first."""
        return self.of(self._range(self._keys.complaints_linked(first), 0, BATCH))

    def repeated(self, start: int, most: int) -> tuple[list[tuple[Complaint, int]], int]:
        """One page of the ledger of repeated ones: the first and how many; the most first."""
        key = self._keys.complaints_repeated()
        found = cast(
            "list[tuple[str, float]]",
            self._redis.zrange(key, start, start + most - 1, desc=True, withscores=True),
        )
        firsts = {one.number: one for one in self.of(name for name, _ in found)}
        pairs = [(firsts[name], int(count)) for name, count in found if name in firsts]
        return pairs, self._redis.zcard(key)

    def published(self, start: int, most: int) -> tuple[list[Complaint], int]:
        """One page of what everybody may read, the last published first."""
        key = self._keys.complaints_published()
        names = cast("list[str]", self._redis.zrange(key, start, start + most - 1, desc=True))
        return self.of(names), self._redis.zcard(key)

    def sharing(self, words: Iterable[str]) -> list[Complaint]:
        """The complaints that stand under any of these words, of each word the newest."""
        pipe = self._redis.pipeline(transaction=False)
        for word in dict.fromkeys(words):
            pipe.zrange(self._keys.complaint_word(word), 0, CANDIDATES - 1, desc=True)
        return self.of(sorted({name for names in pipe.execute() for name in names}))

    def closed_before(self, until: datetime) -> list[str]:
        """Numbers of what was closed before an instant and whose sender is still known."""
        found = self._redis.zrangebyscore(
            self._keys.complainants_kept(), "-inf", until.timestamp(), start=0, num=BATCH
        )
        return cast("list[str]", found)

    def counts(self) -> Counts:
        """How many there are of everything."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.complaint_tally()))
        return Counts({name: int(number) for name, number in found.items()})

    def count_anew(self, change: Change) -> int:
        """Enter into counts and lists what an earlier version filed; gives how many those were."""
        old = [one for one in self.all() if not one.counted]
        for before in old:
            after = replace(before, counted=True)
            expect_record(self._redis, change, self._keys.complaint(before.number), before)
            change.set(self._keys.complaint(before.number), to_json(after))
            reindex(change, self._keys, before, after)
        return len(old)

    def _page(self, key: str, start: int, most: int) -> tuple[list[Complaint], int]:
        return self.of(self._range(key, start, most)), self._redis.zcard(key)

    def _range(self, key: str, start: int, most: int) -> list[str]:
        return cast("list[str]", self._redis.zrange(key, start, start + most - 1))


def _split(name: str) -> tuple[str, str]:
    number, _, unit = name.partition("|")
    return number, unit
