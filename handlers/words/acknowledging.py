"""What is said when a person signs for what they were told (收到)."""

from __future__ import annotations


def acknowledged(numbers: list[str]) -> str:
    """收到, recorded."""
    listed = "、".join(numbers[:3]) + (f" 等 {len(numbers)} 件" if len(numbers) > 3 else "")
    return f"已签收 {listed}。"


def nothing_to_acknowledge() -> str:
    """收到 without anything to sign for."""
    return "没有等您签收的预警和通报。回复「我的任务」看事项。"
