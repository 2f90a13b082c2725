"""What only looked is written in memory at once and on disk a moment later; nothing else is."""

from __future__ import annotations

import pytest
from redis import Redis

from storage.change import Change
from storage.store import Store
from tests.crashing import crash, shorten


@pytest.fixture(autouse=True)
def _short_file(redis_client: Redis) -> None:
    shorten(redis_client)


def looked(store: Store) -> None:
    """A step that may wait: a person's place in the conversation and a reply."""
    change = Change()
    change.put(store.keys.person("p1"), {"pending": "a list", "version": 2})
    change.set(store.keys.reply("m1"), "the list", seconds=60)
    store.lately.let_wait(change)
    store.commit(change)


def stands(store: Store) -> tuple[object, object]:
    found = store.redis.hget(store.keys.person("p1"), "pending")
    return found, store.redis.get(store.keys.reply("m1"))


def test_it_stands_at_once_and_a_crash_in_that_moment_takes_it(store: Store) -> None:
    looked(store)
    assert stands(store) == ("a list", "the list")
    crash(store.redis)
    assert stands(store) == (None, None)


def test_once_kept_it_outlives_a_crash_with_its_life(store: Store) -> None:
    looked(store)
    assert store.lately.keep() == 2
    assert store.lately.keep() == 0
    crash(store.redis)
    assert stands(store) == ("a list", "the list")
    assert 0 < store.redis.ttl(store.keys.reply("m1")) <= 60


def test_what_was_written_for_good_meanwhile_is_what_stays(store: Store) -> None:
    looked(store)
    change = Change()
    change.put(store.keys.person("p1"), {"pending": "a question", "version": 3})
    store.commit(change)
    store.lately.keep()
    crash(store.redis)
    assert stands(store)[0] == "a question"


def test_what_is_gone_again_stays_gone(store: Store) -> None:
    looked(store)
    store.redis.delete(store.keys.person("p1"), store.keys.reply("m1"))
    store.lately.keep()
    crash(store.redis)
    assert stands(store) == (None, None)


def test_a_change_taken_back_to_its_mark_is_written_for_good(store: Store) -> None:
    change = Change()
    change.put(store.keys.person("p1"), {"pending": "a list", "version": 2})
    mark = change.mark()
    store.lately.let_wait(change)
    change.rewind(mark)
    store.commit(change)
    crash(store.redis)
    assert stands(store)[0] == "a list"
