"""What a unit reads about the acceptance of its measures (申请验收)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.acceptance_names import CHECKLIST, next_of
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named, short
from supervision.acceptance.table import Stage
from supervision.acceptance.terms import Terms
from supervision.progress import Entry
from supervision.records import Measure

LONGEST_REASON = 60


def write_self_check(measure: Measure) -> str:
    """The self-check is asked for."""
    return (
        f"申请 {named(measure)} 验收要有自验说明。请直接回复：做了哪些、效果怎样、怎么防反弹。\n"
        "回复 0 不办理"
    )


def confirm(entry: Entry, evidence: int, open_problem: str, self_check: str) -> str:
    """The checklist, and what will be handed in."""
    measure = entry.measure
    lines = [f"申请 {named(measure)} 验收前，请逐条核对：", *CHECKLIST]
    lines.append(
        f"已交佐证材料 {evidence} 件" if evidence else "还没有佐证材料，可先发整改前后照片"
    )
    if self_check:
        lines.append(f"自验说明：{short(self_check, 40)}")
    if open_problem:
        lines.append(f"您上次报的困难「{short(open_problem, 16)}」应已解决")
    lines.append(f"都齐了，{YES_OR_NO}")
    return "\n".join(lines)


def applied(measure: Measure, terms: Terms, needed: Sequence[str]) -> str:
    """The application is with the verifiers, and who decides next."""
    who = "、".join(needed[:3]) if needed else "整改办或核验人员"
    visit = "现场核查后" if terms.site_check else ""
    return (
        f"已提交 {named(measure)} 的验收申请，材料请留存备查（一案一档）。\n"
        f"下一步：{visit}由{who}给出验收意见，结果会通知您；结果出来前不能再上报这一项。\n"
        f"查进度请回复「验收进度 {measure.number}」"
    )


def confirm_withdraw(measure: Measure) -> str:
    """Names exactly what will hold."""
    return (
        f"将撤回 {named(measure)} 的验收申请，该项恢复整改中，到期日已过的即算超期。\n{YES_OR_NO}。"
    )


def withdrawn(measure: Measure) -> str:
    """It is open again."""
    return f"已撤回 {named(measure)} 的验收申请。要再申请请回复「{measure.number} 申请验收」。"


def to_unit_accepted(measure: Measure, stage: Stage) -> str:
    """What the unit is told."""
    return (
        f"【验收结果】{named(measure)} 通过验收，核实 100%\n"
        f"下一步：{next_of(stage)}。请保管好材料。回复「看{measure.number}」看详情"
    )


def to_unit_agreed(measure: Measure) -> str:
    """What the unit is told."""
    return f"【验收结果】领导小组已同意 {named(measure)} 验收销号。下一步由整改办公示。"


def to_unit_sent_back(measure: Measure, reason: str, by: str) -> str:
    """What the unit is told."""
    who = f"{by}：" if by else ""
    return (
        f"【验收退回】{named(measure)} 没有通过验收\n"
        f"原因：{who}{short(reason, LONGEST_REASON)}\n"
        f"请整改后回复「{measure.number} 完成…%」上报，再发「{measure.number} 申请验收」"
    )
