"""Publication (公开): the snapshots that citizens see, their totals, and the words to find them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from supervision.progress import Entry, Lifecycle, Publication

LONG_LIST = 1_000
"""A word that stands in more items than this is looked up per candidate, not read as a whole."""

CANDIDATES = 200
"""How many of the best items of the rarest word are considered when every word is common."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over published items; every rate is computed from them with its formula shown."""

    measures: int = 0
    closed: int = 0
    claimed_done: int = 0
    verified_done: int = 0
    claimed_sum: int = 0
    verified_sum: int = 0


class PublicationStore:
    """Reads what is published and nothing else."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def page(self, start: int, count: int, unit: str | None = None) -> tuple[list[str], int]:
        """Published items in printed order, and how many there are."""
        key = self._keys.published_of(unit) if unit else self._keys.published()
        pipe = self._redis.pipeline(transaction=False)
        pipe.zrange(key, start, start + count - 1)
        pipe.zcard(key)
        items, total = pipe.execute()
        return list(items), int(total)

    def totals(self, unit: str | None = None) -> Totals:
        """Sums over all published items, or over those of one unit."""
        key = self._keys.totals_of(unit) if unit else self._keys.totals()
        return _totals(cast("dict[str, str]", self._redis.hgetall(key)))

    def search(self, words: Iterable[str], most: int) -> list[str]:
        """Published items that hold the words, the best first.

        Rare words are read whole; common ones only weigh the candidates, so that the cost follows
        the result and not the ledger.
        """
        keys = [self._keys.word(word) for word in dict.fromkeys(words)]
        if not keys:
            return []
        sizes = self._sizes(keys)
        present = sorted((size, key) for size, key in zip(sizes, keys, strict=True) if size)
        if not present:
            return []
        rare = [key for size, key in present if size <= LONG_LIST] or [present[0][1]]
        found: dict[str, float] = {}
        pipe = self._redis.pipeline(transaction=False)
        for key in rare:
            pipe.zrange(key, 0, CANDIDATES - 1, desc=True, withscores=True)
        for rows in pipe.execute():
            for item, weight in rows:
                found[item] = found.get(item, 0.0) + float(weight)
        common = [key for _, key in present if key not in rare]
        self._weigh(found, common)
        return sorted(found, key=lambda item: (-found[item], item))[:most]

    def totals_by_unit(self, units: Iterable[str]) -> dict[str, Totals]:
        """Sums of several units at once; a unit without published items has none."""
        names = list(units)
        pipe = self._redis.pipeline(transaction=False)
        for name in names:
            pipe.hgetall(self._keys.totals_of(name))
        return {n: _totals(f) for n, f in zip(names, pipe.execute(), strict=True) if f}

    def followers(self, item: str) -> set[str]:
        """The pids that follow an item."""
        return cast("set[str]", self._redis.smembers(self._keys.followers(item)))

    def following(self, pid: str) -> set[str]:
        """The items that a person follows."""
        return cast("set[str]", self._redis.smembers(self._keys.following(pid)))

    # ---- writing ----------------------------------------------------------------------------

    def publish(
        self,
        change: Change,
        entry: Entry,
        snapshot: Publication,
        *,
        units: Collection[str],
        words: Mapping[str, float],
        place: int,
    ) -> None:
        """Show an item as the snapshot says, under these units and words and no others.

        What it stood under before is undone by the difference, so a record that an import has
        changed leaves nothing behind.
        """
        item, before = entry.measure.id, entry.progress.publication
        _count(change, self._keys.totals(), before, snapshot)
        change.rank(self._keys.published(), item, place)
        self._list_under(change, item, before, snapshot, units, place=place)
        self._index(change, item, words)

    def unlist(self, change: Change, entry: Entry) -> None:
        """Take a published item out of every list and sum; who follows it still does."""
        item, shown = entry.measure.id, entry.progress.publication
        _count(change, self._keys.totals(), shown, None)
        change.unrank(self._keys.published(), item)
        self._list_under(change, item, shown, None, (), place=0)
        self._index(change, item, {})

    def _list_under(
        self,
        change: Change,
        item: str,
        before: Publication | None,
        snapshot: Publication | None,
        units: Collection[str],
        *,
        place: int,
    ) -> None:
        old = self._members(self._keys.published_units(item))
        for unit in units:
            was = before if unit in old else None
            _count(change, self._keys.totals_of(unit), was, snapshot)
            change.rank(self._keys.published_of(unit), item, place)
        for unit in sorted(old.difference(units)):
            _count(change, self._keys.totals_of(unit), before, None)
            change.unrank(self._keys.published_of(unit), item)
            change.remove(self._keys.published_units(item), unit)
        change.add(self._keys.published_units(item), *units)

    def _index(self, change: Change, item: str, words: Mapping[str, float]) -> None:
        old = self._members(self._keys.words_of(item))
        for word in sorted(old.difference(words)):
            change.unrank(self._keys.word(word), item)
            change.remove(self._keys.words_of(item), word)
        for word, weight in words.items():
            change.rank(self._keys.word(word), item, weight)
        change.add(self._keys.words_of(item), *words)

    def _members(self, key: str) -> set[str]:
        return cast("set[str]", self._redis.smembers(key))

    def follow(self, change: Change, pid: str, item: str) -> None:
        """Let a person follow an item (关注)."""
        change.add(self._keys.followers(item), pid)
        change.add(self._keys.following(pid), item)

    def unfollow(self, change: Change, pid: str, item: str) -> None:
        """Let a person stop following an item (取消关注)."""
        change.remove(self._keys.followers(item), pid)
        change.remove(self._keys.following(pid), item)

    def _sizes(self, keys: list[str]) -> list[int]:
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.zcard(key)
        return [int(size) for size in pipe.execute()]

    def _weigh(self, found: dict[str, float], keys: list[str]) -> None:
        if not keys or not found:
            return
        items = list(found)
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.zmscore(key, items)
        for weights in pipe.execute():
            for item, weight in zip(items, weights, strict=True):
                found[item] += float(weight or 0.0)


def _totals(found: Mapping[str, str]) -> Totals:
    names = ("measures", "closed", "claimed_done", "verified_done", "claimed_sum", "verified_sum")
    return Totals(**{name: int(found.get(name, "0")) for name in names})


def _count(change: Change, key: str, before: Publication | None, after: Publication | None) -> None:
    old, new = _sums(before), _sums(after)
    for name in new:
        change.count(key, name, new[name] - old[name])


def _sums(snapshot: Publication | None) -> dict[str, int]:
    if snapshot is None:
        return dict.fromkeys(
            (
                "measures",
                "closed",
                "claimed_done",
                "verified_done",
                "claimed_sum",
                "verified_sum",
            ),
            0,
        )
    claimed, verified = snapshot.claimed_percent or 0, snapshot.verified_percent or 0
    return {
        "measures": 1,
        "closed": int(snapshot.lifecycle is Lifecycle.CLOSED),
        "claimed_done": int(claimed >= 100),
        "verified_done": int(verified >= 100),
        "claimed_sum": claimed,
        "verified_sum": verified,
    }
