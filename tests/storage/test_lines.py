"""The connections kept for the scripts: used again, never after a fault, never inherited."""

from __future__ import annotations

import os

import pytest
from redis.exceptions import ResponseError

from storage.scripts import Lines
from storage.store import Store

ASKED = "return redis.call('INCR', KEYS[1])"


def opened(store: Store) -> int:
    """How many connections were ever opened to the server; the one that asks is there before."""
    store.redis.ping()
    return int(store.redis.info("stats")["total_connections_received"])


def kill_others(store: Store) -> None:
    """Break every connection but the one that asks for it, as a server that starts anew does."""
    store.redis.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")


def test_one_connection_serves_one_question_after_the_other(store: Store) -> None:
    count = Lines(store.redis).register(ASKED)
    count(["n"], [])
    before = opened(store)
    assert [count(["n"], []) for _ in range(3)] == [2, 3, 4]
    assert opened(store) == before


def test_a_server_that_forgot_the_script_is_told_it_again(store: Store) -> None:
    count = Lines(store.redis).register(ASKED)
    count(["n"], [])
    store.redis.script_flush()
    assert count(["n"], []) == 2


def test_a_connection_that_broke_is_not_noticed(store: Store) -> None:
    count = Lines(store.redis).register(ASKED)
    count(["n"], [])
    kill_others(store)
    assert count(["n"], []) == 2
    assert count(["n"], []) == 3


def test_after_an_error_the_next_question_gets_its_own_answer(store: Store) -> None:
    lines = Lines(store.redis)
    wrong, right = lines.register("return redis.call('LPUSH', KEYS[1])"), lines.register(ASKED)
    right(["n"], [])
    with pytest.raises(ResponseError):
        wrong(["n"], [])
    assert right(["n"], []) == 2


def test_a_forked_process_asks_over_a_connection_of_its_own(store: Store) -> None:
    count = Lines(store.redis).register(ASKED)
    count(["n"], [])
    before = opened(store)
    child = os.fork()
    if not child:
        os._exit(0 if count(["n"], []) == 2 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert count(["n"], []) == 3
    assert opened(store) == before + 1


def test_a_connection_that_its_pool_disowns_is_closed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the pool of sentinels does with those to a master that is none any more."""
    count = Lines(store.redis).register(ASKED)
    count(["n"], [])
    before = opened(store)
    with monkeypatch.context() as patch:
        patch.setattr(store.redis.connection_pool, "owns_connection", lambda _: False)
        assert count(["n"], []) == 2
    assert opened(store) > before
    assert count(["n"], []) == 3
