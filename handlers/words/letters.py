"""The words of a message that holds several notices, and of one that WeChat would not take."""

from __future__ import annotations

FIELD = 20
"""Signs that WeChat leaves of a template's field."""


def and_others(item: str, count: int) -> str:
    """14-2 污泥处置等3件: the heaviest of several, and how many there are; no second 等."""
    tail = f"，共{count}件" if item.endswith(" 项") else f"等{count}件"
    room = FIELD - len(tail)
    return f"{item if len(item) <= room else item[: room - 1] + '…'}{tail}"


def plain_parts(time: str) -> dict[str, str]:
    """The parts of a message that only says where to read: short, and true of every notice."""
    return {
        "item": "您有新的整改通知，请点开看",
        "unit": "整改办",
        "step": "通知",
        "time": time,
        "number": "-",
    }
