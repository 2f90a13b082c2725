"""What is said when a unit shows that it has done a duty (应办事项的办理)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.duties import line, name, proof
from handlers.words.forms import short
from supervision.duties import Duty, DutyKind
from supervision.working_days import WorkingDays


def nothing_owed(kind_name: str) -> str:
    """A proof where nothing is open."""
    return f"您单位现在没有待办的{kind_name}，没有记录。\n回复「应办事项」查看。"


def which_one(duties: Sequence[Duty], now: datetime, days: WorkingDays) -> str:
    """Several are open."""
    lines = [f"{place}. {line(duty, now, days)}" for place, duty in enumerate(duties, 1)]
    return "\n".join(["您说的是哪一件？", *lines, "0. 都不是"])


def what_proof(duty: Duty) -> str:
    """The proof is missing."""
    if duty.kind in (DutyKind.PUBLICATION, DutyKind.YEARLY_PUBLICATION):
        return f"{name(duty)}：请发公开的网址，或发一张照片（报纸、公示栏）。回复 0 取消。"
    if duty.kind is DutyKind.CLUE:
        return f"{name(duty)}：请回复办理结果（查实情况、措施）。回复 0 取消。"
    return f"{name(duty)}：请发报告的网址或主要内容。回复 0 取消。"


def confirm(duty: Duty, words: str) -> str:
    """What will be handed to the office in the unit's name."""
    return f"将报送{name(duty)}：\n「{short(words, 300)}」\n{YES_OR_NO}。"


def no_link(words: str) -> str:
    """Something that is no address where one is asked for."""
    return f"「{short(words, 20)}」不是网址。网址以 http 开头，请复制整条；也可以直接发照片。"


def done(duty: Duty, left: int) -> str:
    """Recorded; what is left."""
    more = f"\n还有 {left} 件应办事项，回复「应办事项」" if left else ""
    late = "（逾期办理）" if duty.done_at and duty.done_at >= duty.due else ""
    return f"已记录：{name(duty)}{late}。整改办已收到。{more}"


def to_office_done(duty: Duty) -> str:
    """What the office reads when a unit has done it."""
    return f"【应办回复】{duty.unit}：{name(duty)}\n{proof(duty)}\n编号：{duty.number}"
