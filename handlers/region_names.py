"""Unit names as the ledger knows them, looked up one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from language.normalise import normalise
from storage.store import Store


@dataclass(frozen=True, slots=True)
class RegionNames:
    """Finds a unit by its name or alias; costs one look-up, whatever the number of units."""

    store: Store

    def find_unit(self, words: str) -> str:
        """The official name of the unit that these words name, or nothing."""
        unit = self.store.ledger.unit(normalise(words).replace(" ", ""))
        return unit.name if unit else ""
