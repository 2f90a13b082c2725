"""Which unit answers for a measure when a step is taken (reading 5: the lead unit)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from supervision.groups import Directory, as_directory, kept, members_of
from supervision.progress import Entry
from supervision.records import Measure, Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Answerer:
    """A unit under a plan: what criticisms are counted for."""

    plan: str
    unit: str


def answering_units(measure: Measure, units: Iterable[Unit]) -> tuple[str, ...]:
    """The units that steps are addressed to: the lead units, else the responsible ones.

    A group name stands for its members; one that resolves to nothing stands for itself, so that
    the office sees that nobody can be reached under it.
    """
    listed = kept(units)
    return _answering(measure, lambda name: members_of(name, listed))


def answers_otherwise(measure: Measure, before: Directory, after: Directory) -> bool:
    """Whether these unit lists give a measure to different units."""
    duty = measure.duty
    names = dict.fromkeys((*duty.reporting, *duty.answerable))
    return any(before.members_of(name) != after.members_of(name) for name in names)


def by_answerer(noted: Iterable[tuple[Entry, T]], units: Iterable[Unit]) -> dict[Answerer, list[T]]:
    """What was noted of measures, gathered under each unit that answers, in a fixed order."""
    found: dict[Answerer, list[T]] = {}
    listed = list(noted)
    directory = as_directory(units if listed else ())
    for entry, note in listed:
        for unit in _answering(entry.measure, directory.members_of):
            found.setdefault(Answerer(entry.measure.plan, unit), []).append(note)
    return dict(sorted(found.items()))


def _answering(measure: Measure, members: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in measure.duty.answerable:
        for member in members(name) or (name,):
            found.setdefault(member)
    return tuple(found)
