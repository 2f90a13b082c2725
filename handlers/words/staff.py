"""What the office reads about the people of the units (人员)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.words.binding import GROUP_NAMES, held
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import ROLE_NAMES, day_of, masked
from supervision.people import Binding, Person
from supervision.records import Role


class Holding(Protocol):
    """One office and who holds it."""

    @property
    def person(self) -> Person:
        """Who."""

    @property
    def binding(self) -> Binding:
        """What."""


ALONE = 5
"""So many units without anybody are named; the rest are counted."""


def name_of(person: Person) -> str:
    """张*, or that no name is known."""
    return masked(person.name) if person.name else "未留姓名"


def nobody(whom: str) -> str:
    """Nobody fits the words behind 解绑."""
    return f"没有找到「{whom}」绑定的人。请发「解绑」加单位名称，例如「解绑 市水务局」。"


def no_such_unit(words: str) -> str:
    """人员 with something that is no unit."""
    return f"没有「{words}」这个单位。请发「人员」看全部，或「人员」加单位全称。"


def which(found: Sequence[Holding], total: int) -> str:
    """Several people, one to be named."""
    lines = ["解除哪一个？"]
    lines += [
        f"{n}. {name_of(h.person)} {held(h.binding.unit, h.binding.role, h.binding.group)}"
        for n, h in enumerate(found, 1)
    ]
    if total > len(found):
        lines.append(f"共 {total} 个，其余请发「解绑」加单位名称")
    lines.append("回复序号选择，0 都不")
    return "\n".join(lines)


def confirm_revoke(one: Holding, *, last: bool) -> str:
    """Names exactly what ends."""
    lines = [f"将解除：{name_of(one.person)} {held(one.binding.unit, one.binding.role)} 的绑定。"]
    if last:
        lines.append("这是该单位最后一个绑定的人，解除后预警送不到该单位。")
    lines.append(f"{YES_OR_NO}。")
    return "\n".join(lines)


def revoked(one: Holding) -> str:
    """Ended, and told."""
    what = held(one.binding.unit, one.binding.role)
    return f"已解除 {name_of(one.person)} {what} 的绑定，将告知本人。"


def of_unit(
    unit: str, found: Sequence[Holding], alone_since: datetime | None, now: datetime
) -> str:
    """Everybody of one unit, with whom to call."""
    if not found:
        gone = f"，最后一人于{day_of(alone_since, now)}离开" if alone_since else ""
        return f"{unit}没有绑定的人{gone}。请电话联系，并发绑定码。"
    lines = [f"{unit}有 {len(found)} 人绑定："]
    lines += [_line(one, now, unit=False) for one in found]
    lines.append(f"要解除请回复「解绑 {unit}」")
    return "\n".join(lines)


def listed(
    page: Sequence[Holding],
    total: int,
    start: int,
    alone: Sequence[tuple[str, datetime]],
    now: datetime,
    *,
    more: bool,
) -> str:
    """One page of everybody; first the units for which nobody is bound any more."""
    lines = []
    if alone:
        named = "、".join(unit for unit, _ in alone[:ALONE])
        etc = f"等 {len(alone)} 家" if len(alone) > ALONE else ""
        lines.append(f"无人接收：{named}{etc}，请电话联系并发绑定码")
    part = f"（第 {start + 1}–{start + len(page)} 人）" if start or more else ""
    lines.append(f"绑定的人员 {total} 人次{part}：" if page else "还没有人绑定。")
    lines += [_line(one, now, unit=True) for one in page]
    lines.append(
        "回复「下一页」看更多，「人员」加单位看一家" if more else "回复「人员」加单位看一家"
    )
    return "\n".join(lines)


def reachable(person: Person) -> str:
    """Whether a notice can reach the phone."""
    return "能收到通知" if person.subscribed else "收不到通知"


def _line(one: Holding, now: datetime, *, unit: bool) -> str:
    binding = one.binding
    group = f" {GROUP_NAMES[binding.group]}" if binding.group else ""
    role = ROLE_NAMES[binding.role] if not unit else held(binding.unit, binding.role)
    since = f"，{day_of(binding.since, now)}起" if binding.since else ""
    phone = f"，电话 {one.person.phone}" if one.person.phone and not unit else ""
    role = "工作人员" if binding.role is Role.OFFICE and not unit else role
    return f"{name_of(one.person)} {role}{group}{since}{phone}"
