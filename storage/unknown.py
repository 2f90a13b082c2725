"""What was not understood (没看懂的话): counts by week, and the words where the region keeps them.

Nothing here leads to a person: no openid, no pseudonym, no unit. Words are kept only while the
region has said so, for :data:`KEPT_DAYS` and no longer, with long numbers struck out.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from typing import cast

import msgspec
from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.times import from_iso, local_date, to_iso

KEPT_DAYS = 30
"""How long the words are kept."""

WEEKS_SECONDS = 400 * 86400
"""How long a week's counts are kept."""

LONGEST = 120
"""Signs of a message that are kept."""

MOST = 2000
"""Messages that are kept at the most, and read at once; of more the oldest go first."""

_NUMBERS = re.compile(r"\d{5,}|[A-Za-z0-9_\-]{12,}")


class UnknownText(msgspec.Struct, frozen=True):
    """One message that was not understood; ``id`` keeps two with the same words apart."""

    at: str
    role: str
    kind: str
    text: str
    id: str = ""


class UnknownStore:
    """Reads and writes both. All may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    # ---- whether words are kept -------------------------------------------------------------

    def keeps_words(self) -> bool:
        """True while the region has said that the words are kept."""
        return self._redis.get(self._keys.unknown_consent()) == "1"

    def keep_words(self, change: Change, *, kept: bool) -> None:
        """Keep the words from now on, or stop and delete all that were kept."""
        if kept:
            change.set(self._keys.unknown_consent(), "1")
            return
        change.delete(self._keys.unknown_consent())
        change.delete(self._keys.unknown_words())

    # ---- noting -----------------------------------------------------------------------------

    def count(self, change: Change, now: datetime, role: str, kind: str) -> None:
        """Count one message by its kind."""
        key = self._keys.unknown_week(week_of(now))
        change.count(key, f"{role}|{kind}", 1)
        change.keep(key, WEEKS_SECONDS)

    def keep(self, change: Change, now: datetime, one: UnknownText) -> None:
        """Keep the words of one message, and drop those that are too old."""
        key = self._keys.unknown_words()
        plain = _NUMBERS.sub("＊", one.text)[:LONGEST]
        change.unrank_below(key, _score(now - timedelta(days=KEPT_DAYS)))
        member = to_json(msgspec.structs.replace(one, at=to_iso(now), text=plain))
        change.rank(key, member, _score(now))
        change.unrank_all_but(key, MOST)
        change.keep(key, KEPT_DAYS * 86400)

    # ---- reading ----------------------------------------------------------------------------

    def week(self, week: str) -> Counter[tuple[str, str]]:
        """How often, by role and kind, in a week such as 2017-W33."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.unknown_week(week)))
        counted: Counter[tuple[str, str]] = Counter()
        for name, times in found.items():
            role, _, kind = name.partition("|")
            counted[(role, kind)] = int(times)
        return counted

    def words(self, now: datetime) -> list[UnknownText]:
        """The words that are kept, newest first; none that is older than :data:`KEPT_DAYS`."""
        oldest = _score(now - timedelta(days=KEPT_DAYS))
        key = self._keys.unknown_words()
        found = cast("list[str]", self._redis.zrevrangebyscore(key, "+inf", oldest, 0, MOST))
        return [from_json(text, UnknownText) for text in found]


def week_of(now: datetime) -> str:
    """The week of an instant by the Beijing calendar, Monday first: 2017-W33."""
    year, week, _ = local_date(now).isocalendar()
    return f"{year}-W{week:02d}"


def _score(at: datetime) -> float:
    return float(round(at.timestamp()))


def instant_of(one: UnknownText) -> datetime:
    """When it was said."""
    return from_iso(one.at)
