"""Written replies (书面答复) of units, and words left for the office (留言)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.decisions import Step
from supervision.rules import NEVER_ISSUED
from supervision.working_days import WorkingDays

REPLIED_TO = frozenset(
    {
        Step.WARNING,
        Step.CRITICISM,
        Step.YELLOW_CARD,
        Step.MONTHLY_SUPERVISION,
        Step.LISTED_SUPERVISION,
        Step.SUMMONS,
        Step.SPECIAL_INSPECTION,
        Step.LOOK_BACK,
        Step.SELF_CRITICISM,
    }
)
"""What a unit answers in writing with reason and measures; a reminder is answered by a report."""

SERVED = frozenset(Step) - {Step.REMINDER} - NEVER_ISSUED
"""What a unit signs for (签收) and may answer."""


def reply_by(issued: date, within: int, days: WorkingDays) -> date:
    """The last day for the written reply to what was issued on a day."""
    return days.add(issued, within)


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """What a unit replied to a document; replies are only ever added."""

    at: datetime
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftWord:
    """A sentence that somebody of a unit left for the office, and the office's answer."""

    number: str
    at: datetime
    unit: str
    role: str
    text: str
    person: str = ""
    answer: str = ""
    answered_at: datetime | None = None
