"""The order of the office's desk (待签发、拟办): what lies on it, by place, ending and cause."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.memberships import Lists, follow
from supervision.documents import Document, State

PROPOSED = float(2**41)
"""Added to the hour of what is only proposed: behind everything that goes out by itself."""

ENDING_ALIKE = 20
"""So many documents with one ending are told apart; nobody reads out fewer signs than that."""


class DeskIndex:
    """Which documents wait for the office, in its order; every read costs what it returns."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    # ---- reading ----------------------------------------------------------------------------

    def numbers(self, start: int, count: int) -> tuple[list[str], int]:
        """Numbers from a place on, and how many lie there: by hour, causes before effects, unit.

        What is only proposed comes after what goes out by itself.
        """
        pipe = self._redis.pipeline(transaction=False)
        pipe.zrange(self._keys.desk(), start, start + count - 1)
        pipe.zcard(self._keys.desk())
        members, total = pipe.execute()
        return [member.rpartition("|")[2] for member in members], int(total)

    def ending_with(self, signs: str) -> list[str]:
        """The numbers that end with these signs, as they are read aloud."""
        low = f"[{signs[::-1]}"
        found = self._redis.zrangebylex(
            self._keys.desk_ends(), low, f"{low}\xff", start=0, num=ENDING_ALIKE
        )
        return [member[::-1] for member in cast("list[str]", found)]

    def following(self, cause: str) -> list[str]:
        """The numbers of what waits and follows from a document."""
        low = f"[{cause}|"
        found = self._redis.zrangebylex(self._keys.desk_causes(), low, f"{low}\xff")
        return [member.rpartition("|")[2] for member in cast("list[str]", found)]

    def whole(self) -> bool:
        """False for a desk that an earlier version has filled."""
        keys, pipe = self._keys, self._redis.pipeline(transaction=True)
        for key in (keys.desk(), keys.to_issue(), keys.proposed()):
            pipe.zcard(key)
        listed, waiting, proposed = (int(number) for number in pipe.execute())
        return listed == waiting + proposed

    # ---- writing ----------------------------------------------------------------------------

    def follow(self, change: Change, before: Document | None, after: Document) -> None:
        """Move a document to where it lies now; off the desk once it is issued or decided."""
        follow(change, self._lists(before) if before else {}, self._lists(after))

    def clear(self, change: Change) -> None:
        """Take everything off, before all of it is laid down anew."""
        for key in (self._keys.desk(), self._keys.desk_ends(), self._keys.desk_causes()):
            change.delete(key)

    def _lists(self, document: Document) -> Lists:
        made, number = document.decision, document.number
        if not document.waits and document.state is not State.PROPOSED:
            return {}
        hour = document.issue_at or document.drawn_at
        score = hour.timestamp() + (0 if document.waits else PROPOSED)
        place = f"{int(made.cause is not None)}|{made.unit}|{number}"
        found = {
            self._keys.desk(): {place: score},
            self._keys.desk_ends(): {number[::-1]: 0.0},
        }
        if made.cause is not None:
            found[self._keys.desk_causes()] = {f"{made.cause}|{number}": 0.0}
        return found
