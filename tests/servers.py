"""Redis servers that somebody else runs: started for a test on loopback, killed after it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis

from storage.embedded import server_binary
from tests import waiting
from tests.ports import free_port

Starter = Callable[..., redis.Redis]

SLOTS = 16384


def until(condition: Callable[[], bool]) -> bool:
    """Wait for a condition; False when it never held. A server that does not answer yet is none."""

    def answered() -> bool:
        try:
            return condition()
        except redis.RedisError:
            return False

    return waiting.until(answered)


def ask(client: Any, *words: object) -> object:
    """An administrator's command, which redis-py declares no types for."""
    return client.execute_command(*words)


@contextmanager
def starting(folder: Path) -> Iterator[Starter]:
    """Gives what starts a server on a port of loopback with the lines of a configuration."""
    begun: list[tuple[subprocess.Popen[bytes], redis.Redis]] = []

    def starter(port: int, *lines: str, sentinel: bool = False) -> redis.Redis:
        home = folder / str(port)
        home.mkdir()
        configuration = home / "redis.conf"
        common = (f"port {port}", "bind 127.0.0.1", f"dir {home}")
        configuration.write_text("\n".join([*common, *lines, ""]), encoding="utf-8")
        process = subprocess.Popen(
            [str(server_binary()), str(configuration), *(["--sentinel"] if sentinel else [])],
            stdout=subprocess.DEVNULL,
        )
        client = redis.Redis(port=port, decode_responses=True)
        begun.append((process, client))
        assert until(lambda: bool(client.ping()))
        return client

    try:
        yield starter
    finally:
        for process, client in begun:
            client.close()
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a cluster whose two nodes hold half of the slots each."""
    with starting(folder) as start:
        ports = [free_port(), free_port()]
        nodes = [start(port, "cluster-enabled yes", 'save ""') for port in ports]
        for place, node in enumerate(nodes):
            first = place * SLOTS // 2
            ask(node, "CLUSTER", "ADDSLOTS", *range(first, first + SLOTS // 2))
            # Votes of nodes that began with the same epoch would settle it only after a while.
            ask(node, "CLUSTER", "SET-CONFIG-EPOCH", place + 1)
        ask(nodes[0], "CLUSTER", "MEET", "127.0.0.1", ports[1])
        # A node that knows its own half alone calls the state "fail".
        for node in nodes:
            assert until(lambda one=node: "cluster_state:ok" in str(ask(one, "CLUSTER", "INFO")))
        yield f"redis+cluster://127.0.0.1:{ports[0]}"
