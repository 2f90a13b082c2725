"""Public lists (公开名单): their entries, and which of them everybody may read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.listings import Listing, ListingKind, ListingState, listing_number


class Listings:
    """Reads and writes entries; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def take_number(self, change: Change, kind: ListingKind, year: int) -> str:
        """The next number of a year; of two who take one at once, one commit is refused."""
        key, field = self._keys.listing_counts(), f"{kind}:{year}"
        had = cast("str | None", self._redis.hget(key, field))
        count = int(had or 0) + 1
        change.expect(key, field, had)
        change.put(key, {field: count})
        return listing_number(kind, year, count)

    def save(self, change: Change, before: Listing | None, after: Listing) -> None:
        """Write an entry that is new (``before`` None) or was read as ``before``."""
        key, public = self._keys.listing(after.number), self._keys.listings_public(after.kind)
        if before:
            expect_record(self._redis, change, key, before)
        else:
            change.expect_value(key, None)
        change.set(key, to_json(after))
        change.rank(self._keys.listings(after.kind), after.number, after.at.timestamp())
        if after.state is ListingState.PUBLIC and after.signed_at:
            change.rank(public, after.number, after.signed_at.timestamp())
        else:
            change.unrank(public, after.number)

    def get(self, number: str) -> Listing | None:
        """The entry of this number."""
        return next(iter(self._read([number])), None)

    def latest(self, kind: ListingKind, most: int) -> list[Listing]:
        """The entries of a list, the newest first, those taken off included."""
        return self._newest(self._keys.listings(kind), most)

    def public(self, kind: ListingKind, most: int) -> list[Listing]:
        """What everybody may read of a list, what was signed last first."""
        return self._newest(self._keys.listings_public(kind), most)

    def public_count(self, kind: ListingKind) -> int:
        """How many entries of a list everybody may read."""
        return self._redis.zcard(self._keys.listings_public(kind))

    def _newest(self, key: str, most: int) -> list[Listing]:
        return self._read(cast("list[str]", self._redis.zrange(key, 0, most - 1, desc=True)))

    def _read(self, numbers: Iterable[str]) -> list[Listing]:
        keys = [self._keys.listing(number) for number in numbers]
        found = cast("list[str | None]", self._redis.mget(keys)) if keys else []
        return [from_json(text, Listing) for text in found if text]
