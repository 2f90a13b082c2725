"""Documents of the ladder (督察文书) and what they leave behind: counts and supervision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.desk_index import DeskIndex
from storage.keys import Keys
from storage.salt import Salt
from storage.standing_index import StandingIndex
from supervision.answering import Answerer
from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.replies import SERVED
from supervision.times import from_iso, local_date, to_iso


class Documents:
    """Reads documents by number, by unit and by what waits; every read costs what it returns."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._salt = Salt(redis, keys)
        self._desk = DeskIndex(redis, keys)
        self.looked_for = StandingIndex(redis, keys)

    # ---- reading ----------------------------------------------------------------------------

    def page_key(self, number: str) -> str:
        """What the address of a document's page carries, so that only its receivers can open it."""
        return self._salt.digest(f"document:{number}", 20)

    def get(self, number: str) -> Document | None:
        """The document of this number."""
        body = cast("str | None", self._redis.hget(self._keys.document(number), "body"))
        return from_json(body, Document) if body else None

    def several(self, numbers: Iterable[str]) -> list[Document]:
        """These documents in their order; unknown numbers are left out."""
        pipe = self._redis.pipeline(transaction=False)
        for number in numbers:
            pipe.hget(self._keys.document(number), "body")
        return [from_json(body, Document) for body in pipe.execute() if body]

    def to_issue(self, until: datetime | None = None) -> list[Document]:
        """What waits to be issued (待签发), held or not, the earliest hour first.

        ``until``: only what is due by then.
        """
        high = until.timestamp() if until else "+inf"
        numbers = self._redis.zrangebyscore(self._keys.to_issue(), "-inf", high)
        return self.several(cast("list[str]", numbers))

    def proposed(self) -> list[Document]:
        """What waits to be decided by people (拟办), the oldest first."""
        return self.several(cast("list[str]", self._redis.zrange(self._keys.proposed(), 0, -1)))

    def on_the_desk(self, start: int, count: int) -> tuple[list[Document], int]:
        """One page of what waits for the office (待签发、拟办), and how many there are."""
        numbers, total = self._desk.numbers(start, count)
        return self.several(numbers), total

    def numbers_on_the_desk(self, count: int) -> list[str]:
        """The numbers of the first of them."""
        return self._desk.numbers(0, count)[0]

    def on_the_desk_as(self, number: str, shortest: int = 4) -> list[Document]:
        """What waits under this number; else what waits and ends with these signs."""
        known = self.get(number)
        if known and (known.waits or known.state is State.PROPOSED):
            return [known]
        return self.several(self._desk.ending_with(number)) if len(number) >= shortest else []

    def following(self, number: str) -> list[Document]:
        """What waits and follows from a document."""
        return self.several(self._desk.following(number))

    def waiting_among(self, numbers: Iterable[str]) -> set[str]:
        """Those of these documents that wait to be issued or decided."""
        listed = list(dict.fromkeys(numbers))
        if not listed:
            return set()
        pipe = self._redis.pipeline(transaction=False)
        pipe.zmscore(self._keys.to_issue(), listed)
        pipe.zmscore(self._keys.proposed(), listed)
        found = zip(listed, *pipe.execute(), strict=True)
        return {number for number, *scores in found if any(s is not None for s in scores)}

    def desk_is_whole(self) -> bool:
        """False while an earlier version has filled the desk; see :meth:`lay_anew`."""
        return self._desk.whole()

    def lay_anew(self, change: Change) -> None:
        """Lay everything on the desk in its order; refused when any of it changes meanwhile."""
        self._desk.clear(change)
        for document in (*self.to_issue(), *self.proposed()):
            change.expect(self._keys.document(document.number), "version", str(document.version))
            self._desk.follow(change, None, document)

    def of_unit(self, unit: str, most: int = 50) -> list[Document]:
        """The documents of a unit, the newest first."""
        return self._newest(self._keys.documents_of(unit), most)

    def of_unit_between(self, unit: str, start: datetime, end: datetime) -> list[Document]:
        """The documents of a unit that were drawn up in [start, end), the oldest first."""
        low, high = start.timestamp(), f"({end.timestamp()}"
        numbers = self._redis.zrangebyscore(self._keys.documents_of(unit), low, high)
        return self.several(cast("list[str]", numbers))

    def latest(self, most: int = 50) -> list[Document]:
        """The documents of the region, the newest first."""
        return self._newest(self._keys.documents(), most)

    def unacknowledged(self, unit: str) -> list[Document]:
        """What was issued to a unit and waits to be signed for (待签收), the oldest first."""
        numbers = self._redis.zrange(self._keys.unacknowledged(unit), 0, -1)
        return self.several(cast("list[str]", numbers))

    def signed_for(self, number: str) -> datetime | None:
        """When a document was signed for (签收); None while it was not."""
        told = cast("str | None", self._redis.hget(self._keys.acknowledged(), number))
        return from_iso(json.loads(told)["at"]) if told else None

    def public(self, most: int = 50) -> list[Document]:
        """The documents that everybody may read, the newest first."""
        return self._newest(self._keys.public_documents(), most)

    def criticisms(self, answerer: Answerer) -> int:
        """How many criticisms of this unit have been issued under this plan."""
        key = self._keys.criticisms(answerer.plan)
        return int(cast("str | None", self._redis.hget(key, answerer.unit)) or 0)

    def threshold(self, answerer: Answerer, step: Step) -> str | None:
        """The number of what a threshold has drawn up for this unit; None before it fired."""
        key = self._keys.thresholds(answerer.plan)
        return cast("str | None", self._redis.hget(key, _threshold(answerer.unit, step)))

    def unserved(self, most: int = 50) -> list[Document]:
        """What nobody of its unit could be told of, the longest-standing first."""
        numbers = self._redis.zrange(self._keys.unserved(), 0, most - 1)
        return self.several(cast("list[str]", numbers))

    def unserved_count(self) -> int:
        """How many documents nobody of their units could be told of."""
        return self._redis.zcard(self._keys.unserved())

    def unreplied(self, until: datetime) -> list[Document]:
        """What was issued before ``until`` and waits for a written reply, the oldest first."""
        found = self._redis.zrangebyscore(self._keys.unreplied(), "-inf", f"({until.timestamp()}")
        return self.several(cast("list[str]", found))

    def owes(self, numbers: Sequence[str]) -> set[str]:
        """Those of these documents that wait for a written reply."""
        scores = self._redis.zmscore(self._keys.unreplied(), list(numbers)) if numbers else []
        found = zip(numbers, scores, strict=True)
        return {number for number, score in found if score is not None}

    def standing(self) -> list[Document]:
        """What stands until the office lifts it, the oldest first."""
        return self.several(cast("list[str]", self._redis.zrange(self._keys.standing(), 0, -1)))

    def liftable(self, numbers: Sequence[str]) -> set[str]:
        """Those of these documents of which the office was told that it may lift them."""
        scores = self._redis.zmscore(self._keys.liftable(), list(numbers)) if numbers else []
        found = zip(numbers, scores, strict=True)
        return {number for number, score in found if score is not None}

    def supervised(self, plan: str) -> list[tuple[str, datetime]]:
        """The units under monthly supervision (督办计划), each with its first day there."""
        pairs = self._redis.zrange(self._keys.supervised(plan), 0, -1, withscores=True)
        return [
            (unit, datetime.fromtimestamp(score, UTC))
            for unit, score in cast("list[tuple[str, float]]", pairs)
        ]

    def issued_in(self, year: int) -> dict[str, int]:
        """How many documents of each step were issued, or decided by people, in a year."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.issued_steps(year)))
        return {step: int(count) for step, count in found.items()}

    def waiting_counts(self) -> tuple[int, int]:
        """How many wait to be issued (待签发), and how many to be decided (拟办)."""
        waiting = self._redis.zcard(self._keys.to_issue())
        return waiting, self._redis.zcard(self._keys.proposed())

    def public_count(self) -> int:
        """How many everybody may read."""
        return self._redis.zcard(self._keys.public_documents())

    # ---- writing ----------------------------------------------------------------------------

    def add(self, change: Change, document: Document) -> None:
        """Keep a new document; the change fails when there is one of this number already."""
        change.expect(self._keys.document(document.number), "version", None)
        drawn = document.drawn_at.timestamp()
        change.rank(self._keys.documents(), document.number, drawn)
        change.rank(self._keys.documents_of(document.decision.unit), document.number, drawn)
        self._desk.follow(change, None, document)
        self.looked_for.follow(change, None, document)
        self._put(change, document, State.DRAWN_UP)

    def save(self, change: Change, old: Document, new: Document) -> None:
        """Write what became of a document that was read as ``old``."""
        change.expect(self._keys.document(old.number), "version", str(old.version))
        self._desk.follow(change, old, new)
        self.looked_for.follow(change, old, new)
        self._put(change, new, old.state)

    def acknowledge(
        self, change: Change, unit: str, numbers: Iterable[str], pid: str, now: datetime
    ) -> None:
        """Take documents off the list of what a unit has not signed for (签收); keep who did."""
        listed = tuple(numbers)
        told = to_json({"at": to_iso(now), "pid": pid})
        change.put(self._keys.acknowledged(), dict.fromkeys(listed, told))
        change.unrank(self._keys.unacknowledged(unit), *listed)
        self.served_otherwise(change, listed)

    def miss(self, change: Change, document: Document, now: datetime) -> None:
        """Enter a document that reached no phone: nobody of its unit is bound and follows."""
        change.rank(self._keys.unserved(), document.number, now.timestamp())

    def served_otherwise(self, change: Change, numbers: Iterable[str]) -> None:
        """Take documents off the list of those that reached no phone; the office has seen to it."""
        change.unrank(self._keys.unserved(), *numbers)

    def count_criticisms(self, change: Change, answerer: Answerer, had: int, by: int) -> None:
        """Add criticisms to a unit that was read to have ``had`` of them."""
        key = self._keys.criticisms(answerer.plan)
        change.expect(key, answerer.unit, str(had) if had else None)
        change.count(key, answerer.unit, by)

    def reach(self, change: Change, answerer: Answerer, step: Step, number: str) -> None:
        """Remember what a threshold has drawn up; fails when it has fired before."""
        key, field = self._keys.thresholds(answerer.plan), _threshold(answerer.unit, step)
        change.expect(key, field, None)
        change.put(key, {field: number})

    def supervise(self, change: Change, answerer: Answerer, since: datetime) -> None:
        """Enter a unit in the plan of monthly supervision (列入督办计划)."""
        change.rank(self._keys.supervised(answerer.plan), answerer.unit, since.timestamp())

    def unsupervise(self, change: Change, answerer: Answerer) -> None:
        """Take a unit out of the plan of monthly supervision."""
        change.unrank(self._keys.supervised(answerer.plan), answerer.unit)

    def owe_reply(self, change: Change, number: str, issued_at: datetime) -> None:
        """Note that the unit owes a written reply to a document."""
        change.rank(self._keys.unreplied(), number, issued_at.timestamp())

    def no_reply_owed(self, change: Change, numbers: Iterable[str]) -> None:
        """The unit has replied, or has been reminded and the office told."""
        change.unrank(self._keys.unreplied(), *numbers)

    def may_be_lifted(self, change: Change, number: str, now: datetime) -> None:
        """Note that the office was told that the cause of a document is gone."""
        change.rank(self._keys.liftable(), number, now.timestamp())

    def _put(self, change: Change, document: Document, before: State) -> None:
        number, made = document.number, document.decision
        change.put(
            self._keys.document(number),
            {"body": to_json(document), "state": document.state, "version": document.version},
        )
        hour = document.issue_at if document.waits else None
        _list(change, self._keys.to_issue(), number, hour)
        drawn = document.drawn_at if document.state is State.PROPOSED else None
        _list(change, self._keys.proposed(), number, drawn)
        _list(
            change, self._keys.standing(), number, document.issued_at if document.stands else None
        )
        if not document.stands:
            change.unrank(self._keys.liftable(), number)
        is_new = document.state is State.ISSUED and before is not State.ISSUED
        if is_new and document.issued_at and made.step in SERVED:
            _list(change, self._keys.unacknowledged(made.unit), number, document.issued_at)
        taken = (State.ISSUED, State.DECIDED)
        if document.state in taken and before not in taken and document.issued_at:
            year = local_date(document.issued_at).year
            change.count(self._keys.issued_steps(year), made.step, 1)
        if is_new and document.public:
            _list(change, self._keys.public_documents(), number, document.issued_at)

    def _newest(self, key: str, most: int) -> list[Document]:
        numbers = self._redis.zrange(key, 0, most - 1, desc=True)
        return self.several(cast("list[str]", numbers))


def _threshold(unit: str, step: Step) -> str:
    return f"{step}|{unit}"


def _list(change: Change, key: str, number: str, at: datetime | None) -> None:
    if at is None:
        change.unrank(key, number)
    else:
        change.rank(key, number, at.timestamp())
