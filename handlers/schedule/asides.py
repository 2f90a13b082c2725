"""Asides (附带告知): what the schedule has to say beside the documents of the ladder.

They go into the one digest that a person gets for a moment: behind its documents, or alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aside:
    """Words for the people of a unit; ``reminder``: left out for who wants no reminders."""

    unit: str
    text: str
    reminder: bool = False


def order(aside: Aside) -> tuple[bool, str]:
    """What is owed before what is only asked."""
    return (aside.reminder, aside.text)
