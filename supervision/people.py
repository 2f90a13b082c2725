"""Who speaks to the program (人员), and for whom: the bindings (绑定) of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from supervision.records import Role

UNIT_ROLES = frozenset({Role.LIAISON, Role.UNIT_HEAD})
"""Those who speak for a unit: they report, sign for documents and are told."""


class Group(StrEnum):
    """The work groups (工作组) of the leading group's office."""

    COORDINATION = "coordination"  # 综合协调组
    SUPERVISION = "supervision"  # 督查督办组
    PUBLICITY = "publicity"  # 宣传报道组
    ACCOUNTABILITY = "accountability"  # 责任追究组


@dataclass(frozen=True, slots=True)
class Binding:
    """One office that a person holds: a role at a unit, at most one a unit.

    ``group`` is for the office's own people. ``successor`` is the digest of the code by which the
    office may be handed over (移交); only the newest such code is kept, so an older one is void.
    """

    unit: str
    role: Role
    group: Group | None = None
    since: datetime | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person behind an openid; ``pid`` is the pseudonym that indexes and the journal use.

    ``chosen`` is the unit that the person has chosen to speak for where an item does not tell.
    ``pending`` is the question that the program has asked and not yet had answered, as JSON.
    ``subscribed_at`` is the last second of which it is known whether they followed the account.
    ``credit_left`` customer-service messages may be sent until ``credit_until`` (platform rule).
    ``muted``: wants no reminders; formal documents come all the same.
    ``was_staff`` is all that is remembered of somebody who held an office and has left.
    """

    pid: str
    openid: str = field(repr=False)
    bindings: tuple[Binding, ...] = ()
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    chosen: str = ""
    subscribed: bool = True
    subscribed_at: int = 0
    pending: str = ""
    version: int = 0
    credit_until: int = 0
    credit_left: int = 0
    muted: bool = False
    was_staff: bool = False

    @property
    def leading(self) -> Binding | None:
        """The binding that counts where one must: the chosen unit's, else the first."""
        return self.at(self.chosen) or (self.bindings[0] if self.bindings else None)

    @property
    def role(self) -> Role:
        """The role of the leading binding."""
        leading = self.leading
        return leading.role if leading else Role.CITIZEN

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that this person holds anywhere."""
        return frozenset(b.role for b in self.bindings) or frozenset({Role.CITIZEN})

    @property
    def voice(self) -> Role:
        """The role as which the person's words are read: who may report anywhere may report."""
        speaking = [b.role for b in self.bindings if b.role in UNIT_ROLES]
        return self.role if self.role in UNIT_ROLES or not speaking else speaking[0]

    def outdates(self, second: int) -> bool:
        """True when more recent things are known than what happened in this second (0: unknown).

        What happened in the same second counts: the platform tells no finer order.
        """
        return 0 < second < self.subscribed_at

    @property
    def unit(self) -> str:
        """The unit of the leading binding, or nothing."""
        leading = self.leading
        return leading.unit if leading else ""

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit this person is bound to, the leading one first."""
        found = (self.unit, *(b.unit for b in self.bindings))
        return tuple(dict.fromkeys(unit for unit in found if unit))

    @property
    def own_units(self) -> tuple[str, ...]:
        """The units this person speaks for, the leading one first."""
        return tuple(unit for unit in self.units if self.role_at(unit) in UNIT_ROLES)

    def at(self, unit: str) -> Binding | None:
        """The binding to a unit, if there is one."""
        if unit:
            for binding in self.bindings:
                if binding.unit == unit:
                    return binding
        return None

    def role_at(self, unit: str) -> Role | None:
        """The role held at a unit, if any."""
        found = self.at(unit)
        return found.role if found else None

    def holds(self, unit: str, roles: Collection[Role]) -> bool:
        """True when the person holds one of these roles at the unit."""
        return any(b.unit == unit and b.role in roles for b in self.bindings)


def with_binding(person: Person, new: Binding) -> Person:
    """The person with one more binding; one to the same unit is replaced in its place."""
    if person.at(new.unit) is None:
        return replace(person, bindings=(*person.bindings, new))
    kept: Iterable[Binding] = (new if b.unit == new.unit else b for b in person.bindings)
    return replace(person, bindings=tuple(kept))


def without_binding(person: Person, unit: str) -> Person:
    """The person without the binding to a unit; the program forgets a choice of that unit too."""
    kept = tuple(b for b in person.bindings if b.unit != unit)
    chosen = "" if person.chosen == unit else person.chosen
    return replace(person, bindings=kept, chosen=chosen)


def departed(person: Person) -> Person:
    """What may be remembered of a person who has left: nothing that tells who it was."""
    return Person(
        pid=person.pid,
        openid="",
        subscribed=False,
        subscribed_at=person.subscribed_at,
        version=person.version,
        was_staff=bool(person.bindings) or person.was_staff,
    )
