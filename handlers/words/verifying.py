"""What is said when a percent is verified (核实进度) apart from the acceptance."""

from __future__ import annotations

from datetime import datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import LIFECYCLE_NAMES, day_of, named
from supervision.progress import Entry, Progress
from supervision.records import Measure
from supervision.verifying import Refusal


def which_percent(entry: Entry, now: datetime) -> str:
    """The figure is asked for."""
    return (
        f"{named(entry.measure)} 核实到百分之几？{claimed(entry.progress, now)}。\n"
        "请直接回复，例如 60%。回复 0 不记录"
    )


def refused(entry: Entry, why: Refusal) -> str:
    """Why nothing was recorded, and what can be done instead."""
    measure = entry.measure
    return REFUSED[why].format(
        named=named(measure),
        n=measure.number,
        state=LIFECYCLE_NAMES[entry.progress.lifecycle],
    )


REFUSED = {
    Refusal.OUT_OF_RANGE: (
        "核实进度在 0% 到 100% 之间，没有记录。请核对后重发，例如「核实 {n} 60%」。"
    ),
    Refusal.CLOSED: (
        "{named} 已销号，没有记录核实进度。整改反弹的，请由整改办回复「重新纳入 {n} 原因」。"
    ),
    Refusal.ACCEPTED: (
        "{named} 已通过验收，核实 100%，没有改动。验收有误的，请由整改办回复「退回 {n} 原因」。"
    ),
    Refusal.UNDER_CHECK: (
        "{named} {state}，完成与否由验收认定，没有记录。"
        "请回复「同意验收 {n}」，或「不同意 {n} 原因」。"
    ),
    Refusal.NOT_YOURS: "{named} 不由您单位核实，没有记录。有情况请回复「留言」告诉整改办。",
    Refusal.OWN_WORK: "{named} 由您单位上报，不能自己核实，没有记录。",
}


def confirm(entry: Entry, percent: int, now: datetime) -> str:
    """Names the measure, what the unit claims and the figure that will hold."""
    progress = entry.progress
    lines = [
        f"将记录 {named(entry.measure)} 核实进度 {percent}%。",
        f"{claimed(progress, now)}；{verified(progress, now)}。",
    ]
    if percent >= 100:
        lines.append("核实 100% 就是整改到位，不再算超期；验收销号仍要单位申请。")
    elif percent < progress.verified_percent and progress.verified_stands:
        lines.append("比上次核实低，以这次为准，上次的记录保留。")
    lines.append(f"{YES_OR_NO}。")
    return "\n".join(lines)


def claimed(progress: Progress, now: datetime) -> str:
    """单位上报 80%（8月15日（周二），市建设局）."""
    claim = progress.claim
    if claim is None:
        return "单位尚未上报"
    return f"单位上报 {claim.percent}%（{day_of(claim.at, now)}，{claim.unit}）"


def verified(progress: Progress, now: datetime) -> str:
    """上次核实 50%（8月1日（周二））."""
    last = progress.verification
    return f"上次核实 {last.percent}%（{day_of(last.at, now)}）" if last else "还没有核实过"


def recorded(measure: Measure, percent: int, told: int) -> str:
    """On record, and who hears of it."""
    heard = f"将通知单位 {told} 人" if told else "单位还没有人绑定，请另行告知"
    return f"已记录 {named(measure)} 核实进度 {percent}%，{heard}。"


def to_unit(entry: Entry, percent: int, by: str, now: datetime) -> str:
    """What everybody who speaks for the unit is told."""
    measure, n = entry.measure, entry.measure.number
    done = f"验收销号请回复「{n} 申请验收」" if percent >= 100 else "请继续整改，有进展及时上报"
    return (
        f"【核实结果】{named(measure)}：{by}核实进度 {percent}%。\n"
        f"{claimed(entry.progress, now)}。{done}；有不同意见请回复「联系整改办」。"
    )
