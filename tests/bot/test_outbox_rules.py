"""What the outbox promises: one message, the right way, the right hour, nothing sent twice."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.accounts import Template
from handlers.consents import keep_consents
from handlers.receipts import receipt
from handlers.said import Consent
from storage.change import Change
from storage.envelopes import Terms
from storage.notices import OUTCOME_UNKNOWN, UNDELIVERED, Channel, NoticeState, Outcome
from supervision.times import SHANGHAI
from tests.bot.platform_rig import CUSTOM, OPENID, SEND, TEMPLATE_ID, Rig, work

BIZSEND = "/cgi-bin/message/subscribe/bizsend"


def fault(path: str, effect: dict[str, object], **rule: object) -> dict[str, object]:
    return {"match": {"path": path}, "effect": effect} | rule


def outcomes(rig: Rig, name: str) -> list[tuple[Channel | None, Outcome]]:
    return [(one.channel, one.outcome) for one in rig.store.outbox.tries(name)]


# ---- one message --------------------------------------------------------------------------------


def test_what_is_ready_for_one_person_goes_as_one_message(rig: Rig) -> None:
    person = rig.person()
    rig.queue(person, "TX-1", kind="reminder")
    rig.queue(person, "HP-1", kind="yellow_card")
    rig.queue(person, "YJ-1", kind="warning")
    rig.run(
        rig.sender(),
        until=lambda: rig.store.outbox.of_document("YJ-1")[0].state.name == "DELIVERED",
    )
    [shown] = rig.shown()
    assert "HP-1" in shown  # the heaviest gives the fields
    assert "等3件" in shown
    records = [rig.store.outbox.of_document(d)[0] for d in ("TX-1", "HP-1", "YJ-1")]
    assert {record.state for record in records} == {NoticeState.DELIVERED}
    assert len({record.msgid for record in records}) == 1


def test_within_credit_the_digest_is_text_with_the_heaviest_first(rig: Rig) -> None:
    person = rig.person(credit=5)
    rig.driver.say(OPENID, "我的任务")
    rig.queue(person, "TX-1", kind="reminder")
    rig.queue(person, "HP-1", kind="yellow_card")
    rig.run(rig.sender())
    [text] = rig.shown()[-1:]
    assert text.index("HP-1") < text.index("TX-1")
    assert (rig.calls(CUSTOM), rig.calls(SEND)) == (1, 0)


def test_a_repetition_holds_what_the_first_held_and_nothing_more(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"reset": True}, times=1, when="after")])
    person, sender = rig.person(), rig.sender()
    [first] = rig.queue(person, "YJ-1")
    assert work(sender) == 1
    [second] = rig.queue(person, "YJ-2")  # comes while the answer to the first is unknown
    rig.run(sender)
    assert len(rig.shown()) == 2
    assert rig.record(first).msgid != rig.record(second).msgid
    assert outcomes(rig, first) == [
        (Channel.TEMPLATE, Outcome.UNKNOWN),
        (Channel.TEMPLATE, Outcome.SENT),
    ]


def test_nothing_overtakes_what_was_queued_before_it(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": -1}, times=3)])
    person, sender = rig.person(), rig.sender()
    [card] = rig.queue(person, "HP-1", kind="yellow_card")
    work(sender)
    [later] = rig.queue(person, "TX-1", kind="reminder")
    rig.run(sender)
    assert int(rig.record(card).msgid) < int(rig.record(later).msgid)


# ---- which way ----------------------------------------------------------------------------------


@pytest.fixture
def agreed(rig: Rig) -> Iterator[Rig]:
    """A rig whose account has a subscription template that the person has agreed to once."""
    templates = {**rig.settings.templates, "subscription": Template("SUB-1")}
    mine = replace(rig, settings=replace(rig.settings, templates=templates))
    change = Change()
    mine.store.optins.agree(change, mine.store.people.pid(OPENID), "SUB-1")
    mine.store.commit(change)
    return mine


def test_a_paused_template_endpoint_makes_the_subscription_serve(agreed: Rig) -> None:
    taken = {"http": 200, "body": '{"errcode":0,"errmsg":"ok"}'}
    agreed.driver.faults([fault(SEND, {"errcode": 48001}), fault(BIZSEND, taken)])
    [name] = agreed.queue(agreed.person(), "YJ-1")
    agreed.run(agreed.sender())
    record = agreed.record(name)
    assert (record.state, record.channel) == (NoticeState.SENT, Channel.SUBSCRIPTION)
    assert outcomes(agreed, name) == [
        (Channel.TEMPLATE, Outcome.OTHERWISE),
        (Channel.SUBSCRIPTION, Outcome.SENT),
    ]
    pid = agreed.store.people.pid(OPENID)
    assert agreed.store.optins.left(pid, "SUB-1") == 0


def test_a_subscription_that_the_person_took_back_is_not_tried_again(agreed: Rig) -> None:
    agreed.driver.faults([fault(SEND, {"errcode": 40037}), fault(BIZSEND, {"errcode": 43101})])
    [name] = agreed.queue(agreed.person(), "YJ-1")
    sender = agreed.sender(pause=60.0)
    for _ in range(3):
        work(sender)
    assert agreed.calls(BIZSEND) == 1
    assert agreed.record(name).state is NoticeState.QUEUED  # the template may come back
    assert agreed.store.optins.left(agreed.store.people.pid(OPENID), "SUB-1") == 0


def test_a_deleted_template_stops_its_own_kind_only(rig: Rig) -> None:
    templates = {"notice": Template(TEMPLATE_ID), "warning": Template("GONE")}
    mine = replace(rig, settings=replace(rig.settings, templates=templates))
    [name] = mine.queue(mine.person(), "YJ-1", kind="warning")
    mine.run(mine.sender(pause=60.0))
    assert mine.record(name).state is not NoticeState.QUEUED
    path = "message/template/send"
    assert mine.store.barred.standing([f"{path}#GONE"])
    assert not mine.store.barred.standing([path])


def test_a_used_up_template_quota_leaves_texts_going(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": 45009})])
    [waits] = rig.queue(rig.person("oPerson-without-credit-00001"), "YJ-1")
    sender = rig.sender(pause=60.0)
    work(sender)
    [goes] = rig.queue(rig.person(credit=5), "YJ-2")
    rig.driver.say(OPENID, "我的任务")
    work(sender)
    assert rig.record(goes).channel is Channel.TEXT
    assert rig.record(waits).state is NoticeState.QUEUED
    assert rig.calls(SEND) == 1


def test_a_field_that_wechat_refuses_is_named_and_a_plain_text_goes(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    refused = {"errcode": 47003, "errmsg": "argument invalid! data.thing1.value invalid rid: 1-2-3"}
    rig.driver.faults([fault(SEND, refused, times=1)])
    [name] = rig.queue(rig.person(), "YJ-1")
    rig.run(rig.sender())
    assert rig.record(name).msgid
    assert "您有新的整改通知" in rig.shown()[-1]
    [alarm] = [r for r in caplog.records if r.message == "template_field_refused"]
    assert "field=thing1" in vars(alarm)["reason"]
    assert alarm.levelno == logging.ERROR


# ---- the right hour and pace --------------------------------------------------------------------


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def morning(now: datetime) -> datetime:
    """Quiet until eight."""
    hour = now.astimezone(SHANGHAI).replace(hour=8, minute=0, second=0, microsecond=0)
    return max(now, hour)


def test_after_a_downtime_into_the_night_it_waits_until_morning(rig: Rig) -> None:
    person = rig.person()
    [name] = rig.queue(person, "YJ-1", at=at("2026-11-26T17:00"))
    [asked] = rig.queue(
        rig.person("oPerson-who-asked-0000000001"), "A-1", at=at("2026-11-26T17:00"), asked=True
    )
    night, day = at("2026-11-27T03:00"), at("2026-11-27T08:00")
    sender = rig.sender(now=lambda: night, opens=morning)
    work(sender)
    assert rig.record(name).state is NoticeState.QUEUED
    assert rig.record(name).notice.not_before == day
    assert rig.record(asked).msgid
    assert rig.store.outbox.oldest_waiting() == day  # nobody is late at night
    [second] = rig.queue(person, "YJ-2", at=day)
    assert work(rig.sender(now=lambda: day, opens=morning)) == 1
    assert rig.record(name).msgid == rig.record(second).msgid != ""


def test_all_senders_share_one_bucket(rig: Rig) -> None:
    rig.queue_each(30)
    claimed, began = 0, time.monotonic()
    while time.monotonic() < began + 0.5:
        for _ in range(2):
            claimed += len(rig.store.envelopes.claim(rig.now(), 60, 10, Terms(10)))
    took = time.monotonic() - began
    assert 10 <= claimed <= 12 + 10 * took  # a second's worth at once, then ten a second


def test_too_many_calls_a_minute_pause_and_slow_all_down(rig: Rig) -> None:
    rig.driver.faults([fault(SEND, {"errcode": 45011}, times=1)])
    names = rig.queue_each(3)
    sender = rig.sender(rate=40.0, threads=1, pause=60.0)
    for _ in range(5):
        work(sender)
    assert rig.calls(SEND) == 1
    assert rig.store.pace.slowed() == 20.0
    rig.store.barred.end("message/template/send")
    rig.run(sender)
    assert all(rig.record(name).msgid for name in names)


# ---- nothing twice, nothing silent --------------------------------------------------------------


def lost(rig: Rig, when: str) -> str:
    """A notice whose answer was lost, before or after WeChat took it."""
    rig.driver.faults([fault(SEND, {"reset": True}, times=1, when=when)])
    [name] = rig.queue(rig.person(), "YJ-1")
    work(rig.sender())
    return name


def jump(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Ten minutes later, by the program's clock and the platform's."""
    monkeypatch.setattr("bot.delivery.RECEIPT_SECONDS", 0.0)
    rig.driver.settle()
    rig.driver.advance(601)
    return rig.now() + timedelta(seconds=601)


def test_after_ten_minutes_a_receipt_proves_what_no_answer_did(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = lost(rig, "after")
    later = jump(rig, monkeypatch)
    rig.run(rig.sender(now=lambda: later))
    assert rig.record(name).state is NoticeState.DELIVERED
    assert (rig.calls(SEND), len(rig.shown())) == (1, 1)


def test_after_ten_minutes_without_a_receipt_somebody_is_asked_and_nothing_is_sent(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = lost(rig, "before")
    later = jump(rig, monkeypatch)
    rig.run(rig.sender(now=lambda: later))
    assert rig.record(name).error == OUTCOME_UNKNOWN
    assert [r.notice.id for r in rig.store.outbox.unreachable(10)] == [name]
    assert rig.calls(SEND) == 1


def test_a_busy_wechat_is_asked_again_after_the_ten_minutes(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.driver.faults([fault(SEND, {"errcode": -1}, times=1)])
    [name] = rig.queue(rig.person(), "YJ-1")
    work(rig.sender())
    later = jump(rig, monkeypatch)
    rig.run(rig.sender(now=lambda: later))
    assert rig.record(name).msgid
    assert rig.record(name).state not in UNDELIVERED


def test_what_a_killed_sender_had_in_hand_shows_in_the_history(rig: Rig) -> None:
    [name] = rig.queue(rig.person(), "YJ-1")
    [_] = rig.store.envelopes.claim(rig.now(), 0.02, 1, Terms(100))
    rig.run(rig.sender())
    assert outcomes(rig, name) == [(None, Outcome.CUT_OFF), (Channel.TEMPLATE, Outcome.SENT)]
    assert rig.record(name).attempts == 2


def test_one_receipt_settles_every_notice_of_the_message(rig: Rig) -> None:
    person = rig.person(outcome="never")
    names = rig.queue(person, "YJ-1", "YJ-2", "YJ-3")
    rig.run(rig.sender())
    receipt(rig.store, rig.record(names[0]).msgid, "failed:user block", rig.now(), OPENID)
    assert {rig.record(name).state for name in names} == {NoticeState.REFUSED}
    assert [e.body["act"] for e in rig.store.journal.entries()] == ["undelivered"] * 3


def test_refused_is_not_unreachable(rig: Rig) -> None:
    no_way, person = replace(rig, settings=replace(rig.settings, templates={})), rig.person()
    [unreachable] = rig.queue(person, "YJ-1")
    no_way.run(no_way.sender())
    assert rig.record(unreachable).state is NoticeState.UNREACHABLE
    rig.driver.unfollow(OPENID)
    [refused] = rig.queue(person, "YJ-2")
    rig.run(rig.sender())
    assert rig.record(refused).state is NoticeState.REFUSED


def test_what_an_earlier_version_had_queued_is_taken_up(rig: Rig) -> None:
    [waiting] = rig.queue(rig.person(), "YJ-1")
    [claimed] = rig.queue(rig.person("oPerson-of-earlier-00000001"), "YJ-2")
    redis, keys = rig.store.redis, rig.store.keys
    for name, old in ((waiting, keys.outbox_ready()), (claimed, keys.outbox_leased())):
        redis.delete(keys.outbox_of(rig.record(name).notice.pid), keys.outbox_people())
        redis.hdel(keys.notice(name), "asked", "carries")
        redis.zadd(old, {name: 1.0})
    redis.hset(keys.notice(claimed), mapping={"state": "claimed", "claim": "7"})
    rig.run(rig.sender())
    assert rig.record(waiting).msgid
    assert rig.record(claimed).msgid
    assert rig.record(waiting).carries == ("YJ-1",)


def test_what_a_person_agreed_to_is_kept_and_a_no_ends_it(rig: Rig) -> None:
    pid = rig.store.people.pid(OPENID)
    keep_consents(rig.store, OPENID, [Consent("SUB-1", accepted=True)] * 2)
    assert rig.store.optins.left(pid, "SUB-1") == 2
    keep_consents(rig.store, OPENID, [Consent("SUB-1", accepted=False)])
    assert rig.store.optins.left(pid, "SUB-1") == 0
