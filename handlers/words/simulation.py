"""How a simulation tells a step: what it rests on, and what would stop it."""

from __future__ import annotations

from handlers.words.causes import CAUSES
from supervision.decisions import Decision, Finding, Reason, Step
from supervision.policy import Policy

MOST = 8
"""Measures that one sentence names."""

STOPS = {
    Reason.DUE_SOON: "申请验收或通过验收后不再提醒",
    Reason.BECAME_OVERDUE: "通过验收、销号，或延期、正当理由获准",
    Reason.BEHIND_PACE: "上报进度赶上序时进度，或申请验收",
    Reason.OVERDUE_AT_BULLETIN: "下次通报前通过验收、销号，或延期、正当理由获准",
    Reason.FALSE_REPORT: "据实更正并由整改办决定",
    Reason.RESULT_NOT_REPORTED: "补报整改结果并由整改办决定",
    Reason.NOT_PUBLISHED: "补公开整改结果并由整改办决定",
    Reason.CRITICISED_BY_HIGHER_LEVEL: "由整改办决定",
    Reason.CLOSED: "成效巩固即不再列入",
    Reason.PROBLEMS_FOUND: "本年度不再新增问题",
    Reason.TARGET_MISSED: "由整改办决定",
    Reason.RANKED_LAST: "下月不再列入末位",
    Reason.REPEATED_COMPLAINTS: "同一地点同类举报不再发生",
    Reason.NOT_REPORTED_IN_PERIOD: "调度日前上报进展，无变化的也报无变化",
    Reason.OFFICE_CHOICE: "由整改办决定",
}
"""What would have stopped a step, or stops the next one."""


def because(decision: Decision) -> str:
    """到期未完成：14-2（2017-08-31到期，上报60%）."""
    cause = CAUSES[decision.reason].format(n=len(decision.findings))
    named = [_named(found) for found in decision.findings[:MOST]]
    if decision.measure and not named:
        named = [decision.measure]
    more = len(decision.findings) - MOST
    rest = f"等 {len(decision.findings)} 项" if more > 0 else ""
    counted = _counted(decision)
    return cause + ("：" if named else "") + "、".join(named) + rest + counted


def stops(decision: Decision, policy: Policy) -> str:
    """What would have stopped it; what is counted names the count at which the next step comes."""
    if decision.reason in STOPS:
        return STOPS[decision.reason]
    later = sorted(r.count for r in policy.rules if r.count and r.count > (decision.count or 0))
    return f"不再被通报批评；第 {later[0]} 次另有措施" if later else "不再被通报批评"


def _counted(decision: Decision) -> str:
    if decision.count is None:
        return ""
    unit = "次通报批评" if decision.step is Step.CRITICISM else "次"
    return f"（第 {decision.count} {unit}）"


def _named(found: Finding) -> str:
    told = f"上报{found.claimed}%" if found.reported else "未上报"
    ahead = f"应达{found.expected}%，" if found.expected is not None else ""
    due = f"{found.due}到期，" if found.due else ""
    return f"{found.measure}（{due}{ahead}{told}）"
