"""What two policies differ in (制度差异): every setting that is not the same in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from supervision.policy import Clause, Cycle, Policy
from supervision.rules import Rule

NOT_COMPARED = frozenset({"id", "rules", "clauses", "cycles"})
"""Fields of a policy that are compared by a function of their own, or name the file only."""


class Part(StrEnum):
    """What a difference is in."""

    SETTING = "setting"
    CLAUSE = "clause"
    CYCLE = "cycle"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; None stands for what one of the two does not have at all.

    ``about`` is the rule of a difference in rules, ``name`` the clause, cycle or section, ``key``
    the setting in it ("" for the whole).
    """

    part: Part
    name: str
    key: str
    before: Any
    after: Any
    about: Rule | None = None


def differences(one: Policy, other: Policy) -> list[Difference]:
    """From ``one`` to ``other``: settings, cycles, clauses, then rules."""
    return [
        *_settings(one, other),
        *_named(Part.CYCLE, one.cycles, other.cycles),
        *_named(Part.CLAUSE, one.clauses, other.clauses),
        *_rules(one.rules, other.rules),
    ]


def _settings(one: Policy, other: Policy) -> Iterator[Difference]:
    for field in fields(one):
        if field.name not in NOT_COMPARED:
            before, after = getattr(one, field.name), getattr(other, field.name)
            yield from _inside(field.name, "", before, after)


def _inside(name: str, key: str, before: Any, after: Any) -> Iterator[Difference]:
    """The innermost settings that differ."""
    if before == after:
        return
    if is_dataclass(before) and type(before) is type(after):
        for field in fields(before):
            inner = f"{key}.{field.name}" if key else field.name
            yield from _inside(name, inner, getattr(before, field.name), getattr(after, field.name))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for part in dict.fromkeys([*before, *after]):
            inner = f"{key}.{part}" if key else str(part)
            yield from _inside(name, inner, before.get(part), after.get(part))
    else:
        yield Difference(Part.SETTING, name, key, before, after)


def _named(
    part: Part, one: Mapping[str, Clause | Cycle], other: Mapping[str, Clause | Cycle]
) -> Iterator[Difference]:
    for name in dict.fromkeys([*one, *other]):
        before, after = one.get(name), other.get(name)
        if before is None or after is None:
            yield Difference(part, name, "", before, after)
            continue
        for field in fields(before):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old != new:
                yield Difference(part, name, field.name, old, new)


def _rules(one: Sequence[Rule], other: Sequence[Rule]) -> Iterator[Difference]:
    for before, after in _paired(one, other):
        about = before or after
        if before is None or after is None:
            yield Difference(Part.RULE, "", "", before, after, about)
            continue
        for field in fields(before):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old != new:
                yield Difference(Part.RULE, "", field.name, old, new, before)


def _paired(
    one: Iterable[Rule], other: Iterable[Rule]
) -> Iterator[tuple[Rule | None, Rule | None]]:
    """Each rule with the one that it became: the likest of the same step, trigger and level."""
    left = list(other)
    unlike: list[Rule] = []
    for rule in one:
        if rule in left:
            left.remove(rule)
        else:
            unlike.append(rule)
    for rule in unlike:
        alike = [found for found in left if _kind(found) == _kind(rule)]
        became = max(alike, key=lambda found: _likeness(rule, found), default=None)
        if became is not None:
            left.remove(became)
        yield rule, became
    for rule in left:
        yield None, rule


def _kind(rule: Rule) -> tuple[object, ...]:
    return rule.step, rule.trigger, rule.level


def _likeness(one: Rule, other: Rule) -> int:
    return sum(getattr(one, f.name) == getattr(other, f.name) for f in fields(one))
