"""What the office reads about inspections (检查)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.words.forms import named, short
from handlers.words.steps import joined
from supervision.inspections import Cause, Inspection, InspectionKind, ToInspect
from supervision.progress import Entry

NAMES: Mapping[InspectionKind, str] = {
    InspectionKind.OPEN: "明察",
    InspectionKind.UNDERCOVER: "暗访",
    InspectionKind.ON_SITE: "现场督办",
    InspectionKind.THIRD_PARTY: "第三方评估",
    InspectionKind.MEDIA: "媒体监督",
}

CAUSES: Mapping[Cause, str] = {
    Cause.OVERDUE: "超期",
    Cause.CLAIMED_DONE: "上报完成，待核实",
    Cause.BEHIND: "进度滞后",
}

LINES = 8


def to_inspect(found: Sequence[ToInspect]) -> str:
    """今天半月检查，建议看 12 项: the office's line of the day."""
    causes = [one.cause for one in found]
    counts = [(name, causes.count(cause)) for cause, name in CAUSES.items()]
    parts = "，".join(f"{name} {count} 项" for name, count in counts if count)
    return f"今日检查，建议看 {len(found)} 项：{parts}。回复「检查」看清单"


EXAMPLE = "登记请发「检查 单位 编号 现场 情况」"


def listed(shown: Sequence[ToInspect], total: int, day: str, *, more: bool) -> str:
    """The items of the last day of inspection, and how an inspection is recorded."""
    if not shown:
        return f"{day}的检查清单里没有要看的事项。{EXAMPLE}。"
    lines = [f"{day}检查清单 {total} 项："]
    for one in shown:
        units = one.entry.measure.duty.answerable
        unit = short(units[0], 8) if units else ""
        lines.append(f"{named(one.entry.measure, 10)}（{unit}，{CAUSES[one.cause]}）")
    last = "回复「下一页」看更多，" if more else ""
    return "\n".join([*lines, f"{last}回复编号看详情；{EXAMPLE}"])


def no_list() -> str:
    """No day of inspection has come yet, or the policy has none."""
    return f"还没有检查清单，检查日早上会列出来。{EXAMPLE}。"


def which_kind() -> str:
    """How was it looked at?"""
    lines = [f"{place}. {NAMES[kind]}" for place, kind in enumerate(InspectionKind, 1)]
    return "\n".join(["是哪种检查？", *lines, "0. 取消"])


def what_found(unit: str) -> str:
    """What was found?"""
    return f"检查{unit}发现了什么情况？请直接回复；回复 0 取消。"


def no_such_unit(name: str) -> str:
    """A unit that the ledger does not have."""
    return f"台账里没有「{name}」这个单位。请发「检查 单位 编号 现场 情况」。"


def recorded(made: Inspection, entry: Entry | None) -> str:
    """Kept; photos may follow."""
    about = f" {named(entry.measure)}" if entry else ""
    return joined(
        f"已登记检查：{made.unit}{about}（{NAMES[made.kind]}）",
        f"情况：{short(made.result, 80)}",
        "现在发照片，会存入这次检查。",
    )


def photo_added(made: Inspection) -> str:
    """One more picture."""
    return f"照片已存入对{made.unit}的检查（第{made.photos}张）。"


def line(made: Inspection, day: str) -> str:
    """One line of an item's detail."""
    photos = f"，照片 {made.photos} 张" if made.photos else ""
    return f"{day} {NAMES[made.kind]}：{short(made.result, 30)}{photos}"
