"""The platform's side of the callback: sealed messages, its patience, its repetitions."""

from __future__ import annotations

import hashlib
import http.client
import itertools
import os
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from wechatpy.crypto import WeChatCrypto

from bot.accounts import RegionSettings
from bot.reading import fields_of

PATIENCE_SECONDS = 5.0
ATTEMPTS = 3
PAUSE_SECONDS = 0.1
"""Between two attempts, when a connection was refused or broken."""


@dataclass(frozen=True)
class Message:
    """A text of one person; the same in every attempt."""

    openid: str
    text: str
    number: int
    created: int

    @property
    def xml(self) -> str:
        """The document before it is sealed."""
        return (
            f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{self.openid}</FromUserName>"
            f"<CreateTime>{self.created}</CreateTime><MsgType>text</MsgType>"
            f"<Content><![CDATA[{self.text}]]></Content><MsgId>{self.number}</MsgId></xml>"
        )


@dataclass
class Platform:
    """Posts to one callback; ``offset`` is how far the program's clock was moved, in seconds."""

    port: int
    account: RegionSettings
    offset: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(time.time_ns()))

    def message(self, openid: str, text: str) -> Message:
        """A new message."""
        return Message(openid, text, next(self._numbers), self._now())

    def say(self, openid: str, text: str) -> str | None:
        """Send a text; the words that the person reads, "" for none, None when all failed."""
        return self.deliver(self.message(openid, text))

    def deliver(self, message: Message) -> str | None:
        """Up to three attempts, each sealed anew; the words of the first that is answered."""
        for attempt in range(ATTEMPTS):
            if attempt:
                self.stop.wait(PAUSE_SECONDS)
            answered = self.attempt(message)
            if answered is not None:
                return answered
        return None

    def attempt(self, message: Message) -> str | None:
        """One attempt; None when there was no answer in time."""
        crypto = WeChatCrypto(self.account.token, self.account.aes_key, self.account.app_id)
        stamp, nonce = str(self._now()), os.urandom(6).hex()
        sealed = crypto.encrypt_message(message.xml, nonce, stamp)
        query = {
            "signature": _sign(self.account.token, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": fields_of(sealed.encode())["MsgSignature"],
        }
        answer = self._post(f"/wechat?{urlencode(query)}", sealed.encode())
        if answer is None or answer == b"success":
            return None if answer is None else ""
        parts = fields_of(answer)
        opened = crypto.decrypt_message(
            answer, parts["MsgSignature"], parts["TimeStamp"], parts["Nonce"]
        )
        return str(fields_of(opened.encode())["Content"])

    def _post(self, path: str, body: bytes) -> bytes | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("POST", path, body, {"Content-Type": "text/xml"})
            answer = connection.getresponse()
            found = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if answer.status >= 500:
            return None
        assert answer.status == 200, answer.status
        return found

    def _now(self) -> int:
        return int(time.time() + self.offset)


def _sign(token: str, stamp: str, nonce: str) -> str:
    parts = "".join(sorted([token, stamp, nonce]))
    return hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()
