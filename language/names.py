"""Units by any of their names (单位名称、简称)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from language.normalise import normalise
from supervision.records import Unit


class Names(Protocol):
    """Whoever knows the units of a region."""

    def find_unit(self, words: str) -> str:
        """The official name of the unit that these words name, or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class UnitNames:
    """The names of listed units; ``spelled`` leads from every spelling to the official name."""

    spelled: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> UnitNames:
        """Names and aliases of the units; a spelling that two units share leads to neither."""
        official: dict[str, str] = {}
        owners: dict[str, set[str]] = {}
        for unit in units:
            official[_spelling(unit.name)] = unit.name
            for alias in unit.aliases:
                owners.setdefault(_spelling(alias), set()).add(unit.name)
        aliases = {alias: next(iter(of)) for alias, of in owners.items() if len(of) == 1}
        return cls({**aliases, **official})

    def find_unit(self, words: str) -> str:
        """The official name of the unit that these words name, or nothing."""
        return self.spelled.get(_spelling(words), "")


def _spelling(words: str) -> str:
    return normalise(words).replace(" ", "").casefold()
