"""Two policies compared (制度比较) on a ledger and what happened: what would change for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.simulate_policy import Tried, one_by_one, steps_of
from supervision.decisions import Decision
from supervision.policy import Policy
from supervision.rules import BY_COUNT


class Turned(StrEnum):
    """What becomes of a step under the other policy."""

    ADDED = "added"  # 增加
    DROPPED = "dropped"  # 取消
    MOVED = "moved"  # 改期
    CHANGED = "changed"  # 内容变化


@dataclass(frozen=True, slots=True)
class Turn:
    """One step that is not the same under both; the side that does not have it is None."""

    turned: Turned
    before: Decision | None
    after: Decision | None

    @property
    def shown(self) -> Decision:
        """The step as it would be, or as it was where it is dropped."""
        found = self.after or self.before
        if found is None:
            raise AssertionError("a turn has a side")
        return found

    @property
    def at(self) -> datetime:
        """When it is, or was, taken."""
        return self.shown.at


@dataclass(frozen=True, slots=True)
class UnitTurns:
    """What would change for one unit, in order of time."""

    unit: str
    turns: tuple[Turn, ...]

    def number(self, turned: Turned) -> int:
        """How many steps would be added, dropped, moved or changed."""
        return sum(1 for one in self.turns if one.turned is turned)


def turns_by_unit(one: Policy, other: Policy, tried: Tried) -> list[UnitTurns]:
    """What would change for whom from ``one`` to ``other``, units in order of their names."""
    before, after = _by_unit(steps_of(one, tried)), _by_unit(steps_of(other, tried))
    found = []
    for unit in sorted({*before, *after}):
        turns = sorted(_turns(before[unit], after[unit]), key=lambda turn: turn.at)
        if turns:
            found.append(UnitTurns(unit, tuple(turns)))
    return found


def _by_unit(steps: Iterable[Decision]) -> defaultdict[str, list[Decision]]:
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in steps:
        for one in one_by_one(decision):
            found[one.unit].append(one)
    return found


def _turns(before: Sequence[Decision], after: Sequence[Decision]) -> Iterator[Turn]:
    old, new = _queues(before), _queues(after)
    for matter in dict.fromkeys([*old, *new]):
        yield from _of_one_matter(old.get(matter, []), new.get(matter, []))


def _queues(steps: Sequence[Decision]) -> dict[tuple[str, ...], list[Decision]]:
    found: defaultdict[tuple[str, ...], list[Decision]] = defaultdict(list)
    for one in steps:
        found[_matter(one)].append(one)
    return found


def _matter(made: Decision) -> tuple[str, ...]:
    """What makes two steps one and the same, whenever they are taken."""
    reason = "criticisms" if made.reason in BY_COUNT else str(made.reason)
    return made.plan, made.step, reason, made.measure


def _of_one_matter(old: list[Decision], new: list[Decision]) -> Iterator[Turn]:
    """Pair what is at the same hour; of the rest the first with the first."""
    late = list(new)
    early = []
    for one in old:
        same = next((found for found in late if found.at == one.at), None)
        if same is None:
            early.append(one)
            continue
        late.remove(same)
        if _content(one) != _content(same):
            yield Turn(Turned.CHANGED, one, same)
    for one, other in zip(early, late, strict=False):
        yield Turn(Turned.MOVED, one, other)
    both = min(len(early), len(late))
    yield from (Turn(Turned.DROPPED, one, None) for one in early[both:])
    yield from (Turn(Turned.ADDED, None, one) for one in late[both:])


def _content(made: Decision) -> tuple[object, ...]:
    measures = tuple(sorted({found.measure for found in made.findings}))
    return made.clause, made.to, made.needs_signature, made.count, measures
