"""The outbox: queued with its cause, claimed by one, recorded once."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.receipts import RECEIPT_WAIT, miss_receipts, receipt
from storage.change import Change
from storage.envelope import Envelope
from storage.envelopes import Terms
from storage.errors import Conflict
from storage.notices import Outcome, Try
from storage.outbox import NO_RECEIPT, Channel, Notice, NoticeState, notice_id
from storage.store import Store
from supervision.people import Person
from tests.waiting import PATIENCE_SECONDS

NOW = datetime(2017, 8, 31, 9, tzinfo=UTC)
LEASE = 30.0
TERMS = Terms(rate=100_000)


def a_notice(document: str = "YJ-1", pid: str = "p1", after: timedelta = timedelta()) -> Notice:
    return Notice(
        id=notice_id(document, pid),
        pid=pid,
        kind="warning",
        document=document,
        text="14-2 已逾期，请尽快上报进展。",
        fields={"subject": "整改逾期预警", "unit": "市建设局"},
        url="http://127.0.0.1:8000/measures/14-2",
        queued_at=NOW,
        not_before=NOW + after,
    )


def queue(store: Store, *notices: Notice) -> None:
    change = Change()
    for notice in notices:
        store.outbox.enqueue(change, notice)
    store.commit(change)


def claim_one(store: Store, now: datetime = NOW, seconds: float = LEASE) -> Envelope:
    [claimed] = store.envelopes.claim(now, seconds, 10, TERMS)
    return claimed


def mark_sent(
    store: Store, claimed: Envelope, msgid: str = "77", channel: Channel = Channel.TEMPLATE
) -> None:
    change = Change()
    store.envelopes.sent(change, claimed, channel, msgid, (), NOW)
    store.commit(change)


def failed(reason: str) -> Try:
    return Try(NOW, Outcome.LATER, Channel.TEMPLATE, reason)


def give_up(store: Store, claimed: Envelope, reason: str) -> None:
    change = Change()
    store.envelopes.give_up(change, claimed, NoticeState.UNREACHABLE, reason, (), NOW)
    store.commit(change)


def state(store: Store, notice: Notice) -> NoticeState:
    record = store.outbox.get(notice.id)
    assert record is not None
    return record.state


def claim_soon(store: Store, now: datetime = NOW) -> list[Envelope]:
    """Poll until something can be claimed; nothing when it never can."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := store.envelopes.claim(now, LEASE, 10, TERMS):
            return found
        time.sleep(0.01)
    return []


def test_the_id_of_a_notice_depends_on_document_and_person_alone() -> None:
    assert notice_id("YJ-1", "p1") == notice_id("YJ-1", "p1")
    assert len({notice_id("YJ-1", "p1"), notice_id("YJ-1", "p2"), notice_id("YJ-1p", "1")}) == 3
    assert len(notice_id("YJ-1", "p1")) == 32


def test_a_queued_notice_comes_back_whole_when_claimed(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    claimed = claim_one(store)
    assert claimed.notices[0] == notice
    assert claimed.records[0].attempts == 1
    assert state(store, notice) is NoticeState.CLAIMED


def test_a_notice_that_is_known_cannot_be_queued_again(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store))
    with pytest.raises(Conflict):
        queue(store, replace(notice, text="另一段话"))
    assert state(store, notice) is NoticeState.SENT
    assert store.envelopes.claim(NOW, LEASE, 10, TERMS) == []


def test_a_notice_stays_until_its_hour_has_come_in_program_time(store: Store) -> None:
    queue(store, a_notice(after=timedelta(hours=2)))
    assert store.envelopes.claim(NOW + timedelta(minutes=119), LEASE, 10, TERMS) == []
    assert store.outbox.oldest_waiting() == NOW + timedelta(hours=2)
    assert len(store.envelopes.claim(NOW + timedelta(hours=2), LEASE, 10, TERMS)) == 1


def test_a_claimed_notice_is_nobody_elses_while_the_lease_lasts(store: Store) -> None:
    queue(store, a_notice())
    claim_one(store)
    # Program time says nothing about leases: a trial that jumps a year must not break one.
    assert store.envelopes.claim(NOW + timedelta(days=365), LEASE, 10, TERMS) == []
    assert store.outbox.depth() == 1


def test_an_abandoned_claim_lapses_and_its_first_owner_can_record_nothing(store: Store) -> None:
    queue(store, a_notice())
    abandoned = claim_one(store, seconds=0.02)
    [taken] = claim_soon(store)
    assert taken.fence > abandoned.fence
    assert taken.records[0].attempts == 2
    for record in (mark_sent, lambda s, c: give_up(s, c, "late")):
        with pytest.raises(Conflict):
            record(store, abandoned)
    assert not store.envelopes.hold(abandoned, LEASE)
    assert not store.envelopes.retry(abandoned, [failed("late")], 0)
    mark_sent(store, taken)
    assert state(store, taken.notices[0]) is NoticeState.SENT


def test_lapsed_claims_come_before_new_notices(store: Store) -> None:
    queue(store, a_notice("YJ-1"))
    claim_one(store, seconds=0.0)
    queue(store, a_notice("YJ-0"))
    [first] = store.envelopes.claim(NOW, LEASE, 1, TERMS)
    assert first.notices[0].document == "YJ-1"


def test_holding_a_claim_keeps_it_past_its_first_lease(store: Store) -> None:
    queue(store, a_notice())
    claimed, held = claim_one(store, seconds=LEASE), store.keys.outbox_held()
    [(name, lapses)] = store.redis.zrange(held, 0, -1, withscores=True)
    assert store.envelopes.hold(claimed, 10 * LEASE)
    [(again, later)] = store.redis.zrange(held, 0, -1, withscores=True)
    assert name == again
    assert later - lapses > 8 * LEASE * 1000, "the hour at which the claim lapses, in milliseconds"
    assert store.envelopes.claim(NOW, LEASE, 10, TERMS) == []


def test_a_failed_attempt_waits_in_real_time_and_counts(store: Store) -> None:
    queue(store, a_notice(pid="p2"))
    assert store.envelopes.retry(claim_one(store), [failed("-1")], 600)
    assert store.envelopes.claim(NOW + timedelta(days=1), LEASE, 10, TERMS) == []
    queue(store, a_notice())
    assert store.envelopes.retry(claim_one(store), [failed("-1")], 0.05)
    [again] = claim_soon(store)
    assert again.records[0].attempts == 2
    assert again.records[0].error == "-1"


def test_a_released_notice_looks_as_if_it_had_never_been_claimed(store: Store) -> None:
    queue(store, a_notice())
    assert store.envelopes.release(claim_one(store))
    assert store.outbox.oldest_waiting() == NOW
    assert claim_one(store).records[0].attempts == 1


def test_a_success_receipt_makes_a_sent_notice_delivered(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store), "77")
    receipt(store, "77", "success", NOW + timedelta(seconds=3))
    record = store.outbox.get(notice.id)
    assert record is not None
    assert record.state is NoticeState.DELIVERED
    assert (record.sent_at, record.settled_at) == (NOW, NOW + timedelta(seconds=3))
    assert store.outbox.depth() == 0
    assert store.redis.zcard(store.keys.outbox_sent()) == 0


def test_a_receipt_that_comes_before_the_answer_is_joined_to_it(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    claimed = claim_one(store)
    receipt(store, "77", "success", NOW)
    assert state(store, notice) is NoticeState.CLAIMED
    mark_sent(store, claimed, "77")
    assert state(store, notice) is NoticeState.DELIVERED


def test_a_receipt_between_reading_and_recording_is_not_lost(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    claimed = claim_one(store)
    change = Change()
    store.envelopes.sent(change, claimed, Channel.TEMPLATE, "77", (), NOW)
    receipt(store, "77", "success", NOW)
    with pytest.raises(Conflict):
        store.commit(change)
    mark_sent(store, claimed, "77")
    assert state(store, notice) is NoticeState.DELIVERED


def test_a_refusal_puts_the_notice_on_the_offices_list_and_in_the_journal(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store), "77")
    receipt(store, "77", "failed:user block", NOW)
    [record] = store.outbox.unreachable(10)
    assert (record.notice.id, record.error) == (notice.id, "failed:user block")
    [entry] = store.journal.entries()
    assert entry.body["act"] == "undelivered"
    assert entry.body["after"]["document"] == "YJ-1"


def test_of_two_receipts_the_first_counts(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store), "77")
    receipt(store, "77", "success", NOW)
    receipt(store, "77", "failed: system failed", NOW)
    assert state(store, notice) is NoticeState.DELIVERED
    assert store.outbox.unreachable_count() == 0


def test_a_notice_that_fails_for_hours_is_still_the_oldest_that_waits(store: Store) -> None:
    queue(store, a_notice("YJ-1"))
    store.envelopes.retry(claim_one(store), [failed("-1")], LEASE)
    queue(store, a_notice("YJ-2", "p2", after=timedelta(hours=2)))
    assert store.outbox.oldest_waiting() == NOW
    claimed = claim_one(store, NOW + timedelta(hours=2))
    assert claimed.notices[0].document == "YJ-2"
    mark_sent(store, claimed)
    assert store.outbox.oldest_waiting() == NOW


@pytest.mark.parametrize("msgid", ["77", ""])  # none: WeChat called it a repetition
def test_a_receipt_that_stays_away_is_told_to_the_office(store: Store, msgid: str) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store), msgid)
    later = NOW + RECEIPT_WAIT
    assert miss_receipts(store, later - timedelta(seconds=1), later) == 0
    assert state(store, notice) is NoticeState.SENT
    assert miss_receipts(store, later, later) == 1
    assert miss_receipts(store, later, later) == 0
    [record] = store.outbox.unreachable(10)
    assert (record.notice.id, record.error) == (notice.id, NO_RECEIPT)
    [entry] = store.journal.entries()
    assert (entry.body["act"], entry.body["after"]["reason"]) == ("undelivered", NO_RECEIPT)


def test_a_late_receipt_takes_the_notice_off_the_offices_list(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store))
    later = NOW + RECEIPT_WAIT
    miss_receipts(store, later, later)
    receipt(store, "77", "success", later)
    assert state(store, notice) is NoticeState.DELIVERED
    assert store.outbox.unreachable_count() == 0
    assert [e.body["act"] for e in store.journal.entries()] == ["undelivered", "delivered"]
    receipt(store, "77", "failed:user block", later)
    assert state(store, notice) is NoticeState.DELIVERED


def test_a_late_refusal_names_the_real_reason(store: Store) -> None:
    queue(store, a_notice())
    mark_sent(store, claim_one(store))
    later = NOW + RECEIPT_WAIT
    miss_receipts(store, later, later)
    receipt(store, "77", "failed:user block", later)
    assert [r.error for r in store.outbox.unreachable(10)] == ["failed:user block"]


def test_a_text_waits_for_no_receipt(store: Store) -> None:
    notice = a_notice()
    queue(store, notice)
    mark_sent(store, claim_one(store), "", Channel.TEXT)
    assert state(store, notice) is NoticeState.SENT
    assert store.redis.zcard(store.keys.outbox_sent()) == 0


def test_what_a_document_caused_is_found_by_its_number(store: Store) -> None:
    queue(store, a_notice("TB-1", "p1"), a_notice("TB-1", "p2"), a_notice("TB-2", "p1"))
    assert {r.notice.pid for r in store.outbox.of_document("TB-1")} == {"p1", "p2"}


def test_credit_is_used_up_before_the_text_goes_and_only_once(store: Store) -> None:
    person = Person(pid="p1", openid="o1", credit_until=2_000_000_000, credit_left=1)
    change = Change()
    store.people.save(change, person)
    store.commit(change)
    queue(store, a_notice())
    claimed = claim_one(store)
    change = Change()
    store.envelopes.spend_credit(change, claimed)
    store.commit(change)
    found = store.people.get("p1")
    assert found is not None
    assert found.credit_left == 0
    with pytest.raises(Conflict):
        store.commit(change)
    store.envelopes.retry(claimed, [failed("ReadTimeout")], 0, doubt=True)
    assert claim_soon(store)[0].tried is Channel.TEXT


def test_many_senders_at_once_share_the_notices_without_overlap(store: Store) -> None:
    queue(store, *[a_notice(f"YJ-{n}", f"p{n}") for n in range(60)])
    claimed: list[str] = []

    def work() -> None:
        while batch := store.envelopes.claim(NOW, LEASE, 4, TERMS):
            claimed.extend(one.id for one in batch)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 60


STEPS = st.lists(
    st.sampled_from(
        [
            "claim",
            "lapse",
            "sent",
            "retry",
            "release",
            "park",
            "wake",
            "give_up",
            "good",
            "bad",
            "missed",
        ]
    ),
    max_size=25,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_whatever_happens_a_notice_stands_in_one_place_and_is_sent_once(
    store: Store, steps: list[str]
) -> None:
    store.redis.flushall()
    notice = a_notice()
    queue(store, notice)
    held: Envelope | None = None
    sends = 0
    for step in steps:
        before = state(store, notice)
        try:
            if step in ("claim", "lapse"):
                if found := store.envelopes.claim(NOW, 0.0 if step == "lapse" else LEASE, 1, TERMS):
                    held = found[0]
            elif step in ("good", "bad"):
                receipt(store, "77", "success" if step == "good" else "failed:user block", NOW)
            elif step == "wake":
                store.envelopes.wake(0.0, 10)
            elif step == "missed":
                miss_receipts(store, NOW + RECEIPT_WAIT, NOW)
            elif held:
                _apply(store, held, step)
                sends += step == "sent"
        except Conflict:
            assert state(store, notice) is before
        _assert_one_place(store, notice)
    assert sends <= 1


def _apply(store: Store, held: Envelope, step: str) -> None:
    change = Change()
    if step == "sent":
        store.envelopes.sent(change, held, Channel.TEMPLATE, "77", (), NOW)
    elif step == "release":
        store.envelopes.release(held)
    elif step == "park":
        store.envelopes.park(held, (), "45009")
    elif step == "give_up":
        store.envelopes.give_up(change, held, NoticeState.UNREACHABLE, "reason", (), NOW)
    else:
        store.envelopes.retry(held, [failed("-1")], 0.0)
    store.commit(change)


def _assert_one_place(store: Store, notice: Notice) -> None:
    keys, stands = store.keys, state(store, notice)
    waits = stands in (NoticeState.QUEUED, NoticeState.CLAIMED)
    for key in (keys.outbox_waiting(), keys.outbox_of(notice.pid)):
        assert (store.redis.zscore(key, notice.id) is not None) == waits
    people = (keys.outbox_people(), keys.outbox_held(), keys.outbox_parked())
    found = [key for key in people if store.redis.zscore(key, notice.pid) is not None]
    assert len(found) == 1 or not waits
    if stands is NoticeState.CLAIMED:
        assert found == [keys.outbox_held()]
    sent = store.redis.zscore(keys.outbox_sent(), notice.id) is not None
    assert sent == (stands is NoticeState.SENT)
    listed = store.redis.zscore(keys.unreachable(), notice.id) is not None
    assert listed == (stands in (NoticeState.REFUSED, NoticeState.UNREACHABLE))
