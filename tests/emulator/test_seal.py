"""Signatures and sealing, against the platform's own example and against wechatpy."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from emulator.accounts import Account, read_account
from emulator.errors import BadReply
from emulator.messages import build_xml, parse_xml
from emulator.seal import open_reply, seal_message, signature, signed_query

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def account(mode: str = "aes") -> Account:
    return read_account(
        {
            "app_id": "wx1",
            "secret": "s",
            "token": "t0ken",
            "aes_key": KEY,
            "mode": mode,
            "callback_url": "http://127.0.0.1/",
        }
    )


def test_the_example_of_the_platform_has_its_signature() -> None:
    expected = "f464b24fc39322e44b38aa78f5edd27bd1441696"
    assert signature("AAAAA", "1714036504", "1514711492") == expected


# What XML can carry: no control characters, no surrogates.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="￾￿"), min_size=1)


@given(TEXTS)
def test_a_document_is_read_back_as_it_was_built(text: str) -> None:
    fields: dict[str, Any] = {"A": text, "B": {"C": text + "]]>"}, "D": "1"}
    assert parse_xml(build_xml(fields)) == fields


@given(TEXTS)
def test_what_wechatpy_seals_is_opened_and_the_other_way_round(text: str) -> None:
    library = WeChatCrypto("t0ken", KEY, "wx1")
    document = build_xml({"Content": text})
    reply = library.encrypt_message(document, "n0nce", "1755500000")
    assert open_reply(account(), reply.encode()) == {"Content": text}
    sealed = seal_message(account(), {"Content": text}, 1755500000)
    opened = library.decrypt_message(
        sealed.body.decode(), sealed.query["msg_signature"], "1755500000", sealed.query["nonce"]
    )
    assert opened == document


def test_a_reply_sealed_for_another_account_is_refused() -> None:
    reply = WeChatCrypto("t0ken", KEY, "wx2").encrypt_message("<xml/>", "n", "1755500000")
    with pytest.raises(BadReply, match="cannot be decrypted"):
        open_reply(account(), reply.encode())


def test_every_request_has_a_nonce_of_its_own() -> None:
    assert len({signed_query(account())["nonce"] for _ in range(20)}) == 20
