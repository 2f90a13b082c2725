"""A person's messages take turns in the order in which they were said, as far as they are there."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, datetime

import pytest
import redis

from storage.change import Change
from storage.errors import Conflict
from storage.inbox import Admission, Admitted, Claim
from storage.late import LateMessage
from storage.store import Store
from tests.waiting import PATIENCE_SECONDS

NOW = datetime(2017, 8, 16, tzinfo=UTC)
_nonces = itertools.count()


def claim(message: str, token: str = "", *, pid: str = "p1") -> Claim:
    return Claim(
        message, token or f"t{message}", ("1", str(next(_nonces))), "b", pid, f"0{message}"
    )


def ask(store: Store, message: str, token: str = "") -> Admitted:
    return store.inbox.admit(claim(message, token))


def finish(store: Store, message: str) -> None:
    change = Change()
    store.inbox.finish(change, claim(message))
    store.inbox.reply(change, claim(message), message)
    store.commit(change)


def defer(store: Store, message: str) -> None:
    change = Change()
    store.late.defer(change, LateMessage(message, "p1", "o1", "{}", f"0{message}", NOW))
    store.inbox.reply(change, claim(message), "later")
    store.commit(change)


def test_the_second_message_waits_until_the_first_is_done(store: Store) -> None:
    assert ask(store, "1").verdict is Admission.YOURS
    assert ask(store, "2").verdict is Admission.WAITING
    assert ask(store, "1", "other").verdict is Admission.BUSY
    finish(store, "1")
    assert ask(store, "2").verdict is Admission.YOURS


def test_another_persons_message_does_not_wait(store: Store) -> None:
    ask(store, "1")
    assert store.inbox.admit(claim("2", pid="p2")).verdict is Admission.YOURS


def test_those_who_wait_get_their_turn_in_the_order_in_which_they_were_said(store: Store) -> None:
    ask(store, "1")
    for message in ("4", "2", "3"):
        assert ask(store, message).verdict is Admission.WAITING
    finish(store, "1")
    assert [ask(store, m).verdict for m in ("4", "3")] == [Admission.WAITING] * 2
    for message in ("2", "3", "4"):
        assert ask(store, message).verdict is Admission.YOURS
        finish(store, message)


def test_what_arrives_while_an_earlier_one_waits_waits_behind_it(store: Store) -> None:
    ask(store, "1")
    ask(store, "2")
    finish(store, "1")
    assert ask(store, "9").verdict is Admission.WAITING


def test_whoever_asks_no_more_is_waited_for_no_longer_than_two_seconds(store: Store) -> None:
    ask(store, "1")
    ask(store, "2")
    finish(store, "1")
    key = store.keys.line("p1")
    order, seen = str(store.redis.hget(key, "2")).split()
    store.redis.hset(key, "2", f"{order} {int(seen) - 2_100}")
    assert ask(store, "3").verdict is Admission.YOURS
    assert store.redis.hlen(key) == 0


def test_the_turn_of_a_killed_worker_lapses(store: Store) -> None:
    ask(store, "1")
    assert 0 < int(store.redis.pttl(store.keys.turn("p1"))) <= 3_000
    store.redis.pexpire(store.keys.turn("p1"), 1)
    limit = time.monotonic() + PATIENCE_SECONDS
    while ask(store, "2").verdict is not Admission.YOURS:
        assert time.monotonic() < limit
    with pytest.raises(Conflict):
        finish(store, "1")


def test_a_turn_is_renewed_only_by_whoever_has_it(store: Store) -> None:
    ask(store, "1")
    store.redis.persist(store.keys.turn("p1"))
    assert not store.inbox.renew(claim("1", "other"))
    assert int(store.redis.pttl(store.keys.turn("p1"))) == -1, "untouched"
    assert store.inbox.renew(claim("1"))
    assert 0 < int(store.redis.pttl(store.keys.turn("p1"))) <= 3_000


def test_attempts_are_counted_and_polls_are_not(store: Store) -> None:
    first = claim("1")
    assert [store.inbox.admit(first).attempt for _ in range(3)] == [1, 0, 0]
    second = claim("1", "second")
    assert [store.inbox.admit(second).attempt for _ in range(3)] == [2, 0, 0]
    finish(store, "1")
    assert ask(store, "1", "third").attempt == 3


def test_waiting_leaves_no_trace_on_disk(store: Store) -> None:
    ask(store, "1")
    ask(store, "2")
    store.redis.execute_command("DEBUG", "LOADAOF")
    assert store.redis.keys("*") == []


def test_late_work_is_taken_up_by_one_and_only_when_its_turn_is_free(store: Store) -> None:
    ask(store, "1")
    defer(store, "1")
    assert store.late.take_up("1", "a") is None
    store.redis.delete(store.keys.turn("p1"))
    taken = store.late.take_up("1", "b")
    assert taken is not None
    assert (taken.late.openid, taken.late.at, taken.tries) == ("o1", NOW, 1)
    assert store.late.take_up("1", "c") is None

    change = Change()
    store.inbox.finish(change, taken.claim)
    store.late.done(change, taken.claim)
    store.commit(change)
    assert store.late.waiting(9) == []
    assert store.late.take_up("1", "d") is None


def test_late_work_keeps_its_place_before_what_was_said_after_it(store: Store) -> None:
    ask(store, "1")
    ask(store, "2")
    defer(store, "2")
    finish(store, "1")
    assert ask(store, "3").verdict is Admission.WAITING
    assert store.late.take_up("2", "a") is not None


def test_a_message_is_deferred_once(store: Store) -> None:
    defer(store, "1")
    with pytest.raises(Conflict):
        defer(store, "1")


def test_late_work_outlives_a_crash_of_redis(store: Store) -> None:
    ask(store, "1")
    defer(store, "1")
    store.redis.execute_command("DEBUG", "LOADAOF")
    assert store.late.waiting(9) == ["1"]
    assert store.late.take_up("1", "a") is not None


def test_every_key_of_the_scripts_is_on_the_shard_of_the_region(
    store: Store, redis_client: redis.Redis
) -> None:
    ask(store, "1")
    ask(store, "2")
    defer(store, "2")
    tags = {str(key).partition("{")[2].partition("}")[0] for key in redis_client.keys("*")}
    assert tags == {store.region}
