"""Who decides on more time (延期由谁批), as the policy says; a leader on what is in their charge.

Where the policy leaves it to leaders, a request waits for those whose name stands on the measure;
while none of them is bound, for every leader. Any leader may stand in for another.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.building import build_lines
from handlers.office import Office
from handlers.office_groups import concerned
from handlers.schedule.leaders import bound
from handlers.turn import Turn
from supervision.people import Group, Person
from supervision.progress import Entry
from supervision.records import Measure, Role
from supervision.requests import Request, RequestKind


def deciding_leaders(office: Office, measure: Measure) -> list[Person]:
    """The leaders for whom a request about a measure waits."""
    named = {p.pid: p for name in measure.duty.leaders for p in bound(office.store, name)}
    return list(named.values()) or office.store.people.with_role(Role.LEADER)


def told_of(turn: Turn, measure: Measure) -> tuple[list[Person], list[Person]]:
    """Who is asked to decide on a request, and who of the office only hears of it."""
    people, roles = turn.office.store.people, approver_roles(turn)
    office = concerned(people.with_role(Role.OFFICE), Group.SUPERVISION)
    leaders = deciding_leaders(turn.office, measure) if Role.LEADER in roles else []
    others = [role for role in roles if role not in (Role.OFFICE, Role.LEADER)]
    deciding = leaders + [p for role in others for p in people.with_role(role)]
    if Role.OFFICE in roles:
        return [*office, *deciding], []
    asked = {person.pid for person in deciding}
    return deciding, [person for person in office if person.pid not in asked]


def extensions_for(turn: Turn, most: int) -> tuple[list[tuple[Request, Entry]], int]:
    """The first requests for more time that wait for the sender, and how many do.

    The longest-waiting come first; those of a leader in charge are picked from all.
    """
    store, kind = turn.office.store, RequestKind.EXTENSION
    theirs = turn.person.roles & set(approver_roles(turn))
    if not theirs:
        return [], 0
    if theirs == {Role.LEADER}:
        found = _known(turn, store.requests.waiting(kind))
        found = [(one, entry) for one, entry in found if _in_charge(turn, entry.measure)]
        return found[:most], len(found)
    build_lines(turn.office, kind)
    return _known(turn, store.requests.first(kind, most)), store.requests.waiting_count(kind)


def _known(turn: Turn, requests: Sequence[Request]) -> list[tuple[Request, Entry]]:
    if not requests:
        return []
    entries = turn.office.store.ledger.entries({one.item: None for one in requests})
    known = {entry.measure.id: entry for entry in entries}
    return [(one, known[one.item]) for one in requests if one.item in known]


def extensions_of_others(turn: Turn) -> int:
    """How many requests wait for somebody else than the sender."""
    if turn.person.roles & set(approver_roles(turn)):
        return 0
    return turn.office.store.requests.waiting_count(RequestKind.EXTENSION)


def approver_roles(turn: Turn) -> Sequence[Role]:
    """The roles that decide by the policy in force."""
    return turn.office.policy_at(turn.now).limits.approvers


def _in_charge(turn: Turn, measure: Measure) -> bool:
    return any(p.pid == turn.person.pid for p in deciding_leaders(turn.office, measure))
