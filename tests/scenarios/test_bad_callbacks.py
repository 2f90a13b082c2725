"""Whatever strangers post: refused or ignored, never a server error, nothing stored."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from handlers.news import MOST_KINDS
from tests.scenarios.conftest import City

HOSTILE = [
    b"",
    b"\x00\xff",
    b"<xml>",
    b"<xml><Encrypt></Encrypt></xml>",
    b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><xml><Encrypt>&a;</Encrypt></xml>",
    b"{}",
    b"[]",
    b'{"Encrypt": "\\ud800"}',
    b"<xml>" + b"<a>" * 5000,
]


@pytest.fixture
def client(city: City) -> FlaskClient:
    return city.app.test_client()


@pytest.mark.parametrize("body", HOSTILE)
def test_an_unproved_body_is_refused(city: City, client: FlaskClient, body: bytes) -> None:
    stamp = str(int(city.now.timestamp()))
    query = {"signature": "0" * 40, "timestamp": stamp, "nonce": "n", "msg_signature": "0" * 40}
    assert client.post("/wechat", query_string=query, data=body).status_code == 403
    assert city.office.store.redis.keys("*person*") == []


def test_a_megabyte_is_refused(client: FlaskClient) -> None:
    assert client.post("/wechat", data=b"x" * 1_000_000).status_code == 413


def test_no_query_at_all_is_refused(client: FlaskClient) -> None:
    assert client.get("/wechat").status_code == 403
    assert client.post("/wechat").status_code == 403


def test_an_unknown_region_is_not_found(client: FlaskClient) -> None:
    assert client.get("/wechat/nowhere").status_code == 404


@pytest.mark.parametrize(
    "message",
    [
        "<xml></xml>",
        "<xml><MsgType>text</MsgType></xml>",
        "<xml><FromUserName>oA</FromUserName></xml>",
        "<xml><FromUserName>oA</FromUserName><MsgType>hologram</MsgType></xml>",
        "<xml><FromUserName>oA</FromUserName><MsgType>event</MsgType><Event>new_2030</Event></xml>",
        "<xml><FromUserName>oA</FromUserName><MsgType>event</MsgType></xml>",
        "<xml><FromUserName><a>1</a></FromUserName><MsgType>text</MsgType></xml>",
        "<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>",
        "no xml",
    ],
)
def test_a_proved_message_of_no_known_kind_is_taken_and_ignored(city: City, message: str) -> None:
    assert city.post(message) == ""
    assert city.office.store.redis.keys("*person*") == []


def test_an_empty_text_is_answered(city: City) -> None:
    assert city.say("oA", "")


def test_a_photo_is_answered_honestly(city: City) -> None:
    reply = city.post(
        "<xml><ToUserName>gh</ToUserName><FromUserName>oA</FromUserName>"
        "<CreateTime>1</CreateTime><MsgType>image</MsgType><MsgId>1</MsgId></xml>"
    )
    assert "照片没有保存" in reply


def test_refusals_are_counted_by_reason(city: City, client: FlaskClient) -> None:
    client.post("/wechat", query_string={"timestamp": "1", "nonce": "n"}, data=b"x")
    assert city.office.store.counts.all()["callback_refused:stale"] == 1


def test_a_receipt_under_a_used_nonce_is_refused(city: City) -> None:
    event = "<xml><FromUserName>oA</FromUserName><MsgType>event</MsgType><Event>{}</Event></xml>"
    first = city.seal(event.format("TEMPLATESENDJOBFINISH"))
    other = city.seal(event.format("brand_new"), nonce=first[0]["nonce"])
    client = city.app.test_client()
    assert client.post("/wechat", query_string=first[0], data=first[1]).status_code == 200
    assert client.post("/wechat", query_string=first[0], data=first[1]).status_code == 200
    assert client.post("/wechat", query_string=other[0], data=other[1]).status_code == 403


EVENT = "<xml><FromUserName>oA</FromUserName><MsgType>event</MsgType><Event>{}</Event></xml>"


def test_what_is_unknown_is_counted_and_logged_once_by_its_kind(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        assert city.post(EVENT.format("new_2030")) == ""
    assert city.office.store.counts.all()["callback_unknown_kind:event_new_2030"] == 3
    assert [r.kind for r in caplog.records if r.msg == "callback_unknown_kind"] == [
        "event_new_2030"
    ]


def test_the_kinds_that_are_told_apart_are_bounded(city: City) -> None:
    for number in range(MOST_KINDS + 5):
        city.post(EVENT.format(f"new_{number}"))
    counts = city.office.store.counts.all()
    apart = [name for name in counts if name.startswith("callback_unknown_kind:")]
    assert len(apart) == MOST_KINDS + 1
    assert counts["callback_unknown_kind:another"] == 5


@pytest.mark.parametrize(
    ("event", "step"),
    [
        ("annual_renew", "renewal_due"),
        ("verify_expired", "expired"),
        ("qualification_verify_fail", "refused"),
        ("naming_verify_fail", "refused"),
    ],
)
def test_a_certification_in_danger_raises_an_alarm(
    city: City, caplog: pytest.LogCaptureFixture, event: str, step: str
) -> None:
    assert city.post(EVENT.format(event)) == ""
    alarms = [r for r in caplog.records if r.levelname == "ERROR"]
    assert [(r.msg, r.step) for r in alarms] == [("certification", step)]
    assert city.office.store.counts.all()[f"certification:{step}"] == 1
    [standing] = city.office.store.alarms.standing(city.now.timestamp())
    assert standing.startswith("certification")
