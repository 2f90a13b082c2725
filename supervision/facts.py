"""Facts (事实): what happened, as the steps of the ladder need to know it.

The names of the kinds and of the fields are those of the facts JSONL (contracts/fact.schema.json).
Facts about one measure change its progress (:mod:`supervision.effects`); the others are kept as
they are, and their steps are drawn up at the next draw-up hour (:mod:`supervision.by_fact`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.times import to_iso


class FactKind(StrEnum):
    """What can happen."""

    REPORT = "report"  # 上报进展
    VERIFIED = "verified"  # 核实
    APPLIED = "applied"  # 申请验收
    ACCEPTED = "accepted"  # 验收通过
    SENT_BACK = "sent_back"  # 退回
    CLOSED = "closed"  # 销号
    REBOUND = "rebound"  # 反弹，重新纳入
    EXTENSION_GRANTED = "extension_granted"  # 同意延期
    PROPER_REASON = "proper_reason"  # 正当理由
    FALSE_REPORT = "false_report"  # 反馈失实
    RESULT_NOT_REPORTED = "result_not_reported"  # 未及时报送结果
    NOT_PUBLISHED = "not_published"  # 未及时公开
    CRITICISED_BY_HIGHER_LEVEL = "criticised_by_higher_level"  # 被上级通报批评
    REPLIED = "replied"  # 书面答复
    RANKING = "ranking"  # 月度排名
    PROBLEM_FOUND = "problem_found"  # 督察检查发现问题
    ANNUAL_TARGET_MISSED = "annual_target_missed"  # 年度目标未完成
    COMPLAINT = "complaint"  # 群众举报


OF_A_MEASURE = frozenset(
    {
        FactKind.REPORT,
        FactKind.VERIFIED,
        FactKind.APPLIED,
        FactKind.ACCEPTED,
        FactKind.SENT_BACK,
        FactKind.CLOSED,
        FactKind.REBOUND,
        FactKind.EXTENSION_GRANTED,
        FactKind.PROPER_REASON,
    }
)
"""Facts that change where one measure stands, and nothing else."""

FAILURES = frozenset({FactKind.FALSE_REPORT, FactKind.RESULT_NOT_REPORTED, FactKind.NOT_PUBLISHED})
"""Failures of a unit (T4, reading 7)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened at ``at``; a field that a kind does not know stays empty.

    ``matter`` is the kind of a problem or complaint (``kind`` in the JSONL); ``ratio`` the share of
    a yearly target that was missed (0.12 = 12 % short); ``units`` of a ranking, the best first.
    ``measure`` is the number within ``plan``.
    """

    at: datetime
    kind: FactKind
    unit: str = ""
    plan: str = ""
    measure: str = ""
    percent: int = 0
    until: date | None = None
    by: str = ""
    step: str = ""
    table: str = ""
    month: str = ""
    units: tuple[str, ...] = ()
    count: int = 1
    matter: str = ""
    target: str = ""
    ratio: float = 0.0
    place: str = ""

    @property
    def item(self) -> str:
        """``plan:number`` of the measure."""
        return f"{self.plan}:{self.measure}"

    @property
    def mark(self) -> str:
        """What tells this fact from others of its kind, for the number of a document."""
        own = (self.measure, self.by, self.table, self.target, self.matter, self.place)
        return "|".join((to_iso(self.at), *own))


def read_mark(mark: str) -> dict[str, str]:
    """What :attr:`Fact.mark` says of a fact, by the names of its fields; empty ones left out."""
    names = ("at", "measure", "by", "table", "target", "matter", "place")
    parts = mark.split("|")
    if len(parts) < len(names):
        return {}
    return {name: part for name, part in zip(names, parts, strict=False) if part}
