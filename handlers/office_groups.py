"""Work groups of the office (工作组): whom of it something concerns."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from supervision.people import Group, Person
from supervision.records import Role


def concerned(people: Sequence[Person], group: Group) -> list[Person]:
    """Of the office's people those of a group and those of none; everybody when that is nobody."""
    return [p for p in people if _groups(p) & {group, None}] or list(people)


def of_group(person: Person, groups: Collection[Group]) -> bool:
    """Whether somebody of the office belongs to one of these groups, or to none at all."""
    return bool(_groups(person) & {*groups, None})


def _groups(person: Person) -> set[Group | None]:
    return {binding.group for binding in person.bindings if binding.role is Role.OFFICE}


def may_sign(person: Person, group: Group) -> bool:
    """Whether somebody of the office signs what is a group's: its own people and those of none."""
    return bool(_groups(person) & {group, None})
