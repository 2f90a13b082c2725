"""The issue hour (签发): what was drawn up goes out, unless the office holds it (暂缓)."""

from __future__ import annotations

from datetime import datetime

from handlers.schedule.desk import Desk
from supervision.documents import State


def issue_due(desk: Desk, at: datetime) -> None:
    """Issue everything whose hour has come, the earliest first.

    What follows from a criticism goes with it, and is passed over here until then.
    """
    for document in desk.office.store.documents.to_issue(until=at):
        current = desk.take(document)
        if current.state is State.DRAWN_UP and desk.cause_is_issued(current):
            desk.issue(current, at)
