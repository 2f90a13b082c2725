"""Only what WeChat proves to have sent is opened; every vector of the platform holds."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from wechatpy.crypto import WeChatCrypto

from bot.accounts import Mode
from bot.reading import Unreadable, fields_of
from bot.sealing import Forged, Seal

VECTORS = Path(__file__).parents[3] / "shared" / "wechat-vectors.json"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TOKEN = "flood-Token_01"
APP = "wx0123456789abcdef"


def vectors(section: str) -> list[Any]:
    found = json.loads(VECTORS.read_text(encoding="utf-8"))[section]
    assert found
    return list(found)


def seal_of(vector: dict[str, str], mode: Mode) -> Seal:
    return Seal(
        token=vector["token"],
        aes_key=vector.get("encoding_aes_key"),
        app_id=vector.get("appid", ""),
        mode=mode,
        freshness=600,
    )


def at(timestamp: str) -> datetime:
    return datetime.fromtimestamp(int(timestamp), UTC)


@pytest.mark.parametrize("vector", vectors("signature"), ids=lambda v: v["name"])
def test_each_signature_vector_opens_the_address_check(vector: dict[str, Any]) -> None:
    echo = vector.get("echostr", "77")
    answer = seal_of(vector, Mode.PLAIN).check_address(
        vector | {"echostr": echo}, at(vector["timestamp"])
    )
    assert answer == vector.get("expected_response_body", echo)


@pytest.mark.parametrize("vector", vectors("messages"), ids=lambda v: v["name"])
def test_each_message_vector_opens_to_its_plaintext(vector: dict[str, Any]) -> None:
    body = vector.get("post_body") or json.dumps({"Encrypt": vector["encrypt"]})
    query = {k: vector[k] for k in ("timestamp", "nonce", "msg_signature")}
    opened = seal_of(vector, Mode.AES).open(query, body.encode(), at(vector["timestamp"]))
    assert opened.fields == fields_of(vector["plaintext"].encode())
    assert opened.sealed


@pytest.mark.parametrize("vector", vectors("negative"), ids=lambda v: v["name"])
def test_each_negative_vector_is_refused(vector: dict[str, Any]) -> None:
    body = f"<xml><Encrypt><![CDATA[{vector['encrypt']}]]></Encrypt></xml>"
    query = {k: vector[k] for k in ("timestamp", "nonce", "msg_signature")}
    with pytest.raises(Forged):
        seal_of(vector, Mode.AES).open(query, body.encode(), at(vector["timestamp"]))


NOW = at("1755500001")
SEAL = Seal(token=TOKEN, aes_key=KEY, app_id=APP, mode=Mode.AES, freshness=600)


def sealed_query(**changes: str) -> tuple[dict[str, str], bytes]:
    vector = next(v for v in vectors("messages") if v["name"] == "text with Chinese")
    query = {k: vector[k] for k in ("signature", "timestamp", "nonce", "msg_signature")}
    return query | changes, vector["post_body"].encode()


@pytest.mark.parametrize(
    ("timestamp", "reason"),
    [
        ("1755499400", "stale"),  # 601 s old
        ("1755500602", "stale"),  # 601 s ahead
        ("", "no_timestamp"),
        ("17555000O1", "no_timestamp"),  # a letter
        ("٣", "no_timestamp"),  # a digit of another script
        ("9" * 30, "no_timestamp"),
    ],
)
def test_an_old_or_odd_timestamp_is_refused_before_the_signature(
    timestamp: str, reason: str
) -> None:
    query, body = sealed_query(timestamp=timestamp)
    with pytest.raises(Forged) as caught:
        SEAL.open(query, body, NOW)
    assert caught.value.reason == reason


def test_a_plain_body_is_refused_in_aes_mode_even_when_signed() -> None:
    query, _ = sealed_query()
    with pytest.raises(Forged) as caught:
        SEAL.open(query, b"<xml><MsgType>text</MsgType></xml>", NOW)
    assert caught.value.reason == "plain_body"


def test_compatible_mode_holds_an_encrypted_body_to_its_own_signature() -> None:
    both = Seal(token=TOKEN, aes_key=KEY, app_id=APP, mode=Mode.COMPATIBLE, freshness=600)
    query, body = sealed_query(msg_signature="0" * 40)
    with pytest.raises(Forged) as caught:
        both.open(query, body, NOW)
    assert caught.value.reason == "wrong_signature"


def test_compatible_mode_takes_what_was_encrypted_not_what_stands_beside_it() -> None:
    both = Seal(token=TOKEN, aes_key=KEY, app_id=APP, mode=Mode.COMPATIBLE, freshness=600)
    query, body = sealed_query()
    forged = body.replace(b"</xml>", b"<Content>forged</Content></xml>")
    assert both.open(query, forged, NOW).fields["Content"] == "三号水闸水位超警"


def test_what_we_seal_the_platform_opens() -> None:
    sealed = SEAL.seal("<xml><Content>好</Content></xml>", NOW)
    parts = fields_of(sealed.encode())
    opened = WeChatCrypto(TOKEN, KEY, APP).decrypt_message(
        sealed, parts["MsgSignature"], parts["TimeStamp"], parts["Nonce"]
    )
    assert opened == "<xml><Content>好</Content></xml>"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no xml at all",
        b"<xml>",
        b"<other/>",
        b"\xff\xfe\x00",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><xml><a>&a;</a></xml>",
        b"<xml>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</xml>",
        b'{"MsgType":',
        b"[1]",
        b"{" * 100_000,
        b'{"FromUserName": "\\ud800"}',
    ],
)
def test_whatever_is_no_message_is_unreadable_and_nothing_worse(body: bytes) -> None:
    with pytest.raises(Unreadable):
        fields_of(body)


def test_control_characters_that_hide_in_an_escape_are_dropped() -> None:
    assert fields_of(b'{"Content": "14-2\\u0000 80%"}')["Content"] == "14-2 80%"


def test_control_characters_that_people_type_are_dropped() -> None:
    body = "<xml><Content><![CDATA[14-2\x1d 完成\x0080%]]></Content></xml>"
    assert fields_of(body.encode())["Content"] == "14-2 完成80%"
