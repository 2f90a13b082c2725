"""What the rules decide: a step, with its named reason and its clause.

The values of :class:`Step`, :class:`Recipient` and :class:`Reason` are part of the contract of
``policy simulate``; nothing here is issued by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """A rung of the ladder (督察措施)."""

    REMINDER = "reminder"  # 提醒
    WARNING = "warning"  # 预警
    CRITICISM = "criticism"  # 通报批评
    YELLOW_CARD = "yellow_card"  # 黄牌警告
    MONTHLY_SUPERVISION = "monthly_supervision"  # 列入督办计划
    LISTED_SUPERVISION = "listed_supervision"  # 挂牌督办
    SUMMONS = "summons"  # 约谈
    ADMONITION = "admonition"  # 诫勉谈话
    ACCOUNTABILITY = "accountability"  # 问责
    REFERRAL = "referral"  # 线索移送
    SPECIAL_INSPECTION = "special_inspection"  # 专项督查
    LOOK_BACK = "look_back"  # 回头看
    VETO = "veto"  # 一票否决
    SELF_CRITICISM = "self_criticism"  # 深刻检查


class Recipient(StrEnum):
    """Who a step is addressed to (送达对象)."""

    LIAISON = "liaison"
    UNIT_HEAD = "unit_head"
    DEPUTY_HEAD = "deputy_head"
    MAIN_HEAD = "main_head"
    LEADER = "leader"
    GROUP_LEADER = "group_leader"
    OFFICE = "office"
    DISCIPLINE = "discipline"
    PUBLIC = "public"


class Reason(StrEnum):
    """Why a step is taken; logged, counted and printed in the document."""

    DUE_SOON = "due_soon"
    BECAME_OVERDUE = "became_overdue"
    BEHIND_PACE = "behind_pace"
    OVERDUE_AT_BULLETIN = "overdue_at_bulletin"
    FIRST_CRITICISM = "first_criticism"
    SECOND_CRITICISM = "second_criticism"
    THIRD_CRITICISM = "third_criticism"
    CRITICISED_BY_HIGHER_LEVEL = "criticised_by_higher_level"
    RESULT_NOT_REPORTED = "result_not_reported"
    FALSE_REPORT = "false_report"
    NOT_PUBLISHED = "not_published"
    CLOSED = "closed"
    PROBLEMS_FOUND = "problem_found"
    TARGET_MISSED = "annual_target_missed"
    RANKED_LAST = "ranking"
    REPEATED_COMPLAINTS = "complaint"
    NOT_REPORTED_IN_PERIOD = "not_reported_in_period"
    OFFICE_CHOICE = "office_choice"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one measure, in figures that a document can print."""

    measure: str
    title: str
    due: str | None = None  # ISO date
    phrase: str = ""  # the words of the deadline in the plan
    days: int = 0  # calendar days overdue, or working days left
    expected: int | None = None  # percent that the pace asks for
    claimed: int = 0  # percent reported; 0 when nothing was
    reported: bool = True  # whether anything was reported at all
    responsible_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A step that the rules take or propose, and why.

    ``at`` is the issue hour of what is issued and the draw-up hour of what is proposed.
    """

    step: Step
    reason: Reason
    clause: str
    unit: str
    at: datetime
    to: tuple[Recipient, ...]
    needs_signature: bool
    findings: tuple[Finding, ...] = field(default=())
    count: int | None = None
    cause: str | None = None  # number of the document that this one follows from
    plan: str = ""  # id of the plan under which the unit answers
    fact: str = ""  # what tells one recorded fact from another; empty when the schedule decides
    measure: str = ""  # number of the only measure that it is about, when nothing is found of it


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The most pressing first: by date, then by number as people count (2 before 14-2)."""
    return tuple(sorted(findings, key=lambda f: (f.due or "9999", _natural(f.measure))))


def _natural(number: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", number))
