"""A fact as the office has recorded it (事实记录): what happened, and the record of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.facts import OF_A_MEASURE, Fact, FactKind

RECORDED = frozenset(
    {
        FactKind.PROPER_REASON,
        FactKind.FALSE_REPORT,
        FactKind.RESULT_NOT_REPORTED,
        FactKind.NOT_PUBLISHED,
        FactKind.CRITICISED_BY_HIGHER_LEVEL,
        FactKind.RANKING,
        FactKind.PROBLEM_FOUND,
        FactKind.ANNUAL_TARGET_MISSED,
        FactKind.COMPLAINT,
    }
)
"""What the office may record; the rest happens when people report, apply, verify and close."""

MESSAGE = "|"
"""Stands in the id of a record before the mark of the message that made it."""


def recorded_by(name: str, message: str) -> str:
    """The id of a record that a message makes; all that one message makes end alike."""
    return f"{name}{MESSAGE}{hashlib.sha256(message.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """One record; a withdrawn one stays, marked.

    ``known_at``: from when it counts, which is when it was recorded unless it happened later or
    only counts (then when it happened). ``by`` is the pid of who recorded it, empty for a command.
    ``remark``: in the office's own words why. ``withdrawn_by``: who took it back.
    """

    id: str
    fact: Fact
    recorded_at: datetime
    known_at: datetime
    by: str = ""
    remark: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""

    def withdraw(self, now: datetime, by: str) -> RecordedFact:
        """The record as it is once it was taken back."""
        return replace(self, withdrawn_at=now, withdrawn_by=by)

    def by_one_yes_with(self, other: RecordedFact) -> bool:
        """Whether one message has recorded both; any record goes with itself."""
        message = self.id.partition(MESSAGE)[2]
        return self.id == other.id or (message != "" and message == other.id.partition(MESSAGE)[2])

    @property
    def of_a_measure(self) -> bool:
        """True when it changes where one measure stands, and draws up nothing."""
        return self.fact.kind in OF_A_MEASURE
