"""What a unit reads about the documents that were served on it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.forms import short
from handlers.words.steps import STEP_NAMES
from supervision.documents import Document


def nothing_waits() -> str:
    """Everything is signed for."""
    return "没有等您签收的预警和通报。回复「我的任务」看事项。"


def listed(documents: Sequence[tuple[Document, str]], total: int, *, several: bool = False) -> str:
    """Each document with its measures and its page; with its unit when those of several wait."""
    lines = [f"待签收 {total} 件："]
    for document, link in documents:
        items = "、".join(dict.fromkeys(f.measure for f in document.decision.findings))
        about = f"（{short(items, 14)}）" if items else ""
        whose = f" {short(document.decision.unit, 10)}" if several else ""
        lines.append(f"{STEP_NAMES[document.decision.step]}{about}{whose} {link}")
    if total > len(documents):
        lines.append(f"另有 {total - len(documents)} 件")
    lines.append("回复「收到」签收")
    return "\n".join(lines)
