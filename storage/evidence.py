"""Evidence (佐证材料): the record of every piece; the contents lie in :mod:`storage.vault`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.evidence import Evidence, EvidenceState

BATCH = 500

BAND_BITS = 16
BANDS = 4
"""The first 64 bits of a look in four bands: of six differing bits at most one falls into some
band. So asking for each band as it is and with each single bit changed finds every candidate."""


class EvidenceStore:
    """Reads and writes records of evidence. A record is never deleted.

    Methods that take a :class:`Change` are applied by its commit. All may raise ``RedisError``.
    """

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, evidence: Evidence) -> None:
        """Keep the record of a new piece; the commit is refused when its id is known."""
        key = self._keys.evidence(evidence.id)
        change.expect_value(key, None)
        change.set(key, to_json(evidence))
        score = round(evidence.at.timestamp() * 1000)
        change.rank(self._keys.evidences(), evidence.id, score)
        change.rank(self._keys.item_evidence(evidence.item), evidence.id, score)

    def save(self, change: Change, before: Evidence, after: Evidence) -> None:
        """Write a piece that was read as ``before``, with every index that depends on it."""
        key = self._keys.evidence(after.id)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))
        if not after.stands or after.item != before.item:
            change.unrank(self._keys.item_evidence(before.item), after.id)
        if after.stands and after.item != before.item:
            score = round(after.at.timestamp() * 1000)
            change.rank(self._keys.item_evidence(after.item), after.id, score)
        stored = EvidenceState.STORED
        if after.state is stored and before.state is not stored:
            change.add(self._keys.content(after.sha256), after.id)
            for band in _bands(after.look):
                change.add(self._keys.looks(*band), after.id)
        elif before.state is stored and after.state is not stored:
            change.remove(self._keys.content(before.sha256), after.id)
            for band in _bands(before.look):
                change.remove(self._keys.looks(*band), after.id)

    def get(self, name: str) -> Evidence | None:
        """The record of a piece, or None."""
        return next(iter(self.of([name])), None)

    def of(self, names: Iterable[str]) -> list[Evidence]:
        """The records of these ids in their order; unknown ones are left out."""
        asked = [self._keys.evidence(name) for name in names]
        found = cast("list[str | None]", self._redis.mget(asked)) if asked else []
        return [from_json(text, Evidence) for text in found if text]

    def of_item(self, item: str, most: int = 200) -> list[Evidence]:
        """What stands for a measure, oldest first; the newest ``most`` of it."""
        key = self._keys.item_evidence(item)
        return self.of(cast("list[str]", self._redis.zrange(key, -most, -1)))

    def count(self, item: str) -> int:
        """How many pieces stand for a measure."""
        return self._redis.zcard(self._keys.item_evidence(item))

    def all(self) -> Iterator[Evidence]:
        """Every piece ever sent, oldest first, read in batches; for lists of the office."""
        start = 0
        while True:
            key = self._keys.evidences()
            names = cast("list[str]", self._redis.zrange(key, start, start + BATCH - 1))
            yield from self.of(names)
            start += BATCH
            if len(names) < BATCH:
                return

    def kept(self, digests: Iterable[str]) -> set[str]:
        """Those of these contents that some piece refers to."""
        wanted = list(digests)
        pipe = self._redis.pipeline(transaction=False)
        for digest in wanted:
            pipe.exists(self._keys.content(digest))
        return {digest for digest, some in zip(wanted, pipe.execute(), strict=True) if some}

    def candidates(self, sha256: str, look: str) -> list[Evidence]:
        """The pieces of the same content, and those that may look alike, oldest first.

        Looks are found by bands, so a piece that looks alike is never missed; one that is found
        still has to be compared.
        """
        keys = [self._keys.content(sha256)]
        keys += [
            self._keys.looks(band, value ^ change)
            for band, value in _bands(look)
            for change in (0, *(1 << bit for bit in range(BAND_BITS)))
        ]
        names = cast("set[str]", self._redis.sunion(keys))
        return sorted(self.of(sorted(names)), key=lambda one: (one.at, one.id))


def _bands(look: str) -> list[tuple[int, int]]:
    """(band, its bits) of a look; nothing for something without one."""
    digits = BAND_BITS // 4
    return [
        (band, int(look[band * digits : (band + 1) * digits], 16)) for band in range(BANDS) if look
    ]
