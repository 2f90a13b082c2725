"""Answers that follow by themselves: in the chat while there is credit, else kept; none is lost."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from typing import Any

import pytest
import redis

from bot.answers import AnswerSender
from storage.change import Change
from storage.kept import in_order
from storage.lease import Lease
from supervision.people import Person
from tests.bot.platform_rig import CUSTOM, OPENID, SEND, Rig
from tests.waiting import PATIENCE_SECONDS

MESSAGES = itertools.count(10)
WORDS = "已记录 14-2 污泥处置项目：60% → 80%（上报，待核实）。"


def sender(rig: Rig) -> AnswerSender:
    return AnswerSender(rig.store, rig.client(), rig.now, wait=lambda _failures: 0.02)


def keep(rig: Rig, person: Person, *words: str) -> None:
    change = Change()
    rig.store.kept.add(change, person.pid, rig.now(), f"m{next(MESSAGES)}", words)
    rig.store.commit(change)


def run(rig: Rig, *senders: AnswerSender) -> None:
    """Until nobody waits."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while rig.store.kept.waiting(1):
        assert time.monotonic() < limit
        if not sum([one.step() for one in senders]):
            time.sleep(0.01)


def left(rig: Rig, person: Person) -> list[str]:
    return in_order(rig.store.kept.of(person.pid))


def credit(rig: Rig, person: Person) -> int:
    found = rig.store.people.get(person.pid)
    assert found is not None
    return found.credit_left


def follower(rig: Rig, openid: str = OPENID, *, messages: int = 5) -> Person:
    """Somebody who has just written."""
    rig.driver.say(openid, "14-2 完成80%")
    return rig.person(openid, credit=messages)


def shown(rig: Rig, openid: str = OPENID) -> list[str]:
    return [e["text"] for e in rig.driver.inbox(openid) if e["from"] == "account"]


def test_with_credit_an_answer_is_written_into_the_chat(rig: Rig) -> None:
    person = follower(rig)
    keep(rig, person, WORDS)
    run(rig, sender(rig))
    assert shown(rig) == [WORDS]
    assert left(rig, person) == []
    assert credit(rig, person) == 4
    assert rig.store.counts.all()["kept:sent"] == 1


def test_parts_come_in_their_order_as_far_as_credit_goes(rig: Rig) -> None:
    person = follower(rig, messages=3)
    keep(rig, person, "一", "二")
    keep(rig, person, "三", "四")
    run(rig, sender(rig), sender(rig))
    assert shown(rig) == ["一", "二", "三"]
    assert left(rig, person) == ["四"]


def test_without_credit_an_answer_waits_for_the_next_message(rig: Rig) -> None:
    person = rig.person()
    keep(rig, person, WORDS)
    run(rig, sender(rig))
    assert left(rig, person) == [WORDS]
    assert rig.calls(SEND) == rig.calls(CUSTOM) == 0


@pytest.mark.parametrize("gone", [{"subscribed": False}, {"openid": ""}])
def test_nothing_is_written_to_whoever_has_left_or_is_forgotten(
    rig: Rig, gone: dict[str, Any]
) -> None:
    person = follower(rig)
    change = Change()
    rig.store.people.save(change, replace(person, **gone, version=1))
    rig.store.commit(change)
    keep(rig, person, WORDS)
    run(rig, sender(rig))
    assert rig.calls(CUSTOM) == 0


@pytest.mark.parametrize("code", [45015, 45047])
def test_when_the_platform_allows_no_more_the_answer_waits(rig: Rig, code: int) -> None:
    person = follower(rig)
    rig.driver.faults([{"match": {"path": CUSTOM}, "effect": {"errcode": code}}])
    keep(rig, person, WORDS)
    run(rig, sender(rig))
    assert left(rig, person) == [WORDS]
    assert credit(rig, person) == 0


def test_what_may_have_gone_out_is_not_sent_again_but_is_not_lost(rig: Rig) -> None:
    person = follower(rig)
    rig.driver.faults([{"match": {"path": CUSTOM}, "effect": {"reset": True}, "times": 1}])
    keep(rig, person, WORDS, "后一段")
    run(rig, sender(rig))
    assert rig.calls(CUSTOM) == 1
    assert left(rig, person) == [WORDS, "后一段"]


def test_what_surely_did_not_go_out_is_sent_again(rig: Rig) -> None:
    person = follower(rig)
    rig.driver.faults([{"match": {"path": CUSTOM}, "effect": {"errcode": -1}, "times": 2}])
    keep(rig, person, WORDS)
    limit = time.monotonic() + PATIENCE_SECONDS
    one = sender(rig)
    while left(rig, person):
        assert time.monotonic() < limit
        one.step()
    assert shown(rig) == [WORDS]
    assert credit(rig, person) == 4


def test_a_sender_that_dies_before_it_sends_loses_nothing(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = follower(rig)
    keep(rig, person, WORDS)

    def die(*_given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("bot.answers.send_text", die)
        with pytest.raises(SystemExit):
            sender(rig).step()
    assert left(rig, person) == [WORDS]


def test_two_processes_send_each_thing_once(rig: Rig) -> None:
    people = [follower(rig, f"o{n:027d}") for n in range(5)]
    for person, text in itertools.product(people, ("一", "二")):
        keep(rig, person, text)
    run(rig, sender(rig), sender(rig))
    for person in people:
        assert sorted(shown(rig, person.openid)) == ["一", "二"]
    assert rig.calls(CUSTOM) == 10


def test_kept_words_do_not_stay_for_ever(rig: Rig, redis_client: redis.Redis) -> None:
    person = rig.person()
    keep(rig, person, WORDS)
    assert 0 < int(redis_client.ttl(rig.store.keys.kept(person.pid))) <= 7 * 86400


def test_while_one_process_sends_another_does_not(rig: Rig) -> None:
    person = follower(rig)
    keep(rig, person, WORDS)
    other = Lease(rig.store.redis, rig.store.keys, "answers", 30)
    assert other.acquire()
    one = sender(rig)
    assert one.step() == 0
    assert rig.calls(CUSTOM) == 0
    other.release()
    run(rig, one)
    assert shown(rig) == [WORDS]


def test_a_process_that_lost_its_lease_in_between_sends_nothing(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = follower(rig)
    keep(rig, person, WORDS)
    read = rig.store.people.get

    def another_takes_over(pid: str) -> Person | None:
        rig.store.redis.delete(rig.store.keys.lease("answers"))
        assert Lease(rig.store.redis, rig.store.keys, "answers", 30).acquire()
        return read(pid)

    with monkeypatch.context() as patch:
        patch.setattr(rig.store.people, "get", another_takes_over)
        assert sender(rig).step() == 0
    assert rig.calls(CUSTOM) == 0
    assert left(rig, person) == [WORDS]
    assert credit(rig, person) == 5
