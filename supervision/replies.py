"""Written replies (书面答复) of units, and words left for the office (留言)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.decisions import Step

REPLIED_TO = frozenset({Step.WARNING, Step.CRITICISM, Step.YELLOW_CARD, Step.MONTHLY_SUPERVISION})
"""What a unit answers in writing with reason and measures; a reminder is answered by a report."""


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
