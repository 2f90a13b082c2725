"""What is said about 无变化 for all items at once."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named
from supervision.progress import Entry

NAMED = 7
"""Items with a line of their own; the others are named by number alone."""


def confirm_all(entries: Sequence[Entry]) -> str:
    """Every item that will be reported on, with what stands."""
    lines = [f"将记录以下 {len(entries)} 项本期无变化："]
    lines += [f"{named(e.measure)} 仍为 {e.progress.claimed_percent}%" for e in entries[:NAMED]]
    if len(entries) > NAMED:
        lines.append(f"以及 {'、'.join(e.measure.number for e in entries[NAMED:])}")
    lines.append(f"{YES_OR_NO}。有变化的请单独上报。")
    return "\n".join(lines)


def confirm_all_again(count: int) -> str:
    """The same in one line."""
    return f"上面 {count} 项都记录无变化吗？{YES_OR_NO}。"


def all_recorded(entries: Sequence[Entry]) -> str:
    """One report on each is stored."""
    numbers = "、".join(entry.measure.number for entry in entries)
    return f"已记录 {len(entries)} 项无变化：{numbers}。\n哪一项说错了，回复「撤回」加编号。"


def all_reported() -> str:
    """Nothing is left to report on."""
    return "您的事项本期都已上报，不用再报。回复「我的任务」查看。"
