"""Counts of complaints in words (举报统计): every rate with its formula, every total explained."""

from __future__ import annotations

from handlers.words.case_names import KINDS, SOURCES, STATES, VERDICTS
from supervision.complaint_counts import Counts, Share

WHY_TOTALS_DIFFER = (
    "件数、交办数、类型数各算各的：一件交办几家单位，交办数按单位计；"
    "一件涉及几个类型，每个类型各计一次。所以三个合计可以不相等。"
)


def percent(share: Share) -> str:
    """54.9%（56/102）; 暂无 of nothing."""
    if share.percent is None:
        return "暂无"
    return f"{share.percent:.1f}%（{share.part}/{share.whole}）"


def totals(counts: Counts) -> list[tuple[str, str]]:
    """The three totals, side by side."""
    shared = counts.of("shared")
    more = f"（其中 {shared} 件由多家共办）" if shared else ""
    return [
        ("举报", f"{counts.cases} 件"),
        ("交办", f"{counts.assignments} 次{more}"),
        ("涉及类型", f"{counts.kinds} 个"),
    ]


def shares(counts: Counts) -> list[tuple[str, Share, str]]:
    """Every rate: its name, what it is made of, its formula."""
    return [
        ("办结率", counts.closed_strictly, "办结 ÷ 全部举报件，阶段性办结不计入"),
        ("办结率（含阶段性）", counts.closed_with_staged, "（办结＋阶段性办结）÷ 全部举报件"),
        ("满意率", counts.satisfied, "（满意＋基本满意）÷ 已评价的举报件"),
    ]


def rates(counts: Counts) -> list[tuple[str, str, str]]:
    """Every rate: its name, its value with figures, its formula."""
    return [(name, percent(share), formula) for name, share, formula in shares(counts)]


def by_state(counts: Counts) -> list[tuple[str, int]]:
    """Every state with its cases."""
    return [(name, counts.state(state)) for state, name in STATES.items()]


def by_kind(counts: Counts) -> list[tuple[str, int]]:
    """Every kind with its cases, and those of which nobody has said it."""
    found = [(name, counts.kind(kind)) for kind, name in KINDS.items() if counts.kind(kind)]
    none = counts.of("kind:")
    return [*found, *([("未填类型", none)] if none else [])]


def by_source(counts: Counts) -> list[tuple[str, int]]:
    """Every source with its cases."""
    return [(name, counts.source(s)) for s, name in SOURCES.items() if counts.source(s)]


def by_verdict(counts: Counts) -> list[tuple[str, int]]:
    """Every opinion with how many gave it."""
    return [(name, counts.verdict(verdict)) for verdict, name in VERDICTS.items()]


def told(counts: Counts, overdue: int) -> str:
    """The counts as the office reads them in the chat."""
    if not counts.cases:
        return "还没有举报件。"
    lines = ["；".join(f"{name} {value}" for name, value in totals(counts))]
    lines += [f"{name} {value}＝{formula}" for name, value, formula in rates(counts)]
    lines.append("、".join(f"{name} {count}" for name, count in by_state(counts)))
    if by_kind(counts):
        lines.append("类型：" + "、".join(f"{name} {count}" for name, count in by_kind(counts)))
    lines.append(f"重复件 {counts.of('repeated')} 件，单位逾期未报 {overdue} 次")
    lines.append(WHY_TOTALS_DIFFER)
    return "\n".join(lines)
