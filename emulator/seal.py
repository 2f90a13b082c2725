"""Signing and sealing (签名与加密) of callbacks, and opening what comes back."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wechatpy.crypto import PrpCrypto, WeChatCrypto

from .accounts import Account
from .errors import BadReply
from .messages import build_json, build_xml, parse_document, parse_xml

BLOCK = 16  # random characters in front of the sealed text


class _SecretCrypto(PrpCrypto):  # type: ignore[misc]
    """wechatpy draws the leading characters from a predictable generator; we do not."""

    def get_random_string(self) -> str:
        return secrets.token_hex(BLOCK // 2)


class _Crypto(WeChatCrypto):  # type: ignore[misc]
    def seal(self, text: str) -> str:
        sealed: bytes = _SecretCrypto(self.key).encrypt(text, self.app_id)
        return sealed.decode()


@dataclass(frozen=True)
class Sealed:
    """One callback as it travels: query parameters, body, and the body's type."""

    query: dict[str, str]
    body: bytes
    content_type: str = "text/xml"


_FORMATS = {"xml": (build_xml, "text/xml"), "json": (build_json, "application/json")}


def signature(*parts: str) -> str:
    """SHA-1 of the sorted parts, in lower-case hex."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def signed_query(
    account: Account, timestamp: int | str | None = None, nonce: str | None = None
) -> dict[str, str]:
    """``signature``, ``timestamp`` and ``nonce`` as every request of the platform carries."""
    stamp = str(int(time.time()) if timestamp is None else timestamp)
    nonce = nonce or secrets.token_hex(8)
    return {
        "signature": signature(account.token, stamp, nonce),
        "timestamp": stamp,
        "nonce": nonce,
    }


def seal_message(
    account: Account,
    fields: Mapping[str, Any],
    timestamp: int | str | None = None,
    nonce: str | None = None,
) -> Sealed:
    """One message in the account's mode and format, with a fresh nonce and ciphertext.

    ``fields`` are the elements of the message; ``timestamp`` in unix seconds, real time if None.
    """
    build, _ = _FORMATS[account.switches.format]
    openid = str(fields.get("FromUserName", ""))
    return seal_text(account, build(fields), openid, timestamp, nonce, shown=fields)


def seal_text(
    account: Account,
    text: str,
    openid: str,
    timestamp: int | str | None = None,
    nonce: str | None = None,
    *,
    shown: Mapping[str, Any] | None = None,
    app_id: str | None = None,
) -> Sealed:
    """Any text in the place of a message, to be sent as it is in plain mode and sealed otherwise.

    ``shown`` are the elements that compatible mode adds in clear; ``app_id`` is whom it is sealed
    for, the account itself if None.
    """
    build, content_type = _FORMATS[account.switches.format]
    query = signed_query(account, timestamp, nonce)
    query["openid"] = openid
    if account.mode == "plain" or account.aes_key is None:
        return Sealed(query, text.encode(), content_type)
    crypto = _Crypto(account.token, account.aes_key, app_id or account.app_id)
    sealed = crypto.seal(text)
    query["encrypt_type"] = "aes"
    query["msg_signature"] = signature(account.token, query["timestamp"], query["nonce"], sealed)
    clear = shown if account.mode == "compatible" and shown else {"ToUserName": account.account}
    return Sealed(query, build({**clear, "Encrypt": sealed}).encode(), content_type)


def open_reply(account: Account, body: bytes) -> dict[str, Any] | None:
    """Read the product's answer to a callback; None when it says nothing (``success``, empty).

    Raises:
        BadReply: when it is not XML, not sealed as the mode asks, or wrongly signed.
    """
    text = _decode(body).strip()
    if text in ("", "success"):
        return None
    # An account that is told in XML has to answer so.
    read = parse_document if account.switches.format == "json" else parse_xml
    document = read(text)
    if "Encrypt" not in document:
        if account.mode == "aes":
            raise BadReply("reply not encrypted")
        return document
    if account.mode == "plain" or account.aes_key is None:
        raise BadReply("reply encrypted in plain mode")
    return read(_unseal(account, document))


def _unseal(account: Account, document: Mapping[str, Any]) -> str:
    stamp, nonce = str(document.get("TimeStamp", "")), str(document.get("Nonce", ""))
    sealed, signed = str(document["Encrypt"]), str(document.get("MsgSignature", ""))
    if not stamp.isdigit() or not nonce:
        raise BadReply("reply without TimeStamp or Nonce")
    if not hmac.compare_digest(
        signature(account.token, stamp, nonce, sealed).encode(), signed.encode()
    ):
        raise BadReply("reply signature wrong")
    crypto = _Crypto(account.token, account.aes_key, account.app_id)
    try:
        text: str = crypto.decrypt_message({"Encrypt": sealed}, signed, stamp, nonce)
    except Exception as exc:  # the library lets any error of decoding through
        raise BadReply("reply cannot be decrypted") from exc
    return text


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as exc:
        raise BadReply("reply is not UTF-8") from exc
