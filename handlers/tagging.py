"""Tags follow roles (标签): an errand whenever the bindings of a person change, or staff come.

A tag of the platform decides which menu a phone shows. It is set in the background, from what
stands then, so it does not matter how often or in which order the errands run.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.turn import Turn
from storage.change import Change
from storage.errands import Errand
from storage.store import Store

TAG = "tag"
"""The kind of the errand; ``about`` holds the pid."""

PATIENCE = timedelta(days=3)
"""A menu that is wrong for longer is put right by ``menu push``."""


def tag_on_coming(turn: Turn) -> None:
    """Queue the errand for somebody of the staff who has just begun to follow.

    The platform forgets every tag of who leaves, and knew none of who was bound before.
    """
    if turn.after.bindings:
        tag_later(turn.office.store, turn.change, turn.after.pid, turn.message, turn.now)


def tag_later(store: Store, change: Change, pid: str, cause: str, now: datetime) -> None:
    """Queue the errand together with what causes it; ``cause`` names that."""
    errand = Errand(
        id=f"{TAG}-{pid}-{cause}-{now.timestamp():.6f}",
        kind=TAG,
        about={"pid": pid},
        not_before=now,
        deadline=now + PATIENCE,
    )
    store.errands.enqueue(change, errand)
