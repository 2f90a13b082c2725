"""An amendment (更正) as it was read: what holds instead, and of which report."""

from __future__ import annotations

from dataclasses import dataclass

from language.acts import Act


@dataclass(frozen=True, slots=True)
class Amendment:
    """What holds instead: the slots of a report that were said anew, and the item if certain."""

    act: Act
    of: str = ""
    """The item whose report is put right, by its id; empty: the last one."""

    @property
    def names_item(self) -> bool:
        """True when another item is meant."""
        return "item" in self.act.slots

    @property
    def says_how_far(self) -> bool:
        """True when another level is meant."""
        return bool({"percent", "status", "no_change"} & set(self.act.slots))
