"""Receipts (送达回执): what became of a notice, and the journal's word when it could not arrive."""

from __future__ import annotations

import logging
from datetime import datetime

from storage.change import Change
from storage.errors import Conflict
from storage.outbox import NoticeRecord, is_success
from storage.store import Store
from supervision.times import to_iso

logger = logging.getLogger("zgt.receipts")

TRIES = 8
"""Conflicts in a row that only a fault can cause: a receipt competes with one sender at most."""


def receipt(store: Store, msgid: str, status: str, now: datetime) -> None:
    """Record WeChat's receipt (模板消息送达事件) of the message ``msgid``; the first one counts.

    A refusal puts the notice on the office's list and into the journal. Raises ``Conflict`` when
    the record changed again and again, ``RedisError`` when Redis is away; then let it come again.
    """
    if not msgid:
        return
    for _ in range(TRIES):
        change = Change()
        record = store.outbox.receipt(change, msgid, status, now)
        if record is not None and not is_success(status):
            journal_undelivered(change, record, status, now)
        try:
            store.commit(change)
        except Conflict:
            continue
        if record is not None:
            event = "notice_delivered" if is_success(status) else "notice_refused"
            logger.info(event, extra={"region": store.region, "notice": record.notice.id})
        return
    raise Conflict("notice")


def journal_undelivered(change: Change, record: NoticeRecord, reason: str, now: datetime) -> None:
    """Journal that a notice could not be delivered (未送达), in the step that records it."""
    change.journal(
        {
            "at": to_iso(now),
            "pid": record.notice.pid,
            "role": "",
            "unit": record.notice.fields.get("unit", ""),
            "act": "undelivered",
            "measure": "",
            "before": None,
            "after": {
                "notice": record.notice.id,
                "document": record.notice.document,
                "kind": record.notice.kind,
                "reason": reason,
            },
            "source": "sender",
        }
    )
