"""A second attempt at a message: takes over from the dead, waits for the living, is honest."""

from __future__ import annotations

import time
from typing import Any

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.incoming import incoming_of
from bot.reading import fields_of
from bot.workshop import Patience
from storage.inbox import Claim
from storage.store import Store
from supervision.records import Role
from tests.scenarios.conftest import City

LIAISON = "oLiaison"
REPORT = (
    f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{LIAISON}</FromUserName>"
    "<CreateTime>1499306400</CreateTime><MsgType>text</MsgType>"
    "<Content>14-2 完成80%</Content><MsgId>7</MsgId></xml>"
)


@pytest.fixture
def bound(tianshui: City) -> City:
    """A city with a liaison."""
    tianshui.bind(LIAISON, "市建设局", Role.LIAISON)
    return tianshui


def claim_by_another(city: City) -> None:
    """Another worker has the report in hand."""
    key = incoming_of(fields_of(REPORT.encode())).key
    store = city.office.store
    pid = store.people.pid(LIAISON)
    assert store.inbox.admit(Claim(key, "another", ("1", "n"), "digest", pid)).verdict == "yours"


def reports(city: City) -> list[int]:
    return [report.percent for report in city.office.store.reports.all()]


def test_the_work_of_a_killed_process_is_taken_over_while_the_person_waits(bound: City) -> None:
    claim_by_another(bound)
    store = bound.office.store
    turn = store.keys.turn(store.people.pid(LIAISON))
    assert 0 < int(store.redis.pttl(turn)) <= 3_000, "well before nobody is answered any more"
    store.redis.pexpire(turn, 500)  # its last half second
    began = time.monotonic()

    assert "已记录" in bound.post(REPORT)
    assert time.monotonic() - began < Patience().answer
    assert reports(bound) == [80]


def test_while_another_is_at_work_nothing_is_answered_so_that_the_platform_asks_again(
    bound: City,
) -> None:
    bound.wiring.workshop.patience = Patience(work=0.2, answer=0.3, hang_up=0.5)
    claim_by_another(bound)
    began = time.monotonic()

    with pytest.raises(AssertionError, match="503"):
        bound.post(REPORT)
    assert time.monotonic() - began >= 0.5
    assert reports(bound) == []


@pytest.mark.parametrize(
    ("noun", "method", "says"),
    [
        # Not admitted: an earlier attempt may have stored it.
        ("inbox", "admit", "不一定记上了"),
        # Admitted, and gone before anything was written.
        ("reports", "add", "没有记录"),
        # The answer to the commit is lost.
        ("", "commit", "不一定记上了"),
    ],
)
def test_whoever_reads_that_nothing_is_recorded_can_rely_on_it(
    bound: City, monkeypatch: pytest.MonkeyPatch, noun: str, method: str, says: str
) -> None:
    def away(*_given: Any, **_more: Any) -> None:
        raise RedisConnectionError

    bound.wiring.workshop.patience = Patience(work=1.0, answer=1.1)
    store: Store = bound.office.store
    monkeypatch.setattr(getattr(store, noun) if noun else store, method, away)
    reply = bound.post(REPORT)

    assert reply.startswith("系统忙，请稍后再发")
    assert says in reply
    assert reports(bound) == []


def test_a_lost_answer_to_the_commit_is_found_again(
    bound: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, lost = bound.office.store, list[int]()
    commit = store.commit

    def loses_its_first_answer(change: Any) -> int:
        seq = commit(change)
        if not lost:
            lost.append(seq)
            raise RedisConnectionError
        return seq

    monkeypatch.setattr(store, "commit", loses_its_first_answer)

    assert "已记录" in bound.post(REPORT)
    assert reports(bound) == [80]
    assert lost
