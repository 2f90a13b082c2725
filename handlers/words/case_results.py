"""What is said about a unit's part of a complaint (报结果、采纳、退回)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.case_lines import assignment, left, result_of
from handlers.words.case_names import FINDINGS, STATES, kinds
from handlers.words.chat import YES_OR_NO
from handlers.words.complaints import standing
from handlers.words.forms import day, short
from supervision.assignments import Assignment
from supervision.complaints import Complaint, Finding, Handling, HandlingRefusal, Step


def none_assigned() -> str:
    """Nothing waits."""
    return "没有待报结果的举报件。"


def unit_list(found: Sequence[tuple[Complaint, str]], total: int, start: int, today: date) -> str:
    """One page of a unit's own, the earliest due first."""
    lines = [f"待报结果的举报件 {total} 件："]
    for place, (case, unit) in enumerate(found, start + 1):
        given = case.assigned_to(unit)
        back = "，已退回" if given and given.sent_back else ""
        until = left(given.due if given else case.due, today)
        lines.append(f"{place}. {case.number} {short(case.what, 12)}（{until}{back}）")
    more = "，「下一页」看更多" if start + len(found) < total else ""
    lines.append(f"回复序号看全文{more}")
    return "\n".join(lines)


def also_cases(count: int) -> str:
    """A last line under the tasks."""
    return f"\n另有举报件 {count} 件待报结果，回复「我的举报件」查看" if count else ""


def for_unit(complaint: Complaint, given: Assignment, today: date) -> str:
    """A case as an assigned unit reads it: nothing tells who sent it."""
    lines = [
        f"{complaint.number}：{standing(complaint)}",
        complaint.what,
        f"地点：{complaint.place}" if complaint.place else "没有写明地点",
    ]
    if complaint.photos:
        lines.append(f"照片 {complaint.photos} 张，请向整改办查看")
    if complaint.kinds:
        lines.append(f"类型：{kinds(complaint.kinds)}")
    if complaint.remedy:
        lines.append(f"一件一策：{complaint.remedy}")
    lines.append(assignment(given, today))
    if given.sent_back and given.owed:
        lines.append(f"退回原因：{given.sent_back}")
    if complaint.open and given.owed:
        lines.append(f"报结果请发「办理 {complaint.number} 属实 办结 处理情况」")
    return "\n".join(lines)


def not_yours(number: str) -> str:
    """Another unit's, or none: both read alike."""
    return f"{number} 没有交办给您的单位，没有记录。回复「我的举报件」看您单位的。"


def cannot_report(number: str, refusal: HandlingRefusal | None) -> str:
    """What is missing in a result."""
    example = f"「办理 {number} 部分属实 阶段性办结 已责令停工清理」"
    if refusal is HandlingRefusal.NO_FINDING:
        return f"办结前请写明查实情况：属实、基本属实、部分属实或不属实，例如{example}。"
    if refusal is HandlingRefusal.NO_ANSWER:
        return f"办结要写明处理情况，例如{example}。"
    return f"请写明办理情况：办理中、阶段性办结或办结，例如{example}。"


def confirm_report(
    complaint: Complaint, unit: str, finding: Finding | None, state: Handling, text: str
) -> str:
    """Names exactly what the office will read."""
    found = f"{FINDINGS[finding]}，" if finding else ""
    return f"将报整改办 {complaint.number}（{unit}）：{found}{STATES[state]}\n{text}\n{YES_OR_NO}。"


def reported(complaint: Complaint, one: Assignment) -> str:
    """Stored, and not yet the answer."""
    return f"已报整改办 {complaint.number}：{_short_result(one)}。整改办审核后答复举报人。"


def result_to_office(complaint: Complaint, one: Assignment) -> str:
    """A unit has reported."""
    owing = [other.unit for other in complaint.assignments if other.owed]
    wait = f"\n还没有报：{'、'.join(owing)}" if owing else ""
    number = complaint.number
    return (
        f"【举报件结果】{number} {short(one.unit, 16)}：{short(result_of(one), 90)}{wait}\n"
        f"用作答复请回复「采纳 {number}」，不行请回复「退回 {number} 原因」"
    )


def nothing_reported(complaint: Complaint) -> str:
    """Nothing to take over."""
    return f"{complaint.number} 没有待审核的单位结果。回复「{complaint.number}」看办理情况。"


def findings_differ(complaint: Complaint, results: Sequence[Assignment]) -> str:
    """Units that do not agree."""
    said = "；".join(f"{one.unit}：{_short_result(one)}" for one in results)
    return (
        f"几家单位查实情况不一致（{said}），没有采纳。请写成"
        f"「办理 {complaint.number} 部分属实 办结 处理情况」，"
        f"或「退回 {complaint.number} 单位 原因」。"
    )


def confirm_taking(complaint: Complaint, step: Step, owing: Sequence[str], *, told: bool) -> str:
    """Names exactly what the sender will read, and who has not reported yet."""
    finding = f"{FINDINGS[step.finding]}，" if step.finding else ""
    wait = f"\n注意：{'、'.join(owing)}还没有报结果。" if owing else ""
    who = "举报人会收到：" if told else "没有可告知的举报人。答复记录为："
    return (
        f"将采纳 {complaint.number}：{finding}{STATES[step.state]}\n"
        f"{who}{step.answer or '办理情况，没有附言'}{wait}\n{YES_OR_NO}。"
    )


def why_return(number: str) -> str:
    """退回 without a reason."""
    return f"请写明退回 {number} 的原因，例如「没有现场照片」。回复 0 不退回"


def sent_back(number: str, units: Sequence[str]) -> str:
    """Done."""
    return f"已退回 {number}，将告知{'、'.join(units)}。"


def sent_back_to_unit(complaint: Complaint, unit: str, today: date) -> str:
    """A unit's result was not taken."""
    given = complaint.assigned_to(unit)
    due = given.due if given else complaint.due
    why_not = given.sent_back if given else ""
    number = complaint.number
    return (
        f"【举报件退回】{number}：{short(why_not, 90)}\n"
        f"请在{day(due, today)}前重报，回复「办理 {number} 属实 办结 处理情况」"
    )


def _short_result(one: Assignment) -> str:
    return result_of(one).split("：")[0]
