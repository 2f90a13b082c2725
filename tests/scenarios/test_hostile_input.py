"""What has broken other programs: each of it is answered or refused, and nothing breaks here."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from bot.reading import fields_of
from tests.scenarios.conftest import City

WHO = "<ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName>"
HEAD = f"{WHO}<CreateTime>1499306400</CreateTime>"
TEXT = f"<xml>{HEAD}<MsgType>text</MsgType><MsgId>%s</MsgId>%s</xml>"
EVENT = f"<xml>{HEAD}<MsgType>event</MsgType><Event>%s</Event>%s</xml>"
ENTRY = (
    "<List><TemplateId>t</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>"
)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<xml>{HEAD}<MsgType>text</MsgType><Content>&b;</Content></xml>"
)
ENTITY_FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + TEXT % (
    1,
    "<Content>&a;</Content>",
)

ANSWERED = {
    "control characters": TEXT % (1, "<Content><![CDATA[帮\x1d助\x00\x08]]></Content>"),
    "the end of a section": TEXT % (2, "<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>"),
    "no content": TEXT % (3, ""),
    "an empty content": TEXT % (4, "<Content></Content>"),
    "an empty section": TEXT % (5, "<Content><![CDATA[]]></Content>"),
    "white space": TEXT % (6, "<Content><![CDATA[ \n\t　]]></Content>"),
    "elements in the content": TEXT % (7, "<Content><b>1</b></Content>"),
    "the content twice": TEXT % (8, "<Content>1</Content><Content>2</Content>"),
    "a very long text": TEXT % (9, f"<Content>{'整改' * 5000}</Content>"),
    "signs beyond the first plane": TEXT % (10, "<Content>😀𠮷👨‍👩‍👧</Content>"),
    "signs that turn the writing": TEXT % (11, "<Content>\u202e\u2066\u200b</Content>"),
    "a template of ours": TEXT % (12, "<Content>{{7*7}} %s {0} ${x}</Content>"),
    "a command of Redis": TEXT % (13, "<Content>*1\r\n$8\r\nFLUSHALL</Content>"),
    "no id": f"<xml>{HEAD}<MsgType>text</MsgType><Content>帮助</Content></xml>",
    "an id that is none": TEXT % ("NaN", "<Content>帮助</Content>"),
    "no time": f"<xml>{WHO}<MsgType>text</MsgType><Content>帮助</Content><MsgId>14</MsgId></xml>",
    "a time before time": TEXT.replace("1499306400", "-5") % (15, "<Content>帮助</Content>"),
    "a time without end": TEXT.replace("1499306400", "9" * 400) % (16, "<Content>帮助</Content>"),
    "a photo without its picture": f"<xml>{HEAD}<MsgType>image</MsgType><MsgId>17</MsgId></xml>",
    "a dead recognition": (
        f"<xml>{HEAD}<MsgType>voice</MsgType><MediaId>m</MediaId><Recognition></Recognition>"
        "<MsgId>18</MsgId></xml>"
    ),
    "a type in capitals": f"<xml>{HEAD}<MsgType>TEXT</MsgType><Content>帮助</Content></xml>",
    "a key that is no command": EVENT % ("CLICK", "<EventKey><![CDATA[]]></EventKey>"),
}
"""A person waits for these; each gets words."""

TAKEN = {
    "an unknown event": EVENT % ("view_of_2030", "<Deep><Deeper>1</Deeper></Deep>"),
    "an event that forges a line": EVENT % ("a\nERROR zgt.clock alarm", ""),
    "an event without a name": EVENT % ("", ""),
    "an unknown type": f"<xml>{HEAD}<MsgType>hologram</MsgType></xml>",
    "one consent": EVENT
    % ("subscribe_msg_popup_event", f"<SubscribeMsgPopupEvent>{ENTRY}</SubscribeMsgPopupEvent>"),
    "several consents": EVENT
    % (
        "subscribe_msg_popup_event",
        f"<SubscribeMsgPopupEvent>{ENTRY * 3}</SubscribeMsgPopupEvent>",
    ),
    "consents of nothing": EVENT % ("subscribe_msg_change_event", "<List></List>"),
    "a receipt without an id": EVENT % ("TEMPLATESENDJOBFINISH", ""),
    "a receipt with a long status": EVENT
    % ("TEMPLATESENDJOBFINISH", f"<MsgID>1</MsgID><Status>{'x' * 5000}</Status>"),
    "a place without a place": f"<xml>{HEAD}<MsgType>location</MsgType></xml>",
    "a place beyond the poles": (
        f"<xml>{HEAD}<MsgType>location</MsgType><Location_X>1e400</Location_X>"
        "<Location_Y>nan</Location_Y></xml>"
    ),
    "a bomb of entities": BOMB,
    "an entity of a file": ENTITY_FILE,
    "twenty levels and one": f"<xml>{HEAD}" + "<a>" * 21 + "</a>" * 21 + "</xml>",
    "thousands of levels": "<xml>" + "<a>" * 3000 + "</a>" * 3000 + "</xml>",
    "another root": f"<html>{HEAD}<MsgType>text</MsgType></html>",
    "two documents": (TEXT % (19, "<Content>1</Content>")) * 2,
    "half a document": (TEXT % (20, "<Content>帮助</Content>"))[:120],
    "nothing": "",
    "a byte order mark alone": "\ufeff",
    "an unfinished JSON": '{"MsgType": "text", "FromUserName": "oA"',
    "a JSON of brackets": "[" * 5000,
    "a JSON of braces": '{"a":' * 5000,
    "a JSON that is a list": '[{"MsgType": "text"}]',
    "half of a pair": '{"FromUserName": "oA", "MsgType": "text", "Content": "\\ud83d"}',
}
"""Nobody waits for these: they are taken, and there is no reply."""

FIELDS = {"ToUserName": "gh_1", "FromUserName": "oA", "CreateTime": 1499306400, "MsgType": "text"}
JSON = {
    "numbers as numbers": FIELDS | {"MsgId": 24512345678901234, "Content": "帮助"},
    "numbers as texts": FIELDS | {"MsgId": "2", "CreateTime": "1499306400", "Content": "帮助"},
    "numbers with a point": FIELDS | {"MsgId": 3.0, "CreateTime": 1.5e9, "Content": "帮助"},
    "a content that is a number": FIELDS | {"MsgId": 4, "Content": 14},
    "a content that is none": FIELDS | {"MsgId": 5, "Content": None},
    "a content that is true": FIELDS | {"MsgId": 6, "Content": True},
    "a content that is a list": FIELDS | {"MsgId": 7, "Content": ["帮助"]},
    "a content that is fields": FIELDS | {"MsgId": 8, "Content": {"a": {"b": []}}},
    "control characters in an escape": FIELDS | {"MsgId": 9, "Content": "帮\u0000\u001d助"},
    "fields that nobody knows": FIELDS | {"MsgId": 10, "Content": "帮助", "x": [{"y": None}]},
}


@pytest.fixture
def lively(city: City) -> Iterator[City]:
    """A city that still answers after what was done to it."""
    yield city
    assert "您可以直接发" in city.say("oWitness", "帮助")


@pytest.fixture
def client(lively: City) -> FlaskClient:
    return lively.app.test_client()


@pytest.mark.parametrize("name", ANSWERED)
def test_what_a_person_sends_is_answered(lively: City, name: str) -> None:
    reply = lively.post(ANSWERED[name])
    assert reply
    assert lively.post(ANSWERED[name]) == reply


@pytest.mark.parametrize("name", TAKEN)
def test_what_nobody_waits_for_is_taken_without_a_reply(
    lively: City, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert lively.post(TAKEN[name]) == ""
    assert lively.office.store.redis.keys("*person*") == []
    assert not [r for r in caplog.records if "\n" in f"{r.getMessage()} {vars(r).get('kind')}"]


@pytest.mark.parametrize("name", JSON)
def test_json_is_answered_as_json_whatever_stands_in_its_fields(
    lively: City, client: FlaskClient, name: str
) -> None:
    query, sealed = lively.seal(json.dumps(JSON[name]))
    envelope = json.dumps({"ToUserName": "gh_1", "Encrypt": fields_of(sealed.encode())["Encrypt"]})
    answer = client.post("/wechat", query_string=query, data=envelope)
    assert answer.status_code == 200
    assert answer.get_json()["Encrypt"]


@pytest.mark.parametrize("keep", [0, 1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 128])
def test_a_ciphertext_that_is_cut_is_refused_though_it_is_signed(
    lively: City, client: FlaskClient, keep: int
) -> None:
    query, sealed = lively.seal(ANSWERED["an empty content"])
    whole = base64.b64decode(fields_of(sealed.encode())["Encrypt"])
    for cut in (base64.b64encode(whole[:keep]).decode(), base64.b64encode(whole).decode()[:keep]):
        answer = client.post("/wechat", query_string=signed(lively, query, cut), data=envelope(cut))
        assert answer.status_code == 403


def test_a_ciphertext_with_one_byte_changed_is_refused_or_unreadable(
    lively: City, client: FlaskClient
) -> None:
    query, sealed = lively.seal(ANSWERED["an empty content"])
    whole = bytearray(base64.b64decode(fields_of(sealed.encode())["Encrypt"]))
    for place in range(0, len(whole), 7):
        changed = whole.copy()
        changed[place] ^= 0xFF
        text = base64.b64encode(changed).decode()
        answer = client.post(
            "/wechat", query_string=signed(lively, query, text), data=envelope(text)
        )
        assert answer.status_code in (200, 403)
        assert answer.status_code == 403 or answer.data == b"success" or b"Encrypt" in answer.data


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1024 * 1024])
def test_what_is_too_large_is_refused_unread(client: FlaskClient, size: int) -> None:
    assert client.post("/wechat", data=b"<" * size).status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        {"timestamp": "１２３", "nonce": "n"},
        {"timestamp": "-1", "nonce": "n"},
        {"timestamp": "9" * 30, "nonce": "n"},
        {"timestamp": "1e9", "nonce": "\x00"},
        {"timestamp": ["1", "2"], "nonce": ["a", "b"]},
    ],
)
def test_a_strange_query_is_refused(client: FlaskClient, query: dict[str, str]) -> None:
    assert client.post("/wechat", query_string=query, data=b"<xml></xml>").status_code == 403


def signed(city: City, query: dict[str, str], encrypted: str) -> dict[str, str]:
    """The query with a signature that fits; each with a nonce that was not there yet."""
    nonce = hashlib.sha256(encrypted.encode()).hexdigest()[:12]
    parts = "".join(sorted([city.account.token, query["timestamp"], nonce, encrypted]))
    made = hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()
    return query | {"nonce": nonce, "msg_signature": made}


def envelope(encrypted: str) -> str:
    return f"<xml><ToUserName>gh_1</ToUserName><Encrypt>{encrypted}</Encrypt></xml>"
