"""That a record still stands as it was read (期望): also one that an earlier version has written.

A record is compared by its text. An earlier version wrote fewer fields, so the text of what was
read from it today is another one; what it says is the same.
"""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json


def expect_record(redis: Redis, change: Change, key: str, before: object) -> None:
    """The string ``key`` still holds the record that was read as ``before``."""
    text = to_json(before)
    stored = cast("str | None", redis.get(key))
    if stored and stored != text and from_json(stored, type(before)) == before:
        text = stored
    change.expect_value(key, text)
