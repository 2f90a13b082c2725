"""From the outbox to the phone and back: every way a notice can fare."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import ATTEMPTS
from bot.rounds import work_until
from bot.waiting import backoff
from handlers.letters import parts_of, text_of
from storage.envelopes import Terms
from storage.outbox import UNDELIVERED, Channel, NoticeState
from tests.bot.platform_rig import (
    CUSTOM,
    OPENID,
    SECRET,
    SEND,
    TOKEN,
    Rig,
    everything_logged,
    work,
)


def fault(path: str, effect: dict[str, object], **rule: object) -> dict[str, object]:
    return {"match": {"path": path}, "effect": effect} | rule


def settled(rig: Rig, name: str) -> bool:
    return rig.record(name).state in (NoticeState.DELIVERED, *UNDELIVERED)


def test_a_notice_is_sent_and_its_receipt_makes_it_delivered(rig: Rig) -> None:
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender(), until=lambda: settled(rig, name))
    record = rig.record(name)
    assert (record.state, record.channel) == (NoticeState.DELIVERED, Channel.TEMPLATE)
    assert rig.receipts == [(record.msgid, "success")]
    [shown] = rig.shown()
    assert "任务14-2整改逾期预警" in shown


def test_a_person_who_blocks_the_account_is_on_the_unreachable_list(rig: Rig) -> None:
    [name] = rig.queue(rig.person(outcome="failed:user block"), "YJ-1")
    rig.run(rig.sender(), until=lambda: settled(rig, name))
    [record] = rig.store.outbox.unreachable(10)
    assert (record.notice.id, record.error) == (name, "failed:user block")
    assert [e.body["act"] for e in rig.store.journal.entries()] == ["undelivered"]


def test_a_person_who_does_not_follow_is_unreachable_at_once(rig: Rig) -> None:
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.driver.unfollow(OPENID)
    rig.run(rig.sender())
    assert rig.record(name).error.startswith("43004")
    assert rig.calls(SEND) == 1


def test_nobody_calls_wechat_for_a_person_known_to_have_left(rig: Rig) -> None:
    person = rig.person()
    [name] = rig.queue(person, "YJ-1")
    rig.store.redis.hset(rig.store.keys.person(person.pid), "subscribed", "0")
    rig.run(rig.sender())
    assert rig.record(name).error == "unsubscribed"
    assert rig.calls(SEND) == rig.calls(TOKEN) == 0


def test_two_busy_answers_and_then_it_is_sent_once(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": -1}, times=2)])
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender())
    assert rig.record(name).attempts == 3
    assert len(rig.shown()) == 1


@pytest.mark.parametrize(
    "effect",
    [{"reset": True}, {"half_json": True}, {"http": 502}, {"http": 200, "body": "[]"}],
    ids=["reset", "half_json", "html_502", "list_200"],
)
def test_done_but_the_answer_was_lost_shows_once(rig: Rig, effect: dict[str, object]) -> None:
    rig.driver.faults([fault(SEND, effect, times=2, when="after")])
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender(), until=lambda: settled(rig, name))
    assert rig.record(name).state is NoticeState.DELIVERED
    assert len(rig.shown()) == 1


def test_a_repetition_that_wechat_calls_a_duplicate_counts_as_sent(rig: Rig) -> None:
    rig.driver.switch(rig.settings.app_id, duplicate="error45065")
    rig.driver.faults([fault(SEND, {"reset": True}, times=1, when="after")])
    [name] = rig.queue(rig.person(outcome="never"), "YJ-1")  # a receipt would say more than "sent"
    rig.run(rig.sender())
    assert rig.record(name).state is NoticeState.SENT
    assert len(rig.shown()) == 1


def test_the_sender_itself_notices_that_receipts_stay_away(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    [name] = rig.queue(rig.person(outcome="never"), "YJ-1")
    rig.run(rig.sender())
    assert rig.record(name).state is NoticeState.SENT
    sender, ahead = rig.sender(look=0.0), timedelta(hours=7)
    work(sender)
    monkeypatch.setattr(sender, "_now", lambda: rig.now() + ahead)
    work(sender)  # the clock has just jumped: the receipt may be on its way
    assert rig.record(name).state is NoticeState.SENT
    work(sender)
    assert [r.error for r in rig.store.outbox.unreachable(10)] == ["no_receipt"]
    assert [e.body["act"] for e in rig.store.journal.entries()] == ["undelivered"]


def test_within_credit_the_whole_text_goes_and_the_credit_is_used_up(rig: Rig) -> None:
    person = rig.person(credit=1)
    rig.driver.say(OPENID, "我的任务")
    [first] = rig.queue(person, "YJ-1")
    rig.run(rig.sender())
    [second] = rig.queue(person, "YJ-2")
    rig.run(rig.sender())
    assert rig.record(first).channel is Channel.TEXT
    assert rig.record(second).channel is Channel.TEMPLATE
    assert text_of(rig.record(first).notice) in rig.shown()
    assert rig.calls(CUSTOM) == rig.calls(SEND) == 1


@pytest.mark.parametrize("code", [45015, 45047])
def test_without_credit_on_the_platform_the_same_attempt_uses_the_template(
    rig: Rig, code: int
) -> None:
    rig.driver.faults([fault(CUSTOM, {"errcode": code})])
    person = rig.person(credit=5)
    [name] = rig.queue(person, "YJ-1")
    rig.run(rig.sender())
    assert (rig.record(name).channel, rig.record(name).attempts) == (Channel.TEMPLATE, 1)
    found = rig.store.people.get(person.pid)
    assert found is not None
    assert found.credit_left == 0


def test_a_text_of_unknown_outcome_is_never_sent_as_text_again(rig: Rig) -> None:
    rig.driver.faults([fault(CUSTOM, {"reset": True})])
    [name] = rig.queue(rig.person(credit=5), "YJ-1")
    rig.run(rig.sender())
    assert rig.record(name).channel is Channel.TEMPLATE
    assert (rig.calls(CUSTOM), len(rig.shown())) == (1, 1)


def test_a_token_revoked_in_mid_run_costs_at_most_two_fetches(rig: Rig) -> None:
    names = rig.queue_each(12)
    rig.driver.faults([{"match": {"path": SEND, "nth": 5}, "effect": {"token_kill": True}}])
    rig.run(rig.sender(), rig.sender())
    assert all(rig.record(name).state not in UNDELIVERED for name in names)
    assert len(rig.shown_each(12)) == 12
    assert rig.calls(TOKEN) == 2


def test_a_token_that_stays_invalid_costs_a_bounded_number_of_calls(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": 40001})])
    [name] = rig.queue(rig.person(), "YJ-1")
    assert work(rig.sender()) == 1
    assert rig.calls(SEND) == 2
    assert rig.calls(TOKEN) <= 3
    assert rig.record(name).state is NoticeState.QUEUED


def test_a_wrong_secret_raises_one_alarm_and_no_loop(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.driver.switch(rig.settings.app_id, frozen=True)
    names = rig.queue_each(20)
    sender = rig.sender()
    for _ in range(5):
        work(sender)
    assert rig.calls(TOKEN) == 1
    assert [r.message for r in caplog.records].count("platform_alarm") == 1
    assert rig.store.outbox.depth() == 20
    assert sum(rig.record(name).attempts for name in names) <= 8  # what was in hand already


def test_a_used_up_quota_stops_the_calls_and_loses_nothing(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": 45009}, times=1)])
    names = rig.queue_each(10)
    sender = rig.sender(threads=1, pause=60.0)
    for _ in range(12):
        work(sender)
    assert rig.calls(SEND) == 1
    assert rig.store.outbox.depth() == 10
    assert rig.store.outbox.depths(rig.now()).people_parked == 10
    rig.store.barred.end("message/template/send")  # a new day, or the office has reset it
    rig.run(sender)
    assert all(rig.record(name).msgid for name in names)


def test_a_message_that_wechat_refuses_is_not_sent_again(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": 47003})])
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender())
    assert rig.record(name).state is NoticeState.REFUSED
    assert rig.calls(SEND) == 2  # the second with nothing in it that could be refused


def test_after_the_last_attempt_the_office_is_told(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": -1})])
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender())
    assert rig.record(name).attempts == ATTEMPTS
    assert [r.notice.id for r in rig.store.outbox.unreachable(10)] == [name]


def test_two_senders_and_an_abandoned_claim_bring_each_notice_once(rig: Rig) -> None:
    names = rig.queue_each(20)
    abandoned = rig.store.envelopes.claim(rig.now(), 0.1, 3, Terms(1000.0))
    assert len(abandoned) == 3
    # One of them was even sent before its sender died, and never recorded.
    channels_of_the_dead = rig.sender()._delivery._channels
    assert channels_of_the_dead.deliver(abandoned[0], rig.now()).taken
    stop = threading.Event()
    threads = [
        threading.Thread(target=work_until, args=([rig.sender(stop=stop)], stop)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    rig.run(until=lambda: all(settled(rig, name) for name in names))
    stop.set()
    for thread in threads:
        thread.join()
    assert len(rig.shown_each(20)) == len(names) == 20
    assert all(rig.record(name).state is NoticeState.DELIVERED for name in names)


def test_told_to_stop_a_sender_gives_back_what_it_has_not_begun(rig: Rig) -> None:
    rig.queue_each(2)
    stop = threading.Event()
    sender = rig.sender(stop=stop)
    stop.set()
    assert work(sender) == 2
    assert rig.calls(SEND) == 0
    assert len(rig.store.envelopes.claim(rig.now(), 60, 10, Terms(1000.0))) == 2


def test_logs_hold_no_openid_no_text_no_secret_and_no_token(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="zgt")
    rig.driver.faults([fault(SEND, {"reset": True}, times=1), fault(TOKEN, {"http": 500}, times=1)])
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender(), until=lambda: settled(rig, name))
    logged = everything_logged(caplog.records)
    token = rig.store.redis.hget(rig.store.keys.token(), "token")
    assert "notice_sent" in logged
    for private in (OPENID, SECRET, str(token), "请尽快上报进展"):
        assert private not in logged


def test_a_notice_without_a_time_bears_the_hour_of_its_cause(rig: Rig) -> None:
    [name] = rig.queue(rig.person(), "YJ-1")
    at = datetime(2017, 8, 31, 7, 5, tzinfo=UTC)
    notice = replace(rig.record(name).notice, fields={"unit": "市建设局"}, queued_at=at)
    assert parts_of(notice) == {"time": "2017-08-31 15:05", "unit": "市建设局"}


def test_waits_double_from_one_second_and_have_an_end() -> None:
    for attempt, seconds in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (40, 1800)]:
        assert seconds <= backoff(attempt) <= seconds * 1.25


def test_a_notice_for_a_later_hour_is_not_sent_yet(rig: Rig) -> None:
    at = rig.now() + timedelta(hours=1)
    rig.queue(rig.person(), "YJ-1", at=at)
    until = time.monotonic() + 0.3
    sender = rig.sender()
    while time.monotonic() < until:
        assert work(sender) == 0
    assert work(rig.sender(now=lambda: at)) == 1
