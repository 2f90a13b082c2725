"""Notices (通知) and their records of service (送达记录), as values and as hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervision.times import from_iso, to_iso

NO_RECEIPT = "no_receipt"
"""The error of a notice that WeChat took and never told about again."""


class NoticeState(StrEnum):
    """Where a notice stands; the last two are final, but a late receipt corrects a missing one."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    UNREACHABLE = "unreachable"


class Channel(StrEnum):
    """By which way it went: 客服消息 has no receipt, 模板消息 has one."""

    TEXT = "text"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say to one person (通知).

    ``text`` is the whole of it; ``fields`` are its short parts for a template, by the names
    that template settings use; ``url`` its page; ``not_before`` the program time from which it
    may go.
    """

    id: str
    pid: str
    kind: str
    document: str
    text: str
    fields: Mapping[str, str]
    url: str
    queued_at: datetime
    not_before: datetime


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """The record of service (送达记录) of a notice. ``error`` names what went wrong last."""

    notice: Notice
    state: NoticeState
    attempts: int
    msgid: str
    channel: Channel | None
    error: str
    sent_at: datetime | None
    settled_at: datetime | None

    @property
    def without_receipt(self) -> bool:
        """True when it was given up because no receipt had come."""
        return self.state is NoticeState.UNREACHABLE and self.error == NO_RECEIPT


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that is ours to send while its lease lasts; ``record.attempts`` counts this one."""

    record: NoticeRecord
    fence: int

    @property
    def notice(self) -> Notice:
        """What is to be sent."""
        return self.record.notice


def notice_id(document: str, pid: str) -> str:
    """The id of what one document says to one person: the same however often it is drawn up."""
    return hashlib.sha256(f"{document}\x1f{pid}".encode()).hexdigest()[:32]


def is_success(status: str) -> bool:
    """Whether a receipt's status says that the message arrived; every other one is a refusal."""
    return status.strip().lower() == "success"


def to_fields(notice: Notice) -> dict[str, str | int]:
    """The hash of a notice that has just been queued."""
    return {
        "pid": notice.pid,
        "kind": notice.kind,
        "document": notice.document,
        "text": notice.text,
        "fields": json.dumps(dict(notice.fields), ensure_ascii=False),
        "url": notice.url,
        "queued_at": to_iso(notice.queued_at),
        "not_before": to_iso(notice.not_before),
    }


def to_record(name: str, found: Mapping[str, str]) -> NoticeRecord:
    """The record of service that a hash holds."""
    notice = Notice(
        id=name,
        pid=found["pid"],
        kind=found["kind"],
        document=found["document"],
        text=found["text"],
        fields=json.loads(found["fields"]),
        url=found["url"],
        queued_at=from_iso(found["queued_at"]),
        not_before=from_iso(found["not_before"]),
    )
    return NoticeRecord(
        notice=notice,
        state=NoticeState(found["state"]),
        attempts=int(found["attempts"]),
        msgid=found.get("msgid", ""),
        channel=Channel(found["channel"]) if found.get("channel") else None,
        error=found.get("error", ""),
        sent_at=from_iso(found["sent_at"]) if found.get("sent_at") else None,
        settled_at=from_iso(found["settled_at"]) if found.get("settled_at") else None,
    )
