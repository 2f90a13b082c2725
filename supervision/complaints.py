"""Complaints of citizens (群众举报件): what was handed in, what was found, how far it is.

The sender is nowhere in the record: who it was is kept apart, for the answer alone, and forgotten
when they leave.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Finding(StrEnum):
    """What the check found (查实情况)."""

    TRUE = "true"  # 属实
    MOSTLY_TRUE = "mostly_true"  # 基本属实
    PARTLY_TRUE = "partly_true"  # 部分属实
    UNTRUE = "untrue"  # 不属实


class Handling(StrEnum):
    """How far it is (办理情况)."""

    RECEIVED = "received"  # 已受理
    IN_HAND = "in_hand"  # 办理中
    STAGED = "staged"  # 阶段性办结
    CLOSED = "closed"  # 办结


ENDS = frozenset({Handling.STAGED, Handling.CLOSED})
"""What an answer to the sender is owed for; a staged one stays on the office's list."""


class HandlingRefusal(StrEnum):
    """Why a step cannot be recorded yet; each has its own sentence for the office."""

    NO_STATE = "no_state"
    NO_FINDING = "no_finding"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the handling; steps are only ever added."""

    at: datetime
    state: Handling
    finding: Finding | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint with its number; ``due`` is the last day for an answer.

    ``like``: numbers of earlier ones about the same place, a hint for the office. ``photos``
    counts what was sent with it.
    """

    number: str
    at: datetime
    due: date
    what: str
    place: str = ""
    like: tuple[str, ...] = ()
    photos: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> Handling:
        """How far it is now."""
        return self.steps[-1].state if self.steps else Handling.RECEIVED

    @property
    def finding(self) -> Finding | None:
        """What was found last, once something was."""
        return next((step.finding for step in reversed(self.steps) if step.finding), None)

    @property
    def open(self) -> bool:
        """True while the office still has to do with it."""
        return self.state is not Handling.CLOSED

    def handled(self, step: Step) -> Complaint:
        """The complaint with one more step."""
        return replace(self, steps=(*self.steps, step))


def handling_refusal(
    state: Handling | None, finding: Finding | None, answer: str, known: Finding | None
) -> HandlingRefusal | None:
    """Why this step cannot be recorded, or None: what ends it says what was found and done."""
    if state is None:
        return HandlingRefusal.NO_STATE
    if state not in ENDS:
        return None
    if finding is None and known is None:
        return HandlingRefusal.NO_FINDING
    return None if answer.strip() else HandlingRefusal.NO_ANSWER


def complaint_number(year: int, count: int) -> str:
    """JB2017-0001: the initials of 举报, the year, the place in it."""
    return f"JB{year}-{count:04d}"


LONG_DIGITS = re.compile(r"(?<!\d)\d[\d \-]{5,}\d[\dXx]?(?!\d)")


def without_numbers(words: str) -> str:
    """The words without telephone and identity numbers, which would tell who wrote them."""
    return LONG_DIGITS.sub("（号码已隐去）", words)


def alike(mine: Collection[str], theirs: Collection[str]) -> bool:
    """Whether two places are hinted to the office as the same: most of the fewer words agree."""
    fewer = min(len(set(mine)), len(set(theirs)))
    return fewer > 0 and 3 * len(set(mine) & set(theirs)) >= 2 * fewer
