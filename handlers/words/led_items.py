"""What a leader reads of the measures that are in their charge (领导包抓)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.words import office_notices
from handlers.words.forms import lamp, short
from supervision.progress import Entry
from supervision.working_days import WorkingDays


class Counted(Protocol):
    """How a leader's measures stand."""

    @property
    def measures(self) -> int:
        """All of them."""

    @property
    def settled(self) -> int:
        """Verified, accepted or closed."""

    @property
    def overdue(self) -> int:
        """Overdue."""

    @property
    def behind(self) -> int:
        """Behind the pace, not overdue."""

    @property
    def waiting(self) -> int:
        """Applied for."""


def listed(
    led: Counted, shown: Sequence[Entry], now: datetime, days: WorkingDays, *, more: bool
) -> str:
    """One page, the most pressing first."""
    if not led.measures:
        return "方案里没有您包抓的事项。"
    lines = [f"您包抓 {led.measures} 项：{_counts(led)}"]
    lines += [_line(entry, now, days) for entry in shown]
    if shown:
        lines.append("回复编号看详情" + ("，回复「下一页」看更多" if more else ""))
    return "\n".join(lines)


def digest(led: Counted, shown: Sequence[Entry], now: datetime, days: WorkingDays) -> str:
    """What comes by itself on a day of dispatch."""
    lines = [f"【包抓调度】您包抓 {led.measures} 项：{_counts(led)}"]
    lines += [_line(entry, now, days) for entry in shown]
    left = led.measures - led.settled - len(shown)
    lines.append(f"还有 {left} 项，回复「我的包抓」看全部" if left > 0 else "回复编号看详情")
    return "\n".join(lines)


def not_confirmed(office: str) -> str:
    """Nobody has said which names of the plan are this person."""
    return f"{office}还没有确认您在方案里的姓名，暂时列不出包抓事项。请联系{office}确认。"


def not_a_leader() -> str:
    """Somebody else asks."""
    return "「我的包抓」供包抓领导查看。看本单位事项请发「我的任务」。"


def fields(text: str, office: str, now: datetime) -> dict[str, str]:
    """The same, in the fields of a template message."""
    heading, _, counts = text.partition("：")
    told = f"{heading.removeprefix('【包抓调度】您')} {counts.partition('，')[0]}"
    return office_notices.fields([told], office, now)


def confirmed(name: str, count: int) -> str:
    """The office has said who somebody is."""
    return f"已确认：此人就是方案里的「{name}」，包抓 {count} 项。"


def taken_back(name: str) -> str:
    """The office has taken that back."""
    return f"已取消：此人不再对应方案里的「{name}」。"


def nobody_of_this_name(name: str, known: Sequence[str]) -> str:
    """No measure names this leader."""
    listed_ = "、".join(known[:20]) or "（方案没有写包抓领导）"
    return f"方案里没有写「{name}」包抓的事项。写法要与方案一致：{listed_}。"


def no_leader(id_: str) -> str:
    """The person is bound as something else."""
    return f"{id_} 不是以包抓领导身份绑定的。请先用 invite 单位 --role leader 邀请。"


def name_line(name: str, count: int, holders: Sequence[str]) -> str:
    """A name of the plan, on how many measures, and who it is."""
    who = "、".join(holders) if holders else "未确认"
    return f"{name}：{count} 项，{who}"


def _counts(led: Counted) -> str:
    parts = [f"超期 {led.overdue}", f"滞后 {led.behind}"]
    parts += [f"等待核查 {led.waiting}"] if led.waiting else []
    parts.append(f"核实完成 {led.settled}")
    return "，".join(parts)


def _line(entry: Entry, now: datetime, days: WorkingDays) -> str:
    units = entry.measure.duty.answerable
    unit = f"（{short(units[0], 8)}）" if units else ""
    return f"{entry.measure.number} {short(entry.measure.title, 10)}{unit} {lamp(entry, now, days)}"
