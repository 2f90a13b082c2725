"""A cluster of which no node answers is a Redis that is away, like any other."""

from __future__ import annotations

import pytest
from redis.exceptions import RedisClusterException

from storage.errors import Unavailable
from storage.guard import redis_errors


def test_a_cluster_without_a_node_that_answers_is_unavailable() -> None:
    with pytest.raises(Unavailable) as caught, redis_errors(writing=True):
        raise RedisClusterException("Redis Cluster cannot be connected")
    assert caught.value.uncertain
