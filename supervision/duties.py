"""Duties (应办事项): what a unit owes beside its measures, by a day and with a proof.

To publish its results (T6, C7, J6), to report to the city (B2) or to the public (G6) every year,
and to answer a clue that the office has handed over (T3). A duty is opened once, by the schedule
or by the office; it is done by its proof, also late. Missing it never becomes a step by itself:
the fact is proposed to the office, and one person records it (design §5).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from supervision.facts import FactKind
from supervision.times import at_hour, local_date, overdue_from


class DutyKind(StrEnum):
    """What is owed."""

    PUBLICATION = "publication"  # 公开整改结果
    YEARLY_REPORT = "yearly_report"  # 年度报告
    YEARLY_PUBLICATION = "yearly_publication"  # 年度公开
    CLUE = "clue"  # 问题线索


class DutyState(StrEnum):
    """Where a duty stands; what is done stays done."""

    OPEN = "open"
    DONE = "done"


CODES = {
    DutyKind.PUBLICATION: "GK",
    DutyKind.YEARLY_REPORT: "NB",
    DutyKind.YEARLY_PUBLICATION: "NG",
    DutyKind.CLUE: "XS",
}
"""The initials of the Chinese names; none of them is one of the ladder's."""

FAILURES = {
    DutyKind.PUBLICATION: FactKind.NOT_PUBLISHED,
    DutyKind.YEARLY_PUBLICATION: FactKind.NOT_PUBLISHED,
    DutyKind.YEARLY_REPORT: FactKind.RESULT_NOT_REPORTED,
    DutyKind.CLUE: FactKind.RESULT_NOT_REPORTED,
}
"""What the office is offered to record when a duty of this kind was missed."""

PUBLISHED = frozenset({DutyKind.PUBLICATION, DutyKind.YEARLY_PUBLICATION})
"""Kinds whose proof is a link or a picture of what was published."""

SHORTEST, LONGEST = 6, 32
"""Length of the digest in a number, as for documents."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one unit.

    ``due`` is the first instant at which it is late; ``period`` names the month, the year or the
    message that it belongs to, so that it is opened once. ``by`` is the pid of who did it,
    ``proof`` a link or the words of a reply, ``photos`` counts pictures. ``failed_at``: the office
    has recorded that it was missed, or (``excused``) that nothing follows.
    """

    number: str
    kind: DutyKind
    unit: str
    clause: str
    period: str
    opened_at: datetime
    due: datetime
    what: str = ""
    plan: str = ""
    measure: str = ""
    state: DutyState = DutyState.OPEN
    done_at: datetime | None = None
    by: str = ""
    proof: str = ""
    photos: int = 0
    failed_at: datetime | None = None
    excused: bool = False

    @property
    def due_day(self) -> date:
        """The last day, which an hour of that day may end early."""
        return local_date(last_instant(self.due))

    def late(self, now: datetime) -> bool:
        """Open, and its time is over."""
        return self.state is DutyState.OPEN and self.due <= now

    def done(self, now: datetime, by: str, proof: str, photos: int = 0) -> Duty:
        """The duty as it is once its proof is there."""
        return replace(
            self, state=DutyState.DONE, done_at=now, by=by, proof=proof, photos=self.photos + photos
        )

    def waits_for_the_office(self, now: datetime) -> bool:
        """Missed, and the office has not said yet what follows."""
        return self.late(now) and self.failed_at is None


def last_instant(due: datetime) -> datetime:
    """The last microsecond before it is late."""
    return due - datetime.resolution


def due_at(day: date, hour: time | None = None) -> datetime:
    """When a duty that is due on a day begins to be late: after the day, or after an hour of it."""
    return at_hour(day, hour.hour, hour.minute) if hour else overdue_from(day)


def duty_number(region: str, duty: Duty, length: int) -> str:
    """For example ``GK-201708-3F2A9C``: derived, so that a second opening makes no second one.

    A period that is counted stands in it; a clue has none, and bears the day.
    """
    parts = (region, duty.kind, duty.unit, duty.period)
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest().upper()
    clue = duty.kind is DutyKind.CLUE
    label = f"{local_date(duty.opened_at):%Y%m%d}" if clue else duty.period.replace("-", "")
    return f"{CODES[duty.kind]}-{label}-{digest[:length]}"
