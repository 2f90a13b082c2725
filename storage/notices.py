"""Notices (通知), their records of service (送达记录) and their tries, as values and as hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervision.times import from_iso, to_iso

NO_RECEIPT = "no_receipt"
"""The error of a notice that WeChat took and never told about again."""

OUTCOME_UNKNOWN = "outcome_unknown"
"""The error of a notice whose answer was lost, and which may not be sent a second time."""

UNPROVED = frozenset({NO_RECEIPT, OUTCOME_UNKNOWN})
"""Errors that say only that nobody knows; a receipt that comes late corrects them."""

TRIES_KEPT = 20
"""Tries that a record keeps, the newest; more than there can be before a notice is given up."""


class NoticeState(StrEnum):
    """Where a notice stands; the last three are final, but a late receipt corrects a missing one.

    *Refused*: the person or WeChat said no. *Unreachable*: nobody knows whether it arrived, or no
    way led to the person.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


UNDELIVERED = (NoticeState.REFUSED, NoticeState.UNREACHABLE)


class Channel(StrEnum):
    """By which way it went: 客服消息 and 订阅通知 have no receipt, 模板消息 has one."""

    TEXT = "text"
    TEMPLATE = "template"
    SUBSCRIPTION = "subscription"


class Outcome(StrEnum):
    """What came of one try at a notice."""

    SENT = "sent"
    LATER = "later"  # it will be tried again
    UNKNOWN = "unknown"  # the answer was lost; it is tried again under the same id
    CUT_OFF = "cut_off"  # the sender died in the middle
    OTHERWISE = "otherwise"  # this way was shut; the next one was taken
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Try:
    """One try at a notice (一次投递): when, by which way, and what came of it.

    ``reason`` names what went wrong; ``msgid`` is WeChat's number of what it took.
    """

    at: datetime
    outcome: Outcome
    channel: Channel | None = None
    reason: str = ""
    msgid: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say to one person (通知).

    ``text`` is the whole of it; ``fields`` are its short parts for a template, by the names
    that template settings use; ``url`` its page; ``not_before`` the program time from which it
    may go. ``asked``: the person has asked for it, so it may come at any hour.
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
    asked: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """The record of service (送达记录) of a notice. ``error`` names what went wrong last.

    ``carries``: the numbers of all documents that it tells of. ``seen_to``: how the office has told
    the person when WeChat could not.
    """

    notice: Notice
    state: NoticeState
    attempts: int
    msgid: str
    channel: Channel | None
    error: str
    sent_at: datetime | None
    settled_at: datetime | None
    carries: tuple[str, ...] = ()
    seen_to: str = ""
    seen_to_at: datetime | None = None

    @property
    def unproved(self) -> bool:
        """True when it was given up because nobody knew whether it had arrived."""
        return self.state is NoticeState.UNREACHABLE and self.error in UNPROVED


def notice_id(document: str, pid: str) -> str:
    """The id of what one document says to one person: the same however often it is drawn up."""
    return hashlib.sha256(f"{document}\x1f{pid}".encode()).hexdigest()[:32]


def is_success(status: str) -> bool:
    """Whether a receipt's status says that the message arrived; every other one is a refusal."""
    return status.strip().lower() == "success"


def to_fields(notice: Notice, carries: Iterable[str]) -> dict[str, str | int]:
    """The hash of a notice that has just been queued, with the documents that it tells of."""
    return {
        "pid": notice.pid,
        "kind": notice.kind,
        "document": notice.document,
        "text": notice.text,
        "fields": json.dumps(dict(notice.fields), ensure_ascii=False),
        "url": notice.url,
        "queued_at": to_iso(notice.queued_at),
        "not_before": to_iso(notice.not_before),
        "asked": "1" if notice.asked else "0",
        "carries": json.dumps(list(carries), ensure_ascii=False),
        "state": NoticeState.QUEUED,
        "attempts": 0,
    }


def try_to_line(one: Try) -> str:
    """A try as it is kept."""
    told = {"at": to_iso(one.at), "outcome": one.outcome, "channel": one.channel or ""}
    told |= {"reason": one.reason, "msgid": one.msgid}
    return json.dumps({name: value for name, value in told.items() if value})


def try_of_line(line: str) -> Try:
    """A try as it was kept."""
    told = json.loads(line)
    channel = told.get("channel")
    return Try(
        at=from_iso(told["at"]),
        outcome=Outcome(told["outcome"]),
        channel=Channel(channel) if channel else None,
        reason=told.get("reason", ""),
        msgid=told.get("msgid", ""),
    )


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
        asked=found.get("asked") == "1",
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
        carries=tuple(json.loads(found.get("carries", "[]"))) or (notice.document,),
        seen_to=found.get("seen_to", ""),
        seen_to_at=from_iso(found["seen_to_at"]) if found.get("seen_to_at") else None,
    )
