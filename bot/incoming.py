"""An incoming message or event (消息、事件), as the program understands it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.reading import Unreadable

WORDS = frozenset({"text"})
THINGS = frozenset({"image", "voice", "video", "shortvideo", "location", "link", "file"})
EVENTS = {
    "subscribe": "follow",
    "unsubscribe": "unfollow",
    "scan": "scan",
    "click": "click",
    "templatesendjobfinish": "receipt",
}
SCENE_PREFIX = "qrscene_"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message; ``key`` is the same for every attempt to deliver it.

    ``kind``: text, one of :data:`THINGS`, follow, unfollow, scan, click, receipt, or unknown.
    """

    key: str
    kind: str
    openid: str
    account: str
    text: str = ""
    scene: str = ""
    msgid: str = ""
    status: str = ""


def incoming_of(fields: Mapping[str, Any]) -> Incoming:
    """The message in these fields. Raises :class:`Unreadable` without sender or type."""
    openid, account = _text(fields, "FromUserName"), _text(fields, "ToUserName")
    message_type = _text(fields, "MsgType").lower()
    if not openid or not message_type:
        raise Unreadable("missing_fields")
    event, event_key = _text(fields, "Event").lower(), _text(fields, "EventKey")
    kind = _kind(message_type, event)
    text = event_key if kind == "click" else _text(fields, "Content")
    scene = event_key.removeprefix(SCENE_PREFIX) if kind in ("follow", "scan") else ""
    return Incoming(
        key=_key(fields, openid, event, event_key),
        kind=kind,
        openid=openid,
        account=account,
        text=text,
        scene=scene,
        msgid=_text(fields, "MsgID"),
        status=_text(fields, "Status"),
    )


def _kind(message_type: str, event: str) -> str:
    if message_type == "event":
        return EVENTS.get(event, "unknown")
    return message_type if message_type in WORDS | THINGS else "unknown"


def _key(fields: Mapping[str, Any], openid: str, event: str, event_key: str) -> str:
    """Ids repeat between people, and events have none: so all that tells them apart counts."""
    parts = [
        openid,
        _text(fields, "CreateTime"),
        _text(fields, "MsgId") or _text(fields, "MsgID"),
        event,
        event_key,
        _text(fields, "Status"),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, bool | dict | list) or value is None:
        return ""
    return str(value)
