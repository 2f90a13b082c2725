"""A message is worked on once, and every attempt gets the same reply."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.handed_in import Piece, pieces_of
from storage.inbox import Admission, Admitted, Claim
from storage.revisions import Revisions
from storage.store import Store
from supervision.evidence import EvidenceKind


def admit(store: Store, token: str, *, nonce: str = "n1", body: str = "b1") -> Admitted:
    return store.inbox.admit(claim(token, nonce=nonce, body=body))


def claim(token: str, *, nonce: str = "n1", body: str = "b1") -> Claim:
    return Claim("m1", token, ("1", nonce), body, "p1")


def answer(store: Store, token: str, words: str) -> None:
    change = Change()
    store.inbox.finish(change, claim(token))
    store.inbox.reply(change, claim(token), words)
    store.commit(change)


def appended(store: Store) -> int:
    """Bytes in the append-only file."""
    return int(store.redis.info("persistence")["aof_current_size"])


def test_the_first_attempt_works_the_second_waits_the_third_reads_the_reply(store: Store) -> None:
    assert admit(store, "a").verdict is Admission.YOURS
    assert admit(store, "b", nonce="n2", body="b2").verdict is Admission.BUSY
    answer(store, "a", "已记录")
    third = admit(store, "c", nonce="n3", body="b3")
    assert (third.verdict, third.reply) == (Admission.ANSWERED, "已记录")


def test_an_empty_reply_is_a_reply(store: Store) -> None:
    admit(store, "a")
    answer(store, "a", "")
    assert admit(store, "b", nonce="n2").verdict is Admission.ANSWERED


def test_the_same_attempt_may_ask_again(store: Store) -> None:
    admit(store, "a")
    assert admit(store, "a").verdict is Admission.YOURS


def test_a_lapsed_claim_is_taken_over_and_the_late_one_stores_nothing(store: Store) -> None:
    admit(store, "slow")
    store.redis.delete(store.keys.turn("p1"))  # what its life in Redis does after six seconds
    assert admit(store, "quick", nonce="n2").verdict is Admission.YOURS

    with pytest.raises(Conflict):
        answer(store, "slow", "迟到")

    answer(store, "quick", "已记录")
    assert store.inbox.reply_of("m1") == "已记录"


def test_a_claim_does_not_outlive_the_platforms_patience(store: Store) -> None:
    admit(store, "a")
    assert 0 < store.redis.pttl(store.keys.turn("p1")) <= 6_000


def test_a_nonce_with_another_body_is_forged(store: Store) -> None:
    admit(store, "a")
    assert admit(store, "b", body="other").verdict is Admission.FORGED


def test_admission_does_not_wait_for_the_disk(store: Store) -> None:
    admit(store, "warm up: the server now knows the script")
    before = appended(store)
    store.redis.delete(store.keys.turn("p1"))
    deleted = appended(store)
    assert deleted > before  # so the file does grow with what is written in the usual way

    assert admit(store, "b", nonce="n2").verdict is Admission.YOURS
    assert appended(store) == deleted


@pytest.mark.parametrize("attempt", ["answered", "repeated"])
def test_a_nonce_that_was_answered_is_remembered_on_disk(store: Store, attempt: str) -> None:
    admit(store, "a")
    answer(store, "a", "已记录")
    nonce = "n1"
    if attempt == "repeated":
        nonce = "n2"
        admit(store, "b", nonce=nonce, body="b2")
    store.redis.execute_command("DEBUG", "LOADAOF")  # what a server does after a crash

    assert store.redis.exists(store.keys.turn("p1")) == 0
    assert admit(store, "c", nonce=nonce, body="other").verdict is Admission.FORGED


def test_the_revisions_of_what_a_process_keeps_come_with_the_claim(store: Store) -> None:
    assert admit(store, "a").revisions == Revisions(ledger=store.ledger.revision())
    change = Change()
    store.calendar.enter(change, {date(2027, 1, 1): False})
    change.put(store.keys.region_info(), {"policy": "p1"})
    store.imports.leave(change, "")
    store.commit(change)

    found = admit(store, "a").revisions
    assert found
    assert found.calendar == store.calendar.revision() != ""
    assert found.policy == store.policies.revision() != ""
    assert found.ledger == store.ledger.revision() != Revisions().ledger


def test_evidence_that_waits_for_its_item_comes_with_the_claim(store: Store) -> None:
    piece = Piece("e1", datetime(2026, 8, 1, tzinfo=UTC), EvidenceKind.PHOTO, "media")
    change = Change()
    store.handed_in.put_aside(change, "p1", piece)
    store.commit(change)

    assert pieces_of(admit(store, "a").unplaced) == [piece]


def test_the_sender_comes_with_the_claim(store: Store) -> None:
    store.redis.hset(store.keys.person("p1"), mapping={"openid": "o1", "version": 3})
    assert admit(store, "a").person == {"openid": "o1", "version": "3"}
