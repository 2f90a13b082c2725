"""Requests (申请): every one ever made, and which of them wait to be decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.requests import Request, RequestKind, RequestState


class Requests:
    """Reads and writes requests; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, request: Request) -> None:
        """Keep a new request; the commit is refused when one of its kind waits for the measure."""
        waiting = self._keys.requests_waiting(request.kind)
        change.expect_value(self._keys.request(request.id), None)
        change.expect(waiting, request.item, None)
        change.set(self._keys.request(request.id), to_json(request))
        change.rank(self._keys.item_requests(request.item), request.id, _milliseconds(request))
        change.put(waiting, {request.item: request.id})
        change.rank(self._keys.requests_in_line(request.kind), request.item, _milliseconds(request))

    def decide(self, change: Change, before: Request, after: Request) -> None:
        """Write what was decided on a request that was read as ``before``; it waits no more."""
        waiting = self._keys.requests_waiting(before.kind)
        expect_record(self._redis, change, self._keys.request(before.id), before)
        change.expect(waiting, before.item, before.id)
        change.set(self._keys.request(before.id), to_json(after))
        change.drop_fields(waiting, before.item)
        change.unrank(self._keys.requests_in_line(before.kind), before.item)

    def waiting_for(self, kind: RequestKind, item: str) -> Request | None:
        """The request of this kind that waits for a measure, if any."""
        name = cast("str | None", self._redis.hget(self._keys.requests_waiting(kind), item))
        return next(iter(self._read([name])), None) if name else None

    def waiting(self, kind: RequestKind) -> list[Request]:
        """What waits to be decided, the longest-waiting first."""
        names = cast("list[str]", self._redis.hvals(self._keys.requests_waiting(kind)))
        return sorted(self._read(names), key=lambda one: (one.at, one.id))

    def waiting_count(self, kind: RequestKind) -> int:
        """How many wait to be decided."""
        return self._redis.hlen(self._keys.requests_waiting(kind))

    def first(self, kind: RequestKind, most: int) -> list[Request]:
        """The longest-waiting of them, as :meth:`waiting` gives them all."""
        items = self.first_items(kind, most)
        names = (
            cast("list[str | None]", self._redis.hmget(self._keys.requests_waiting(kind), items))
            if items
            else []
        )
        return self._read(name for name in names if name)

    def first_items(self, kind: RequestKind, most: int) -> list[str]:
        """The measures that they are about."""
        if not most:
            return []
        return cast("list[str]", self._redis.zrange(self._keys.requests_in_line(kind), 0, most - 1))

    def in_line(self, kind: RequestKind) -> bool:
        """False while some wait that an earlier version has taken; see :meth:`line_up`."""
        pipe = self._redis.pipeline(transaction=True)
        pipe.hlen(self._keys.requests_waiting(kind))
        pipe.zcard(self._keys.requests_in_line(kind))
        waiting, listed = pipe.execute()
        return int(waiting) == int(listed)

    def line_up(self, kind: RequestKind, change: Change) -> None:
        """Put all that wait in line; refused when one of them is decided meanwhile."""
        waiting, line = self._keys.requests_waiting(kind), self._keys.requests_in_line(kind)
        change.delete(line)
        for one in self.waiting(kind):
            change.expect(waiting, one.item, one.id)
            change.rank(line, one.item, _milliseconds(one))

    def of_item(self, item: str) -> list[Request]:
        """Every request on a measure, the oldest first."""
        names = cast("list[str]", self._redis.zrange(self._keys.item_requests(item), 0, -1))
        return self._read(names)

    def granted(self, item: str, kind: RequestKind) -> list[Request]:
        """The requests of this kind that were granted for a measure, the oldest first."""
        return [
            one
            for one in self.of_item(item)
            if one.kind is kind and one.state is RequestState.GRANTED
        ]

    def _read(self, names: Iterable[str]) -> list[Request]:
        keys = [self._keys.request(name) for name in names]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Request) for text in found if text]


def _milliseconds(request: Request) -> int:
    return round(request.at.timestamp() * 1000)
