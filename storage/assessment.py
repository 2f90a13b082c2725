"""Shares of a score sheet that the ledger does not know (公众满意度), as they were entered."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.assessment import Share
from supervision.assessment_rules import Figure


class AssessmentShares:
    """One share a figure, unit and year; what it was before stands in the journal."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def of_unit(self, unit: str, year: int) -> dict[Figure, Share]:
        """What was entered for a unit and year."""
        names = [f"{figure}|{unit}" for figure in Figure]
        found = self._redis.hmget(self._keys.assessment_shares(year), names)
        pairs = zip(Figure, cast("list[str | None]", found), strict=True)
        return {figure: from_json(text, Share) for figure, text in pairs if text}

    def put(self, change: Change, unit: str, year: int, figure: Figure, share: Share) -> None:
        """Enter a share, or put another in its place."""
        key = self._keys.assessment_shares(year)
        change.put(key, {f"{figure}|{unit}": to_json(share)})
