"""Tags follow roles (标签): an errand whenever what a person is, or whether they follow, changes.

A tag of the platform decides which menu a phone shows. It is set in the background, from what
stands then, so it does not matter how often or in which order the errands run.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.turn import Turn
from storage.change import Change
from storage.errands import Errand
from storage.store import Store
from supervision.people import Person
from supervision.records import Role

TAG = "tag"
"""The kind of the errand; ``about`` holds the pid."""

PATIENCE = timedelta(days=3)
"""A menu that is wrong for longer is put right by ``menu push``."""


def tag_in_time(turn: Turn, *, followed: bool) -> None:
    """Queue the errand as part of a turn that has changed what its sender is.

    ``followed``: the person has just begun to follow, so the platform holds no tag of theirs.
    """
    before, after = turn.person, turn.after
    staff = after.role is not Role.CITIZEN
    if after.subscribed and (_standing(before) != _standing(after) or (followed and staff)):
        tag_later(turn.office.store, turn.change, after.pid, turn.message, turn.now)


def tag_later(store: Store, change: Change, pid: str, cause: str, now: datetime) -> None:
    """Queue the errand together with what causes it; ``cause`` names that."""
    errand = Errand(
        id=f"{TAG}-{pid}-{cause}",
        kind=TAG,
        about={"pid": pid},
        not_before=now,
        deadline=now + PATIENCE,
    )
    store.errands.enqueue(change, errand)


def _standing(person: Person) -> tuple[Role, bool]:
    # A citizen has no tag, whether they come or go.
    return person.role, person.subscribed or person.role is Role.CITIZEN
