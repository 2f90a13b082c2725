"""Patrol reports (巡查): what a village or community has found, and what became of it.

Patrols are a duty of the village, found or not (B1): one that found nothing is kept too, waits for
nobody and is counted.

A patrol report is a problem of the township above. It counts as a problem found (problem_found)
only when the office says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Judgement(StrEnum):
    """What the office says of it (认定)."""

    OPEN = "open"  # 待认定
    PROBLEM = "problem"  # 认定为问题
    NONE = "none"  # 不认定


@dataclass(frozen=True, slots=True)
class Patrol:
    """One report; ``unit`` is the village, ``township`` answers for it.

    ``above`` are all units with which it stands, the village included, as the tree was then.
    ``clear``: nothing was found. ``answer`` is what the township says that it has done. Who
    reported it stands apart.
    """

    number: str
    at: datetime
    unit: str
    township: str
    what: str
    above: tuple[str, ...] = ()
    place: str = ""
    photos: int = 0
    answer: str = ""
    answered_at: datetime | None = None
    judgement: Judgement = Judgement.OPEN
    kind: str = ""
    judged_at: datetime | None = None
    clear: bool = False

    @property
    def open(self) -> bool:
        """True until the township has answered and the office has judged; never of a clear one."""
        if self.clear:
            return False
        return not self.answer or self.judgement is Judgement.OPEN

    def answered(self, text: str, at: datetime) -> Patrol:
        """The report with what the township has done."""
        return replace(self, answer=text, answered_at=at)

    def judged(self, judgement: Judgement, kind: str, at: datetime) -> Patrol:
        """The report with what the office says of it."""
        return replace(self, judgement=judgement, kind=kind, judged_at=at)


def patrol_number(year: int, count: int) -> str:
    """XC2018-0001: the initials of 巡查, the year, the place in it."""
    return f"XC{year}-{count:04d}"
