"""Addresses of servers that somebody else runs: a Sentinel, a cluster."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import redis

from storage.change import Change
from storage.connect import connect, open_redis
from storage.embedded import server_binary
from storage.inbox import Admission, Claim
from storage.late import LateMessage
from storage.store import Store

Starter = Callable[..., redis.Redis]


def free_port() -> int:
    """One whose partner for the cluster bus, 10000 above, exists."""
    while True:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
        if port < 55000:
            return port


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            if condition():
                return True
        except redis.RedisError:
            pass
        time.sleep(0.02)
    return False


def ask(client: Any, *words: object) -> object:
    """An administrator's command, which redis-py declares no types for."""
    return client.execute_command(*words)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Start a server on a port of loopback with the lines of a configuration."""
    begun: list[tuple[subprocess.Popen[bytes], redis.Redis]] = []

    def starter(port: int, *lines: str, sentinel: bool = False) -> redis.Redis:
        folder = tmp_path / str(port)
        folder.mkdir()
        configuration = folder / "redis.conf"
        common = (f"port {port}", "bind 127.0.0.1", f"dir {folder}")
        configuration.write_text("\n".join([*common, *lines, ""]), encoding="utf-8")
        process = subprocess.Popen(
            [str(server_binary()), str(configuration), *(["--sentinel"] if sentinel else [])],
            stdout=subprocess.DEVNULL,
        )
        client = redis.Redis(port=port, decode_responses=True)
        begun.append((process, client))
        assert until(lambda: bool(client.ping()))
        return client

    yield starter
    for process, client in begun:
        client.close()
        process.kill()
        process.wait()


def commits(client: redis.Redis) -> bool:
    store = Store(client, "somewhere")
    change = Change()
    change.put(store.keys.counts(), {"a": 1})
    change.journal({"act": "test"})
    return store.commit(change) == 1 and store.counts.all() == {"a": 1}


def test_behind_a_sentinel_we_write_to_the_master(start: Starter, tmp_path: Path) -> None:
    port, guard = free_port(), free_port()
    start(port, 'save ""')
    sentinel = start(guard, f"sentinel monitor office 127.0.0.1 {port} 1", sentinel=True)
    assert until(lambda: "office" in str(ask(sentinel, "SENTINEL", "MASTERS")))

    with open_redis(f"redis+sentinel://127.0.0.1:{guard}/office/1", tmp_path) as client:
        assert commits(client)
    with redis.Redis(port=port, db=1, decode_responses=True) as master:
        assert master.dbsize() == 3


def test_on_a_cluster_everything_of_a_region_is_one_step(start: Starter, tmp_path: Path) -> None:
    port = free_port()
    node = start(port, "cluster-enabled yes", 'save ""')
    ask(node, "CLUSTER", "ADDSLOTS", *range(16384))
    assert until(lambda: "cluster_state:ok" in str(ask(node, "CLUSTER", "INFO")))

    client = connect(f"redis+cluster://127.0.0.1:{port}", tmp_path)
    assert commits(client)
    take_turns(Store(client, "test"))
    client.close()


def take_turns(store: Store) -> None:
    """Admission, waiting, deferral, take-up: every script declares the keys that it uses."""
    first, second = (Claim(name, name, ("1", name), "b", "p1", name) for name in ("1", "2"))
    assert store.inbox.admit(first).verdict is Admission.YOURS
    assert store.inbox.admit(second).verdict is Admission.WAITING
    assert store.inbox.renew(first)
    change, at = Change(), datetime(2017, 8, 16, tzinfo=UTC)
    store.inbox.finish(change, first)
    store.late.defer(change, LateMessage("2", "p1", "o1", "{}", "2", at))
    store.inbox.reply(change, second, "later")
    store.kept.add(change, "p1", at, "1", ["kept"])
    store.commit(change)
    assert store.late.take_up("2", "t") is not None
    [waiting] = store.kept.waiting(1)
    store.kept.rest(waiting)
    assert store.kept.waiting(1) == []
