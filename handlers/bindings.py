"""What follows when the bindings (绑定) of a person change, whatever changed them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.informing import inform
from handlers.office import Office
from handlers.office_groups import concerned
from handlers.tagging import tag_later
from handlers.words import binding as words
from storage.change import Change
from supervision.people import UNIT_ROLES, Binding, Group, Person, without_binding
from supervision.records import Role
from supervision.times import to_iso


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changes bindings, when, and by which message or command (``source``)."""

    pid: str
    role: str
    now: datetime
    source: str


def bindings_changed(
    office: Office, change: Change, before: Person, after: Person, deed: Deed, *, heir: str = ""
) -> tuple[str, ...]:
    """Everything that depends on the bindings of one person follows from here, and only from here.

    Called whenever they change, with the person as stored and as it will be saved, in the change
    that saves it: the indexes, the person's tags, the list of units for which nobody is bound,
    the office's being told, once, of such a unit. ``heir``: the unit that somebody takes over in
    the same step. Gives the units that are left alone.
    """
    people = office.store.people
    people.index(change, before, after)
    tag_later(office.store, change, before.pid, deed.source, deed.now)
    if Role.LEADER in before.roles - after.roles:
        office.store.leaders.forget(change, before.pid)
    for unit in set(after.own_units) - set(before.own_units):
        people.join(change, unit)
    left = (unit for unit in before.own_units if unit not in after.own_units and unit != heir)
    alone = tuple(unit for unit in left if is_last(office, before, unit))
    for unit in alone:
        people.leave_alone(change, unit, deed.now)
    if alone:
        office_people = [p for p in people.with_role(Role.OFFICE) if p.pid != before.pid]
        told = concerned(office_people, Group.COORDINATION)
        occasion = f"alone:{deed.source}:{before.pid}"
        text = words.alone(alone)
        inform(office, change, told, text, deed.now, occasion=occasion, unit=alone[0])
    return alone


def is_last(office: Office, person: Person, unit: str) -> bool:
    """True when nobody else who follows speaks for the unit, or for the office where it is that."""
    roles = UNIT_ROLES if person.holds(unit, UNIT_ROLES) else {Role.OFFICE}
    return all(p.pid == person.pid for p in office.store.people.of_unit(unit, roles))


def end_binding(
    office: Office,
    change: Change,
    person: Person,
    unit: str,
    deed: Deed,
    *,
    act: str = "unbind",
    heir: str = "",
) -> Person:
    """The person without the binding to a unit; the caller saves it. A code for it is void.

    Everything else that follows is in the change, the journal entry included.
    """
    ended = person.at(unit)
    if ended is None:
        return person
    after = without_binding(person, unit)
    if not heir:
        office.store.invitations.withdraw(change, ended.successor)
    bindings_changed(office, change, person, after, deed, heir=heir)
    before = {"role": ended.role, "unit": unit}
    change.journal(entry(act, deed, unit=unit, before=before, whose=person.pid))
    return after


def entry(act: str, deed: Deed, *, unit: str, **more: Any) -> dict[str, Any]:
    """An entry of the journal about a binding; ``whose`` it is where that is not who acts.

    Both are pseudonyms and stay inside: the export of the journal tells neither.
    """
    return {
        "at": to_iso(deed.now),
        "pid": deed.pid,
        "role": deed.role,
        "unit": unit,
        "act": act,
        "measure": "",
        "before": None,
        "after": None,
        "source": deed.source,
        **more,
    }


def with_successor(person: Person, unit: str, digest: str) -> Person:
    """The person whose binding to a unit is offered by a code (none: is no longer offered)."""
    offered: tuple[Binding, ...] = tuple(
        replace(b, successor=digest) if b.unit == unit else b for b in person.bindings
    )
    return replace(person, bindings=offered)
