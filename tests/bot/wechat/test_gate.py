"""What is left alone for a while, and what goes on meanwhile."""

from __future__ import annotations

import pytest
from redis.exceptions import ConnectionError as ConnectionLost

from bot.wechat.client import PlatformClient
from bot.wechat.errors import ConfigurationError, QuotaExceeded
from bot.wechat.gate import LONGEST_PAUSE_SECONDS, Gate
from bot.wechat.messages import send_template, send_text
from tests.bot.platform_rig import CUSTOM, OPENID, SEND, TEMPLATE_ID, Rig
from tests.bot.wechat.sending import DATA


def client(rig: Rig) -> PlatformClient:
    """A client as the program makes it; each stands for a process of its own."""
    return PlatformClient(rig.settings, rig.keeper(), Gate(rig.store))


def send(rig: Rig, template: str = TEMPLATE_ID) -> str:
    return send_template(client(rig), OPENID, template, DATA, url="", client_msg_id="n1")


def test_a_used_up_quota_stops_its_address_within_one_call_and_no_other(rig: Rig) -> None:
    rig.person()
    rig.driver.say(OPENID, "你好")
    rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": 45009}, "times": 1}])
    for _ in range(10):
        with pytest.raises(QuotaExceeded):
            send(rig)
    send_text(client(rig), OPENID, "您好。")
    assert (rig.calls(SEND), rig.calls(CUSTOM)) == (1, 1)
    left = rig.store.redis.pttl(rig.store.keys.barred("message/template/send"))
    assert 0 < left <= LONGEST_PAUSE_SECONDS * 1000


def test_an_address_is_asked_again_when_its_pause_is_over(rig: Rig) -> None:
    rig.person()
    rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": 45009}, "times": 1}])
    with pytest.raises(QuotaExceeded):
        send(rig)
    rig.store.barred.end("message/template/send")
    assert send(rig)


def test_the_minutes_quota_is_left_alone_for_a_minute(rig: Rig) -> None:
    rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": 45011}}])
    with pytest.raises(QuotaExceeded):
        send(rig)
    left = rig.store.redis.pttl(rig.store.keys.barred("message/template/send"))
    assert 55_000 < left <= 60_000


def test_a_deleted_template_stops_its_own_messages_only(rig: Rig) -> None:
    rig.person()
    for _ in range(3):
        with pytest.raises(ConfigurationError, match="40037"):
            send(rig, "deleted")
    assert rig.calls(SEND) == 1
    assert send(rig)


def test_while_redis_is_away_a_process_keeps_to_the_pauses_it_knows(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.person()
    rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": 48001}}])
    one = client(rig)
    with pytest.raises(ConfigurationError):
        send_template(one, OPENID, TEMPLATE_ID, DATA, url="", client_msg_id="n1")

    def lost(*args: object, **options: object) -> object:
        raise ConnectionLost("flicker")

    monkeypatch.setattr(rig.store.redis, "execute_command", lost)
    monkeypatch.setattr(rig.store.redis, "pipeline", lost)
    for _ in range(3):
        with pytest.raises(ConfigurationError, match="48001"):
            send_template(one, OPENID, TEMPLATE_ID, DATA, url="", client_msg_id="n1")
    assert rig.calls(SEND) == 1


def test_an_alarm_is_told_once_an_hour(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    rig.person()
    rig.driver.faults([{"match": {"path": CUSTOM}, "effect": {"errcode": 40164}}])
    for _ in range(5):
        with pytest.raises(ConfigurationError):
            send_text(client(rig), OPENID, "您好。")
    alarms = [vars(r) for r in caplog.records if r.message == "platform_alarm"]
    assert [(a["path"], a["action"]) for a in alarms] == [("message/custom/send", "ops")]
    assert rig.store.counts.all()["platform_alarm"] == 1
    now = 1_500_000_000.0
    sounded = [rig.store.alarms.sound("x", now + minutes * 60) for minutes in (0, 1, 59, 61)]
    assert sounded == [True, False, False, True]
    assert rig.store.alarms.standing(now + 62 * 60) != ()
