"""The record of deliveries (推送记录): every callback, its attempts, and what the person saw."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .messages import Reply

KEPT = 5000  # callbacks; the oldest go first
APOLOGY = "该公众号暂时无法提供服务，请稍后再试"  # the platform's own words
# Events after which the phone shows nothing, whatever the product answers.
SILENT_EVENTS = {
    *("unsubscribe", "LOCATION", "VIEW", "view_miniprogram"),
    *("TEMPLATESENDJOBFINISH", "MASSSENDJOBFINISH", "PUBLISHJOBFINISH"),
    *("subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event"),
}


@dataclass(frozen=True)
class Attempt:
    """One attempt: how long it took in seconds, and how it ended."""

    seconds: float
    outcome: str  # answered, lost, timeout, connection, or "http 500"


@dataclass(frozen=True)
class Delivery:
    """What came of one message: the reply (None: nothing to show), attempts made, failure."""

    reply: Reply | None
    tries: tuple[Attempt, ...] = ()
    failure: str | None = None
    silent: bool = False  # the phone shows nothing, come what may

    @property
    def shown(self) -> str | None:
        """What the person sees of it: the reply, the platform's apology, or None for nothing."""
        if self.silent:
            return None
        if self.failure is not None:
            return APOLOGY
        return self.reply.text if self.reply else None

    def to_json(self) -> dict[str, Any]:
        """The answer of the control interface."""
        return {
            "reply": self.reply.text if self.reply else None,
            "attempts": len(self.tries),
            "failure": self.failure,
            "shown": self.shown,
        }


class Deliveries:
    """The last callbacks, numbered from 1."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[tuple[int, datetime, str, Mapping[str, Any], Any, Delivery]]
        self._entries = deque(maxlen=KEPT)
        self._seq = 0

    def add(
        self,
        at: datetime,
        app_id: str,
        fields: Mapping[str, Any],
        effect: Mapping[str, Any] | None,
        delivery: Delivery,
    ) -> None:
        """Add one callback with what came of it."""
        with self._lock:
            self._seq += 1
            self._entries.append((self._seq, at, app_id, fields, effect, delivery))

    def entries(self, after: int = 0, openid: str | None = None) -> list[dict[str, Any]]:
        """The callbacks after a number, about one person if given, in order."""
        with self._lock:
            kept = list(self._entries)
        return [
            {
                "seq": seq,
                "time": at.isoformat(timespec="milliseconds"),
                "app_id": app_id,
                "openid": fields.get("FromUserName"),
                "kind": kind_of(fields),
                "id": fields.get("MsgId", fields.get("MsgID")),
                **delivery.to_json(),
                "attempts": [
                    {"seconds": round(tried.seconds, 3), "outcome": tried.outcome}
                    for tried in delivery.tries
                ],
                "fault": dict(effect) if effect is not None else None,
            }
            for seq, at, app_id, fields, effect, delivery in kept
            if seq > after and openid in (None, fields.get("FromUserName"))
        ]

    def clear(self) -> None:
        """Forget all of them; numbers start again."""
        with self._lock:
            self._entries.clear()
            self._seq = 0


def kind_of(fields: Mapping[str, Any]) -> str:
    """The Event of an event, else the MsgType."""
    return str(fields.get("Event") or fields.get("MsgType") or "")
