"""An incoming message or event (消息、事件): what was said, by whom, under which name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.fields import seconds, text
from bot.hearing import heard
from bot.reading import Unreadable
from handlers.said import Said

ID_DIGITS = 20
"""A MsgId is a number of 64 bits."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message; ``key`` is the same for every attempt to deliver it.

    ``order`` sorts the messages of one person as they were said: by second, then by id.
    """

    key: str
    said: Said
    openid: str
    account: str
    order: str


def incoming_of(fields: Mapping[str, Any]) -> Incoming:
    """The message in these fields.

    Raises :class:`Unreadable` without sender or type, or when what its type needs is missing.
    """
    openid, message_type = text(fields, "FromUserName"), text(fields, "MsgType").lower()
    if not openid or not message_type:
        raise Unreadable("missing_fields")
    return Incoming(
        key=_key(fields, openid),
        said=heard(fields, message_type),
        openid=openid,
        account=text(fields, "ToUserName"),
        order=_order(fields),
    )


def _key(fields: Mapping[str, Any], openid: str) -> str:
    """Ids repeat between people, and events have none: so all that tells them apart counts."""
    parts = [
        openid,
        text(fields, "CreateTime"),
        text(fields, "MsgId") or text(fields, "MsgID"),
        text(fields, "Event").lower(),
        text(fields, "EventKey"),
        text(fields, "Status"),
    ]
    named = "\x1f".join(parts).encode(errors="surrogatepass")
    return hashlib.sha256(named).hexdigest()[:32]


def _order(fields: Mapping[str, Any]) -> str:
    number = text(fields, "MsgId")
    plain = number if number.isascii() and number.isdigit() else ""
    return f"{seconds(fields, 'CreateTime'):012d}{plain[-ID_DIGITS:]:0>{ID_DIGITS}}"
