"""The issue hour (签发): what was drawn up goes out, unless the office holds it (暂缓)."""

from __future__ import annotations

from datetime import datetime

from handlers.schedule.desk import Desk
from supervision.decisions import Step
from supervision.documents import Document, State


def issue_due(desk: Desk, at: datetime) -> None:
    """Issue everything whose hour has come: criticisms first, since others follow from them."""
    waiting = desk.office.store.documents.to_issue(until=at)
    for document in sorted(waiting, key=_criticism_first):
        current = desk.take(document)
        if current.state is State.DRAWN_UP and desk.cause_is_issued(current):
            desk.issue(current, at)


def _criticism_first(document: Document) -> tuple[bool, datetime, str]:
    is_other = document.decision.step is not Step.CRITICISM
    return is_other, document.drawn_at, document.number
