"""What the journal (留痕) is told of a document that the desk files: the act, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from supervision.documents import Document, State


def what_changed(before: Document | None, current: Document) -> dict[str, Any]:
    """The unit, the act and what it changed; ``before`` is None for a new document."""
    made = current.decision
    return {
        "unit": made.unit,
        "act": _act(before, current),
        "measure": _only(found.measure for found in made.findings),
        "before": {"state": before.state} if before else None,
        "after": _facts(current),
    }


def _act(before: Document | None, current: Document) -> str:
    if before is None:
        return current.decision.step
    if current.state is State.HELD:
        return "hold"
    if current.state is State.DROPPED:
        return "drop"
    if current.lifted_at and not before.lifted_at:
        return "lift"
    if before.state is current.state:
        return current.decision.step
    return "release" if current.state is State.DRAWN_UP else "issue"


def _facts(document: Document) -> dict[str, Any]:
    made = document.decision
    facts = {
        "number": document.number,
        "step": made.step,
        "state": document.state,
        "reason": made.reason,
        "clause": made.clause,
        "measures": sorted({found.measure for found in made.findings}),
        "count": made.count,
        "cause": made.cause,
        "with_reason": bool(document.remark or document.lifted_why) or None,
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _only(measures: Iterable[str]) -> str:
    found = set(measures)
    return found.pop() if len(found) == 1 else ""
