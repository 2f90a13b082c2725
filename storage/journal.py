"""The journal (留痕): every change, numbered and chained.

The commit script gives each entry its number and its link:
``hash = SHA-1(previous hash ":" seq ":" SHA-256(body))``, so that a removed, inserted, reordered
or altered entry breaks every link after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis

from storage.keys import Keys

BATCH = 500


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry as it is stored."""

    seq: int
    body: dict[str, Any]
    digest: str
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the chain found: how many entries, and the first seq that does not hold."""

    entries: int
    broken_at: int | None
    head: str


class Journal:
    """Reads the journal; only the commit script writes it."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def entries(self, after: int = 0) -> Iterator[JournalEntry]:
        """Every entry behind ``after``, oldest first, read in batches."""
        while True:
            rows = cast(
                "list[tuple[str, dict[str, str]]]",
                self._redis.xrange(self._keys.journal(), min=f"({after}-0", count=BATCH),
            )
            for stream_id, fields in rows:
                after = int(stream_id.split("-")[0])
                yield JournalEntry(
                    after,
                    json.loads(fields["body"]),
                    fields["digest"],
                    fields["hash"],
                    fields["body"],
                )
            if len(rows) < BATCH:
                return

    def verify(self) -> Verdict:
        """Walk the chain from its beginning and compare its end with the recorded head."""
        head = cast("dict[str, str]", self._redis.hgetall(self._keys.journal_head()))
        link, count = "", 0
        for entry in self.entries():
            count += 1
            digest = hashlib.sha256(entry.text.encode()).hexdigest()
            # The link only orders and binds digests that SHA-256 made; Redis scripts offer SHA-1.
            link = hashlib.sha1(
                f"{link}:{count}:{digest}".encode(), usedforsecurity=False
            ).hexdigest()
            if entry.seq != count or link != entry.hash:
                return Verdict(count, entry.seq, entry.hash)
        if count != int(head.get("seq", "0")) or link != head.get("hash", ""):
            return Verdict(count, count + 1, link)
        return Verdict(count, None, link)
