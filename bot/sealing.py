"""Opening and sealing (验签、加解密): the one place that decides whether WeChat wrote to us.

The mode comes from configuration, never from the request. In AES mode only ``msg_signature``
counts, because it covers the body; in compatible mode an encrypted body is held to the same.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wechatpy.crypto import PrpCrypto, WeChatCrypto

from bot.accounts import Mode
from bot.reading import Unreadable, fields_of


class Forged(Exception):
    """The request is not proved to come from WeChat; ``reason`` is for the log and the count."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Opened:
    """What was inside a request: the fields of the message, and whether to seal the answer."""

    fields: Mapping[str, Any]
    sealed: bool
    as_json: bool


class _StrongRandom(PrpCrypto):  # type: ignore[misc]
    """Fills the first 16 bytes from the system's source of secrets."""

    def get_random_string(self) -> str:
        return secrets.token_hex(8)


class _Crypto(WeChatCrypto):  # type: ignore[misc]
    """The library makes a cipher for every message; the key is one, and so is the cipher here."""

    def __init__(self, token: str, aes_key: str, app_id: str) -> None:
        super().__init__(token, aes_key, app_id)
        self._cipher = _StrongRandom(self.key)

    def encrypt_message(self, msg: str, nonce: str, timestamp: str | None = None) -> str:
        return str(self._encrypt_message(msg, nonce, timestamp, lambda _key: self._cipher))

    def open(self, encrypted: str) -> str:
        return str(self._cipher.decrypt(encrypted, self._id))


class Seal:
    """Checks, opens and seals the traffic of one account."""

    def __init__(
        self, *, token: str, aes_key: str | None, app_id: str, mode: Mode, freshness: int
    ) -> None:
        self._token = token
        self._mode = mode
        self._freshness = freshness
        self._crypto = _Crypto(token, aes_key, app_id) if aes_key else None

    def check_address(self, query: Mapping[str, str], now: datetime) -> str:
        """The ``echostr`` of the platform's check of our address. Raises :class:`Forged`."""
        self._check_age(query, now)
        self._check(query.get("signature", ""), query)
        return query.get("echostr", "")

    def open(self, query: Mapping[str, str], body: bytes, now: datetime) -> Opened:
        """The message in a request.

        Raises :class:`Forged` when it is not proved genuine, :class:`Unreadable` when it is proved
        genuine but is no message.
        """
        self._check_age(query, now)
        if self._mode is Mode.PLAIN:
            self._check(query.get("signature", ""), query)
            return Opened(fields_of(body), sealed=False, as_json=_is_json(body))
        try:
            envelope = fields_of(body)
        except Unreadable as exc:
            # Nothing proves who sent what cannot be read, where the proof stands in the body.
            raise Forged("unreadable_envelope") from exc
        encrypted = envelope.get("Encrypt")
        if isinstance(encrypted, str) and encrypted:
            return self._unseal(query, encrypted, as_json=_is_json(body))
        if self._mode is Mode.AES:
            raise Forged("plain_body")
        self._check(query.get("signature", ""), query)
        return Opened(envelope, sealed=False, as_json=_is_json(body))

    def seal(self, reply: str, now: datetime, *, as_json: bool = False) -> str:
        """The sealed document around a rendered reply."""
        if self._crypto is None:
            raise ValueError("no key to seal with")
        nonce, timestamp = secrets.token_hex(8), str(int(now.timestamp()))
        sealed = self._crypto.encrypt_message(reply, nonce, timestamp)
        if not as_json:
            return sealed
        return _as_json(fields_of(sealed.encode()))

    def _unseal(self, query: Mapping[str, str], encrypted: str, *, as_json: bool) -> Opened:
        self._check(query.get("msg_signature", ""), query, encrypted)
        if self._crypto is None:
            raise Forged("no_key")
        try:
            text = self._crypto.open(encrypted)
        except Exception as exc:
            # The library raises IndexError, struct.error and others on a bad ciphertext.
            raise Forged("undecipherable") from exc
        return Opened(fields_of(text.encode()), sealed=True, as_json=as_json)

    def _check_age(self, query: Mapping[str, str], now: datetime) -> None:
        stamp = query.get("timestamp", "")
        if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
            raise Forged("no_timestamp")
        if abs(now.timestamp() - int(stamp)) > self._freshness:
            raise Forged("stale")

    def _check(self, given: str, query: Mapping[str, str], *more: str) -> None:
        parts = [self._token, query.get("timestamp", ""), query.get("nonce", ""), *more]
        # The platform prescribes SHA-1.
        wanted = hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()
        if not hmac.compare_digest(wanted.encode(), given.encode()):
            raise Forged("wrong_signature")


def _is_json(body: bytes) -> bool:
    return body.lstrip()[:1] == b"{"


def _as_json(fields: Mapping[str, Any]) -> str:
    return json.dumps(dict(fields), ensure_ascii=False)
