"""Which standing documents (督办、挂牌) may have lost their cause since somebody looked last.

Every morning only those are looked at that have begun to stand, or one of whose measures was
settled, since the morning before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.memberships import BUILT, Lists, follow
from supervision.documents import Document
from supervision.records import Measure
from supervision.reportable import is_problem, number_of

FIELD = "standing|"
"""Where :meth:`storage.keys.Keys.lists_built` keeps that every document was entered."""


class StandingIndex:
    """Reads and writes what is to be looked at; every read costs what it returns."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def to_look_at(self) -> list[str]:
        """Numbers of the documents to look at, the first to be looked at first."""
        return cast("list[str]", self._redis.zrange(self._keys.to_look_at(), 0, -1))

    def looked_at(self, change: Change, numbers: Iterable[str]) -> None:
        """They were looked at."""
        change.unrank(self._keys.to_look_at(), *numbers)

    def follow(self, change: Change, before: Document | None, after: Document) -> None:
        """List a document under its measures while it stands."""
        stood = before is not None and before.stands
        follow(change, self._lists(before) if before and stood else {}, self._lists(after))
        if after.stands and not stood:
            self._mark(change, after.number)

    def settled(self, change: Change, measure: Measure) -> None:
        """A measure is settled now: what stands because of it is to be looked at.

        So is what stands because of its problem, whose place it may have taken.
        """
        items = [measure.id]
        if measure.problem is not None and not is_problem(measure.number):
            items.append(f"{measure.plan}:{number_of(measure.problem)}")
        pipe = self._redis.pipeline(transaction=False)
        for item in items:
            pipe.zrange(self._keys.standing_for(item), 0, -1)
        for found in pipe.execute():
            for number in found:
                self._mark(change, number)

    def built(self) -> bool:
        """False while documents of an earlier version stand that were not entered here."""
        return self._redis.hget(self._keys.lists_built(), FIELD) == BUILT

    def build(self, change: Change, standing: Iterable[Document]) -> None:
        """Enter everything that stands; refused when any of it changes meanwhile."""
        for document in standing:
            change.expect(self._keys.document(document.number), "version", str(document.version))
            self.follow(change, None, document)
        change.put(self._keys.lists_built(), {FIELD: BUILT})

    def _mark(self, change: Change, number: str) -> None:
        change.rank(self._keys.to_look_at(), number, 0)

    def _lists(self, document: Document) -> Lists:
        if not document.stands:
            return {}
        made = document.decision
        items = {f"{made.plan}:{found.measure}" for found in made.findings}
        return {self._keys.standing_for(item): {document.number: 0.0} for item in items}
