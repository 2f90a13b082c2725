"""Who of the office records facts (谁能记录): the work groups whose matter they are (J4)."""

from __future__ import annotations

from handlers.office_groups import of_group
from handlers.turn import Turn
from supervision.facts import FactKind
from supervision.people import Group
from supervision.records import Role

RECORDERS = frozenset({Group.SUPERVISION, Group.ACCOUNTABILITY})
OF_PUBLICITY = frozenset({FactKind.NOT_PUBLISHED})
"""What the group for publicity (宣传报道组) finds out."""


def may_record(turn: Turn, kind: FactKind) -> bool:
    """Whether the sender's group records this kind; anybody of the office where nobody's does."""
    groups = RECORDERS | ({Group.PUBLICITY} if kind in OF_PUBLICITY else frozenset())
    people = turn.office.store.people.with_role(Role.OFFICE)
    return of_group(turn.person, groups) or not any(of_group(person, groups) for person in people)
