"""Which complaint is meant (哪一件)."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.words import complaints as words
from language.acts import Act
from supervision.assignments import Assignment
from supervision.complaints import Complaint
from supervision.records import Role


def case_named(turn: Turn, act: Act, slot: str = "number") -> Complaint | Reply:
    """The complaint of the number that was said; for the office, which may know of all."""
    number = act.text(slot)
    found = turn.office.store.complaints.get(number)
    return found or Reply(words.no_such(number))


def leads(turn: Turn, complaint: Complaint) -> bool:
    """Whether the sender is the leader who has taken this case over (领导包案)."""
    named = bool(complaint.leader) and complaint.leader == turn.person.name
    return named and Role.LEADER in turn.person.roles


def own_assignment(turn: Turn, complaint: Complaint | None) -> Assignment | None:
    """What one of the sender's units was assigned of a complaint, if anything."""
    if complaint is None:
        return None
    found = (complaint.assigned_to(unit) for unit in turn.person.own_units)
    return next((one for one in found if one), None)
