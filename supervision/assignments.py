"""Assignments of a complaint (分办): which unit deals with it, until when, and what it reports.

One complaint may be assigned to several units (共办); each has a deadline of its own and answers
for itself. What a unit reports is its own word until the office takes it over (采纳).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Progressed(StrEnum):
    """Where an assignment stands."""

    WAITING = "waiting"  # 待报结果
    REPORTED = "reported"  # 已报，待整改办审核
    TAKEN = "taken"  # 已采纳


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one unit was given to do; ``due`` is its own last day.

    ``finding`` and ``state`` are the values of a complaint's step as the unit reports them, and
    ``text`` its words; ``sent_back`` is why the office did not take an earlier report.
    """

    unit: str
    at: datetime
    due: date
    stands: Progressed = Progressed.WAITING
    finding: str = ""
    state: str = ""
    text: str = ""
    reported_at: datetime | None = None
    sent_back: str = ""

    def reported(self, at: datetime, finding: str, state: str, text: str) -> Assignment:
        """The assignment with what the unit says now; an earlier report is replaced."""
        return replace(
            self,
            stands=Progressed.REPORTED,
            finding=finding,
            state=state,
            text=text,
            reported_at=at,
            sent_back="",
        )

    def taken(self) -> Assignment:
        """The assignment once the office has taken the report over."""
        return replace(self, stands=Progressed.TAKEN)

    def returned(self, why: str, due: date) -> Assignment:
        """The assignment when it has to be done again, until this day."""
        return replace(self, stands=Progressed.WAITING, sent_back=why, due=due)

    @property
    def owed(self) -> bool:
        """Whether the unit still has to report."""
        return self.stands is Progressed.WAITING
