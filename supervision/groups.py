"""Group names (统称): how "各县区政府" resolves to the units of the region.

A plan names many units at once; the ledger keeps the name as printed, and who may report under it
follows from the unit list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from supervision.records import Level, Unit

_ALL_DISTRICTS = re.compile(r"^各(县区|区县|县市区|县|区|市县)")
_ALL_TOWNSHIPS = re.compile(r"^各(乡镇|镇街|乡镇街道|街道)")


def members_of(name: str, units: Iterable[Unit]) -> tuple[str, ...]:
    """The units that a name stands for: the unit of this name or alias, the members of a group.

    A group whose members only another document lists (领导小组成员单位) resolves to nothing;
    nothing is guessed.
    """
    listed = tuple(units)
    named = tuple(u.name for u in listed if name == u.name or name in u.aliases)
    if named:
        return named
    if _ALL_DISTRICTS.match(name):
        return tuple(unit.name for unit in listed if unit.level is Level.DISTRICT)
    if _ALL_TOWNSHIPS.match(name):
        return tuple(unit.name for unit in listed if unit.level is Level.TOWNSHIP)
    return ()
