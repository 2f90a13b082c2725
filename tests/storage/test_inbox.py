"""A message is worked on once, and every attempt gets the same reply."""

from __future__ import annotations

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.inbox import Admission, Admitted, Claim
from storage.store import Store


def admit(store: Store, token: str, *, nonce: str = "n1", body: str = "b1") -> Admitted:
    return store.inbox.admit(claim(token, nonce=nonce, body=body), "p1")


def claim(token: str, *, nonce: str = "n1", body: str = "b1") -> Claim:
    return Claim("m1", token, ("1", nonce), body)


def answer(store: Store, token: str, words: str) -> None:
    change = Change()
    store.inbox.answer(change, claim(token), words)
    store.commit(change)


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
    store.redis.delete(store.keys.claim("m1"))  # what its life in Redis does after six seconds
    assert admit(store, "quick", nonce="n2").verdict is Admission.YOURS

    with pytest.raises(Conflict):
        answer(store, "slow", "迟到")

    answer(store, "quick", "已记录")
    assert store.inbox.reply_of("m1") == "已记录"


def test_a_claim_does_not_outlive_the_platforms_patience(store: Store) -> None:
    admit(store, "a")
    assert 0 < store.redis.pttl(store.keys.claim("m1")) <= 6_000


def test_a_nonce_with_another_body_is_forged(store: Store) -> None:
    admit(store, "a")
    assert admit(store, "b", body="other").verdict is Admission.FORGED


def test_the_sender_comes_with_the_claim(store: Store) -> None:
    store.redis.hset(store.keys.person("p1"), mapping={"openid": "o1", "version": 3})
    assert admit(store, "a").person == {"openid": "o1", "version": "3"}
