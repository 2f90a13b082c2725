"""What one person has handed in lately: pieces that wait for an item, and the last batch.

Both belong to one conversation, so they have a life and are no record.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

import msgspec
from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.evidence import EvidenceKind

LIFE_SECONDS = 2 * 24 * 3600
"""Less than the platform keeps a file."""

MOST = 50
"""Pieces that wait for one person; more than anybody sends before saying what they are."""


class Piece(msgspec.Struct, frozen=True):
    """Something that was sent: ``id`` its future record, ``media`` its name on the platform."""

    id: str
    at: datetime
    kind: EvidenceKind
    media: str
    name: str = ""


class HandedIn(msgspec.Struct, frozen=True):
    """The pieces placed last, one after the other: at which item, for which unit, when the last."""

    item: str
    unit: str
    report: str
    ids: tuple[str, ...]
    at: datetime


def pieces_of(stored: list[str]) -> list[Piece]:
    """Pieces that wait, oldest first, as the list of them is stored."""
    return [from_json(text, Piece) for text in reversed(stored)]


class HandedInStore:
    """Reads and writes both, for one person at a time. All may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def unplaced(self, pid: str) -> list[Piece]:
        """The pieces that wait for the person to say which item they belong to, oldest first."""
        return pieces_of(cast("list[str]", self._redis.lrange(self._keys.unplaced(pid), 0, -1)))

    def put_aside(self, change: Change, pid: str, piece: Piece) -> None:
        """Let a piece wait."""
        key = self._keys.unplaced(pid)
        change.push(key, to_json(piece), at_most=MOST)
        change.keep(key, LIFE_SECONDS)

    def forget_unplaced(self, change: Change, pid: str) -> None:
        """Nothing waits any more."""
        change.delete(self._keys.unplaced(pid))

    def last(self, pid: str) -> HandedIn | None:
        """What the person placed last, unless it is long ago or was taken back."""
        text = cast("str | None", self._redis.get(self._keys.handed_in(pid)))
        return from_json(text, HandedIn) if text else None

    def remember(self, change: Change, pid: str, batch: HandedIn) -> None:
        """This is what the person placed last."""
        change.set(self._keys.handed_in(pid), to_json(batch), seconds=LIFE_SECONDS)

    def forget_last(self, change: Change, pid: str) -> None:
        """It was taken back."""
        change.delete(self._keys.handed_in(pid))

    def forget(self, change: Change, pid: str) -> None:
        """Nothing that the person has sent is remembered here."""
        change.delete(self._keys.unplaced(pid))
        change.delete(self._keys.handed_in(pid))
