"""The office's summary (进度汇总) in words; every rate shows its formula."""

from __future__ import annotations

from typing import Protocol

from handlers.words.rates import rate


class Summed(Protocol):
    """What was counted."""

    @property
    def measures(self) -> int:
        """All measures."""

    @property
    def claimed(self) -> int:
        """Reported at 100 %."""

    @property
    def verified(self) -> int:
        """Verified at 100 %, accepted or closed."""

    @property
    def applied(self) -> int:
        """Applied for, under check, in publicity or closed."""

    @property
    def overdue(self) -> int:
        """With a deadline that is overdue."""

    @property
    def urgent(self) -> tuple[tuple[str, int], ...]:
        """Units and how many of theirs are overdue."""


def summary(sums: Summed, unit: str) -> str:
    """One screen."""
    whose = unit or "全部"
    if not sums.measures:
        return f"{whose}没有整改事项。" if unit else "台账里还没有整改事项，请先导入方案。"
    lines = [
        f"{whose}整改事项 {sums.measures} 项，超期 {sums.overdue} 项",
        f"核实完成率：{rate('核实完成', sums.verified, '全部', sums.measures)}",
        f"上报完成率：{rate('上报完成', sums.claimed, '全部', sums.measures)}（待核实）",
        f"已申请验收及以后 {sums.applied} 项",
    ]
    if sums.urgent and not unit:
        lines.append("超期最多：" + "、".join(f"{name} {count} 项" for name, count in sums.urgent))
    lines.append("回复「超期」看清单，「待办」看申请" if not unit else f"回复「{unit}超期」看清单")
    return "\n".join(lines)
