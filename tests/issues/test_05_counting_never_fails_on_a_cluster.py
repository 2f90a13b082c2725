"""A cluster of which no node answers raised through the thread that writes what was counted."""

from __future__ import annotations

import pytest
from redis.exceptions import RedisClusterException

from storage.store import Store


def test_a_cluster_that_is_away_stops_no_counting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise RedisClusterException

    store.counts.tally("callback")
    with monkeypatch.context() as patch:
        patch.setattr(store.redis, "pipeline", away)
        patch.setattr(store.redis, "hincrby", away)
        store.counts.flush()
        store.counts.add("callback")
    store.counts.add("callback")
    assert store.counts.all()["callback"] == 1
