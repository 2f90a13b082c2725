"""What is said about acceptance (验收、销号): applied for, accepted, sent back."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named, short, standing
from supervision.acceptance import AcceptanceRefusal
from supervision.progress import Entry
from supervision.records import Measure
from supervision.requests import Request

LONGEST_REASON = 60

CHECKLIST = (
    "1. 整改措施全部完成，有自查说明",
    "2. 违法问题已处罚到位",
    "3. 效果达到法规和技术标准，有监测或验收资料",
    "4. 举一反三，同类问题一并整改",
    "5. 有长效机制，防止反弹",
)
"""The five criteria of acceptance (验收五条), in short; each shown by the file (一案一档)."""


def refused_at_once(entry: Entry, refusal: AcceptanceRefusal) -> str:
    """Why nothing was applied for, and what to do first."""
    measure, number = entry.measure, entry.measure.number
    if refusal is AcceptanceRefusal.NOT_YOURS:
        owners = "、".join(measure.duty.answerable[:2])
        return f"{number} 由{owners}牵头，验收由牵头单位申请。\n要看进展请回复「看{number}」。"
    if refusal is AcceptanceRefusal.SETTLED:
        return f"{named(measure)} 已通过验收，不用再申请。\n要看记录请回复「看{number}」。"
    if refusal is AcceptanceRefusal.UNDER_CHECK:
        return f"{named(measure)} 已申请验收，正在等结果。\n请回复「看{number}」看进度。"
    return (
        f"{named(measure)} 还不能申请验收：{standing(entry.progress)}，要先上报 100%。\n"
        f"已全部完成请先回复「{number} 已完成」，再发一次「{number} 申请验收」。"
    )


def confirm(entry: Entry, evidence: int, open_problem: str) -> str:
    """The checklist, and what will be handed in."""
    measure = entry.measure
    lines = [f"申请 {named(measure)} 验收前，请逐条核对：", *CHECKLIST]
    lines.append(
        f"已交佐证材料 {evidence} 件" if evidence else "还没有佐证材料，可先发整改前后照片"
    )
    if open_problem:
        lines.append(f"您上次报的困难「{short(open_problem, 16)}」应已解决")
    lines.append(f"都齐了，{YES_OR_NO}")
    return "\n".join(lines)


def applied(measure: Measure) -> str:
    """The application is with the verifiers."""
    return (
        f"已提交 {named(measure)} 的验收申请，材料请留存备查（一案一档）。\n"
        "验收结果会通知您；结果出来前不能再上报这一项。"
    )


def to_office(request: Request, measure: Measure, evidence: int) -> str:
    """What the office and the verifiers are told."""
    return (
        f"【验收申请】{request.unit}申请 {named(measure)} 验收销号\n"
        f"单位上报 100%（未核实），佐证材料 {evidence} 件\n"
        f"核查后回复「同意验收 {measure.number}」，或「退回 {measure.number} 原因」"
    )


def line(request: Request, measure: Measure, evidence: int) -> str:
    """One application in the office's list."""
    return f"验收 {named(measure)} {short(request.unit, 10)}：佐证 {evidence} 件"


def none_waits(number: str) -> str:
    """No application on this measure, or none at all."""
    which = f"{number} 没有待办的验收申请" if number else "没有待办的验收申请"
    return f"{which}。回复「待办」看全部申请。"


def which_one(requests: Sequence[Request]) -> str:
    """Several applications wait and none was named."""
    numbers = "、".join(request.measure for request in requests[:6])
    first = requests[0].measure
    return f"有 {len(requests)} 份验收申请：{numbers}。请带上编号，例如「同意验收 {first}」。"


def not_yours_to_verify(measure: Measure) -> str:
    """Somebody who verifies other measures."""
    named_ones = "、".join(measure.duty.verifying_units[:2]) or "整改办"
    return f"{named(measure)} 由{named_ones}验收，不由您单位验收。"


def already(measure: Measure) -> str:
    """Accepted before."""
    return f"{named(measure)} 已通过验收，没有改动。"


def confirm_accept(request: Request, entry: Entry, evidence: int) -> str:
    """Names exactly what will hold."""
    return (
        f"将同意 {request.unit} {named(entry.measure)} 通过验收：\n"
        f"核实进度记为 100%（单位上报 {entry.progress.claimed_percent}%），佐证 {evidence} 件。\n"
        "请确认已现场核查，验收五条都符合；公示和销号另行办理。\n"
        f"{YES_OR_NO}。"
    )


def accepted(measure: Measure, told: int) -> str:
    """Decided, and who hears of it."""
    return f"已记录 {named(measure)} 通过验收，核实 100%，将通知 {told} 人。下一步是公示。"


def to_unit_accepted(measure: Measure) -> str:
    """What the unit is told."""
    return (
        f"【验收结果】{named(measure)} 通过验收，核实 100%\n"
        f"下一步由整改办公示，公示无异议后销号。请保管好材料。回复「看{measure.number}」看详情"
    )


def why_not(number: str) -> str:
    """Sent back without a reason."""
    return f"请写明退回 {number} 的原因，直接回复即可，例如「缺少监测报告」。回复 0 不办理"


def confirm_send_back(request: Request, measure: Measure, reason: str) -> str:
    """Names exactly what will hold."""
    return (
        f"将退回 {request.unit} {named(measure)} 的验收申请，该项恢复整改中，"
        "到期日已过的即算超期。\n"
        f"原因：{short(reason, LONGEST_REASON)}\n{YES_OR_NO}。"
    )


def sent_back(measure: Measure, told: int) -> str:
    """Decided, and who hears of it."""
    return f"已退回 {named(measure)} 的验收申请，将通知 {told} 人。"


def to_unit_sent_back(request: Request, measure: Measure) -> str:
    """What the unit is told."""
    return (
        f"【验收退回】{named(measure)} 没有通过验收\n"
        f"原因：{short(request.remark, LONGEST_REASON)}\n"
        f"请整改后回复「{measure.number} 完成…%」上报，再发「{measure.number} 申请验收」"
    )
