"""What a unit is asked on the day of dispatch: what has it been silent about?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.forms import day, named
from supervision.progress import Entry
from supervision.terms import Review

NAMED = 4
"""Items with a line of their own; 无变化 names them all before it stores anything."""


def unreported(found: Sequence[tuple[Entry, Review | None]], since: date, today: date) -> str:
    """The items nobody has reported on, and one answer for all of them."""
    lines = [f"【本期未报】{len(found)} 项自{since.month}月{since.day}日以来没有报过进展"]
    lines += [_line(entry, review, today) for entry, review in found[:NAMED]]
    if len(found) > NAMED:
        lines.append(f"等 {len(found)} 项")
    example = found[0][0].measure.number
    lines.append(f"没有变化回复「无变化」，一次全部记下；有变化直接说「{example} 完成80%」")
    return "\n".join(lines)


def _line(entry: Entry, review: Review | None, today: date) -> str:
    if review is None:
        return named(entry.measure)
    return f"{named(entry.measure)}（定期事项，{day(review.due, today)}前报一次）"
