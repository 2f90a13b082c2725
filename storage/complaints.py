"""Complaints (群众举报件): their records, their senders apart, and the words of their places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.complaints import Complaint, complaint_number
from supervision.times import overdue_from

CANDIDATES = 50
"""So many of the newest complaints with a word are looked at; older ones are no news."""


class Complaints:
    """Reads and writes complaints; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def take_number(self, change: Change, year: int) -> str:
        """The next number of a year; of two who take one at once, one commit is refused."""
        key = self._keys.complaint_counts()
        had = cast("str | None", self._redis.hget(key, str(year)))
        count = int(had or 0) + 1
        change.expect(key, str(year), had)
        change.put(key, {str(year): count})
        return complaint_number(year, count)

    def add(self, change: Change, complaint: Complaint, pid: str, words: Collection[str]) -> None:
        """Keep a new complaint, its sender apart, and the words of its place."""
        number, at = complaint.number, round(complaint.at.timestamp())
        change.expect_value(self._keys.complaint(number), None)
        change.set(self._keys.complaint(number), to_json(complaint))
        change.rank(self._keys.complaints(), number, at)
        change.rank(self._keys.complaints_open(), number, overdue_from(complaint.due).timestamp())
        change.set(self._keys.complainant(number), pid)
        change.rank(self._keys.complaints_of(pid), number, at)
        self.index(change, complaint, words)

    def index(self, change: Change, complaint: Complaint, words: Collection[str]) -> None:
        """Enter a complaint under the words of its place."""
        for word in words:
            key = self._keys.complaint_word(word)
            change.rank(key, complaint.number, round(complaint.at.timestamp()))

    def save(self, change: Change, before: Complaint, after: Complaint) -> None:
        """Write a complaint that was read as ``before``."""
        key = self._keys.complaint(before.number)
        change.expect_value(key, to_json(before))
        change.set(key, to_json(after))
        if after.open:
            score = overdue_from(after.due).timestamp()
            change.rank(self._keys.complaints_open(), after.number, score)
        else:
            change.unrank(self._keys.complaints_open(), after.number)

    def get(self, number: str) -> Complaint | None:
        """The complaint of this number."""
        return next(iter(self._read([number])), None)

    def sender(self, number: str) -> str:
        """The pid of who sent it; nothing once they were forgotten."""
        return cast("str | None", self._redis.get(self._keys.complainant(number))) or ""

    def of_person(self, pid: str, most: int = 5) -> list[Complaint]:
        """A person's own complaints, the newest first."""
        key = self._keys.complaints_of(pid)
        return self._read(cast("list[str]", self._redis.zrange(key, 0, most - 1, desc=True)))

    def sent_since(self, pid: str, since: datetime) -> int:
        """How many a person has sent since an instant."""
        key = self._keys.complaints_of(pid)
        return self._redis.zcount(key, since.timestamp(), "+inf")

    def open(self, start: int, most: int) -> tuple[list[Complaint], int]:
        """One page of what is not closed, the earliest due first, and how many there are."""
        key = self._keys.complaints_open()
        names = cast("list[str]", self._redis.zrange(key, start, start + most - 1))
        return self._read(names), self._redis.zcard(key)

    def open_count(self) -> int:
        """How many are not closed."""
        return self._redis.zcard(self._keys.complaints_open())

    def sharing(self, words: Iterable[str]) -> list[Complaint]:
        """The complaints that stand under any of these words, of each word the newest."""
        pipe = self._redis.pipeline(transaction=False)
        for word in dict.fromkeys(words):
            pipe.zrange(self._keys.complaint_word(word), 0, CANDIDATES - 1, desc=True)
        return self._read(sorted({name for names in pipe.execute() for name in names}))

    def forget(self, change: Change, pid: str) -> None:
        """Forget which complaints are a person's; the complaints themselves stay."""
        key = self._keys.complaints_of(pid)
        for number in cast("list[str]", self._redis.zrange(key, 0, -1)):
            change.delete(self._keys.complainant(number))
        change.delete(key)

    def _read(self, numbers: list[str]) -> list[Complaint]:
        keys = [self._keys.complaint(number) for number in numbers]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Complaint) for text in found if text]
