"""The outbox (发件箱): what is to be said to whom, and the record of how it was served.

The life of a notice: it is *queued* in the same step as the change that causes it; a sender
*claims* it, with all that may go to the same person now (``envelopes.py``), hands it to WeChat and
records it as *sent*; the receipt makes it *delivered* or *refused*. A failed try is queued again;
what can never arrive, or of which nobody knows whether it has, stands on the office's list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.notices import (
    NO_RECEIPT,
    UNDELIVERED,
    Channel,
    Notice,
    NoticeRecord,
    NoticeState,
    Try,
    is_success,
    notice_id,
    to_fields,
    to_record,
    try_of_line,
)
from storage.scripts import script
from storage.settling import settle, settle_by_receipt
from supervision.times import to_iso

__all__ = [
    "NO_RECEIPT",
    "UNDELIVERED",
    "Channel",
    "Notice",
    "NoticeRecord",
    "NoticeState",
    "Outbox",
    "is_success",
    "notice_id",
]

EARLY_RECEIPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Depths:
    """How many notices wait (``due``: their hour has come), and how many await a receipt.

    ``people_held``: how many people have an envelope in hand or in back-off; ``people_parked``:
    for how many it is set aside.
    """

    due: int
    later: int
    awaiting_receipt: int
    people_held: int
    people_parked: int


class Outbox:
    """Notices of one region. Methods that take a :class:`Change` are applied by its commit.

    All methods may raise ``RedisError``.
    """

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._adopt = redis.register_script(script("outbox_adopt"))

    # ---- what the program wants to say ------------------------------------------------------

    def enqueue(self, change: Change, notice: Notice, carries: Iterable[str] = ()) -> None:
        """Queue a notice together with its cause; the commit is refused when the id is known.

        So a document that is drawn up twice cannot send its notices twice. ``carries``: further
        documents that it tells of; it is their record of service too.
        """
        key, hour = self._keys.notice(notice.id), _ms(notice.not_before)
        change.expect(key, "state", None)
        told = tuple(dict.fromkeys((notice.document, *carries)))
        change.put(key, to_fields(notice, told))
        change.rank(self._keys.outbox_waiting(), notice.id, hour)
        change.rank(self._keys.outbox_of(notice.pid), notice.id, hour)
        change.rank_lower(self._keys.outbox_people(), notice.pid, hour)
        for document in told:
            change.rank(self._keys.notices_of(document), notice.id, _s(notice.queued_at))

    def adopt(self) -> int:
        """Take up what an earlier version of the program had queued; gives how many notices."""
        kept = self._keys
        keys = [kept.outbox_ready(), kept.outbox_leased(), kept.outbox_people()]
        keys.append(kept.outbox_waiting())
        moved, total = 1, 0
        while moved:
            moved = cast("int", self._adopt(keys=keys, args=[kept.notice(""), kept.outbox_of("")]))
            total += moved
        return total

    # ---- what WeChat reports ----------------------------------------------------------------

    def receipt(
        self, change: Change, msgid: str, status: str, now: datetime, pid: str = ""
    ) -> list[NoticeRecord]:
        """Apply a receipt; gives the records that it settles.

        None: the send is not recorded yet (the receipt is kept for it, and for the person), or it
        was settled before. A notice of which nobody knew is settled by a receipt that comes late.
        """
        names = cast("str | None", self._redis.get(self._keys.msgid(msgid)))
        if names is None:
            self._keep_early(change, msgid, status, now, pid)
            return []
        settled = []
        for name in names.split(","):
            record = self.get(name)
            if record and (record.state is NoticeState.SENT or record.unproved):
                change.expect(self._keys.notice(name), "state", record.state)
                change.expect(self._keys.notice(name), "error", record.error or None)
                settle_by_receipt(change, self._keys, name, status, now)
                settled.append(record)
        return settled

    def _keep_early(self, change: Change, msgid: str, status: str, now: datetime, pid: str) -> None:
        change.expect_value(self._keys.msgid(msgid), None)
        change.set(self._keys.early_receipt(msgid), status, seconds=EARLY_RECEIPT_SECONDS)
        if pid:
            key = self._keys.early_receipts_of(pid)
            change.rank(key, msgid, now.timestamp())
            change.keep(key, EARLY_RECEIPT_SECONDS)

    def early_receipts(self, pid: str, since: datetime) -> list[str]:
        """The msgids of receipts to a person, from then on, that no notice has been joined to."""
        key = self._keys.early_receipts_of(pid)
        return cast("list[str]", self._redis.zrangebyscore(key, since.timestamp(), "+inf"))

    # ---- what WeChat never reports ----------------------------------------------------------

    def without_receipt(self, sent_by: datetime, limit: int) -> list[NoticeRecord]:
        """At most ``limit`` notices sent by then whose receipt has not come, the oldest first."""
        key, last = self._keys.outbox_sent(), _s(sent_by)
        return self._records(self._redis.zrangebyscore(key, "-inf", last, start=0, num=limit))

    def miss_receipt(self, change: Change, record: NoticeRecord, now: datetime) -> None:
        """Nobody knows whether it arrived: it goes on the office's list until a receipt comes."""
        name = record.notice.id
        change.expect(self._keys.notice(name), "state", NoticeState.SENT)
        settle(change, self._keys, name, NoticeState.UNREACHABLE, NO_RECEIPT, now)

    # ---- what the office does ---------------------------------------------------------------

    def see_to(self, change: Change, record: NoticeRecord, how: str, now: datetime) -> None:
        """The office has told the person in another way; off the list, on the record."""
        key = self._keys.notice(record.notice.id)
        change.expect(key, "state", record.state)
        change.put(key, {"seen_to": how, "seen_to_at": to_iso(now)})
        change.unrank(self._keys.unreachable(), record.notice.id)

    # ---- what others want to know -----------------------------------------------------------

    def get(self, name: str) -> NoticeRecord | None:
        """The record of service of a notice, or None."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.notice(name)))
        return to_record(name, found) if found else None

    def tries(self, name: str) -> list[Try]:
        """The tries at a notice, the oldest first; of a very long history the end."""
        lines = cast("list[str]", self._redis.lrange(self._keys.tries(name), 0, -1))
        return [try_of_line(line) for line in reversed(lines)]

    def of_document(self, document: str) -> list[NoticeRecord]:
        """Every notice that told of a document, in the order in which they were queued."""
        return self._records(self._redis.zrange(self._keys.notices_of(document), 0, -1))

    def unreachable(self, limit: int) -> list[NoticeRecord]:
        """What could not be delivered (refused or unreachable), the longest-standing first."""
        return self._records(self._redis.zrange(self._keys.unreachable(), 0, limit - 1))

    def unreachable_count(self) -> int:
        """How many notices could not be delivered."""
        return self._redis.zcard(self._keys.unreachable())

    def latest(self, limit: int) -> list[NoticeRecord]:
        """What WeChat has not taken yet, the earliest hour first."""
        return self._records(self._redis.zrange(self._keys.outbox_waiting(), 0, limit - 1))

    def depth(self) -> int:
        """How many notices WeChat has not taken yet, those for a later hour included."""
        return self._redis.zcard(self._keys.outbox_waiting())

    def depths(self, now: datetime) -> Depths:
        """Where they stand; ``now`` is program time."""
        pipe, hour = self._redis.pipeline(transaction=False), _ms(now)
        pipe.zcount(self._keys.outbox_waiting(), "-inf", hour)
        pipe.zcount(self._keys.outbox_waiting(), f"({hour}", "+inf")
        for key in (
            self._keys.outbox_sent(),
            self._keys.outbox_held(),
            self._keys.outbox_parked(),
        ):
            pipe.zcard(key)
        return Depths(*cast("list[int]", pipe.execute()))

    def oldest_waiting(self) -> datetime | None:
        """From when the first notice may go (program time) that WeChat has not taken yet.

        Those that are claimed or in back-off count; None when nothing waits.
        """
        first = cast(
            "list[tuple[str, float]]",
            self._redis.zrange(self._keys.outbox_waiting(), 0, 0, withscores=True),
        )
        return datetime.fromtimestamp(first[0][1] / 1000, UTC) if first else None

    def _records(self, names: object) -> list[NoticeRecord]:
        listed = cast("list[str]", names)
        pipe = self._redis.pipeline(transaction=False)
        for name in listed:
            pipe.hgetall(self._keys.notice(name))
        pairs = zip(listed, cast("list[dict[str, str]]", pipe.execute()), strict=True)
        return [to_record(name, found) for name, found in pairs if found]


def _s(instant: datetime) -> int:
    return int(instant.timestamp())


def _ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)
