"""The border at which a failing Redis becomes one of our errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import RedisClusterException, RedisError

from storage.errors import Unavailable


@contextmanager
def redis_errors(*, writing: bool = False) -> Iterator[None]:
    """Raise :class:`Unavailable` where Redis fails; each door puts its work inside.

    ``writing`` marks the one command after whose loss nobody knows whether it was stored.
    """
    try:
        yield
    except (RedisError, RedisClusterException) as exc:  # the second is none of the first
        raise Unavailable(type(exc).__name__, uncertain=writing) from exc
