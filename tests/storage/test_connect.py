"""Addresses of servers that somebody else runs: a Sentinel, a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis

from storage.change import Change
from storage.connect import connect, open_redis
from storage.inbox import Admission, Claim
from storage.late import LateMessage
from storage.store import Store
from tests.ports import free_port
from tests.servers import Starter, ask, starting, until


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    with starting(tmp_path) as starter:
        yield starter


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
