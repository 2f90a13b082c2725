"""The outbox (发件箱): what is to be said to whom, and the record of how it was served.

The life of a notice: it is *queued* in the same step as the change that causes it; a sender
*claims* it under a lease with a fencing token, hands it to WeChat and records it as *sent*; the
receipt makes it *delivered* or *unreachable*. A failed attempt is queued again; what can never
arrive, or whose receipt stays away, becomes *unreachable* and stands on the office's list.

Two clocks: the hour from which a notice may go is program time; leases and back-off are real time
of the Redis server, since the platform's troubles do not pass faster when a trial moves its clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.claims import Claims, Queue
from storage.keys import Keys
from storage.notices import (
    NO_RECEIPT,
    Channel,
    Claimed,
    Notice,
    NoticeRecord,
    NoticeState,
    is_success,
    notice_id,
    to_fields,
    to_record,
)
from supervision.people import Person
from supervision.times import to_iso

__all__ = [
    "NO_RECEIPT",
    "Channel",
    "Claimed",
    "Notice",
    "NoticeRecord",
    "NoticeState",
    "Outbox",
    "is_success",
    "notice_id",
]

MSGID_SECONDS = 7 * 24 * 3600
"""How long a receipt can still be joined to its notice; the platform sends them within minutes."""

EARLY_RECEIPT_SECONDS = 24 * 3600


class Outbox:
    """Notices of one region. Methods that take a :class:`Change` are applied by its commit.

    Every change of a claimed notice expects the claim's fencing token, so a sender that was too
    slow is refused with ``Conflict``. All methods may raise ``RedisError``.
    """

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        queue = Queue(
            keys.notice,
            ready=keys.outbox_ready(),
            leased=keys.outbox_leased(),
            waiting=keys.outbox_waiting(),
            fence=keys.fence("outbox"),
        )
        self._claims = Claims(redis, queue)

    # ---- what the program wants to say ------------------------------------------------------

    def enqueue(self, change: Change, notice: Notice, carries: Iterable[str] = ()) -> None:
        """Queue a notice together with its cause; the commit is refused when the id is known.

        So a document that is drawn up twice cannot send its notices twice. ``carries``: further
        documents that it tells of; it is their record of service too.
        """
        self._claims.enqueue(change, notice.id, to_fields(notice), notice.not_before)
        for document in dict.fromkeys((notice.document, *carries)):
            change.rank(self._keys.notices_of(document), notice.id, _s(notice.queued_at))

    # ---- what the sender does ---------------------------------------------------------------

    def claim(self, now: datetime, seconds: float, limit: int) -> list[Claimed]:
        """At most ``limit`` notices that may go at ``now``, ours alone for ``seconds``."""
        return [
            Claimed(to_record(claim.name, claim.fields), claim.fence)
            for claim in self._claims.claim(now, seconds, limit)
        ]

    def hold(self, claimed: Claimed, seconds: float) -> bool:
        """Keep a claim for ``seconds`` from now; False when it was lost, then do not send."""
        return self._claims.hold(claimed.notice.id, claimed.fence, seconds)

    def retry(self, claimed: Claimed, error: str, seconds: float) -> bool:
        """Queue it again for the time after ``seconds``; False when the claim was lost."""
        return self._claims.retry(claimed.notice.id, claimed.fence, error, seconds)

    def release(self, change: Change, claimed: Claimed) -> None:
        """Put it back as if it had never been claimed: nothing was tried."""
        self._claims.release(change, claimed.notice.id, claimed.fence, claimed.notice.not_before)

    def spend_credit(self, change: Change, claimed: Claimed, person: Person) -> None:
        """Use up one customer-service message, and note that this way was tried, before sending."""
        key, owner = self._keys.notice(claimed.notice.id), self._keys.person(person.pid)
        change.expect(key, "claim", claimed.fence)
        change.expect(owner, "credit_left", person.credit_left)
        change.put(key, {"channel": Channel.TEXT})
        change.count(owner, "credit_left", -1)

    def lose_credit(self, change: Change, person: Person) -> None:
        """The platform says that no customer-service message is left."""
        owner = self._keys.person(person.pid)
        change.expect(owner, "credit_until", person.credit_until)
        change.put(owner, {"credit_left": 0})

    def sent(
        self, change: Change, claimed: Claimed, msgid: str, channel: Channel, now: datetime
    ) -> None:
        """WeChat took it. Joins a receipt that came first, so read it in the same breath.

        A text has no receipt and waits for none.
        """
        key = self._claims.finish(change, claimed.notice.id, claimed.fence, NoticeState.SENT)
        change.put(key, {"msgid": msgid, "channel": channel, "sent_at": to_iso(now), "error": ""})
        if channel is Channel.TEXT:
            return
        change.rank(self._keys.outbox_sent(), claimed.notice.id, _s(now))
        if not msgid:
            return
        early = self._keys.early_receipt(msgid)
        status = cast("str | None", self._redis.get(early))
        change.expect_value(early, status)
        change.set(self._keys.msgid(msgid), claimed.notice.id, seconds=MSGID_SECONDS)
        if status is not None:
            change.delete(early)
            self._settle(change, claimed.notice.id, status, now)

    def give_up(self, change: Change, claimed: Claimed, error: str, now: datetime) -> None:
        """It cannot arrive: it goes on the office's list with the reason."""
        key = self._claims.finish(change, claimed.notice.id, claimed.fence, NoticeState.UNREACHABLE)
        change.put(key, {"error": error, "settled_at": to_iso(now)})
        change.rank(self._keys.unreachable(), claimed.notice.id, _s(now))

    # ---- what WeChat reports ----------------------------------------------------------------

    def receipt(
        self, change: Change, msgid: str, status: str, now: datetime
    ) -> NoticeRecord | None:
        """Apply a receipt; gives the record that it settles.

        None: the send is not recorded yet (the receipt is kept for it), or it was settled before.
        A notice that was given up for want of a receipt is settled by one that comes late.
        """
        name = cast("str | None", self._redis.get(self._keys.msgid(msgid)))
        if name is None:
            change.expect_value(self._keys.msgid(msgid), None)
            change.set(self._keys.early_receipt(msgid), status, seconds=EARLY_RECEIPT_SECONDS)
            return None
        record = self.get(name)
        if record is None or not (record.state is NoticeState.SENT or record.without_receipt):
            return None
        change.expect(self._keys.notice(name), "state", record.state)
        change.expect(self._keys.notice(name), "error", record.error or None)
        self._settle(change, name, status, now)
        return record

    # ---- what WeChat never reports ----------------------------------------------------------

    def without_receipt(self, sent_by: datetime, limit: int) -> list[NoticeRecord]:
        """At most ``limit`` notices sent by then whose receipt has not come, the oldest first."""
        key, last = self._keys.outbox_sent(), _s(sent_by)
        return self._records(self._redis.zrangebyscore(key, "-inf", last, start=0, num=limit))

    def miss_receipt(self, change: Change, record: NoticeRecord, now: datetime) -> None:
        """Nobody knows whether it arrived: it goes on the office's list until a receipt comes."""
        name = record.notice.id
        change.expect(self._keys.notice(name), "state", NoticeState.SENT)
        self._settle(change, name, NO_RECEIPT, now)

    # ---- what others want to know -----------------------------------------------------------

    def get(self, name: str) -> NoticeRecord | None:
        """The record of service of a notice, or None."""
        found = cast("dict[str, str]", self._redis.hgetall(self._keys.notice(name)))
        return to_record(name, found) if found else None

    def of_document(self, document: str) -> list[NoticeRecord]:
        """Every notice that told of a document, in the order in which they were queued."""
        return self._records(self._redis.zrange(self._keys.notices_of(document), 0, -1))

    def unreachable(self, limit: int) -> list[NoticeRecord]:
        """What could not be delivered, the longest-standing first."""
        return self._records(self._redis.zrange(self._keys.unreachable(), 0, limit - 1))

    def unreachable_count(self) -> int:
        """How many notices could not be delivered."""
        return self._redis.zcard(self._keys.unreachable())

    def depth(self) -> int:
        """How many notices WeChat has not taken yet, those for a later hour included."""
        return self._claims.depth()

    def oldest_waiting(self) -> datetime | None:
        """From when the first notice may go (program time) that WeChat has not taken yet.

        Those that are claimed or in back-off count; None when nothing waits.
        """
        return self._claims.oldest_waiting()

    def _records(self, names: object) -> list[NoticeRecord]:
        found = [self.get(name) for name in cast("list[str]", names)]
        return [record for record in found if record is not None]

    def _settle(self, change: Change, name: str, status: str, now: datetime) -> None:
        delivered = is_success(status)
        state = NoticeState.DELIVERED if delivered else NoticeState.UNREACHABLE
        key = self._keys.notice(name)
        error = "" if delivered else status
        change.put(key, {"state": state, "error": error, "settled_at": to_iso(now)})
        change.unrank(self._keys.outbox_sent(), name)
        if delivered:
            change.unrank(self._keys.unreachable(), name)
        else:
            change.rank(self._keys.unreachable(), name, _s(now))


def _s(instant: datetime) -> int:
    return int(instant.timestamp())
