"""A rule as a value (规则): whose words it reads, what it looks for, what follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from language.acts import Act, Intent, SlotValue
from language.marks import ITEM
from language.patterns import late
from language.subjects import Said
from supervision.records import Role

Making = Callable[[re.Match[str], Said], "tuple[Act, ...]"]
"""Turns a match into acts; none lets the next rule try."""

ALL = frozenset(Role)
STAFF = ALL - {Role.CITIZEN}
OFFICE = frozenset({Role.OFFICE})
UNIT_STAFF = frozenset({Role.LIAISON, Role.UNIT_HEAD})
CITIZEN = frozenset({Role.CITIZEN})


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that people ask for; the pattern is looked for in the frame without spaces."""

    name: str
    roles: frozenset[Role]
    pattern: re.Pattern[str]
    make: Making
    unless: re.Pattern[str] | None = None

    def read(self, said: Said) -> tuple[Act, ...]:
        """The acts that this rule reads in a part of a message; none when it does not fit."""
        if said.role not in self.roles:
            return ()
        match = self.pattern.search(said.compact)
        if not match or (self.unless and self.unless.search(said.compact)):
            return ()
        return tuple(
            Act(a.intent, a.slots, self.name, a.measure, a.candidates, a.doubts)
            for a in self.make(match, said)
        )


def rule(name: str, roles: frozenset[Role], make: Making, *patterns: str, unless: str = "") -> Rule:
    """A rule whose words hold one of the patterns, and nothing of ``unless``."""
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Rule(
        name,
        roles,
        late(whole, re.IGNORECASE),
        make,
        late(unless, re.IGNORECASE) if unless else None,
    )


def says(intent: Intent, slots: Mapping[str, SlotValue] | None = None, *doubts: str) -> Making:
    """An act that the words alone make."""
    return lambda _match, _said: (Act(intent, slots or {}, doubts=doubts),)


def about_item(said: Said, intent: Intent, *doubts: str, **slots: SlotValue) -> Act:
    """An act on the item that is named, if one is."""
    subject = said.subject
    return Act(
        intent,
        {**slots, **subject.slots},
        measure=subject.measure,
        candidates=subject.candidates,
        doubts=(*subject.doubts, *doubts),
    )


def on_item(intent: Intent, *doubts: str, sure: bool = False) -> Making:
    """An act on the item named; ``sure``: words that may mean several items name none."""

    def make(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
        if sure and not said.subject.measure and not said.frame.first(ITEM):
            return (Act(intent, doubts=doubts),)
        more = doubts if said.subject.item or not doubts else (*doubts, "no_item")
        return (about_item(said, intent, *more),)

    return make
