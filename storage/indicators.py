"""Values of indicators (指标数值): every one that was entered, in the order of entering."""

from __future__ import annotations

from collections.abc import Iterable

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.keys import Keys
from supervision.indicators import Value


class Indicators:
    """Reads and adds values; none is changed or deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def add(self, change: Change, name: str, value: Value) -> None:
        """Keep one more value of an indicator."""
        change.append(self._keys.indicator(name), to_json(value))

    def values(self, names: Iterable[str]) -> dict[str, tuple[Value, ...]]:
        """The values of these indicators as they were entered."""
        wanted, pipe = list(names), self._redis.pipeline(transaction=False)
        for name in wanted:
            pipe.lrange(self._keys.indicator(name), 0, -1)
        return {
            name: tuple(from_json(text, Value) for text in found)
            for name, found in zip(wanted, pipe.execute(), strict=True)
        }
