"""Errands: queued with their cause, run by one, settled once."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage.change import Change
from storage.errands import ClaimedErrand, Errand, ErrandState
from storage.errors import Conflict
from storage.store import Store
from tests.waiting import PATIENCE_SECONDS

NOW = datetime(2017, 8, 31, 9, tzinfo=UTC)
LEASE = 30.0


def an_errand(name: str = "download-1", after: timedelta = timedelta()) -> Errand:
    return Errand(name, "download", {"evidence": "e1"}, NOW + after, NOW + timedelta(days=3))


def queue(store: Store, *errands: Errand) -> list[bool]:
    change = Change()
    new = [store.errands.enqueue(change, errand) for errand in errands]
    store.commit(change)
    return new


def claim(store: Store, seconds: float = LEASE) -> ClaimedErrand:
    claimed = store.errands.claim(NOW, seconds)
    assert claimed is not None
    return claimed


def claim_soon(store: Store) -> ClaimedErrand:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := store.errands.claim(NOW, LEASE):
            return found
        time.sleep(0.01)
    raise AssertionError("nothing to claim in time")


def finish(store: Store, claimed: ClaimedErrand) -> None:
    change = Change()
    store.errands.done(change, claimed, NOW)
    store.commit(change)


def state(store: Store, name: str = "download-1") -> ErrandState:
    record = store.errands.get(name)
    assert record is not None
    return record.state


def test_a_queued_errand_comes_back_whole_when_claimed(store: Store) -> None:
    errand = an_errand()
    assert queue(store, errand) == [True]
    claimed = claim(store)
    assert claimed.errand == errand
    assert claimed.record.attempts == 1
    assert state(store) is ErrandState.CLAIMED
    assert store.errands.claim(NOW, LEASE) is None


@pytest.mark.parametrize("settled", [False, True])
def test_the_same_cause_queues_its_errand_once(store: Store, settled: bool) -> None:
    queue(store, an_errand())
    if settled:
        finish(store, claim(store))
    assert queue(store, replace(an_errand(), about={"evidence": "other"})) == [False]
    record = store.errands.get("download-1")
    assert record is not None
    assert record.errand.about == {"evidence": "e1"}


def test_of_two_who_queue_it_at_once_the_later_decides_again(store: Store) -> None:
    first, second = Change(), Change()
    assert store.errands.enqueue(first, an_errand())
    assert store.errands.enqueue(second, an_errand())
    store.commit(first)
    with pytest.raises(Conflict):
        store.commit(second)
    assert queue(store, an_errand()) == [False]


def test_it_waits_for_its_hour_in_program_time(store: Store) -> None:
    queue(store, an_errand(after=timedelta(hours=1)))
    assert store.errands.claim(NOW, LEASE) is None
    assert store.errands.claim(NOW + timedelta(hours=1), LEASE) is not None


def test_a_claim_that_lapsed_is_taken_again_and_its_first_holder_is_refused(store: Store) -> None:
    queue(store, an_errand())
    slow = claim(store, seconds=0.02)
    again = claim_soon(store)
    assert (again.record.attempts, again.fence > slow.fence) == (2, True)
    assert not store.errands.hold(slow, LEASE)
    assert not store.errands.retry(slow, "late", 0.0)
    with pytest.raises(Conflict):
        finish(store, slow)
    finish(store, again)
    assert state(store) is ErrandState.DONE


def test_a_held_claim_does_not_lapse(store: Store) -> None:
    queue(store, an_errand())
    claimed, held = claim(store), store.keys.errands_leased()
    [(name, lapses)] = store.redis.zrange(held, 0, -1, withscores=True)
    assert store.errands.hold(claimed, 10 * LEASE)
    [(again, later)] = store.redis.zrange(held, 0, -1, withscores=True)
    assert name == again
    assert later - lapses > 8 * LEASE * 1000, "the hour at which the claim lapses, in milliseconds"
    assert store.errands.claim(NOW, LEASE) is None


def test_what_failed_comes_back_after_its_wait_with_its_reason(store: Store) -> None:
    queue(store, an_errand())
    assert store.errands.retry(claim(store), "late", 600)
    assert store.errands.claim(NOW, LEASE) is None
    queue(store, replace(an_errand(), id="download-2"))
    assert store.errands.retry(claim(store), "-1", 0.05)
    again = claim_soon(store)
    assert (again.record.error, again.record.attempts) == ("-1", 2)


def test_what_was_not_tried_does_not_count_as_an_attempt(store: Store) -> None:
    queue(store, an_errand())
    assert store.errands.retry(claim(store), "paused", 0.0, tried=False)
    again = claim_soon(store)
    assert again.record.attempts == 1
    change = Change()
    store.errands.release(change, again)
    store.commit(change)
    assert claim(store).record.attempts == 1


def test_what_is_settled_waits_no_longer_and_is_forgotten_in_time(store: Store) -> None:
    queue(store, an_errand(), an_errand("download-2"))
    finish(store, claim(store))
    change = Change()
    store.errands.give_up(change, claim(store), "40007", NOW)
    store.commit(change)
    assert store.errands.claim(NOW, LEASE) is None
    assert (store.errands.depth(), store.errands.oldest_waiting()) == (0, None)
    [given_up] = store.errands.given_up(10)
    assert (given_up.error, given_up.settled_at) == ("40007", NOW)
    assert store.errands.given_up_count() == 1
    assert 0 < store.redis.ttl(store.keys.errand("download-1")) <= 30 * 24 * 3600


def test_what_was_given_up_long_ago_leaves_the_list(store: Store) -> None:
    queue(store, an_errand(), an_errand("download-2"))
    for moment in (NOW, NOW + timedelta(days=31)):
        change = Change()
        store.errands.give_up(change, claim(store), "40007", moment)
        store.commit(change)
    assert store.errands.given_up_count() == 1


def test_the_oldest_is_told_while_it_is_tried_in_vain(store: Store) -> None:
    queue(store, an_errand(), an_errand("download-2", timedelta(hours=1)))
    store.errands.retry(claim(store), "-1", 60.0)
    assert store.errands.oldest_waiting() == NOW
    assert [r.errand.id for r in store.errands.waiting(10)] == ["download-1", "download-2"]
    assert store.errands.depth() == 2


def test_many_runners_take_each_errand_once(store: Store) -> None:
    queue(store, *[an_errand(f"e-{n}") for n in range(60)])
    taken: list[str] = []

    def run() -> None:
        while claimed := store.errands.claim(NOW, LEASE):
            taken.append(claimed.errand.id)
            finish(store, claimed)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted({f"e-{n}" for n in range(60)})
