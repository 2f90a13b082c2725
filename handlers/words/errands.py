"""What ``errands list`` prints: errands that could not be done (没有办成的差事)."""

from __future__ import annotations

from storage.errands import ErrandRecord
from supervision.times import SHANGHAI

KINDS = {
    "download": "取回佐证材料",
    "sweep_evidence": "清理到期材料",
    "tag": "设置菜单标签",
    "check_templates": "核对模板",
    "push_menus": "推送菜单",
}
WHY = {
    "too_late": "超过期限",
    "never_finished": "多次没有办完",
}
"""Reasons of our own in words; those of the platform stand as it names them."""


def row(one: ErrandRecord) -> str:
    """One errand: id, what, how often it was tried, why it was given up, when."""
    when = f"{one.settled_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if one.settled_at else ""
    what = KINDS.get(one.errand.kind, one.errand.kind)
    parts = (one.errand.id, what, f"试 {one.attempts} 次", WHY.get(one.error, one.error), when)
    return "  ".join(part for part in parts if part)


def none(*, waiting: bool) -> str:
    """Nothing is listed."""
    return "没有待办的差事。" if waiting else "30 天内没有办不成的差事。"
