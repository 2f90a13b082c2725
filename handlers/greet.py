"""A greeting (你好) answered with what waits for this person, and what to send for it."""

from __future__ import annotations

from handlers.lookup import example_number
from handlers.to_decide import requests_waiting
from handlers.turn import Turn
from handlers.village import is_village_contact
from handlers.words import helping, tasks
from supervision.people import UNIT_ROLES
from supervision.records import Role


def greet(turn: Turn) -> str:
    """Tasks of a unit, what is on the desk of the others; a citizen learns what to ask."""
    roles = turn.person.roles
    if is_village_contact(turn):
        return helping.greeted_village()
    if roles & UNIT_ROLES:
        entries, total = turn.office.store.ledger.open_of(turn.person.unit, 0, 1)
        ahead = tasks.first_look(entries, total, turn.now, turn.working_days())
        return helping.greeted_unit(ahead.strip(), example_number(turn) if total else "")
    if roles - {Role.CITIZEN}:
        office = Role.OFFICE in roles
        documents = sum(turn.office.store.documents.waiting_counts()) if office else 0
        return helping.greeted_decider(requests_waiting(turn), documents)
    return helping.greeted(turn.person.role, example_number(turn))
