"""Revisions (版本) of what a process may keep of a region, because it seldom changes.

Each is another text after every change of its table. They stand together in the hash of the region,
so whoever reads something of the region anyway can read them with it, and need not ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FIELDS = ("calendar", "policy", "import", "plan")
"""In the order in which ``admit.lua`` and ``take_up.lua`` answer them."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """What stood when it was read: the working-day table, the policies, the ledger's words."""

    calendar: str = ""
    policy: str = ""
    ledger: str = ""

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Revisions:
        """From the values of :data:`FIELDS`."""
        calendar, policy, imported, plan = (value or "" for value in values)
        return cls(calendar, policy, ledger_mark(imported, plan))


def ledger_mark(imported: str, plan: str) -> str:
    """Another text after every import, and once a first plan is there."""
    return f"{imported}|{plan}"
