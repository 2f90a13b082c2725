"""Units by what people call them (单位名称): official names, aliases, short forms, groups."""

from __future__ import annotations

from handlers.office import Office
from supervision.groups import members_of


def official_unit(office: Office, said: str) -> str:
    """The official name of the one unit that is meant; nothing when the unit list has none."""
    listed = office.store.ledger.unit(said) if said else None
    return listed.name if listed else office.lexicon().names.find_unit(said)


def official_units(office: Office, said: str) -> tuple[str, ...]:
    """The official names of the unit or of the members of the group that is meant (各县区政府)."""
    one = official_unit(office, said)
    return (one,) if one else members_of(said, office.store.ledger.units())
