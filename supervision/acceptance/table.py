"""Stages × events (阶段 × 事件): what may follow what, and why the rest may not.

Every cell of the table is the stage that follows or the named reason why nothing does; what a cell
allows may still be refused for what the case holds (:mod:`supervision.acceptance.machine`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Stage(StrEnum):
    """Where a measure stands on its way from the application to the closing."""

    OPEN = "open"  # 整改中
    APPLIED = "applied"  # 已申请验收
    VERIFYING = "verifying"  # 验收中
    PASSED = "passed"  # 验收意见齐备，待领导小组同意
    AGREED = "agreed"  # 待公示
    PUBLICITY = "publicity"  # 公示中
    ENDED = "ended"  # 公示期满，待备案
    CLOSED = "closed"  # 已销号


class Event(StrEnum):
    """What can happen to it; the facts among them have the names of the facts."""

    APPLIED = "applied"  # 申请验收
    WITHDRAWN = "application_withdrawn"  # 撤回申请
    VISIT_ARRANGED = "visit_arranged"  # 安排现场核查
    SITE_CHECKED = "site_checked"  # 现场核查
    OPINION_FOR = "opinion_for"  # 验收意见：同意
    OPINION_AGAINST = "opinion_against"  # 验收意见：不同意
    SENT_BACK = "sent_back"  # 整改办退回
    ACCEPTED = "accepted"  # 验收通过
    AGREED = "agreed"  # 领导小组同意
    REFUSED = "refused"  # 领导小组不同意，或整改办中止
    PUBLICITY_OPENED = "publicity_opened"  # 公示
    PERIOD_CHANGED = "publicity_period_changed"  # 工作日表变更，公示期重算
    OBJECTION_RECEIVED = "objection_received"  # 收到异议
    OBJECTION_UPHELD = "objection_upheld"  # 异议成立
    OBJECTION_DISMISSED = "objection_dismissed"  # 异议不成立
    PUBLICITY_ENDED = "publicity_ended"  # 公示期满
    SETTLED = "settled"  # 四个不放过：落实
    UNSETTLED = "unsettled"  # 四个不放过：没有落实
    CLOSED = "closed"  # 销号
    SPOT_CHECK_DRAWN = "spot_check_drawn"  # 抽中
    SPOT_CHECK_OK = "spot_check_ok"  # 抽查合格
    SPOT_CHECK_FAILED = "spot_check_failed"  # 抽查不合格，重新纳入
    REBOUND = "rebound"  # 反弹，重新纳入


class Next(StrEnum):
    """What a person can do next on a case."""

    OPINION = "opinion"  # 验收意见
    AGREE = "agree"  # 领导小组审定
    PUBLICITY = "publicity"  # 公示
    FILE = "file"  # 备案销号


class Refusal(StrEnum):
    """Why something cannot be done; each has its own sentence."""

    NOT_YOURS = "not_yours"  # another unit answers for it
    NOT_DONE = "not_done"  # not reported at 100 %
    NOT_DONE_ANEW = "not_done_anew"  # not reported at 100 % since it came back on the list
    NO_EVIDENCE = "no_evidence"
    NO_SELF_CHECK = "no_self_check"
    UNDER_CHECK = "under_check"  # applied for already
    ACCEPTED_BEFORE = "accepted_before"
    CLOSED_BEFORE = "closed_before"
    NOT_APPLIED = "not_applied"
    NOT_THEIRS_TO_VERIFY = "not_theirs_to_verify"
    GIVEN_BEFORE = "given_before"  # the unit has given its opinion
    NOT_VISITED = "not_visited"  # no site check in this round
    OPINIONS_MISSING = "opinions_missing"
    NOT_PASSED = "not_passed"  # nothing to agree to yet
    AGREED_BEFORE = "agreed_before"
    NOT_AGREED = "not_agreed"  # too early for the publicity
    RUNS_ALREADY = "runs_already"  # the publicity
    NOT_IN_PUBLICITY = "not_in_publicity"
    PERIOD_OVER = "period_over"
    PERIOD_RUNS = "period_runs"
    OBJECTION_OPEN = "objection_open"
    NO_SUCH_OBJECTION = "no_such_objection"
    NOT_ENDED = "not_ended"  # too early for the closing
    NOT_LET_GO = "not_let_go"  # 四个不放过: one is open
    NOT_CLOSED = "not_closed"
    NOT_DRAWN = "not_drawn"  # no spot check was drawn for it


@dataclass(frozen=True, slots=True)
class Row:
    """What an event does at each stage: the stages it leads to, and the refusals elsewhere."""

    leads: Mapping[Stage, Stage]
    otherwise: Refusal
    refused: Mapping[Stage, Refusal] = field(default_factory=dict)


def _stays(*stages: Stage) -> dict[Stage, Stage]:
    return {stage: stage for stage in stages}


O, A, V, P = Stage.OPEN, Stage.APPLIED, Stage.VERIFYING, Stage.PASSED  # noqa: E741 - columns
G, N, E, C = Stage.AGREED, Stage.PUBLICITY, Stage.ENDED, Stage.CLOSED

_SETTLED = {
    **dict.fromkeys((P, G, N, E), Refusal.ACCEPTED_BEFORE),
    C: Refusal.CLOSED_BEFORE,
}

ROWS: Mapping[Event, Row] = {
    Event.APPLIED: Row({O: A}, Refusal.UNDER_CHECK, _SETTLED),
    Event.WITHDRAWN: Row({A: O, V: O}, Refusal.NOT_APPLIED, _SETTLED),
    Event.VISIT_ARRANGED: Row(_stays(A, V), Refusal.NOT_APPLIED, _SETTLED),
    Event.SITE_CHECKED: Row({A: V, V: V}, Refusal.NOT_APPLIED, _SETTLED),
    Event.OPINION_FOR: Row({A: V, V: V}, Refusal.NOT_APPLIED, _SETTLED),
    Event.OPINION_AGAINST: Row({A: O, V: O}, Refusal.NOT_APPLIED, _SETTLED),
    Event.SENT_BACK: Row({A: O, V: O}, Refusal.NOT_APPLIED, _SETTLED),
    Event.ACCEPTED: Row({V: P}, Refusal.OPINIONS_MISSING, _SETTLED),
    Event.AGREED: Row(
        {P: G},
        Refusal.NOT_PASSED,
        {**dict.fromkeys((G, N, E), Refusal.AGREED_BEFORE), C: Refusal.CLOSED_BEFORE},
    ),
    Event.REFUSED: Row({P: O, G: O, N: O, E: O}, Refusal.NOT_PASSED, {C: Refusal.CLOSED_BEFORE}),
    Event.PUBLICITY_OPENED: Row(
        {G: N},
        Refusal.NOT_AGREED,
        {**dict.fromkeys((N, E), Refusal.RUNS_ALREADY), C: Refusal.CLOSED_BEFORE},
    ),
    Event.PERIOD_CHANGED: Row(_stays(N), Refusal.NOT_IN_PUBLICITY),
    Event.OBJECTION_RECEIVED: Row(_stays(N), Refusal.NOT_IN_PUBLICITY),
    Event.OBJECTION_UPHELD: Row({N: O}, Refusal.NOT_IN_PUBLICITY),
    Event.OBJECTION_DISMISSED: Row(_stays(N), Refusal.NOT_IN_PUBLICITY),
    Event.PUBLICITY_ENDED: Row({N: E}, Refusal.NOT_IN_PUBLICITY),
    Event.SETTLED: Row(_stays(A, V, P, G, N, E), Refusal.NOT_APPLIED, {C: Refusal.CLOSED_BEFORE}),
    Event.UNSETTLED: Row(_stays(A, V, P, G, N, E), Refusal.NOT_APPLIED, {C: Refusal.CLOSED_BEFORE}),
    Event.CLOSED: Row({E: C}, Refusal.NOT_ENDED, {C: Refusal.CLOSED_BEFORE}),
    Event.SPOT_CHECK_DRAWN: Row(_stays(C), Refusal.NOT_CLOSED),
    Event.SPOT_CHECK_OK: Row(_stays(C), Refusal.NOT_CLOSED),
    Event.SPOT_CHECK_FAILED: Row({C: O}, Refusal.NOT_CLOSED),
    Event.REBOUND: Row({C: O}, Refusal.NOT_CLOSED),
}
"""Event → its row; the columns are the stages."""


def follows(stage: Stage, event: Event) -> Stage | Refusal:
    """The cell of the table: the stage that follows, or why nothing does."""
    row = ROWS[event]
    return row.leads.get(stage) or row.refused.get(stage, row.otherwise)
