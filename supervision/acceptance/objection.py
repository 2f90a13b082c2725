"""Objections (异议) to a publicity: what was said, and what the office found.

As with a complaint the sender is nowhere in the record; who it was is kept apart, for the answer
alone, and forgotten when they leave.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection. ``upheld``: whether it holds (成立); None while that is not settled.

    ``publicity`` and ``item`` say to what; ``answer`` is what the sender reads.
    """

    number: str
    at: datetime
    publicity: str
    item: str
    what: str
    upheld: bool | None = None
    settled_at: datetime | None = None
    answer: str = ""

    def settle(self, now: datetime, answer: str, *, upheld: bool) -> Objection:
        """The objection once it is settled; what was said stays."""
        return replace(self, upheld=upheld, settled_at=now, answer=answer)


def objection_number(year: int, count: int) -> str:
    """YY2018-0001: the initials of 异议, the year, the place in it."""
    return f"YY{year}-{count:04d}"


def publicity_number(year: int, count: int) -> str:
    """GS2018-0001: the initials of 公示, the year, the place in it."""
    return f"GS{year}-{count:04d}"
