"""The four axes (总览) in words; every rate shows its formula."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from handlers.words.forms import LIFECYCLE_NAMES
from handlers.words.rates import rate
from handlers.words.steps import STEP_NAMES
from supervision.decisions import Step
from supervision.progress import Lifecycle
from supervision.records import Plan
from supervision.standing import PUBLISHED, UNDATED, VERIFIED, WAITING, in_lifecycle

COUNTED_STEPS = tuple(step for step in Step if step is not Step.REMINDER)
"""A reminder is no step against a unit."""


class Counts(Protocol):
    """The counts of a plan."""

    @property
    def sums(self) -> Mapping[str, int]:
        """By the names of :mod:`supervision.standing`."""

    @property
    def overdue(self) -> int:
        """Overdue."""

    @property
    def behind(self) -> int:
        """Behind the pace and not overdue."""

    @property
    def measures(self) -> int:
        """All."""


class Seen(Protocol):
    """What is seen of a plan."""

    @property
    def plan(self) -> Plan:
        """The plan."""

    @property
    def standing(self) -> Counts:
        """Its counts."""

    @property
    def issued(self) -> Mapping[str, int]:
        """Documents of this year by step."""

    @property
    def to_issue(self) -> int:
        """Documents that wait to be issued."""

    @property
    def proposed(self) -> int:
        """Proposals that wait to be decided."""


def axes(seen: Seen, today: date, *, office: bool) -> str:
    """Four short paragraphs, one an axis; ``office``: the reader signs documents."""
    counts, sums = seen.standing, seen.standing.sums
    whole = counts.measures
    if not whole:
        return nothing()
    states = [
        f"{LIFECYCLE_NAMES[state]} {sums[name]}"
        for state in Lifecycle
        if sums.get(name := in_lifecycle(state))
    ]
    settled, waiting = sums.get(VERIFIED, 0), sums.get(WAITING, 0)
    undated = sums.get(UNDATED, 0)
    on_pace = max(0, whole - settled - waiting - undated - counts.overdue - counts.behind)
    parts = [f"超期 {counts.overdue}", f"滞后 {counts.behind}", f"序时内 {on_pace}"]
    parts += [f"没有日期 {undated}"] if undated else []
    issued = [f"{STEP_NAMES[s]} {seen.issued[s]}" for s in COUNTED_STEPS if seen.issued.get(s)]
    published = sums.get(PUBLISHED, 0)
    return "\n".join(
        (
            f"整改事项 {whole} 项",
            f"【销号】{'，'.join(states)}",
            f"核实完成率：{rate('核实完成', settled, '全部', whole)}",
            f"【进度】{'，'.join(parts)}",
            "滞后＝序时应达大于单位上报，不含超期",
            f"【督办追责】{today.year} 年签发：{'，'.join(issued) or '无'}",
            f"待签发 {seen.to_issue}，拟办待决定 {seen.proposed}",
            f"【公开】公开率：{rate('已公开', published, '全部', whole)}",
            f"回复「超期」看清单，{'「待签发」看文书' if office else '「待办」看等您办的'}",
        )
    )


def nothing() -> str:
    """There is no plan."""
    return "台账里还没有整改事项，请先导入方案。"
