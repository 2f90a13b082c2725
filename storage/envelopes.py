"""Envelopes (信封): all that may go to one person now, as one message, in one sender's hands.

A sender *claims* an envelope under a lease with a fencing token. Only one is open for a person at
a time, so nothing overtakes what was queued before it. The first notice names the envelope towards
WeChat (``client_msg_id``). While a try may have had its effect the envelope stays sealed: it is
tried again with the same notices under the same name. Once WeChat has said no, it is opened, and
what has come meanwhile goes along.

Two clocks: the hour from which a notice may go is program time; leases and back-off are real time
of the Redis server, since the platform's troubles do not pass faster when a trial moves its clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from redis import Redis

from storage.change import Change
from storage.envelope import Envelope, readable
from storage.keys import Keys
from storage.notices import TRIES_KEPT, Channel, Notice, NoticeState, Try, try_to_line
from storage.optins import OptIns
from storage.pace import RESTORED_MS
from storage.scripts import script
from storage.settling import settle, settle_by_receipt
from supervision.people import Person
from supervision.times import to_iso

AT_MOST = 50
"""Notices that go as one message; beyond that nobody reads even the headlines."""

MSGID_SECONDS = 7 * 24 * 3600
"""How long a receipt can still be joined to its notice; the platform sends them within minutes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a claim keeps to: messages a second, and in quiet hours their end."""

    rate: float
    quiet_until: datetime | None = None


class Envelopes:
    """The envelopes of one region. Methods that take a :class:`Change` are applied by its commit.

    Whatever is done to a claimed envelope expects the claim's fencing token, so a sender that was
    too slow is refused, with ``Conflict`` or False. All methods may raise ``RedisError``.
    """

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._optins = OptIns(redis, keys)
        self._claim = redis.register_script(script("outbox_claim"))
        self._hold = redis.register_script(script("outbox_hold"))
        self._put_back = redis.register_script(script("outbox_put_back"))
        self._wake = redis.register_script(script("outbox_wake"))

    # ---- scripts of their own ---------------------------------------------------------------

    def claim(self, now: datetime, seconds: float, limit: int, terms: Terms) -> list[Envelope]:
        """At most ``limit`` envelopes that may go at ``now``, ours alone for ``seconds``.

        Fewer when the bucket of the account's pace holds less.
        """
        made, until = self._keys, terms.quiet_until
        keys = [
            *(made.outbox_people(), made.outbox_held(), made.outbox_parked()),
            *(made.outbox_waiting(), made.fence("outbox"), made.pace()),
        ]
        starts = (made.notice, made.outbox_of, made.envelope, made.person, made.tries)
        args: list[str | int | float] = [
            *[start("") for start in starts],
            *(_ms(now), to_iso(now), _milliseconds(seconds), limit, AT_MOST),
            *(terms.rate, RESTORED_MS),
            *((_ms(until), to_iso(until)) if until else ("", "")),
            TRIES_KEPT,
        ]
        found = cast("list[list[object]]", self._claim(keys=keys, args=args))
        return readable(found, now)

    def hold(self, envelope: Envelope, seconds: float) -> bool:
        """Keep a claim for ``seconds`` from now; False when it was lost, then do not send."""
        pid = envelope.person.pid
        args: list[str | int] = [envelope.fence, _milliseconds(seconds), pid]
        keys = [self._keys.envelope(pid), self._keys.outbox_held()]
        return bool(self._hold(keys=keys, args=args))

    def retry(
        self,
        envelope: Envelope,
        tries: Sequence[Try],
        seconds: float,
        *,
        sealed: bool = False,
        doubt: bool = False,
    ) -> bool:
        """Let it come again after ``seconds``; False when the claim was lost.

        ``sealed``: with the same notices under the same name. ``doubt``: this try may have had its
        effect, so from now on it is sealed for good.
        """
        place = self._keys.outbox_held()
        return self._back(envelope, place, seconds, tries, sealed=sealed, doubt=doubt)

    def park(self, envelope: Envelope, tries: Sequence[Try], reason: str) -> bool:
        """Set it aside while every way to the person is paused; nothing tried counts nothing."""
        place = self._keys.outbox_parked()
        return self._back(envelope, place, 0.0, tries, error=reason, counts=bool(tries))

    def release(self, envelope: Envelope) -> bool:
        """Put it back as if it had never been claimed: nothing was tried."""
        error = envelope.records[0].error
        return self._back(envelope, self._keys.outbox_people(), None, (), error=error, counts=False)

    def wake(self, after: float, limit: int) -> int:
        """Let those come again that have been set aside for ``after`` seconds; gives how many."""
        keys = [self._keys.outbox_parked(), self._keys.outbox_held()]
        return cast("int", self._wake(keys=keys, args=[_milliseconds(after), limit]))

    def _back(
        self,
        envelope: Envelope,
        place: str,
        seconds: float | None,
        tries: Sequence[Try],
        *,
        sealed: bool = False,
        doubt: bool = False,
        error: str | None = None,
        counts: bool = True,
    ) -> bool:
        pid = envelope.person.pid
        keys = [self._keys.envelope(pid), place, self._keys.outbox_held()]
        for notice in envelope.notices:
            keys += [self._keys.notice(notice.id), self._keys.tries(notice.id)]
        last = tries[-1].reason if tries else ""
        args: list[str | int] = [
            *(envelope.fence, pid, "" if seconds is None else _milliseconds(seconds)),
            *(int(sealed), int(doubt), last if error is None else error),
            *(0 if counts else -1, TRIES_KEPT, *map(try_to_line, tries)),
        ]
        return bool(self._put_back(keys=keys, args=args))

    # ---- parts of a change ------------------------------------------------------------------

    def spend_credit(self, change: Change, envelope: Envelope) -> None:
        """Use up one customer-service message, and note that this way was tried, before sending."""
        person = envelope.person
        owner = self._keys.person(person.pid)
        self._note_tried(change, envelope, Channel.TEXT)
        change.expect(owner, "credit_left", person.credit_left)
        change.count(owner, "credit_left", -1)

    def spend_optin(self, change: Change, envelope: Envelope, template: str, left: int) -> None:
        """Use up one subscription message, and note that this way was tried, before sending."""
        self._note_tried(change, envelope, Channel.SUBSCRIPTION)
        self._optins.spend(change, envelope.person.pid, template, left)

    def lose_credit(self, change: Change, person: Person) -> None:
        """The platform says that no customer-service message is left."""
        owner = self._keys.person(person.pid)
        change.expect(owner, "credit_until", person.credit_until)
        change.put(owner, {"credit_left": 0})

    def sent(  # noqa: PLR0917  # one line of the record
        self,
        change: Change,
        envelope: Envelope,
        channel: Channel,
        msgid: str,
        tries: Sequence[Try],
        now: datetime,
    ) -> None:
        """WeChat took it. Joins a receipt that came first, so read it in the same breath.

        Only a template message has a receipt; nothing else waits for one.
        """
        self._close(change, envelope)
        told = {"msgid": msgid, "channel": channel, "sent_at": to_iso(now), "error": ""}
        awaited = channel is Channel.TEMPLATE
        early = self._keys.early_receipt(msgid) if awaited and msgid else ""
        status = cast("str | None", self._redis.get(early)) if early else None
        for notice in envelope.notices:
            self._record(change, envelope, notice, tries)
            key = self._keys.notice(notice.id)
            change.put(key, {"state": NoticeState.SENT, **told})
            if awaited:
                change.rank(self._keys.outbox_sent(), notice.id, int(now.timestamp()))
            if status is not None:
                settle_by_receipt(change, self._keys, notice.id, status, now)
        if early:
            change.expect_value(early, status)
            names = ",".join(notice.id for notice in envelope.notices)
            change.set(self._keys.msgid(msgid), names, seconds=MSGID_SECONDS)
        if status is not None:
            change.delete(early)
            change.unrank(self._keys.early_receipts_of(envelope.person.pid), msgid)

    def give_up(  # noqa: PLR0917  # one line of the record
        self,
        change: Change,
        envelope: Envelope,
        state: NoticeState,
        reason: str,
        tries: Sequence[Try],
        now: datetime,
    ) -> None:
        """It cannot arrive: all of it goes on the office's list with the reason."""
        self._close(change, envelope)
        for notice in envelope.notices:
            self._record(change, envelope, notice, tries)
            settle(change, self._keys, notice.id, state, reason, now)

    def _note_tried(self, change: Change, envelope: Envelope, channel: Channel) -> None:
        key = self._keys.envelope(envelope.person.pid)
        change.expect(key, "claim", envelope.fence)
        change.put(key, {"tried": channel})

    def _close(self, change: Change, envelope: Envelope) -> None:
        """The person's next notice may go; whether there is one shows at the next claim."""
        pid = envelope.person.pid
        change.expect(self._keys.envelope(pid), "claim", envelope.fence)
        change.delete(self._keys.envelope(pid))
        change.unrank(self._keys.outbox_held(), pid)
        change.rank(self._keys.outbox_people(), pid, 0)

    def _record(
        self, change: Change, envelope: Envelope, notice: Notice, tries: Sequence[Try]
    ) -> None:
        change.unrank(self._keys.outbox_of(envelope.person.pid), notice.id)
        change.unrank(self._keys.outbox_waiting(), notice.id)
        for one in tries:
            change.push(self._keys.tries(notice.id), try_to_line(one), at_most=TRIES_KEPT)


def _ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
