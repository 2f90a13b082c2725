"""From an address to a client, and what is unsafe about the server behind it.

Addresses: none (the embedded server of the data folder), ``redis://``, ``rediss://``, ``unix://``,
``redis+sentinel://[:password@]host:port,host:port/service/db`` and
``redis+cluster://[:password@]host:port,host:port``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import redis
from redis.backoff import ExponentialBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry
from redis.sentinel import Sentinel

from storage import words
from storage.data_folder import FolderLock, owner, socket_path
from storage.embedded import EmbeddedServer, answers
from storage.errors import BadAddress, DataFolderInUse, Unavailable, Unsafe

OLDEST_VERSION = (6, 2)
"""What the embedded server is, and the first with every command that the program uses."""

COMMAND_WAIT_SECONDS = 30.0
"""How long a command waits for another one that has started the server for itself."""

SOCKET_SECONDS = 3.0
"""How long a command may hang; it is not repeated, since WeChat waits five seconds for a reply."""

Client = redis.Redis
"""What every caller holds; the type by which other rooms name a connection."""


def connect(url: str | None, data: Path) -> redis.Redis:
    """A client for an address; opens no connection before its first command.

    A command is repeated a few times when the connection breaks under it. That is safe because
    every change carries what it expects to find (:class:`storage.change.Change`): a repetition of
    what was already done is refused as a conflict, never done twice. Raises BadAddress.
    """
    if not url:
        return redis.Redis(unix_socket_path=str(socket_path(data)), **_options())
    scheme, _, rest = url.partition("://")
    try:
        if scheme in ("redis", "rediss", "unix"):
            return redis.Redis.from_url(url, **_options())
        if scheme == "redis+sentinel":
            return _sentinel(rest)
        if scheme == "redis+cluster":
            return _cluster(rest)
    except (ValueError, TypeError) as exc:
        raise BadAddress(words.BAD_ADDRESS) from exc
    raise BadAddress(words.unknown_scheme(scheme[:20]))


def check_server(client: redis.Redis) -> tuple[str, ...]:
    """What is unsafe about a server, one Chinese line each.

    Raises Unsafe when it is too old to be used, Unavailable when it does not answer.
    """
    try:
        version = str(_first_node(client.info("server"))["redis_version"])
    except (RedisError, OSError) as exc:
        raise Unavailable(words.NO_ANSWER) from exc
    if _version(version) < OLDEST_VERSION:
        raise Unsafe(words.too_old(version))
    return _unsafe_settings(client)


@contextmanager
def open_redis(url: str | None, data: Path, *, shared: bool = False) -> Iterator[redis.Redis]:
    """A client that answers: of the running server, or of one started for this block only.

    ``shared`` says that this program stays, so that others may use the server it starts.
    Raises Unavailable, DataFolderInUse, Unsafe.
    """
    client = connect(url, data)
    try:
        if url:
            check_server(client)
            yield client
            return
        lock = _own_or_join(data, client, shared=shared)
        if lock is None:
            yield client
            return
        with lock, EmbeddedServer(data):
            yield client
            client.close()
    finally:
        client.close()


def _own_or_join(data: Path, client: redis.Redis, *, shared: bool) -> FolderLock | None:
    """An acquired lock of the folder, or None when the owner's server may be used."""
    until = time.monotonic() + COMMAND_WAIT_SECONDS
    while True:
        lock = FolderLock(data, shared=shared)
        try:
            lock.acquire()
        except DataFolderInUse:
            if owner(data)[1] and answers(client):
                return None
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return lock


def _options() -> dict[str, Any]:
    return {
        "decode_responses": True,
        "protocol": 2,  # what every supported server speaks without a handshake
        "socket_timeout": SOCKET_SECONDS,
        "socket_connect_timeout": 2.0,
        "health_check_interval": 30,
        "retry": Retry(
            ExponentialBackoff(cap=0.25, base=0.01), 3, supported_errors=(RedisConnectionError,)
        ),
    }


def _sentinel(rest: str) -> redis.Redis:
    password, hosts, path = _parts(rest, default_port=26379)
    service, _, db = path.partition("/")
    if not service:
        raise ValueError("no service name")
    options = _options() | {"db": int(db or 0), "password": password}
    sentinel: Any = Sentinel  # redis-py declares no types here
    found = sentinel(hosts, sentinel_kwargs={"socket_timeout": 2.0}, **options)
    return cast("redis.Redis", found.master_for(service))


def _cluster(rest: str) -> redis.Redis:
    password, hosts, _ = _parts(rest, default_port=6379)
    options = _options() | {"password": password}
    node: Any = ClusterNode  # redis-py declares no types here
    nodes = [node(host, port) for host, port in hosts]
    try:
        return cast("redis.Redis", RedisCluster(startup_nodes=nodes, **options))
    except RedisError as exc:
        raise Unavailable(words.NO_CLUSTER) from exc


def _parts(rest: str, *, default_port: int) -> tuple[str | None, list[tuple[str, int]], str]:
    place, _, path = rest.partition("/")
    secret, _, names = place.rpartition("@")
    hosts = []
    for name in names.split(","):
        host, _, port = name.partition(":")
        if not host:
            raise ValueError("no host")
        hosts.append((host, int(port or default_port)))
    password = unquote(secret.rpartition(":")[2]) if secret else None
    return password, hosts, path


def _unsafe_settings(client: redis.Redis) -> tuple[str, ...]:
    advice = {
        "appendonly": ("yes", words.NOT_APPENDED),
        "appendfsync": ("always", words.NOT_ALWAYS_SYNCED),
        "maxmemory-policy": ("noeviction", words.EVICTING),
    }
    try:
        found = {name: cast("dict[str, str]", client.config_get(name)).get(name) for name in advice}
    except ResponseError:
        return (words.SETTINGS_HIDDEN,)
    if found["appendonly"] != "yes":
        del found["appendfsync"]  # says nothing without the file
    return tuple(
        advice[name][1] for name, value in found.items() if value not in (None, advice[name][0])
    )


def _first_node(info: dict[str, Any]) -> dict[str, Any]:
    """A cluster answers by node."""
    if "redis_version" in info:
        return info
    return cast("dict[str, Any]", next(iter(info.values())))


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())
