"""The tree of units (四级单位): city, district, township, village, each below its parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from supervision.records import Level, Unit

DEEPEST = 8
"""Steps upwards after which a list of parents can only run in a circle."""


def above(unit: str, find: Callable[[str], Unit | None]) -> list[Unit]:
    """A unit and what stands above it, from the bottom up; nothing for an unlisted one."""
    found: list[Unit] = []
    at = find(unit)
    while at is not None and at not in found and len(found) < DEEPEST:
        found.append(at)
        at = find(at.parent) if at.parent else None
    return found


def township_in(line: Sequence[Unit]) -> Unit | None:
    """The township (乡镇、街道) of a line from the bottom up; None where a city has none there."""
    return next((one for one in line if one.level is Level.TOWNSHIP), None)


def drawn_as_tree(units: Iterable[Unit]) -> Iterator[tuple[int, Unit]]:
    """Every unit once with its depth, each below its parent, in the order of the list.

    One whose parent is not listed stands at the top, and so does what runs in a circle.
    """
    listed = {unit.name: unit for unit in units}
    below: dict[str, list[Unit]] = {}
    for unit in listed.values():
        parent = unit.parent if unit.parent in listed else ""
        below.setdefault(parent or "", []).append(unit)
    drawn: set[str] = set()
    yield from _below("", 0, below, drawn)
    for unit in listed.values():
        if unit.name not in drawn:
            drawn.add(unit.name)
            yield 0, unit
            yield from _below(unit.name, 1, below, drawn)


def _below(
    name: str, depth: int, below: Mapping[str, list[Unit]], drawn: set[str]
) -> Iterator[tuple[int, Unit]]:
    for unit in below.get(name, ()):
        if unit.name in drawn:
            continue
        drawn.add(unit.name)
        yield depth, unit
        yield from _below(unit.name, depth + 1, below, drawn)
