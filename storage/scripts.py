"""The scripts (脚本) that Redis runs for us: files beside this one, and the short way to them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from importlib import resources
from typing import Any

import hiredis
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import NoScriptError, ResponseError


def script(*names: str) -> str:
    """The text of these files, one after another; the later may use what the earlier define."""
    folder = resources.files("storage")
    return "\n".join(folder.joinpath(f"{name}.lua").read_text(encoding="utf-8") for name in names)


_pack: Any = hiredis.pack_command
"""A command as it is sent; the library's own type tells of commands of one word."""


class Lines:
    """Connections that are kept for the scripts of a message (常用连接), each for one at a time.

    redis-py spends more on lending a connection, on measuring and on preparing to repeat than on
    the question itself, and while all goes well none of that is needed. So a connection of its pool
    is kept here once it was lent. Only one whose answer was read whole is used again. Whatever goes
    wrong is left to redis-py: it asks once more in its own way, with its repetitions, which is safe
    as :func:`storage.connect.connect` says. A cluster is always asked so, because there the client
    finds the node.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._pool: Any = getattr(redis, "connection_pool", None)
        self._idle: deque[Any] = deque()

    def register(self, text: str) -> Script:
        """A script that is asked over these connections."""
        return Script(self, self._redis, text)

    @property
    def direct(self) -> bool:
        """True when there is one server to ask."""
        return self._pool is not None

    def ask(self, *command: str | int) -> Any:
        """What Redis answers. Raises ``RedisError``."""
        connection = self._take()
        try:
            connection.send_packed_command((_pack(command),))
            answer = connection.read_response()
        except ResponseError:  # an answer, and read whole
            self._idle.append(connection)
            raise
        except BaseException:
            connection.disconnect()
            self._pool.release(connection)
            raise
        self._idle.append(connection)
        return answer

    def _take(self) -> Any:
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was quicker
                break
            if connection.pid != os.getpid():
                continue  # the parent's, who forked this process
            if self._pool.owns_connection(connection):
                return connection
            self._pool.release(connection)  # the sentinels have named another master: closed there
        return self._pool.get_connection()


class Script:
    """One script of the path of a message."""

    def __init__(self, lines: Lines, redis: Redis, text: str) -> None:
        self._lines = lines
        self._script = redis.register_script(text)

    def __call__(self, keys: Sequence[str], args: Sequence[str | int]) -> Any:
        """What the script answers. Raises ``RedisError``."""
        if self._lines.direct:
            try:
                return self._lines.ask("EVALSHA", self._script.sha, len(keys), *keys, *args)
            except (NoScriptError, RedisConnectionError):
                pass
        return self._script(keys=keys, args=args)
