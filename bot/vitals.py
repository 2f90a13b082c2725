"""How a region does: the age of its clock, the state of its outbox, its counters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.store import Store


@dataclass(frozen=True, slots=True)
class Vitals:
    """Ages in seconds. ``clock_age`` None: it has never ticked.

    ``outbox_age``: how long the first notice has been due that WeChat has not taken, one that is
    tried again and again included; 0: nothing waits. ``unserved``: documents that could be told
    to nobody of their units. ``errands_age``: the same for what is to be asked of the platform.
    ``late_work``: messages that were answered and are still worked on.
    ``alarms``: what somebody has to look at, raised within the last hour.
    """

    clock_age: float | None
    outbox_age: float
    outbox_depth: int
    unreachable: int
    unserved: int
    errands_age: float = 0.0
    errands_depth: int = 0
    errands_given_up: int = 0
    alarms: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    late_work: int = 0


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
        errands_age=_age(store.errands.oldest_waiting(), program_now),
        errands_depth=store.errands.depth(),
        errands_given_up=store.errands.given_up_count(),
        alarms=len(store.alarms.standing(real_now.timestamp())),
        counts=store.counts.all(),
        late_work=store.late.count(),
    )


def _age(oldest: datetime | None, now: datetime) -> float:
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
