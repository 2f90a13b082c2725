"""What the command line says when the calendar changes (工作日历变更)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.recompute import Moved


def moved(found: Sequence[Moved]) -> str:
    """Which open periods have another last day now."""
    if not found:
        return "在办的期限没有变动。提醒和周期日从下一个时刻起按新表推算。"
    lines = [f"{len(found)} 项在办期限按新表重新推算："]
    lines += [_line(one) for one in found]
    return "\n".join([*lines, "提醒和周期日从下一个时刻起按新表推算。"])


def year_out_of_range(year: int, first: int, last: int) -> str:
    """A year that no notice of days off is about."""
    return f"年份应在 {first}–{last} 之间，文件里写的是 {year}。请核对 year。"


def _line(one: Moved) -> str:
    return f"{one.number} {one.unit}：{one.before:%Y-%m-%d} → {one.after:%Y-%m-%d}"
