"""Receipts (送达回执): what became of a notice, and the journal's word when it could not arrive."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from storage.change import Change
from storage.errors import Conflict
from storage.outbox import NO_RECEIPT, NoticeRecord, is_success
from storage.store import Store
from supervision.records import Role
from supervision.times import to_iso

logger = logging.getLogger("zgt.receipts")

TRIES = 8
"""Conflicts in a row that only a fault can cause: a receipt competes with one sender at most."""

RECEIPT_WAIT = timedelta(hours=6)
"""WeChat's receipts come within minutes; so late, nobody should rely on the message any more."""

MISSED_AT_ONCE = 100
"""One look, one atomic step each: sending must not wait long for it."""


def receipt(store: Store, msgid: str, status: str, now: datetime, openid: str = "") -> None:
    """Record WeChat's receipt (模板消息送达事件) of the message ``msgid``; the first one counts.

    It settles every notice that the message held. A refusal puts them on the office's list and
    into the journal; success takes off the list what stood there because nobody knew, which is
    journalled too. ``openid``: to whom the message went, so that a receipt whose send is not
    recorded can be found by the person. Raises ``Conflict`` when the record changed again and
    again, ``RedisError`` when Redis is away; then let it come again.
    """
    if not msgid:
        return
    pid = store.people.pid(openid) if openid else ""
    for _ in range(TRIES):
        change = Change()
        records = store.outbox.receipt(change, msgid, status, now, pid)
        for record in records:
            if not is_success(status):
                journal_undelivered(change, record, status, now)
            elif record.unproved:
                before = {"reason": record.error}
                change.journal(_entry(record, "delivered", now) | {"before": before})
        if change.empty:
            return
        try:
            store.commit(change)
        except Conflict:
            continue
        if records:
            store.counts.tally("receipt_delivered" if is_success(status) else "receipt_refused")
        event = "notice_delivered" if is_success(status) else "notice_refused"
        for record in records:
            logger.info(event, extra={"region": store.region, "notice": record.notice.id})
        return
    raise Conflict("notice")


def miss_receipts(store: Store, looked_at: datetime, now: datetime) -> int:
    """Put on the office's list what had lacked its receipt for too long already at ``looked_at``.

    ``looked_at`` is the program time of an earlier look, so that a receipt on its way has some
    real time to come even when a trial has just moved the clock. Gives how many notices were
    found, at most MISSED_AT_ONCE. Raises ``RedisError``.
    """
    found = store.outbox.without_receipt(looked_at - RECEIPT_WAIT, MISSED_AT_ONCE)
    for record in found:
        change = Change()
        store.outbox.miss_receipt(change, record, now)
        journal_undelivered(change, record, NO_RECEIPT, now)
        try:
            store.commit(change)
        except Conflict:
            continue  # its receipt has just come, or another sender looked too
        extra = {"region": store.region, "notice": record.notice.id, "reason": NO_RECEIPT}
        logger.warning("notice_undelivered", extra=extra)
    return len(found)


def journal_undelivered(change: Change, record: NoticeRecord, reason: str, now: datetime) -> None:
    """Journal that a notice could not be delivered (未送达), in the step that records it."""
    entry = _entry(record, "undelivered", now)
    change.journal(entry | {"after": {**entry["after"], "reason": reason}})


def journal_seen_to(change: Change, record: NoticeRecord, how: str, now: datetime) -> None:
    """Journal that the office has told the person in another way (另行告知)."""
    entry = _entry(record, "told_otherwise", now)
    after = {**entry["after"], "how": how}
    told = {"role": Role.OFFICE, "source": "command", "before": {"reason": record.error}}
    change.journal(entry | {"after": after} | told)


def _entry(record: NoticeRecord, act: str, now: datetime) -> dict[str, Any]:
    return {
        "at": to_iso(now),
        "pid": record.notice.pid,
        "role": "",
        "unit": record.notice.fields.get("unit", ""),
        "act": act,
        "measure": "",
        "before": None,
        "after": {
            "notice": record.notice.id,
            "document": record.notice.document,
            "kind": record.notice.kind,
        },
        "source": "sender",
    }
