"""Village contacts (村、社区联系人): who patrols and reports on nothing else (B1)."""

from __future__ import annotations

from handlers.turn import Turn
from supervision.records import Level


def is_village_contact(turn: Turn) -> bool:
    """Whether the sender speaks for villages or communities alone."""
    units = [turn.office.store.ledger.unit(name) for name in turn.person.own_units]
    return bool(units) and all(unit is not None and unit.level is Level.VILLAGE for unit in units)
