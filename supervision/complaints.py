"""Complaints of citizens (群众举报件): what was handed in, what was found, how far it is.

The sender is nowhere in the record: who it was is kept apart, for the answer alone, and forgotten
when they leave or some time after the case is closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from supervision.assignments import Assignment


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


class Source(StrEnum):
    """How it came in (来源)."""

    WECHAT = "wechat"  # 微信
    PHONE = "phone"  # 来电
    LETTER = "letter"  # 来信
    WEB = "web"  # 网络
    PROVINCE = "province"  # 省转
    OTHER = "other"  # 其他


class Pollution(StrEnum):
    """What is polluted, or by what (污染类型); one case may be of several kinds."""

    WATER = "water"  # 水
    AIR = "air"  # 大气
    SOIL = "soil"  # 土壤
    NOISE = "noise"  # 噪声
    DUST = "dust"  # 扬尘
    WASTE = "waste"  # 固废
    ECOLOGY = "ecology"  # 生态
    OTHER = "other"  # 其他


class Verdict(StrEnum):
    """What the sender says of the result (满意度)."""

    SATISFIED = "satisfied"  # 满意
    MOSTLY = "mostly"  # 基本满意
    NOT = "not"  # 不满意


class HandlingRefusal(StrEnum):
    """Why a step cannot be recorded yet; each has its own sentence for the office."""

    NO_STATE = "no_state"
    NO_FINDING = "no_finding"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the handling; steps are only ever added.

    ``facts`` is what the check came upon (调查核实情况), ``answer`` what was done about it.
    """

    at: datetime
    state: Handling
    finding: Finding | None = None
    answer: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint with its number; ``due`` is the last day for an answer.

    ``like``: numbers of earlier ones that may be about the same, a hint for the office; ``first``
    is the number of the earliest that the office has linked it to, ``parted`` are those that it
    has found to be about something else. ``photos`` counts what was sent with it. ``cause`` is why
    it could come to this (原因), ``remedy`` what is to be done for this one case (一件一策),
    ``leader`` who has taken it over (领导包案), ``listed`` the document that proposes to list it
    (挂牌督办). ``summary`` is what the office lets everybody read of it, ``published`` since when.
    ``verdict`` of the sender, with the ``wish`` of somebody who is not satisfied.
    ``accounted`` is what became of those responsible (责任人被处理情况), ``enterprise`` the entry
    of the public list that rests on it (企业名单). ``counted`` once it stands in the counts.
    """

    number: str
    at: datetime
    due: date
    what: str
    place: str = ""
    like: tuple[str, ...] = ()
    photos: int = 0
    steps: tuple[Step, ...] = ()
    source: Source = Source.WECHAT
    kinds: tuple[Pollution, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    first: str = ""
    parted: tuple[str, ...] = ()
    cause: str = ""
    remedy: str = ""
    leader: str = ""
    starred: bool = False
    listed: str = ""
    summary: str = ""
    published: datetime | None = None
    verdict: Verdict | None = None
    wish: str = ""
    accounted: str = ""
    enterprise: str = ""
    counted: bool = False

    @property
    def state(self) -> Handling:
        """How far it is now."""
        return self.steps[-1].state if self.steps else Handling.RECEIVED

    @property
    def finding(self) -> Finding | None:
        """What was found last, once something was."""
        return next((step.finding for step in reversed(self.steps) if step.finding), None)

    @property
    def facts(self) -> str:
        """What the check came upon, as it was last written down."""
        return next((step.facts for step in reversed(self.steps) if step.facts), "")

    @property
    def answer(self) -> str:
        """What was done about it, as the sender was last told."""
        return next((step.answer for step in reversed(self.steps) if step.answer), "")

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it is assigned to, the first of them in the lead (主办)."""
        return tuple(one.unit for one in self.assignments)

    @property
    def closed_at(self) -> datetime | None:
        """When it was closed; None while it is open."""
        return None if self.open else self.steps[-1].at

    def assigned_to(self, unit: str) -> Assignment | None:
        """What this unit was assigned, if anything."""
        return next((one for one in self.assignments if one.unit == unit), None)

    def with_assignment(self, new: Assignment) -> Complaint:
        """The complaint with an assignment; an older one of the same unit is replaced."""
        kept = tuple(new if one.unit == new.unit else one for one in self.assignments)
        known = self.assigned_to(new.unit) is not None
        return replace(self, assignments=kept if known else (*kept, new))

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


def order_of(number: str) -> tuple[int, int]:
    """The place of a number among all of them: by year, then as they came."""
    year, _, count = number.removeprefix("JB").partition("-")
    return int(year), int(count)


LONG_DIGITS = re.compile(r"(?<!\d)\d[\d \-]{5,}\d[\dXx]?(?!\d)")


def without_numbers(words: str) -> str:
    """The words without telephone and identity numbers, which would tell who wrote them."""
    return LONG_DIGITS.sub("（号码已隐去）", words)
