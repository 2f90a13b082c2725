"""Group names (统称): how "各县区政府" resolves to the units of the region.

A plan names many units at once; the ledger keeps the name as printed, and who may report under it
follows from the unit list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from supervision.records import Level, Unit

_ALL_DISTRICTS = re.compile(r"^各(县区|区县|县市区|县|区|市县)")
_ALL_TOWNSHIPS = re.compile(r"^各(乡镇|镇街|乡镇街道|街道)")


def members_of(name: str, units: Iterable[Unit]) -> tuple[str, ...]:
    """The units that a name stands for: the unit of this name or alias, the members of a group.

    A group whose members only another document lists (领导小组成员单位) resolves to nothing;
    nothing is guessed.
    """
    if isinstance(units, Directory):
        return units.members_of(name)
    listed = tuple(units)
    named = tuple(u.name for u in listed if name == u.name or name in u.aliases)
    level = None if named else _level_of(name)
    return named or tuple(unit.name for unit in listed if unit.level is level)


class Directory:
    """The same answers as :func:`members_of` for many names, each without a look at every unit.

    It stands for the unit list wherever one is asked for.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = tuple(units)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._of_level: defaultdict[Level, list[str]] = defaultdict(list)
        for unit in self._units:
            self._of_level[unit.level].append(unit.name)
            for name in dict.fromkeys((unit.name, *unit.aliases)):
                self._named[name].append(unit.name)

    def __iter__(self) -> Iterator[Unit]:
        """The units, in the order of the list."""
        return iter(self._units)

    def members_of(self, name: str) -> tuple[str, ...]:
        """The units that a name stands for."""
        level = _level_of(name)
        of_level = self._of_level.get(level, []) if level else []
        return tuple(self._named.get(name) or of_level)


def kept(units: Iterable[Unit]) -> tuple[Unit, ...] | Directory:
    """The unit list, to be gone through more than once."""
    return units if isinstance(units, Directory) else tuple(units)


def as_directory(units: Iterable[Unit]) -> Directory:
    """A directory of these units; what is one already is given back."""
    return units if isinstance(units, Directory) else Directory(units)


def _level_of(group: str) -> Level | None:
    """The level of which a group name means every unit."""
    if _ALL_DISTRICTS.match(group):
        return Level.DISTRICT
    return Level.TOWNSHIP if _ALL_TOWNSHIPS.match(group) else None
