"""How a region does: the age of its clock, the state of its outbox, its counters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.outbox import Depths
from storage.store import Store
from supervision.records import Role

STAFF = (Role.LIAISON, Role.UNIT_HEAD, Role.LEADER, Role.VERIFIER, Role.OFFICE)
"""Whom notices are for; citizens get answers only."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """Ages in seconds. ``clock_age`` None: it has never ticked.

    ``outbox_age``: how long the first notice has been due that WeChat has not taken, one that is
    tried again and again included; 0: nothing waits. ``depths``: where notices and people stand.
    ``unserved``: documents that could be told to nobody of their units. ``credit_left``: messages
    that may be written freely now to the people of the units (客服消息额度). ``errands_age``: as
    ``outbox_age``, for what is to be asked of the platform. ``late_work``: messages that were
    answered and are still worked on. ``alarms``: what somebody has to look at, raised within the
    last hour.
    """

    clock_age: float | None
    outbox_age: float
    outbox_depth: int
    unreachable: int
    unserved: int
    depths: Depths
    credit_left: int = 0
    errands_age: float = 0.0
    errands_depth: int = 0
    errands_given_up: int = 0
    alarms: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    late_work: int = 0

    @property
    def receipt_failure_ratio(self) -> float:
        """The part of the receipts that said no; 0 before the first."""
        refused = self.counts.get("receipt_refused", 0)
        total = refused + self.counts.get("receipt_delivered", 0)
        return refused / total if total else 0.0


def vitals(store: Store, real_now: datetime, program_now: datetime) -> Vitals:
    """Read them. The clock's beat is real time; what waits in the outbox is due by program time.

    Raises ``RedisError`` when Redis is away.
    """
    beat = store.clock.beat()
    return Vitals(
        clock_age=None if beat is None else max(0.0, (real_now - beat).total_seconds()),
        outbox_age=_age(store.outbox.oldest_waiting(), program_now),
        outbox_depth=store.outbox.depth(),
        unreachable=store.outbox.unreachable_count(),
        unserved=store.documents.unserved_count(),
        depths=store.outbox.depths(program_now),
        credit_left=_credit_left(store, program_now),
        errands_age=_age(store.errands.oldest_waiting(), program_now),
        errands_depth=store.errands.depth(),
        errands_given_up=store.errands.given_up_count(),
        alarms=len(store.alarms.standing(real_now.timestamp())),
        counts=store.counts.all(),
        late_work=store.late.count(),
    )


def _credit_left(store: Store, now: datetime) -> int:
    people = [person for role in STAFF for person in store.people.with_role(role)]
    return sum(p.credit_left for p in people if p.credit_until > now.timestamp())


def _age(oldest: datetime | None, now: datetime) -> float:
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
