"""Who gives an opinion (谁验收): the verifying units that the plan names, each for itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supervision.groups import kept, members_of
from supervision.people import Binding
from supervision.records import Measure, Role, Unit


def verifying_units(measure: Measure, units: Iterable[Unit]) -> tuple[str, ...]:
    """The units that the plan names to verify, groups resolved, in its order.

    A unit that reports on the measure is left out: claimed and verified stay apart.
    """
    listed = kept(units)
    own = set(_resolved(measure.duty.reporting, listed))
    named = _resolved(measure.duty.verifying_units, listed)
    return tuple(name for name in named if name not in own)


def may_speak(
    measure: Measure, binding: Binding, needed: Sequence[str], units: Iterable[Unit]
) -> bool:
    """Whether somebody in this office may give an opinion for their unit.

    A verifier of a unit that is needed; where none is named, every verifier but those of the units
    that report on it. The office speaks for itself: whether that counts, the terms say.
    """
    if binding.role is Role.OFFICE:
        return True
    if binding.role is not Role.VERIFIER:
        return False
    if needed:
        return binding.unit in needed
    return binding.unit not in _resolved(measure.duty.reporting, units)


def _resolved(names: Iterable[str], units: Iterable[Unit]) -> tuple[str, ...]:
    listed = kept(units)
    found: dict[str, None] = {}
    for name in names:
        for member in members_of(name, listed) or (name,):
            found.setdefault(member)
    return tuple(found)
