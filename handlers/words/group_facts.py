"""What the office reads when it records a fact of every member of a group (各县区政府)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.fact_names import told
from handlers.words.facts import moment
from handlers.words.forms import short
from supervision.facts import Fact

MEMBERS = 20
"""Units of a group that a question names."""


def confirm_each(
    facts: Sequence[Fact], group: str, remark: str, follows: str, now: datetime
) -> str:
    """The same of every member of a group, each named; what follows is that of the first."""
    first, names = facts[0], "、".join(fact.unit for fact in facts[:MEMBERS])
    more = "等" if len(facts) > MEMBERS else ""
    said = f"{told(first)}：{short(remark, 40)}" if remark else told(first)
    return (
        f"将逐家记录：{said}（{moment(first.at, now)}）\n"
        f"{group} {len(facts)} 家：{names}{more}\n"
        f"以{first.unit}为例，{follows}\n{YES_OR_NO}。"
    )


def recorded_each(facts: Sequence[Fact], group: str, remark: str, now: datetime) -> str:
    """Recorded of each; one word takes all of it back."""
    said = f"{told(facts[0])}：{short(remark, 40)}" if remark else told(facts[0])
    return (
        f"已记录：{group} {len(facts)} 家{said}（{moment(facts[0].at, now)}）\n"
        "记错了，30 分钟内回复「撤回记录」，一起撤回。"
    )
