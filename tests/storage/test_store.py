"""One change is one step: all of it, or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.store import Store


def entry(act: str, n: int = 0) -> dict[str, object]:
    return {"at": "2017-08-16T02:00:00+00:00", "act": act, "n": n}


def test_a_change_is_written_and_journalled_together(store: Store) -> None:
    change = Change()
    change.put(store.keys.item("p:1"), {"version": 1})
    change.rank(store.keys.due(), "p:1|0", 5.0)
    change.journal(entry("report_progress"))

    seq = store.commit(change)

    assert seq == 1
    assert store.redis.hget(store.keys.item("p:1"), "version") == "1"
    assert store.redis.zscore(store.keys.due(), "p:1|0") == 5.0
    assert [e.body["act"] for e in store.journal.entries()] == ["report_progress"]


def test_a_failed_expectation_writes_nothing_at_all(store: Store) -> None:
    change = Change()
    change.put(store.keys.item("p:1"), {"version": 2})
    change.expect(store.keys.item("p:1"), "version", "1")
    change.journal(entry("report_progress"))

    with pytest.raises(Conflict) as caught:
        store.commit(change)

    assert caught.value.what == "item"
    assert store.redis.keys("zgt:*") == []


def test_an_absent_key_can_be_expected_once(store: Store) -> None:
    def make() -> Change:
        change = Change()
        change.expect_value(store.keys.reply("m"), None)
        change.set(store.keys.reply("m"), "已记录", seconds=60)
        return change

    store.commit(make())
    with pytest.raises(Conflict):
        store.commit(make())
    assert 0 < store.redis.ttl(store.keys.reply("m")) <= 60


def test_many_writers_lose_no_entry_and_keep_the_chain(store: Store) -> None:
    def write(n: int) -> int:
        change = Change()
        change.journal(entry("follow", n))
        return store.commit(change)

    with ThreadPoolExecutor(8) as pool:
        seqs = list(pool.map(write, range(200)))

    assert sorted(seqs) == list(range(1, 201))
    verdict = store.journal.verify()
    assert (verdict.entries, verdict.broken_at) == (200, None)


def _three_entries(store: Store) -> None:
    for n in range(1, 4):
        change = Change()
        change.journal(entry("publish", n))
        store.commit(change)


def test_a_removed_entry_shows(store: Store) -> None:
    _three_entries(store)
    store.redis.xdel(store.keys.journal(), "2-0")
    assert store.journal.verify().broken_at == 3


def test_a_removed_last_entry_shows(store: Store) -> None:
    _three_entries(store)
    store.redis.xdel(store.keys.journal(), "3-0")
    assert store.journal.verify().broken_at == 3


def test_an_altered_entry_shows(store: Store) -> None:
    _three_entries(store)
    rows = store.redis.xrange(store.keys.journal())
    store.redis.delete(store.keys.journal())
    for stream_id, fields in rows:
        changed = fields | (
            {"body": fields["body"].replace("2", "9")} if stream_id == "2-0" else {}
        )
        store.redis.xadd(store.keys.journal(), changed, id=stream_id)
    assert store.journal.verify().broken_at == 2
