"""Answers that follow by themselves: in the chat while there is credit, else kept; never a card."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import redis

from storage.change import Change
from storage.envelopes import Terms
from storage.errors import Conflict
from storage.kept import in_order
from storage.outbox import ANSWER, Channel, Notice, NoticeState, notice_id
from supervision.people import Person
from tests.bot.platform_rig import CUSTOM, OPENID, SEND, Rig

WORDS = "已记录 14-2 污泥处置项目：60% → 80%（上报，待核实）。"


def answer(rig: Rig, person: Person, words: str = WORDS) -> str:
    """Queue an answer, as a turn does; its id."""
    name, now, change = notice_id(f"{ANSWER}:m1", person.pid), rig.now(), Change()
    notice = Notice(name, person.pid, ANSWER, "", words, {}, "", now, now)
    rig.store.outbox.enqueue(change, notice)
    rig.store.commit(change)
    return name


def kept(rig: Rig, person: Person) -> list[str]:
    return in_order(rig.store.kept.of(person.pid))


def test_with_credit_an_answer_is_written_into_the_chat(rig: Rig) -> None:
    person = rig.person()
    rig.driver.say(OPENID, "14-2 完成80%")
    person = credited(rig, person)
    name = answer(rig, person)
    rig.run(rig.sender())
    assert rig.shown()[-1] == WORDS
    record = rig.record(name)
    assert (record.state, record.channel) == (NoticeState.SENT, Channel.TEXT)
    assert kept(rig, person) == []


def test_without_credit_an_answer_is_kept_and_no_card_is_sent(rig: Rig) -> None:
    person = rig.person()
    name = answer(rig, person)
    rig.run(rig.sender())
    assert kept(rig, person) == [WORDS]
    record = rig.record(name)
    assert (record.state, record.channel) == (NoticeState.SENT, Channel.KEPT)
    assert rig.calls(SEND) == rig.calls(CUSTOM) == 0
    assert rig.store.outbox.unreachable_count() == 0


@pytest.mark.parametrize("code", [45015, 45047])
def test_when_the_platform_allows_no_more_the_answer_is_kept(rig: Rig, code: int) -> None:
    person = credited(rig, rig.person())
    rig.driver.faults([{"match": {"path": CUSTOM}, "effect": {"errcode": code}}])
    answer(rig, person)
    rig.run(rig.sender())
    assert kept(rig, person) == [WORDS]
    found = rig.store.people.get(person.pid)
    assert found is not None
    assert found.credit_left == 0


def test_an_answer_whose_fate_is_unknown_is_kept_and_not_written_again(rig: Rig) -> None:
    person = credited(rig, rig.person())
    rig.driver.faults([{"match": {"path": CUSTOM}, "effect": {"reset": True}, "times": 1}])
    answer(rig, person)
    rig.run(rig.sender())
    assert rig.calls(CUSTOM) == 1
    assert kept(rig, person) == [WORDS]


def test_an_answer_that_is_kept_by_two_senders_is_kept_once(
    rig: Rig, redis_client: redis.Redis
) -> None:
    person = rig.person()
    name = answer(rig, person)
    first = rig.sender(lease=0.01)
    [claimed] = rig.store.envelopes.claim(rig.now(), 0.0, 1, Terms(rate=1000))
    rig.run(first)
    change = Change()
    rig.store.envelopes.sent(change, claimed, Channel.KEPT, "", (), rig.now())
    rig.store.kept.add(change, person.pid, claimed.notices[0].queued_at, WORDS)
    with pytest.raises(Conflict):
        rig.store.commit(change)
    assert kept(rig, person) == [WORDS]
    assert rig.record(name).state is NoticeState.SENT


def test_kept_words_do_not_stay_for_ever(rig: Rig, redis_client: redis.Redis) -> None:
    person = rig.person()
    answer(rig, person)
    rig.run(rig.sender())
    assert 0 < int(redis_client.ttl(rig.store.keys.kept(person.pid))) <= 7 * 86400


def credited(rig: Rig, person: Person) -> Person:
    """The person may be written to, as after a message."""
    change = Change()
    after = replace(person, credit_left=5, credit_until=int(time.time()) + 3600)
    rig.store.people.save(change, replace(after, version=1))
    rig.store.commit(change)
    return after
