"""What the office, verifiers and leaders read about an acceptance: opinions, agreed, sent back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.words.acceptance_names import (
    CHECKED,
    STAGES,
    WITH_VERIFIERS,
    next_of,
)
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named, short
from supervision.acceptance.case import CRITERIA, Case
from supervision.acceptance.table import Stage
from supervision.progress import Entry
from supervision.records import Measure
from supervision.requests import Request

LONGEST_REASON = 60


def to_office(request: Request, measure: Measure, evidence: int) -> str:
    """What the office and the verifiers are told."""
    return (
        f"【验收申请】{request.unit}申请 {named(measure)} 验收销号\n"
        f"单位上报 100%（未核实），佐证材料 {evidence} 件\n"
        f"核查后回复「同意验收 {measure.number}」，或「退回 {measure.number} 原因」"
    )


def to_office_withdrawn(measure: Measure, unit: str) -> str:
    """The unit has changed its mind."""
    return f"【验收申请撤回】{unit}撤回了 {named(measure)} 的验收申请，不用再核查。"


def none_waits(number: str) -> str:
    """No application on this measure, or none at all."""
    which = f"{number} 没有待办的验收申请" if number else "没有待办的验收申请"
    return f"{which}。回复「待办」看全部申请。"


def which_one(numbers: Sequence[str], *, back: bool, more: bool) -> str:
    """Several cases wait and none was named; ``more``: others than these may wait, too."""
    example = f"退回 {numbers[0]} 原因" if back else f"同意验收 {numbers[0]}"
    listed = "、".join(numbers[:6])
    count = f"{len(numbers)} {'多' if more else ''}份"
    return f"有 {count}验收申请：{listed}。请带上编号，例如「{example}」。"


def not_applied(measure: Measure, case: Case) -> str:
    """Nothing of this measure waits for an opinion."""
    if case.stage is Stage.OPEN:
        return none_waits(measure.number)
    return f"{named(measure)} {STAGES[case.stage]}，没有待办的验收申请，没有改动。"


def not_yours_to_verify(measure: Measure, wanted: Sequence[str]) -> str:
    """Somebody who verifies other measures."""
    named_ones = "、".join(wanted[:2] or measure.duty.verifying_units[:2]) or "整改办"
    return f"{named(measure)} 由{named_ones}验收，不由您单位验收。"


def opinions_are_needed(measure: Measure, missing: Sequence[str]) -> str:
    """The office cannot speak for the verifying units."""
    units = "、".join(missing)
    return (
        f"{named(measure)} 要由各验收单位分别出具意见，还缺：{units}。\n"
        f"回复「催验收 {measure.number}」提醒；收到书面意见的，"
        f"回复「代录意见 {measure.number} {missing[0]} 同意」。"
    )


def given_before(measure: Measure, unit: str, missing: Sequence[str]) -> str:
    """The unit's opinion is there."""
    rest = f"，还缺{'、'.join(missing)}的意见" if missing else ""
    return f"{unit}对 {named(measure)} 的验收意见已记录（同意）{rest}。没有改动。"


def confirm_opinion(
    entry: Entry, case: Case, unit: str, *, evidence: int, photos: int, missing: Sequence[str]
) -> str:
    """What lies there, the five criteria, and exactly what will hold."""
    measure, check = entry.measure, case.site_check
    lines = [f"将以{unit}名义同意 {named(measure)} 通过验收："]
    if missing:
        lines.append(f"记为{unit}的意见，还缺{'、'.join(missing)}。")
    else:
        lines.append(f"核实进度记为 100%（单位上报 {entry.progress.claimed_percent}%）。")
    lines.append(f"佐证 {evidence} 件，核查照片 {photos} 张")
    if check:
        lines.append(f"现场核查：{short(check.text, 30)}")
    applied_step = case.application
    if applied_step and applied_step.text:
        lines.append(f"自验：{short(applied_step.text, 40)}")
    lines += ["请确认已现场核查，验收五条都符合：", CHECKED]
    lines.append(f"{YES_OR_NO}；有不符合的，回复「不同意 {measure.number} 第几条 原因」。")
    return "\n".join(lines)


def opinion_recorded(measure: Measure, unit: str, missing: Sequence[str]) -> str:
    """One opinion of several."""
    return f"已记录{unit}同意 {named(measure)} 验收。还缺：{'、'.join(missing)}。"


def accepted(measure: Measure, told: int, stage: Stage) -> str:
    """Decided, who hears of it, and what comes next."""
    return (
        f"已记录 {named(measure)} 通过验收，核实 100%，将通知 {told} 人。下一步是{next_of(stage)}。"
    )


def confirm_agree(entry: Entry, case: Case, *, office: bool) -> str:
    """The opinions, and exactly what will hold."""
    given = "、".join(case.opinions)
    who = "将记录领导小组同意" if office else "将同意"
    return (
        f"{who} {named(entry.measure)} 验收销号：\n"
        f"{given}已出具同意意见。同意后由整改办公示。\n{YES_OR_NO}。"
    )


def agreed(measure: Measure, stage: Stage) -> str:
    """The leading group agrees."""
    return f"已记录领导小组同意 {named(measure)} 验收销号。下一步是{next_of(stage)}。"


def to_agree(measure: Measure, *, leaders: bool) -> str:
    """What leaders are told; where only the office records it, the office."""
    how = (
        f"同意请回复「同意 {measure.number}」，不同意请回复「不同意 {measure.number} 原因」"
        if leaders
        else f"领导小组同意后回复「领导小组同意 {measure.number}」"
    )
    return f"【验收待审定】{named(measure)} 各验收单位意见已齐，待领导小组同意\n{how}"


def to_publish(measure: Measure) -> str:
    """What the office is told."""
    return f"【待公示】{named(measure)} 已通过验收。回复「公示 {measure.number}」开始公示"


def to_file(measure: Measure) -> str:
    """What the office is told."""
    return f"【待备案】{named(measure)} 可以备案销号。回复「备案 {measure.number}」销号"


def why_not(number: str) -> str:
    """Sent back without a reason."""
    return f"请写明退回 {number} 的原因，直接回复即可，例如「缺少监测报告」。回复 0 不办理"


def confirm_send_back(measure: Measure, reason: str, case: Case) -> str:
    """Names exactly what will hold."""
    of = "的验收申请" if case.stage in WITH_VERIFIERS else f"（{STAGES[case.stage]}）"
    return (
        f"将退回 {named(measure)} {of}，该项恢复整改中，到期日已过的即算超期。\n"
        f"原因：{short(reason, LONGEST_REASON)}\n{YES_OR_NO}。"
    )


def sent_back(measure: Measure, told: int) -> str:
    """Decided, and who hears of it."""
    return f"已退回 {named(measure)} 的验收申请，将通知 {told} 人。"


def to_verifiers_sent_back(measure: Measure, reason: str, by: str) -> str:
    """The others need not go on."""
    who = f"{by}没有同意：" if by else ""
    return (
        f"【验收退回】{named(measure)} 已退回整改，意见不再征集。"
        f"{who}{short(reason, LONGEST_REASON)}"
    )


def criteria_in(reason: str) -> tuple[int, ...]:
    """The criteria that a reason names (第2条、第4条)."""
    figures = re.findall(r"第\s*([1-5一二三四五])\s*条", reason)
    found = {int(f) if f.isdigit() else "一二三四五".index(f) + 1 for f in figures}
    return tuple(sorted(found & set(range(1, CRITERIA + 1))))
